import RulePlan
import Testing

@Suite struct CurrencyTests {
  @Test func everyCodeIsFoundAndPrintsItself() throws {
    for code in Currency.codes { #expect(try Currency.read(code).description == code) }
    #expect(Currency.codes == Currency.codes.sorted())
    #expect(Set(Currency.codes).count == Currency.codes.count)
    #expect(Currency("USD") == .usDollar)
  }

  /// All 17,576 codes of three letters.
  @Test func nothingElseIsFound() {
    let known = Set(Currency.codes)
    let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
    var found = 0
    for first in letters {
      for second in letters {
        for third in letters {
          let isFound = [first, second, third].withUnsafeBufferPointer { Currency(bytes: $0) } != nil
          if isFound { found += known.contains(String(decoding: [first, second, third], as: UTF8.self)) ? 1 : 1000 }
        }
      }
    }
    #expect(found == known.count)
  }

  @Test(arguments: ["usd", "US", "USDX", "", "U$D", "XXX", "XTS", "ZZZ"])
  func whatIsNoCodeIsNoCurrency(text: String) {
    #expect(Currency(text) == nil)
  }

  @Test(arguments: [
    ("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XDR", nil), ("CLP", 0), ("HRK", 2), ("ITL", 0), ("DEM", 2),
    ("XFO", nil),
  ])
  func minorUnitsAreThoseOfTheStandard(code: String, digits: Int?) throws {
    #expect(try Currency.read(code).minorDigits == digits)
  }

  /// By the list of historic currencies of the standard, which gives months.
  @Test(arguments: [
    ("DEM", "2002-03-31"), ("HRK", "2023-01-31"), ("ZWD", "2008-08-31"), ("LTL", "2014-12-31"), ("SUR", "1990-12-31"),
    ("AZM", "2005-12-31"), ("ANG", "2025-03-31"),
  ])
  func recordsOutliveCurrencies(code: String, day: String) throws {
    #expect(try Currency.read(code).lastDay?.description == day)
  }

  @Test(arguments: ["USD", "EUR", "XCG", "ZWG", "SLE", "XAU"])
  func currenciesInUseHaveNoLastDay(code: String) throws {
    #expect(try Currency.read(code).lastDay == nil)
  }

  @Test func currenciesAreInTheOrderOfTheirCodes() throws {
    #expect(try Currency.read("AED") < Currency.read("EUR"))
    #expect(Currency.codes.compactMap { Currency($0) }.sorted().map(\.description) == Currency.codes)
  }
}
