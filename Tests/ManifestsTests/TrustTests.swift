import Glibc
import Manifests
import RecordStore
import Testing

/// Only files are read, only below the root of a project, and only those that stay as they are.
@Suite final class TrustTests {
  private let root: String

  init() {
    var template = Array("/tmp/policyc-trust-XXXXXX".utf8CString)
    root = mkdtemp(&template).map { String(cString: $0) } ?? "/nowhere"
    mkdir(root + "/p", 0o755)
    mkdir(root + "/p/data", 0o755)
    write("p/policyc.yaml", "name: p")
    write("p/data/a.yaml", "people: [{ id: u1 }]")
    write("secret.yaml", "people: [{ id: secret }]")
  }

  deinit {
    for name in [
      "p/data/a.yaml", "p/data/z.yaml", "p/data/out", "p/data/in.yaml", "p/data/pipe.yaml", "p/policyc.yaml",
      "secret.yaml", "large.csv",
    ] { unlink(root + "/" + name) }
    for name in ["p/data", "p/.git", "p", ".git", ""] { rmdir(root + "/" + name) }
  }

  private func write(_ name: String, _ text: String) {
    guard let file = fopen(root + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  private func load(_ input: DataInput) -> LoadResult {
    var options = LoadOptions()
    options.filter = FileFilter(root: ProjectRoot(folder: root + "/p"))
    return DataLoader.load([input], schema: Office.schema, options: options)
  }

  private func codes(_ path: String, isFitted: Bool = false) -> [String] {
    load(.ofProject(path: root + "/" + path, section: nil, isFitted: isFitted)).codes
  }

  @Test func linksOutOfTheProjectAreNotFollowedUnlessTheCommandLineNamesThem() {
    symlink("../../secret.yaml", root + "/p/data/z.yaml")
    symlink("a.yaml", root + "/p/data/in.yaml")
    #expect(codes("p/data/z.yaml") == ["P4021"])
    #expect(codes("p/data/z.yaml", isFitted: true) == ["P4021"])
    #expect(codes("p/data").contains("P4021"))
    #expect(codes("secret.yaml") == ["P4021"])
    #expect(load(.path(root + "/p/data/z.yaml")).codes == [])
    unlink(root + "/p/data/z.yaml")
    symlink("../..", root + "/p/data/out")
    #expect(codes("p/data").contains("P4021"))
    #expect(
      !load(.ofProject(path: root + "/p/data", section: nil, isFitted: false)).store.dump("people").joined()
        .contains("secret"))
  }

  @Test func theRepositoryThatHoldsTheProjectIsItsRoot() {
    mkdir(root + "/.git", 0o755)
    #expect(codes("secret.yaml") == [])
    mkdir(root + "/p/.git", 0o755)
    #expect(codes("secret.yaml") == ["P4021"])
  }

  @Test(.timeLimit(.minutes(1))) func nothingWaitsOnAPipe() {
    mkfifo(root + "/p/data/pipe.yaml", 0o600)
    #expect(codes("p/data/pipe.yaml") == ["P4018"])
    #expect(codes("p/data/pipe.yaml", isFitted: true) == ["P4018"])
    #expect(codes("p/data") == ["P4018"])
    #expect(load(.path(root + "/p/data/pipe.yaml")).codes == ["P4018"])
    #expect(load(.path("/dev/zero")).codes == ["P4018"])
    #expect(load(.section("people", path: "/dev/zero")).codes == ["P4018"])
  }

  @Test func aFileThatChangesWhileItIsReadIsAFailedInput() {
    write("large.csv", "id\n" + (0..<300_000).map { "person-\($0)\n" }.joined())
    let path = root + "/large.csv"
    for change in [{ _ = truncate(path, 1000) }, { self.write("large.csv", "id\nx\n") }] {
      write("large.csv", "id\n" + (0..<300_000).map { "person-\($0)\n" }.joined())
      let result = DataLoader.load([.section("people", path: path)], schema: Office.schema) { _ in change() }
      #expect(result.codes == ["P4020"])
      #expect(result.outcome == .failed)
    }
    write("large.csv", "id\n" + (0..<300_000).map { "person-\($0)\n" }.joined())
    #expect(DataLoader.load([.section("people", path: path)], schema: Office.schema).outcome == .complete)
  }
}
