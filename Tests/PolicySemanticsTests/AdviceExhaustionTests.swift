import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import Testing

/// The advice on conditions against trying out all values of small domains.
@Suite struct AdviceExhaustionTests {
  /// Small numbers that repeat with their seed.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// Values of the fields of an instance.
  private struct Row {
    var x = 0
    var y = 0
    var truth = false
    var kind = 0
    var maybe: Int?
    var text = ""
  }

  /// A condition as text, and what it comes to; nil is undetermined.
  private struct Condition {
    var text: String
    var holds: (Row) -> Bool?
  }

  private static let comparisons: [(sign: String, holds: @Sendable (Int, Int) -> Bool)] = [
    ("==", { $0 == $1 }), ("!=", { $0 != $1 }), ("<", { $0 < $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }),
    (">=", { $0 >= $1 }),
  ]
  private static let kinds = ["a", "b", "c"]
  /// In the order of Unicode; between any two there is another one.
  private static let texts = ["", "b", "bb", "c", "cc", "d", "dd"]

  /// A comparison of some fields; `feature` says which there are besides the numbers.
  private static func atom(_ dice: inout Dice, feature: Int) -> Condition {
    let (sign, compare) = comparisons[Int.random(in: 0..<6, using: &dice)]
    let number = Int.random(in: 0...3, using: &dice)
    let other = Int.random(in: 0...3, using: &dice)
    let shift = Int.random(in: -1...1, using: &dice)
    switch (Int.random(in: 0..<8, using: &dice), feature) {
    case (0, _): return Condition(text: "r.x \(sign) \(number)") { compare($0.x, number) }
    case (1, _): return Condition(text: "\(number) \(sign) r.y") { compare(number, $0.y) }
    case (2, _): return Condition(text: "r.x + \(shift + 1) \(sign) r.y + 1") { compare($0.x + shift, $0.y) }
    case (3, _):
      return Condition(text: "r.y in \(number) .. \(other)") { number <= $0.y && $0.y <= other }
    case (4, _):
      return Condition(text: "r.x not in [\(number), \(other)]") { $0.x != number && $0.x != other }
    case (_, 0): return Condition(text: "r.truth") { $0.truth }
    case (5, 1):
      let kind = number % 3
      return Condition(text: "r.kind \(sign) \(kinds[kind])") { compare($0.kind, kind) }
    case (_, 1):
      return Condition(text: "r.kind in [\(kinds[number % 3]), \(kinds[other % 3])]") {
        $0.kind == number % 3 || $0.kind == other % 3
      }
    case (5, 2): return Condition(text: "r.maybe is present") { $0.maybe != nil }
    case (6, 2):
      return Condition(text: "(r.maybe is present and r.maybe \(sign) \(number))") { row in
        row.maybe.map { compare($0, number) } ?? false
      }
    case (_, 2):
      return Condition(text: "(r.maybe otherwise \(other)) \(sign) \(number)") { compare($0.maybe ?? other, number) }
    default:
      let text = ["b", "c", "d", "c"][number]
      return Condition(text: "r.text \(sign) \"\(text)\"") { row in
        compare(texts.firstIndex(of: row.text) ?? 0, texts.firstIndex(of: text) ?? 0)
      }
    }
  }

  private static func condition(_ dice: inout Dice, feature: Int, depth: Int) -> Condition {
    guard depth > 0 else { return atom(&dice, feature: feature) }
    let a = condition(&dice, feature: feature, depth: depth - Int.random(in: 1...2, using: &dice))
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: return Condition(text: "not (\(a.text))") { row in a.holds(row).map { !$0 } }
    case 1:
      let b = condition(&dice, feature: feature, depth: depth - 1)
      return Condition(text: "((\(a.text)) implies (\(b.text)))") { or(a.holds($0).map { !$0 }, b.holds($0)) }
    case 2, 3:
      let b = condition(&dice, feature: feature, depth: depth - 1)
      return Condition(text: "((\(a.text)) or (\(b.text)))") { or(a.holds($0), b.holds($0)) }
    default:
      let b = condition(&dice, feature: feature, depth: depth - 1)
      return Condition(text: "((\(a.text)) and (\(b.text)))") { row in
        or(a.holds(row).map { !$0 }, b.holds(row).map { !$0 }).map { !$0 }
      }
    }
  }

  private static func or(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  private static func rows(feature: Int) -> [Row] {
    var rows: [Row] = []
    for x in -4...7 {
      for y in -4...7 {
        let row = Row(x: x, y: y)
        switch feature {
        case 0: rows += [false, true].map { Row(x: x, y: y, truth: $0) }
        case 1: rows += (0..<3).map { Row(x: x, y: y, kind: $0) }
        case 2: rows += [row] + (-1...4).map { Row(x: x, y: y, maybe: $0) }
        default: rows += texts.map { Row(x: x, y: y, text: $0) }
        }
      }
    }
    return rows
  }

  @Test(arguments: [0, 1, 2, 3])
  func theAdviceIsRightForAllValues(feature: Int) {
    var dice = Dice(state: 0x9E37_79B9 &+ UInt64(feature))
    let conditions = (0..<150).map { _ in
      Self.condition(&dice, feature: feature, depth: Int.random(in: 1...4, using: &dice))
    }
    // A requirement without a condition beside it always holds where its opposite never does.
    let rules = conditions.enumerated().map { number, condition in
      "rule N\(number) \"N\" { for r in Row must not (\(condition.text)) }\nrule A\(number) \"A\" { for r in Row must \(condition.text) }\n"
    }
    let text = """
      policy demo.x
      enum Kind ordered { a, b, c }
      entity Row from rows {
        key id : Text
        x : Integer
        y : Integer
        truth : Boolean
        kind : Kind
        maybe : Integer?
        text : Text
      }

      """
    let first = text.split(separator: "\n", omittingEmptySubsequences: false).count
    let diagnostics = Compiler.compile([SourceFile(path: "a.policy", text: text + rules.joined())]).diagnostics
    #expect(
      !diagnostics.contains { $0.severity == .error }, "\(diagnostics.first { $0.severity == .error }?.message ?? "")")
    let lines = Set(diagnostics.filter { $0.code == .alwaysHolds }.map(\.place.line))
    let rows = Self.rows(feature: feature)
    var count = 0
    for (number, condition) in conditions.enumerated() {
      let values = rows.map { condition.holds($0) }
      let neverHolds = lines.contains(first + 2 * number)
      let alwaysHolds = lines.contains(first + 2 * number + 1)
      #expect(neverHolds == !values.contains(true), "\(condition.text)")
      #expect(alwaysHolds == !values.contains(false), "\(condition.text)")
      count += (neverHolds ? 1 : 0) + (alwaysHolds ? 1 : 0)
    }
    #expect(count > 5, "both answers occur")
  }
}
