import RulePlan
import TestSupport
import Testing

@Suite struct UnicodeOrderTests {
  @Test func theOrderIsThatOfTheScalars() {
    var random = SeededGenerator(12)
    let scalars: [Unicode.Scalar] = ["a", "b", "\0", "\u{7F}", "\u{80}", "é", "漢", "\u{FFFF}", "😀", "\u{10FFFF}"]
    func text() -> String {
      var text = String(repeating: "x", count: random.below(12))
      for _ in 0..<random.below(5) { text.unicodeScalars.append(random.pick(scalars)) }
      return text
    }
    for _ in 0..<3000 {
      let first = text()
      let second = text()
      let left = first.unicodeScalars.map(\.value)
      let right = second.unicodeScalars.map(\.value)
      let expected = left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
      #expect(UnicodeOrder.compare(first, second) == expected)
    }
  }

  @Test func thereIsNoNormalization() {
    #expect(UnicodeOrder.compare("\u{E9}", "e\u{301}") == 1)
  }
}
