import RulePlan
import TestSupport
import Testing

@Suite struct IntegerNumeralTests {
  @Test func integersReadAsTheyPrint() throws {
    var random = SeededGenerator(4)
    for _ in 0..<2000 {
      let value = Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(63))
      #expect(try IntegerNumeral.read("\(value)") == value)
    }
    for value in [Int64.min, .max, 0] { #expect(try IntegerNumeral.read("\(value)") == value) }
    #expect(try IntegerNumeral.read("+12") == 12)
    #expect(try IntegerNumeral.read("007") == 7)
  }

  @Test(arguments: [
    ("", ValueFault.Reason.form), ("-", .form), ("1.0", .form), ("abc", .form), ("1 ", .form), ("1e3", .exponent),
    ("1,000", .groupedDigits), ("1_000", .groupedDigits), ("9223372036854775808", .outOfRange),
    ("-9223372036854775809", .outOfRange), ("99999999999999999999x", .form),
  ])
  func whatIsNoIntegerSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.integer, reason)) { try IntegerNumeral.read(text) }
  }

  @Test(arguments: [("1_000", 1000), ("10", 10), ("1_", nil), ("1__0", nil), ("_1", nil)])
  func underscoresStandBetweenTwoDigits(text: String, value: Int64?) {
    #expect((try? IntegerNumeral.read(text, allowsUnderscores: true)) == value)
  }
}
