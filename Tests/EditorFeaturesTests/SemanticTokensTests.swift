import EditorFeatures
import SourceText
import Testing

@Suite struct SemanticTokensTests {
  @Test func namesHaveTheColourOfWhatTheyMean() throws {
    let editor = try EditorFixture(
      """
      policy demo.x
      enum State { active }
      entity Person from people { key id : Text, state : State }
      rule R_01 "t" {
        for p in Person where p.state == active
        must count(q for q in Person) <= 10
      }
      """)
    let tokens = SemanticTokens.of(editor.context)
    func kinds(_ text: String) -> Set<SemanticTokens.Kind> {
      Set(tokens.filter { editor.text($0.range) == text }.map(\.kind))
    }
    #expect(kinds("Person") == [.entity])
    #expect(kinds("state") == [.field])
    #expect(kinds("active") == [.enumerationCase])
    #expect(kinds("p") == [.variable])
    #expect(kinds("count") == [.function])
    #expect(kinds("must") == [.keyword])
    #expect(kinds("R_01") == [.norm])
    #expect(kinds("10") == [.number])
  }

  @Test func tokensAreInOrderAndDoNotOverlap() throws {
    let editor = try EditorFixture(OutlineTests.policy + "\n/* a\n b\n c */\n")
    let tokens = SemanticTokens.of(editor.context)
    for (first, second) in zip(tokens, tokens.dropFirst()) { #expect(first.range.end <= second.range.start) }
    for token in tokens { #expect(!editor.text(token.range).contains("\n")) }
  }

  @Test func aRangeHasOnlyItsOwn() throws {
    let editor = try EditorFixture(OutlineTests.policy)
    let range = SourceRange(0, 6)
    #expect(SemanticTokens.of(editor.context, in: range).map { editor.text($0.range) } == ["policy"])
  }
}
