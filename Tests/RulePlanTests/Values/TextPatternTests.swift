import RulePlan
import TestSupport
import Testing

@Suite struct TextPatternTests {
  /// The definition of a pattern, word for word.
  private func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    switch first {
    case "*": return matches(pattern.dropFirst(), text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
    case "?": return !text.isEmpty && matches(pattern.dropFirst(), text.dropFirst())
    default: return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
    }
  }

  private func naive(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
  }

  private static func random(_ alphabet: [String], atMost length: Int, _ random: inout SeededGenerator) -> String {
    (0..<random.below(length + 1)).map { _ in random.pick(alphabet) }.joined()
  }

  @Test func matchingIsThatOfTheDefinition() throws {
    var random = SeededGenerator(9)
    for _ in 0..<6000 {
      let pattern = Self.random(["a", "b", "é", "漢", "*", "?", "*"], atMost: 8, &random)
      let text = Self.random(["a", "b", "é", "漢", "😀"], atMost: 10, &random)
      try #require(TextPattern(pattern).matches(text) == naive(pattern, text), "`\(text)` like `\(pattern)`")
    }
  }

  @Test(arguments: [
    ("PAY_*", "PAY_RUN", true), ("PAY_*", "PAY_", true), ("PAY_*", "pay_run", false), ("*", "", true), ("?", "", false),
    ("", "", true), ("", "a", false), ("F?10", "F110", true), ("*é", "café", true), ("?", "é", true),
    ("??", "é", false),
    ("a*a", "a", false), ("*ab*", "xxaby", true), ("[a]", "[a]", true), ("a\\*", "a\\b", true),
  ])
  func patternsMatchWholeTexts(pattern: String, text: String, isMatch: Bool) {
    #expect(TextPattern(pattern).matches(text) == isMatch)
  }

  @Test func aLiteralIsNoPattern() {
    let literal = TextPattern(literal: "A*?")
    #expect(literal.isLiteral && literal.matches("A*?") && !literal.matches("Axx"))
    #expect(literal != TextPattern("A*?"))
    #expect(TextPattern(literal: "AB") == TextPattern("AB"))
    #expect(TextPattern("AB").isLiteral && !TextPattern("A?").isLiteral)
    #expect(literal.description == "A*?")
  }

  @Test func theLiteralEndsAreKnown() {
    let pattern = TextPattern("PAY_*_é")
    #expect(pattern.literalPrefix == Array("PAY_".utf8) && pattern.literalSuffix == Array("_é".utf8))
    #expect(TextPattern("*").literalPrefix.isEmpty && TextPattern("*").matchesEverything)
    #expect(TextPattern("ABC").literalPrefix == Array("ABC".utf8))
  }

  @Test(arguments: [("a**b", "a*b"), ("a*?b", "a?*b"), ("?*?", "*??"), ("***", "*")])
  func wildcardsInARunHaveNoOrder(first: String, second: String) {
    #expect(TextPattern(first) == TextPattern(second))
    #expect(TextPattern(first).hashValue == TextPattern(second).hashValue)
  }

  @Test func manyStarsTakeNoTime() {
    let pattern = TextPattern(String(repeating: "a*", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
    let general = TextPattern(String(repeating: "*?a", count: 100) + "*b")
    #expect(general.matches(String(repeating: "a", count: 5_000) + "b"))
    let wide = TextPattern(String(repeating: "?", count: 2_000) + "*")
    #expect(!TextPattern(String(repeating: "*a", count: 500)).isContained(in: wide))
  }

  @Test func bytesThatAreNoTextDoNotTrap() {
    var random = SeededGenerator(10)
    let patterns = ["*", "?", "*?*", "a?b", "??*", "é*"].map { TextPattern($0) }
    for _ in 0..<500 {
      let bytes = (0..<random.below(8)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      for pattern in patterns { _ = pattern.matches(bytes) }
    }
    #expect(patterns[0].matches([0x80, 0xFF]))
  }

  /// Against all texts of up to seven letters, one of which is in no pattern.
  @Test func inclusionIsThatOfTheTexts() throws {
    var texts: [String] = [""]
    var last = texts
    for _ in 0..<7 {
      last = last.flatMap { text in ["a", "b", "é"].map { text + $0 } }
      texts += last
    }
    var random = SeededGenerator(11)
    var patterns: Set<String> = ["", "*", "?", "a*", "*a", "?*", "a?*b", "*ab*", "*ba*"]
    while patterns.count < 110 { patterns.insert(Self.random(["a", "b", "*", "?", "*"], atMost: 5, &random)) }
    let list = patterns.sorted()
    let matched = list.map { pattern in
      let compiled = TextPattern(pattern)
      return texts.map { compiled.matches($0) }
    }
    for (i, first) in list.enumerated() {
      for (j, second) in list.enumerated() {
        let isIncluded = !zip(matched[i], matched[j]).contains { $0 && !$1 }
        try #require(
          TextPattern(first).isContained(in: TextPattern(second)) == isIncluded, "`\(first)` in `\(second)`")
      }
    }
  }

  @Test(arguments: [
    ("XK01", "XK*", true), ("XK*", "XK01", false), ("PAY_RUN*", "PAY_*", true), ("a*", "a*", true), ("é?", "??", true),
    ("é", "?", true), ("漢*", "?*", true), ("é", "??", false), ("*é", "*?", true), ("*", "?*", false),
    ("a?*", "a*?", true),
  ])
  func aPatternLiesInAWiderOne(first: String, second: String, isContained: Bool) {
    #expect(TextPattern(first).isContained(in: TextPattern(second)) == isContained)
  }

  @Test func aLiteralStarLiesInNoOtherLiteral() {
    #expect(TextPattern(literal: "A*").isContained(in: TextPattern("A*")))
    #expect(!TextPattern("A*").isContained(in: TextPattern(literal: "A*")))
    #expect(!TextPattern("A?").isContained(in: TextPattern(literal: "A?")))
  }
}
