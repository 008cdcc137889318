import RulePlan
import Testing

@Suite struct MoneyTests {
  @Test(arguments: ["50000 USD", "50000.00 USD", "-1.5 EUR", "0 JPY"])
  func amountsReadAsTheyPrint(text: String) throws {
    #expect(try Money.read(text).description == text)
  }

  @Test func blanksBeforeTheCurrencyDoNotCount() throws {
    #expect(try Money.read("50000   USD") == Money.read("50000.00 USD"))
  }

  @Test(arguments: [
    ("50000", ValueFault.Reason.missingCurrency), ("50000 ", .missingCurrency), ("50000USD", .form),
    ("USD 50000", .form), ("5 usd", .unknownCurrency), ("5 US", .unknownCurrency), ("5 USDX", .unknownCurrency),
    ("5 XXX", .unknownCurrency), ("5 USD x", .form), ("1,000 USD", .groupedDigits), ("1e3 USD", .exponent), ("", .form),
  ])
  func whatIsNoAmountSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.money, reason)) { try Money.read(text) }
  }

  @Test func amountsInTwoCurrenciesHaveNothingInCommon() throws {
    let dollars = try Money.read("1 USD")
    let euros = try Money.read("1 EUR")
    #expect(dollars != euros)
    #expect(dollars.compare(euros) == nil)
    #expect(dollars.adding(euros) == nil)
    #expect(dollars.subtracting(euros) == nil)
  }

  @Test func amountsInOneCurrencyAddUp() throws {
    let one = try Money.read("1.50 USD")
    let two = try Money.read("0.5 USD")
    #expect(one.adding(two)?.description == "2.00 USD")
    #expect(one.subtracting(two) == Money("1 USD"))
    #expect(one.compare(two) == 1)
    #expect(one.negated() == Money("-1.5 USD"))
  }
}
