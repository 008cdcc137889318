import EditorFeatures
import SourceText
import Testing

@Suite struct FileRenameTests {
  private func renamed(_ moved: [String: String]) throws -> String {
    let editor = try EditorFixture(
      "policy demo.x\ntest \"t\" {\n  given data \"data/a.yaml\"\n  expect no findings\n}\n")
    return editor.applying(FileRenames.edits(of: editor.context.document, moved: moved))
  }

  @Test func aPathFollowsTheFileItLeadsTo() throws {
    #expect(try renamed(["/nowhere/data/a.yaml": "/nowhere/data/b.yaml"]).contains("given data \"data/b.yaml\""))
    #expect(try renamed(["/nowhere/data/a.yaml": "/other/a.yaml"]).contains("given data \"../other/a.yaml\""))
  }

  @Test func aPathStaysRightWhenThePolicyMoves() throws {
    #expect(
      try renamed([EditorFixture.path: "/nowhere/sub/demo.policy"]).contains("given data \"../data/a.yaml\""))
  }

  @Test func otherFilesChangeNothing() throws {
    #expect(try renamed(["/nowhere/data/c.yaml": "/nowhere/data/d.yaml"]).contains("given data \"data/a.yaml\""))
  }
}
