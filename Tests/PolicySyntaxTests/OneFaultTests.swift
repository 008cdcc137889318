import Diagnostics
import PolicySyntax
import SourceText
import Testing

/// One mistake gives one error, and what follows from it none.
@Suite struct OneFaultTests {
  private func codes(_ text: String) -> [String] {
    PolicyParser.parse(SourceFile(path: "a.policy", text: text)).diagnostics.map(\.code.code)
  }

  @Test func aStrangeCharacterIsReportedOnce() {
    #expect(codes("policy a.b\nenum Kind { laptop; server }") == ["P0117"])
    #expect(codes("policy a.b\n@\nenum Kind { laptop, server }") == ["P0001"])
    #expect(codes("policy a.b\ndefine f(): Boolean = 1 ! 2") == ["P0111"])
  }

  @Test func aTextThatIsNotClosedTakesTheBracketWithIt() {
    #expect(codes("policy a.b\nrule R \"A {\n  for a in A\n  must a.id != \"\"\n}\nenum K { a }") == ["P0002"])
    #expect(codes("policy a.b {\n  owner \"A\n  domain \"B\"\n}") == ["P0002"])
    #expect(codes("policy a.b\nrule R \"A {\nrule S \"B\" { for a in A must true }") == ["P0002"])
  }

  @Test func comparisonsInARowAreReportedOnce() {
    #expect(codes("policy a.b\ndefine f(): Boolean = 1 < 2 < 3 < 4") == ["P0107"])
    #expect(codes("policy a.b\ndefine f(): Boolean = 1 < 2 < 3 and 4 < 5 < 6") == ["P0107", "P0107"])
  }

  @Test func aTitleThatIsMissingInALanguageIsReportedOnce() {
    let standard =
      "standard S \"S\" version 1 {\n  for  a in A\n  must m \"M\" fr : a.id != \"\"\n  must n \"N\" : true\n}"
    #expect(codes("policy a.b\n" + standard) == ["P0101"])
  }

  @Test(arguments: ["\\q", "\\u41", "\\u{110000}", "\\u{}", "\\u{D800}", "\\u{41", "\\é"])
  func anEscapeThatStandsForNothingIsReported(escape: String) {
    #expect(codes("policy a.b {\n  owner \"A \(escape) B\"\n}") == ["P0004"])
  }

  @Test(arguments: ["\\n", "\\t", "\\\"", "\\\\", "\\u{41}", "\\u{1F600}"])
  func anEscapeThatStandsForSomethingIsNot(escape: String) {
    #expect(codes("policy a.b {\n  owner \"A \(escape)\"\n}").isEmpty)
  }
}
