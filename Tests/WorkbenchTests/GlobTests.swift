import Testing

@testable import Workbench

@Suite struct GlobTests {
  private let folder = TemporaryFolder([
    "data/b.yaml": "", "data/a.yaml": "", "data/c.csv": "", "data/.hidden.yaml": "", "data/sub/d.yaml": "",
    "data/sub/deep/e.yaml": "", "other/a.yaml": "", "top.yaml": "",
  ])

  private func matches(_ pattern: String) throws -> [String] {
    try Glob(pattern).matches(in: folder.path + "/").map { String($0.dropFirst(folder.path.count + 1)) }
  }

  @Test(arguments: [
    ("top.yaml", ["top.yaml"]), ("data", ["data"]), ("./data/", ["data"]), ("nothing", []),
    ("data/*.yaml", ["data/a.yaml", "data/b.yaml"]), ("data/?.csv", ["data/c.csv"]), ("data/??.csv", []),
    ("data/.*.yaml", ["data/.hidden.yaml"]), ("*/a.yaml", ["data/a.yaml", "other/a.yaml"]),
    ("data/*", ["data/a.yaml", "data/b.yaml", "data/c.csv", "data/sub"]),
    ("data/**/*.yaml", ["data/a.yaml", "data/b.yaml", "data/sub/d.yaml", "data/sub/deep/e.yaml"]),
    ("**/e.yaml", ["data/sub/deep/e.yaml"]), ("**/**/e.yaml", ["data/sub/deep/e.yaml"]),
    ("data/sub/**", ["data/sub/d.yaml", "data/sub/deep/e.yaml"]), ("data/a.yaml/*", []),
  ])
  func aPatternFitsTheseFiles(pattern: String, files: [String]) throws { #expect(try matches(pattern) == files) }

  @Test func anAbsolutePatternStartsAtTheRoot() throws {
    #expect(try Glob(folder.path + "/top.yaml").matches(in: "anywhere/") == [folder.path + "/top.yaml"])
  }

  @Test func foldersThatLeadInACircleEndWithAnError() {
    folder.link("data/loop", to: ".")
    folder.link("data/again", to: ".")
    #expect(throws: FileFailure.self) { try matches("**/*.nothing") }
  }
}
