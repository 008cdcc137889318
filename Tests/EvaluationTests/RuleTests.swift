import Evaluation
import RulePlan
import TestSupport
import Testing

@Suite struct RuleTests {
  static let model = """
    policy test.rules

    entity Person from people {
      key id  : Text
      manager : Person?
      joined  : Date?
      salary  : Integer
    }

    entity Order from orders {
      by     : Person
      amount : Integer
      on     : Date
      lines  : [Line] = []
    }

    record Line { product : Text  count : Integer }

    entity Contract from contracts {
      key id  : Text
      product : Text
      valid   : Period
      limit   : Integer
    }

    """

  static let data = """
    { "people": [
        { "id": "a", "joined": "2018-01-01", "salary": 10 },
        { "id": "b", "manager": "a", "joined": "2019-01-01", "salary": 20 },
        { "id": "c", "manager": "b", "salary": 9223372036854775807 } ],
      "orders": [
        { "by": "a", "amount": 5, "on": "2019-02-01", "lines": [ { "product": "x", "count": 1 } ] },
        { "by": "b", "amount": 50, "on": "2018-06-01", "lines": [ { "product": "y", "count": 2 }, { "product": "x", "count": 9 } ] },
        { "by": "c", "amount": 500, "on": "2019-06-01" } ],
      "contracts": [
        { "id": "k1", "product": "x", "valid": { "from": "2019-01-01" }, "limit": 3 },
        { "id": "k2", "product": "y", "valid": { "from": "2019-01-01", "until": "2019-12-31" }, "limit": 100 } ] }
    """

  /// Near the greatest decimal; twice as much cannot be held.
  static let huge = "2_600_000_000_000_000_000_000_000_000_000_000_000.0"

  private func outcomes(_ rules: String, asOf: String = "2019-06-30", data: String = data) throws -> [String] {
    let scenario = try Scenario(Self.model + rules, data: data, asOf: asOf)
    let found = scenario.outcomes()
    #expect(scenario.outcomes(jobs: 3) == found)
    return found
  }

  @Test func aRuleFindsEachInstanceThatBreaksIt() throws {
    #expect(try outcomes("rule R \"\" { for o in Order must o.amount <= 10 }") == ["R orders[1]", "R orders[2]"])
  }

  @Test func mustNotTurnsTheRequirementRound() throws {
    #expect(try outcomes("rule R \"\" { for o in Order must not o.amount <= 10 }") == ["R orders[0]"])
  }

  @Test func whereLimitsTheInstances() throws {
    let rule = "rule R \"\" { for o in Order where o.amount > 10 where o.on > 2019-01-01 must false }"
    #expect(try outcomes(rule) == ["R orders[2]"])
  }

  @Test func clausesMayStandInAnyOrder() throws {
    let rule = """
      rule R "" {
        must   joined <= o.on
        let    joined = p.joined otherwise 2000-01-01
        where  o.by == p
        for    o in Order
        for    p in Person
      }
      """
    #expect(try outcomes(rule) == ["R orders[1]"])
  }

  @Test func severalVariablesGiveOneOutcomeForEachCombination() throws {
    let rule = "rule R \"\" { for p in Person, q in Person where p.id < q.id must false }"
    #expect(try outcomes(rule) == ["R a", "R a", "R b"])
  }

  @Test func equalitiesJoinThroughAnIndexWithTheSameResult() throws {
    let rule = """
      rule R "" { for o in Order, l in o.lines, c in Contract
        where c.product == l.product and c.valid contains o.on
        must  l.count <= c.limit and o.amount < 1_000 }
      """
    #expect(try outcomes(rule) == [])
    #expect(try outcomes(rule.replacing("l.count <= c.limit", with: "l.count > 2")) == ["R orders[0]"])
  }

  @Test func aMissingValueEqualsNothing() throws {
    let rule = """
      rule R "" { for p in Person, q in Person
        where p.manager is present and q.manager is present and p.manager == q.manager and p.id < q.id
        must false }
      """
    #expect(try outcomes(rule) == [])
  }

  @Test func aRuleWithoutForIsAboutTheData() throws {
    #expect(try outcomes("rule R \"\" { must count(Order) <= 2 }") == ["R"])
    #expect(try outcomes("rule R \"\" { must count(Order) <= 3 }") == [])
  }

  @Test func overflowIsUndeterminedAndNeverCompliant() throws {
    let rule = "rule R \"\" { for p in Person must p.salary * 2 > 0 }"
    #expect(try outcomes(rule) == ["R c?"])
    let result = try Scenario(Self.model + rule, data: Self.data).run()
    #expect(result.outcomes.first?.reason?.cause == .wholeNumberTooLarge)
  }

  @Test(
    "Several values have no order: only a total that cannot be held is undetermined, no sum on the way to it",
    arguments: [
      ("sum([9_223_372_036_854_775_807, 1, -2]) == 9_223_372_036_854_775_806", []),
      ("sum([9_223_372_036_854_775_807, 1]) > 0", ["R a?"]),
      ("sum([2_147_483_647 days, 1 day, -1 day]) == 2_147_483_647 days", []),
      ("sum([2_147_483_647 days, 1 day]) > 0 days", ["R a?"]),
      ("sum([1.5, \(huge), \(huge), -\(huge), -\(huge)]) == 1.5", []),
      ("sum([\(huge), \(huge)]) > 0.0", []), ("sum([\(huge), \(huge)]) < 0.0", ["R a"]),
      ("(average([\(huge), \(huge), -\(huge), -\(huge)]) otherwise 1.0) == 0.0", []),
    ])
  func totals(requirement: String, found: [String]) throws {
    #expect(try outcomes("rule R \"\" { for p in Person where p.id == \"a\" must \(requirement) }") == found)
  }

