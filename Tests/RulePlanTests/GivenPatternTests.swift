import RulePlan
import TestSupport
import Testing

/// Entitlements of the data that stand for several.
@Suite struct GivenPatternTests {
  @Test(arguments: [
    ("*", "XK01", true), ("XK*", "XK01", true), ("XK*", "xk01", false), ("XK0?", "XK01", true),
    ("XK0?", "XK011", false),
    ("XK01..XK99", "XK02", true), ("XK10..XK99", "XK02", false), ("XK01..XK99", "XK99", true),
    ("XK01..XK99", "XK991", false), ("XK01..XK9*", "XK991", true), ("XK*..XK*", "XK", true), ("XK*..XK*", "XL", false),
    ("A..B..C", "B", false), ("A..B..C", "A..B..C", true), ("..B", "A", false), ("A..", "A..", true),
    ("A...", "A..", false),
    ("é..ü", "ö", true),
  ]) func aTextIsAmongThem(given: String, key: String, isAmong: Bool) {
    #expect(GivenPattern(given).fits(key) == isAmong)
    #expect(GivenPattern(given).meets(TextPattern(literal: key)) == isAmong)
  }

  @Test func severalLookLikeIt() {
    #expect(["*", "XK*", "A..B", "XK01 - XK99"].allSatisfy(GivenPattern.looksLikeSeveral))
    #expect(!["XK01", "A-B", "a..", "what?", "A B - C"].contains(where: GivenPattern.looksLikeSeveral))
  }

  /// Whether two have a text in common, by trying all texts of up to five characters, of which one comes before those of the patterns.
  @Test func aPatternMeetsWhereSomeTextFitsBoth() {
    var texts = [""]
    var last = [""]
    for _ in 0..<5 {
      last = last.flatMap { text in ["`", "a", "b", "c"].map { text + $0 } }
      texts += last
    }
    var dice = SeededGenerator(7)
    func made(_ signs: [String], _ length: ClosedRange<Int>) -> String {
      (0..<Int.random(in: length, using: &dice)).map { _ in signs.randomElement(using: &dice) ?? "a" }.joined()
    }
    var met = 0
    for _ in 0..<1_000 {
      let pattern = TextPattern(made(["a", "b", "*", "?"], 1...3))
      let isRange = Bool.random(using: &dice)
      let given =
        isRange
        ? made(["a", "b"], 1...2) + ".." + made(["a", "b"], 1...2) + (Bool.random(using: &dice) ? "*" : "")
        : made(["a", "b", "*", "?"], 1...3)
      let own = GivenPattern(given)
      let expected = texts.contains { own.fits($0) && pattern.matches($0) }
      if expected { met += 1 }
      #expect(own.meets(pattern) == expected, "\(given) and \(pattern)")
    }
    #expect((150..<850).contains(met))
  }
}
