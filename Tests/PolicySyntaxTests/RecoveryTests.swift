import Diagnostics
import PolicySyntax
import SourceText
import TestSupport
import Testing

/// After a mistake the parser goes on: one diagnostic at the right place, a fix that resolves it, and the rest is read.
@Suite struct RecoveryTests {
  @Test func eachMistakeIsOneFaultAtItsLine() throws {
    let text = try #require(Fixtures.read("Tests/PolicySyntaxTests/Fixtures/broken.policy"))
    let tree = PolicyParser.parse(SourceFile(path: "broken.policy", text: text))
    #expect(tree.diagnostics.map { $0.place.line } == [3, 7, 13, 21], "\(tree.diagnostics.map(\.message))")
    #expect(tree.diagnostics.last?.message.contains("`rule`") == true)
  }

  @Test func aRoundBracketThatIsNotClosed() {
    assertParse(
      "policy a\nrule R \"r\" {\n  must (a == 1️⃣b\n}", .init("1️⃣", "P0101", "expected `)`"),
      fixed: "policy a\nrule R \"r\" {\n  must (a == b)\n}")
  }

  @Test func aBodyThatIsNotClosed() {
    assertParse(
      "policy a\nentity A from as {\n  x : Text1️⃣?\n\nrule R \"r\" { must true }",
      .init("1️⃣", "P0101", "expected `}` at the end of the entity"),
      fixed: "policy a\nentity A from as {\n  x : Text?\n}\n\nrule R \"r\" { must true }")
  }

  @Test func aMisspeltDeclaration() {
    assertParse(
      "policy a\n1️⃣rul R \"r\" { must true }\nenum K { a }", .init("1️⃣", "P0105", "did you mean `rule`?"),
      fixed: "policy a\nrule R \"r\" { must true }\nenum K { a }")
  }

  @Test func aMisspeltClause() {
    assertParse(
      "policy a\nrule R \"r\" {\n  must true\n  1️⃣massage en \"x\"\n  level high\n}",
      .init("1️⃣", "P0106", "did you mean `message`?"),
      fixed: "policy a\nrule R \"r\" {\n  must true\n  message en \"x\"\n  level high\n}")
  }

  @Test func aMissingCommaBetweenCases() {
    assertParse(
      "policy a\nenum K { a 1️⃣b, c }", .init("1️⃣", "P0101", "expected `,`"), fixed: "policy a\nenum K { a, b, c }")
  }

  @Test func anEqualSignThatShouldCompare() {
    assertParse(
      "policy a\nrule R \"r\" { must a 1️⃣= b and c 2️⃣= d }", .init("1️⃣", "P0101", "expected `==`"),
      .init("2️⃣", "P0101", "expected `==`"), fixed: "policy a\nrule R \"r\" { must a == b and c == d }")
  }

  @Test func aTextThatIsNotClosed() {
    assertParse(
      "policy a {\n  owner 1️⃣\"O\n  domain \"D\"\n}", .init("1️⃣", "P0002"),
      fixed: "policy a {\n  owner \"O\"\n  domain \"D\"\n}")
  }

  @Test func aTypeThatIsMissing() {
    assertParse("policy a\nrecord A {\n  x 1️⃣:\n  y : Text\n}", .init("1️⃣", "P0103"))
  }

  @Test func aConditionThatIsMissing() {
    assertParse("policy a\nrule R \"r\" {\n  mus1️⃣t\n  message en \"x\"\n}", .init("1️⃣", "P0102"))
    assertParse("policy a\nrule R \"r\" {\n  must a an1️⃣d\n}", .init("1️⃣", "P0102"))
  }

  @Test func aNameThatIsMissing() {
    assertParse("policy a\nrule 1️⃣\"r\" { must true }", .init("1️⃣", "P0104"))
    assertParse("policy a\nrule R \"r\" { must a.1️⃣+ 1 == b }", .init("1️⃣", "P0104"))
  }

  @Test func aQuantifierWithoutWhatMustHold() {
    assertParse(
      "policy a\nrule R \"r\" { must every x in X 1️⃣}", .init("1️⃣", "P0101", "expected `satisfies`"))
  }

  @Test func textThatFitsNowhere() {
    assertParse("policy a\n1️⃣} enum K { a }", .init("1️⃣", "P0110"))
    assertParse("policy a\nrule R \"r\" { must true 1️⃣) }", .init("1️⃣", "P0110"))
  }

  @Test func whatIsNestedTooDeepIsReportedOnce() {
    let deep = String(repeating: "(", count: 300) + "a" + String(repeating: ")", count: 300)
    let tree = PolicyParser.parse(SourceFile(path: "a.policy", text: "policy a\nrule R \"r\" { must \(deep) }"))
    #expect(tree.diagnostics.map(\.code.code) == ["P0108"])
    #expect(ParseCheck.keepsBytes(tree))
  }
}