  @Test func anUndeterminedConditionOfWhereIsReported() throws {
    let rule = "rule R \"\" { for p in Person where p.salary * 2 > 30 must p.id == \"a\" }"
    #expect(try outcomes(rule) == ["R b", "R c?"])
  }

  @Test func aRuleAppliesOnlyWhileItIsInForce() throws {
    let rule = "rule R \"\" { in force from 2019-01-01 until 2019-06-30 for o in Order must false }"
    #expect(try outcomes(rule, asOf: "2018-12-31") == [])
    #expect(try outcomes(rule, asOf: "2019-01-01").count == 3)
    #expect(try outcomes(rule, asOf: "2019-06-30").count == 3)
    #expect(try outcomes(rule, asOf: "2019-07-01") == [])
  }

  @Test func aRuleAppliesOnlyWhileItsPolicyIsInForce() throws {
    let model = Self.model.replacing(
      "policy test.rules", with: "policy test.rules { in force from 2019-02-01 until 2019-12-31 }")
    let rule = "rule R \"\" { in force from 2019-01-01 until 2019-06-30 for o in Order must false }"
    for (day, count) in [("2019-01-31", 0), ("2019-02-01", 3), ("2019-06-30", 3), ("2019-07-01", 0)] {
      #expect(try Scenario(model + rule, data: Self.data, asOf: day).outcomes().count == count)
    }
  }

  @Test func requirementsOfAStandardAreNormsOfTheirOwn() throws {
    let standard = """
      standard S "S" version 1 {
        for    o in Order
        must   small "Small"  : o.amount < 100
        should recent "Recent" : o.on >= 2019-01-01
      }
      """
    #expect(try outcomes(standard) == ["S.small orders[2]", "S.recent orders[1]"])
    let plan = try Scenario(Self.model + standard, data: Self.data).plan
    #expect(plan.norms.map(\.severity) == [.error, .warning])
    #expect(plan.norms.map(\.name) == ["test.rules.S.small", "test.rules.S.recent"])
  }

  @Test func noDataGivesNoOutcome() throws {
    #expect(try outcomes("rule R \"\" { for o in Order must false }", data: "{}") == [])
  }

  @Test func statisticsSayWhatWasLookedAt() throws {
    let scenario = try Scenario(
      Self.model + "rule R \"\" { for o in Order where o.amount > 10 must o.amount > 100 }", data: Self.data)
    let statistics = scenario.run().statistics[NormID(0)]
    #expect(statistics?.examined == 2)
    #expect(statistics?.failed == 1)
  }

  @Test func aCancelledEvaluationSaysSo() throws {
    let scenario = try Scenario(Self.model + "rule R \"\" { for o in Order must false }", data: Self.data)
    let cancellation = Cancellation()
    cancellation.cancel()
    let evaluator = Evaluator(
      plan: scenario.plan, store: scenario.store, asOf: scenario.asOf, cancellation: cancellation)
    #expect(evaluator.run().isCancelled)
  }

  @Test func equalitiesInsideFunctionsAreAnsweredByAnIndex() throws {
    let rules = """
      define ordered(o: Order, p: Person): Boolean = o.by == p and cheap(o)
      define cheap(o: Order): Boolean = o.amount < 100
      define has_order(p: Person): Boolean = some o in Order where o.by == p
      rule R "" { for p in Person must some o in Order where ordered(o, p) }
      rule S "" { for p in Person must has_order(p) and no o in Order where ordered(o, p.manager otherwise p) }
      """
    #expect(try outcomes(rules) == ["R c", "S a", "S b", "S c"])
    let planned = Planner.planned(try Scenario(Self.model + rules, data: Self.data).plan)
    guard case .exists(let pipeline) = planned.requirements[0].condition.node else {
      Issue.record("no pipeline")
      return
    }
    #expect(pipeline.steps.map(\.equalities.count) == [1])
    #expect(pipeline.steps.map(\.conditions.count) + pipeline.steps.map { $0.window == nil ? 0 : 1 } == [1, 0])
  }

  @Test func equalitiesOfComputedValuesAreAnsweredByAnIndex() throws {
    let model = """
      policy t
      entity A from as { key id : Text  name : Text  n : Integer }

      """
    let data = """
      { "as": [
          { "id": "a", "name": "Acme ", "n": 1 },
          { "id": "b", "name": "ACME", "n": 2 },
          { "id": "c", "name": "other", "n": 9223372036854775807 } ] }
      """
    let rules = """
      rule R "" { for a in A must no b in A where lower(trim(b.name)) == lower(trim(a.name)) and b.id != a.id }
      rule S "" { for a in A must some b in A where b.n + 1 == a.n }
      rule U "" { for a in A must no b in A where upper(b.name) == lower(a.name) }
      """
    let scenario = try Scenario(model + rules, data: data)
    // The sum of c and 1 is undetermined, also where the index finds nothing.
    #expect(
      scenario.run().outcomes.map { outcome in
        scenario.plan[outcome.norm].shortName + " \(outcome.subject?.row ?? -1)" + (outcome.kind == .failed ? "" : "?")
      }.sorted() == ["R 0", "R 1", "S 0?", "S 2?"])
    let planned = Planner.planned(scenario.plan)
    for requirement in planned.requirements {
      guard case .not(let negated) = requirement.condition.node, case .exists(let pipeline) = negated.node else {
        continue
      }
      #expect(pipeline.steps.map(\.equalities.count) == [1])
    }
  }
}
