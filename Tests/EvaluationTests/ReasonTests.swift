import Evaluation
import TestSupport
import Testing

/// Why something cannot be decided, and which exchange rate counts.
@Suite struct ReasonTests {
  private static let model = """
    policy test.reasons

    entity A from as { key id : Text   n : Integer = 1   cost : Money? }

    """

  private func cause(_ condition: String, data: String) throws -> UndeterminedReason.Cause? {
    let scenario = try Scenario(Self.model + "rule R \"\" { for a in A must \(condition) }", data: data)
    return scenario.run().outcomes.first?.reason?.cause
  }

  @Test func aDivisionByZeroIsSaidAsSuch() throws {
    #expect(try cause("10 / a.n < 5.0", data: #"{ "as": [{ "id": "a", "n": 0 }] }"#) == .divisionByZero)
    #expect(try cause("10 / a.n < 5.0", data: #"{ "as": [{ "id": "a", "n": 3 }] }"#) == nil)
  }

  @Test func aNumberThatGrowsTooLargeIsSaidAsSuch() throws {
    let data = #"{ "as": [{ "id": "a", "n": 9223372036854775807 }] }"#
    #expect(try cause("a.n + 1 > 0", data: data) == .wholeNumberTooLarge)
  }

  /// A row without a last day ends where the next one begins, whichever direction each is written in.
  @Test(arguments: [("2019-05-31", ["R a"]), ("2019-06-01", [])])
  func theRateOfTheDayCounts(day: String, outcomes: [String]) throws {
    let data = """
      { "as": [{ "id": "a", "cost": "10 EUR" }],
        "exchange_rates": [
          { "currency": "USD", "per": "EUR", "rate": "1.0", "valid": { "from": "2019-01-01" } },
          { "currency": "EUR", "per": "USD", "rate": "4.0", "valid": { "from": "2019-06-01" } } ] }
      """
    let rule = "rule R \"\" { for a in A where a.cost is present must a.cost in USD on \(day) <= 5 USD }"
    #expect(try Scenario(Self.model + rule, data: data).outcomes() == outcomes)
  }
}
