import Evaluation
import TestSupport
import Testing

/// Undetermined values are never taken for determined ones: cases that random policies and data have brought to light.
@Suite struct UndeterminedTests {
  static let model = """
    policy test.undetermined

    entity Thing from things {
      key id : Text
      big    : Integer = 0
      open   : Boolean = true
      term   : Duration = 1 month
      up     : [Thing] = []
      let own = [1 month, 1 day, 30 days]
      let full = big + 1 > 0
    }

    """

  static let data = """
    { "things": [ { "id": "a", "big": 9223372036854775807, "up": ["b"] }, { "id": "b", "up": ["a", "b"] } ] }
    """

  private func outcomes(_ rule: String, data: String = data) throws -> [String] {
    let scenario = try Scenario(Self.model + "rule R \"\" { \(rule) }", data: data)
    let found = scenario.outcomes()
    #expect(scenario.outcomes(jobs: 2) == found)
    return found
  }

  @Test func aValueThatMayNotBeThereIsInNoListForSure() throws {
    #expect(
      try outcomes("for x in Thing must x.id in [t.id for t in Thing where t.big + 1 > 0 and t == x]") == ["R a?"])
  }

  @Test func someOfWhatMayNotBeThereIsNotKnown() throws {
    let rule = "for x in Thing must some n in [t.id for t in Thing where t.big + 1 > 0 and t == x] where true"
    #expect(try outcomes(rule) == ["R a?"])
  }

  @Test func everyOfWhatMayBeThereHoldsWhereItHoldsOfAnything() throws {
    let rule = "for x in Thing must every n in [t.id for t in Thing where t.big + 1 > 0 and t == x] satisfies true"
    #expect(try outcomes(rule) == [])
  }

  @Test func anOutcomeNamesItsSubjectEvenWhereTheRowsAreNotKnown() throws {
    let rule = "for x in Thing, n in [t.id for t in Thing where t.big + 1 > 0 and t == x] must false"
    #expect(try outcomes(rule) == ["R a?", "R b"])
  }

  @Test func aBoundThatIsNotKnownLeavesEachRowOpen() throws {
    #expect(try outcomes("for x in Thing, y in Thing where y.big < x.big + 1 must false") == ["R a?", "R a?", "R b"])
    #expect(
      try outcomes("for x in Thing, y in Thing where y.big < x.big + 1 and y.id == \"b\" must false")
        == ["R a?", "R b"])
  }

  @Test func aConditionThatIsNotKnownIsInNoList() throws {
    #expect(try outcomes("for x in Thing where x.id == \"a\" must x.full in [true, false]") == ["R a?"])
    #expect(try outcomes("for x in Thing where x.id == \"b\" must false in x.up.full") == ["R b?"])
  }

  @Test func durationsCompareAsFarAsAnyMonthAllows() throws {
    #expect(try outcomes("for x in Thing must x.term in 28 days .. 31 days") == [])
    #expect(try outcomes("for x in Thing must x.term <= 30 days").count == 2)
    #expect(try outcomes("for x in Thing must not 1 year < 365 days") == [])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must x.term == 30 days") == ["R a?"])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must x.term in [30 days]") == ["R a?"])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must x.term in [30 days, 1 month]") == [])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must [30 days] subset of [x.term]") == ["R a?"])
  }

  @Test func theShortestOfDurationsDoesNotDependOnTheirOrder() throws {
    #expect(try outcomes("for x in Thing must (min(x.own) otherwise 0 days) == 1 day") == [])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must (max(x.own) otherwise 0 days) > 2 days") == ["R a?"])
  }

  @Test func aSubsetThatLacksOneElementForSureIsNone() throws {
    let list = "[t.id for t in Thing where t.big + 1 > 0]"
    #expect(try outcomes("for x in Thing where x.id == \"a\" must \(list) subset of [\"z\"]") == ["R a"])
    #expect(try outcomes("for x in Thing where x.id == \"a\" must \(list) subset of [\"b\"]") == ["R a?"])
  }

  @Test func aClosureHoldsItsStartsWhereTheyAreReachedAgain() throws {
    let data = """
      { "things": [ { "id": "a", "up": ["a", "c"] }, { "id": "b", "up": ["a", "d"] }, { "id": "c" }, { "id": "d" } ] }
      """
    #expect(try outcomes("for x in Thing must x not in x.up+", data: data) == ["R a"])
    #expect(try outcomes("for x in Thing where x.id == \"b\" must Thing \"a\" in x.up.up+", data: data) == [])
    #expect(try outcomes("for x in Thing where x.id == \"b\" must Thing \"d\" in x.up.up+", data: data) == ["R b"])
    let ring = """
      { "things": [ { "id": "a", "up": ["b"] }, { "id": "b", "up": ["c"] }, { "id": "c", "up": ["b"] } ] }
      """
    #expect(try outcomes("for x in Thing must x not in x.up+", data: ring) == ["R b", "R c"])
    #expect(try outcomes("for x in Thing must x in x.up*", data: ring) == [])
  }

  @Test func textsThatLookAlikeAreTwo() throws {
    let rule =
      "for x in Thing must (not \"\\u{e9}\" in \"a\" .. \"e\\u{301}\") and count(distinct [\"\\u{e9}\", \"e\\u{301}\"]) == 2"
    #expect(try outcomes(rule) == [])
  }
}
