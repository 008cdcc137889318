import Diagnostics
import Manifests
import RulePlan
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Files and folders on the disk.
@Suite final class FileTests {
  private let root: String

  init() {
    var template = Array("/tmp/manifests-XXXXXX".utf8CString)
    root = template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let path = mkdtemp(start) else { return "" }
      return String(cString: path)
    }
  }

  deinit {
    var stack = [root]
    var folders: [String] = []
    while let folder = stack.popLast() {
      folders.append(folder)
      guard let handle = opendir(folder) else { continue }
      while let entry = readdir(handle) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        if unlink(folder + "/" + name) != 0 { stack.append(folder + "/" + name) }
      }
      closedir(handle)
    }
    for folder in folders.reversed() { rmdir(folder) }
  }

  private func write(_ name: String, _ text: String) {
    let parts = name.split(separator: "/")
    for count in 1..<max(1, parts.count) { mkdir(root + "/" + parts.prefix(count).joined(separator: "/"), 0o755) }
    guard let file = fopen(root + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  private func load(_ names: String..., options: LoadOptions = LoadOptions()) -> LoadResult {
    let inputs = names.map { name -> DataInput in
      let parts = name.split(separator: "=")
      return parts.count == 2
        ? .section(String(parts[0]), path: root + "/" + parts[1]) : .path(name.isEmpty ? root : root + "/" + name)
    }
    return DataLoader.load(inputs, schema: Office.schema, options: options)
  }

  @Test func aFolderIsReadWholeInTheOrderOfNames() {
    write("b/people.csv", "id\nu2\n")
    write("a.yaml", "people: [{ id: u1 }]")
    write("b/deep/er/c.json", "{\"people\": [{\"id\": \"u3\"}]}")
    write("people.jsonl", "{\"id\": \"u4\"}\n")
    write("notes.md", "not data")
    write(".hidden.yaml", "people: [")
    write(".git/x.yaml", "people: [")
    let result = load("")
    #expect(result.lines == [])
    #expect(
      result.store.dump("people").map { $0.prefix(7) }
        == ["id='u1'", "id='u3'", "id='u2'", "id='u4'"].map { $0.prefix(7) })
    #expect(result.statistics.fileCount == 4)
    #expect(result.statistics.recordCount == 4)
  }

  @Test func whatIsNotReadInAFolderIsAnErrorUnlessItNeedNotBe() {
    write("data/people.yaml", "people: [{ id: u1 }]")
    write("data/grants.tsv", "id\n")
    write("data/old/people.xlsx", "PK")
    write("data/README.md", "# Data")
    write("data/rules.policy", "policy a")
    write("data/policyc.yaml", "name: d")
    write("data/.git/x", "")
    write("data/nested/policyc.yaml", "name: n")
    write("data/nested/lost.txt", "")
    write("data/report.json", "{ not data")
    mkfifo(root + "/data/pipe.csv", 0o600)
    var options = LoadOptions()
    options.filter = FileFilter(otherFiles: [root + "/data/report.json", root + "/data/none.json"])
    let result = load("data", options: options)
    #expect(result.codes == ["P4017", "P4017", "P4018"])
    #expect(result.outcome == .faulty)
    #expect(
      result.diagnostics.map(\.message).first
        == "`\(root)/data/grants.tsv` is among the data and ends in none of `.yaml`, `.yml`, `.json`, `.jsonl`, `.ndjson` "
        + "and `.csv`; save it as one of them, or name it under `ignore` in `policyc.yaml` or with `--ignore`")
    options.filter = FileFilter(
      ignored: [PathPattern("*.tsv"), PathPattern("data/old", base: root + "/"), PathPattern("pipe.csv")],
      otherFiles: [root + "/data/report.json"])
    let ignored = load("data", options: options)
    #expect(ignored.outcome == .complete)
    #expect(
      ignored.statistics.passedFiles.map { "\($0.path.dropFirst(root.count)) \($0.reason.rawValue)" } == [
        "/data/.git hidden", "/data/README.md prose", "/data/grants.tsv ignored", "/data/nested another project",
        "/data/old ignored", "/data/pipe.csv ignored", "/data/policyc.yaml project file",
        "/data/report.json named for another purpose", "/data/rules.policy policy",
      ])
  }

  @Test func unreadFilesBeyondANumberAreCounted() {
    write("data/people.yaml", "people: [{ id: u1 }]")
    for index in 0..<60 { write("data/x\(index).txt", "") }
    let result = load("data")
    #expect(result.diagnostics.count == 51)
    #expect(
      result.diagnostics.last?.message == "10 more files among the data cannot be read as data and are not listed")
  }

  @Test(
    arguments: [
      ("*.tsv", "", "data/a/b.tsv", true), ("*.tsv", "", "data/b.csv", false), ("old", "", "data/old/b.csv", true),
      ("data/old", "p/", "p/data/old/b.csv", true), ("data/old", "p/", "q/data/old/b.csv", false),
      ("./data/*.csv", "", "data/b.csv", true), ("data/*.csv", "", "data/x/b.csv", false),
      ("data/**/b.csv", "", "data/b.csv", true), ("data/**/b.csv", "", "data/x/y/b.csv", true),
      ("data/old/", "../", "../data/old/x", true), ("../x/*.csv", "p/q/", "p/x/a.csv", true),
      ("/srv/*", "p/", "/srv/a.csv", true), ("a?.csv", "", "ab.csv", true), ("**/x", "", "a/b/x", true),
    ] as [(String, String, String, Bool)])
  func aPatternFitsNamesAnywhereOrPathsFromItsFolder(pattern: String, base: String, path: String, fits: Bool) {
    #expect(PathPattern(pattern, base: base).fits(path) == fits)
  }

  @Test func linksThatGoRoundAreFollowedOnce() {
    write("data/a.yaml", "people: [{ id: u1 }]")
    symlink("..", root + "/data/up")
    symlink(".", root + "/data/self")
    let result = load("data")
    #expect(result.store.dump("people").count == 1)
    #expect(result.outcome == .complete)
  }

  @Test func filesThatCannotBeReadAreFailures() {
    let missing = load("no.yaml")
    #expect(missing.lines == ["P4010 1:1 cannot read `\(root)/no.yaml`: there is no such file"])
    #expect(missing.outcome == .failed)
    write("people.xlsx", "x")
    let unknown = load("people.xlsx")
    #expect(unknown.codes == ["P4011"])
    #expect(unknown.outcome == .faulty)
    mkdir(root + "/empty", 0o755)
    #expect(load("empty").codes == ["P4012"])
    symlink("nowhere", root + "/empty/x.yaml")
    #expect(load("empty").codes == ["P4010"])
    #expect(load("people.xlsx", options: LoadOptions(format: .csv)).codes == ["P4102", "P4103"])
    #expect(load("units=people.xlsx", options: LoadOptions(format: .yaml)).codes == ["P4104"])
  }

  @Test func aReferenceIsNotMissedWhereAFileCouldNotBeRead() {
    write("people.yaml", "people: [{ id: u1, unit: UNON }]")
    #expect(load("people.yaml").codes == ["P4202"])
    #expect(load("people.yaml", "units.yaml").codes == ["P4010"])
  }

  @Test func textThatIsNotUTF8IsRefusedWithItsPlace() {
    let bytes: [UInt8] = Array("people:\n  - { id: Zo".utf8) + [0xE9] + Array(" }\n".utf8)
    for name in ["a.yaml", "a.json"] {
      let result = DataLoader.load([.bytes(bytes, name: name)], schema: Office.schema)
      #expect(
        result.lines == [
          "P4004 2:13 expected UTF-8, found the byte E9; save the file as UTF-8 (spreadsheet programs call it "
            + "“CSV UTF-8”), or say its `encoding` in a source"
        ])
    }
    let rows: [UInt8] = Array("id\nZo".utf8) + [0xE9, 0x0A]
    #expect(DataLoader.load([.bytes(rows, name: "people.csv")], schema: Office.schema).codes == ["P4004"])
  }

  @Test(
    arguments: [
      ("data.yaml", "data.yaml", nil), ("grants=a.csv", "a.csv", "grants"), ("-", "-", nil),
      ("grants=-", "-", "grants"),
      ("a/b=c.csv", "a/b=c.csv", nil), ("=x", "=x", nil), ("x=", "x=", nil), ("dépôts=x.csv", "x.csv", "dépôts"),
    ] as [(String, String, String?)])
  func anArgumentMayNameASection(argument: String, path: String, section: String?) {
    switch DataInput(argument: argument) {
    case .path(let found): #expect(found == path && section == nil)
    case .section(let name, let found): #expect(found == path && name == section)
    case .bytes, .ofProject: Issue.record("an argument of the command line is a path")
    }
  }
}
