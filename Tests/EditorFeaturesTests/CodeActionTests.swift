import EditorFeatures
import SourceText
import Testing

@Suite struct CodeActionTests {
  private func actions(
    _ marked: String, languages: [String] = []
  ) throws -> (EditorFixture, [CodeActions.Action]) {
    let editor = try EditorFixture(marked, languages: languages)
    return (editor, CodeActions.at(SourceRange(editor.caret, editor.caret), in: editor.context))
  }

  @Test func fixesOfTheCompilerAreOffered() throws {
    let (editor, actions) = try actions(
      "policy demo.x\nenum State { active }\nentity P from ps { key id : Text, s : Sta‸t }\n")
    let fix = try #require(actions.first { $0.kind == .quickFix && $0.diagnostic != nil })
    #expect(editor.applying(fix.edits).contains("s : State"))
  }

  @Test func faultsOfOneKindAreMendedTogether() throws {
    let (editor, actions) = try actions(
      "policy demo.x\nenum State { active }\nentity P from ps { key id : Text, s : Sta‸t, t : Stat }\n")
    let fix = try #require(actions.first { $0.title.hasPrefix("Fix all 2") })
    #expect(editor.applying(fix.edits).contains("s : State, t : State"))
  }

  @Test func importsAreOrganised() throws {
    let (editor, actions) = try actions("policy demo.x\n\nimport b.c\nimport ‸a.b\nimport b.c\n")
    let action = try #require(actions.first { $0.kind == .organizeImports })
    #expect(editor.applying(action.edits) == "policy demo.x\n\nimport a.b\nimport b.c\n")
  }

  @Test func aMissingInstrumentIsDeclared() throws {
    let (editor, actions) = try actions("policy demo.x\nrule R \"t\" {\n  cites NE‸W §1\n  must true\n}\n")
    let action = try #require(actions.first { $0.title == "Declare `NEW`" })
    #expect(editor.applying(action.edits).contains("instrument NEW {"))
  }

  @Test func missingLanguagesAreAdded() throws {
    let (editor, actions) = try actions(
      "policy demo.x\nrule R \"t\" {\n  must    true\n  message en \"M‸\"\n}\n", languages: ["en", "fr"])
    let action = try #require(actions.first { $0.title == "Add `fr`" })
    #expect(editor.applying(action.edits).contains("message en \"M\"\n          fr \"M\"\n"))
  }

  @Test(
    "The first language is not missing where a bare title or a name serves for it",
    arguments: [
      "rule R \"t\" {\n  title fr \"t‸\"\n  must  true\n}", "enum E { one fr \"un‸\" }",
      "standard S \"s\" version 1 {\n  for  p in P\n  must m \"t\" fr \"t‸\" : true\n}",
    ])
  func firstLanguageIsThere(declaration: String) throws {
    let (_, actions) = try actions("policy demo.x\n\(declaration)\n", languages: ["en", "fr"])
    #expect(!actions.contains { $0.title.hasPrefix("Add `") })
  }
}
