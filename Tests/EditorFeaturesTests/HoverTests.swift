import EditorFeatures
import SourceText
import Testing

@Suite struct HoverTests {
  private func hover(_ text: String, language: String = "en") throws -> String {
    let editor = try EditorFixture(text, language: language)
    return try #require(Hover.at(editor.caret, in: editor.context)).markdown
  }

  private static let declarations = """
    policy demo.x
    /// A person in service.
    entity Person from people {
      key id : Text
      /// When they joined.
      joined : Date?
      size   : DataSize = 16 GB
    }
    instrument SGB {
      symbol "ST/SGB/2016/11"
      title  en "The Office"
      clause §2 en "Initiatives are reviewed." fr "Les initiatives sont examinées."
    }

    """

  @Test func anEntityIsShownWithItsFieldsAndDocumentation() throws {
    let text = try hover(Self.declarations + "rule R \"t\" {\n  cites SGB §2\n  for p in Per‸son\n  must true\n}\n")
    #expect(text.contains("entity Person from people"))
    #expect(text.contains("joined : Date?"))
    #expect(text.contains("A person in service."))
  }

  @Test func aFieldThatIsKnownToBePresentIsShownSo() throws {
    let text = try hover(
      Self.declarations
        + "rule R \"t\" {\n  for p in Person where p.joined is present\n  must p.joi‸ned < today\n}\n")
    #expect(text.contains("Person.joined : Date?"))
    #expect(text.contains("When they joined."))
    #expect(text.contains("Here: `Date`"))
  }

  @Test(arguments: [("en", "Initiatives are reviewed."), ("fr", "Les initiatives sont examinées.")])
  func aCitedClauseIsShownInTheLanguageOfTheUser(_ language: String, _ words: String) throws {
    let text = try hover(
      Self.declarations + "rule R \"t\" {\n  cites SGB §‸2\n  for p in Person\n  must true\n}\n", language: language)
    #expect(text.contains(words))
    #expect(text.contains("ST/SGB/2016/11"))
  }

  @Test func aVariableHasItsType() throws {
    let text = try hover(Self.declarations + "rule R \"t\" {\n  for p in Person\n  must ‸p.id == \"a\"\n}\n")
    #expect(text.contains("p : Person"))
  }

  @Test(arguments: [("16 G‸B", "16_000_000_000 bytes"), ("1‸5 %", "0.15"), ("90 da‸ys", "12.857 weeks")])
  func quantitiesAreShownInOtherUnits(_ literal: String, _ words: String) throws {
    #expect(
      try hover("policy demo.x\ndefine f(): Boolean = \(literal) == \(literal.filter { $0 != "‸" })\n").contains(words))
  }

  @Test func thereIsNothingToSayAboutWhiteSpace() throws {
    let editor = try EditorFixture("policy demo.x\n\n‸\n\nenum E { a }\n")
    #expect(Hover.at(editor.caret, in: editor.context) == nil)
  }
}
