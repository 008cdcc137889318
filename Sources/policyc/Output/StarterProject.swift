import Glibc
import SourceText
import Workbench

/// The files of a new project: a source, a model, two norms with tests, and a little data with one finding.
struct StarterProject {
  struct Failure: Error {
    var message: PlainMarkup
  }

  let folder: String

  /// The paths that were written.
  func write() throws(Failure) -> [String] {
    let paths = Self.files.map { (path: folder == "." ? $0.path : "\(folder)/\($0.path)", text: $0.text) }
    for (path, _) in paths where FolderWalk.exists(path) {
      throw Failure(message: "`\(path.shownName)` already exists; nothing was written")
    }
    for name in ["", "/policies", "/data"] {
      let path = folder + name
      guard mkdir(path, 0o777) == 0 || FolderWalk.isFolder(path) else {
        throw Failure(message: "cannot make the folder `\(path.shownName)`: \(String(cString: strerror(errno)).shown)")
      }
    }
    for (path, text) in paths {
      do throws(OutputFile.Failure) {
        let file = try OutputFile(path: path)
        var bytes = text
        try file.finish(isComplete: bytes.withUTF8 { file.write(UnsafeRawBufferPointer($0)) })
      } catch {
        throw Failure(message: error.message)
      }
    }
    return paths.map(\.path)
  }

  static let files: [(path: String, text: String)] = [
    (
      "policyc.yaml",
      """
      name: My policies
      policies: [policies]
      data: ["data/*.yaml"]
      languages: [en]

      """
    ),
    (
      "policies/access.policy",
      """
      policy my.access {
        title en "Access rights"
        owner "ICT governance"
      }

      instrument MANUAL {
        symbol "MANUAL"
        title  en "Our manual"
        clause §1 en "Nobody approves their own access."
        clause §2 en "Rights end when service ends."
      }

      enum Status { active, separated }

      entity Person from people {
        key id : Text
        name   : Text
        status : Status = active
      }

      /// A right of a person, and who approved it.
      entity Grant from grants {
        person      : Person
        role        : Text
        approved_by : Person
        valid       : Period
      }

      rule ACC_01 "Nobody approves their own access" {
        cites   MANUAL §1
        for     g in Grant
        must    g.approved_by != g.person
        at      g.approved_by
        message en "{g.person.name} approved their own right {g.role}."
      }

      rule ACC_02 "Rights end when service ends" {
        cites MANUAL §2
        for   g in Grant where g.valid contains today
        must  g.person.status == active
        level high
      }

      test "who approves their own access is found" {
        as of 2019-06-30
        given Person { id: "a", name: "A" }, Person { id: "b", name: "B" }
        given Grant { person: "a", role: "CASHIER", approved_by: "a", valid: { from: 2019-01-01 } }
        given Grant { person: "a", role: "BUYER", approved_by: "b", valid: { from: 2019-01-01 } }
        expect ACC_01 for Grant 0
        expect no other findings
      }

      test "rights outlive service only if they have ended" {
        as of 2019-06-30
        given Person { id: "a", name: "A", status: separated }, Person { id: "b", name: "B" }
        given Grant { person: "a", role: "CASHIER", approved_by: "b", valid: { from: 2019-01-01 } }
        given Grant { person: "a", role: "BUYER", approved_by: "b", valid: { from: 2018-01-01, until: 2018-12-31 } }
        expect ACC_02 for Grant 0
        expect no other findings
      }

      """
    ),
    (
      "data/access.yaml",
      """
      people:
        - { id: u1, name: Head of accounts }
        - { id: u2, name: Cashier }

      grants:
        - { person: u2, role: CASHIER, approved_by: u1, valid: { from: 2019-01-01 } }
        - { person: u1, role: CASHIER, approved_by: u1, valid: { from: 2019-03-01 } }

      """
    ),
  ]
}
