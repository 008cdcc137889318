import RulePlan
import Testing

@Suite struct PercentTests {
  @Test(arguments: [("15 %", "0.15"), ("15%", "0.15"), ("0.5 %", "0.005"), ("-3 %", "-0.03"), ("100 %", "1")])
  func aPercentageIsAFraction(text: String, fraction: String) throws {
    #expect(try Percent.read(text).fraction == Decimal128.read(fraction))
  }

  @Test(arguments: [
    ("15", ValueFault.Reason.missingUnit), ("0.15", .missingUnit), ("%", .form), ("15 % ", .form),
    ("15 percent", .form),
    ("1,5 %", .groupedDigits), ("1e1 %", .exponent),
  ])
  func whatIsNoPercentageSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.percent, reason)) { try Percent.read(text) }
  }

  @Test func fractionsOfAnyScaleAreWrittenAsPercentages() throws {
    for (fraction, text) in [("1", "100 %"), ("0.1", "10 %"), ("0.155", "15.5 %"), ("0", "0 %"), ("-0.001", "-0.1 %")] {
      #expect(try Percent(fraction: Decimal128.read(fraction)).description == text)
    }
    let largest = try #require(Decimal128(coefficient: Decimal128.maximumCoefficient, scale: 0))
    #expect(Percent(fraction: largest).description == "\(largest)00 %")
  }
}
