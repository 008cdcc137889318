import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// A view in which rows are hidden is evaluated as if they had never been there.
@Suite struct RowViewTests {
  private func hiding(_ rows: [Int], of section: String, in scenario: Scenario) throws -> RecordStore {
    let table = try #require(scenario.plan.schema.entity(inSection: section))
    var view = RowView()
    view.hide(rows, in: table)
    return scenario.store.viewed(as: view)
  }

  private func outcomes(_ scenario: Scenario, _ store: RecordStore, jobs: Int = 1) -> [String] {
    Evaluator(plan: scenario.plan, store: store, asOf: scenario.asOf, jobs: jobs).run().outcomes.map { outcome in
      let subject = outcome.subject.map { " " + store.instanceName($0.table, row: $0.row) } ?? ""
      return scenario.plan[outcome.norm].shortName + subject
    }
  }

  @Test func aHiddenRightGivesNothing() throws {
    let scenario = try Scenario(
      SegregationTests.model
        + "segregate S \"\" { buy from pay  in rights }\nrule R \"\" { for p in Person must not p holds \"PAY_X\" }",
      data: SegregationTests.data)
    // Grants 2 and 4: the payer's right of `two`, and the only one of `chief`.
    let store = try hiding([2, 4], of: "grants", in: scenario)
    for jobs in [1, 3] {
      #expect(
        outcomes(scenario, store, jobs: jobs).sorted()
          == ["R apart", "R loop", "S apart", "S every", "S loop", "S nested"])
    }
  }

  @Test func hiddenInstancesAreNotListedCountedOrJoined() throws {
    let rules = """
      rule ALL   "" { for o in Order must o.amount < 10 }
      rule COUNT "" { must count(Order) == 2 }
      rule JOIN  "" { for p in Person where p.id == "b" must some o in Order where o.by == p }
      rule LIST  "" { for p in Person where p.id == "a" must count([o for o in Order where o.amount > 10]) == 1 }
      """
    let scenario = try Scenario(RuleTests.model + rules, data: RuleTests.data)
    let store = try hiding([1], of: "orders", in: scenario)
    #expect(outcomes(scenario, store) == ["ALL orders[2]", "JOIN b"])
    #expect(store.recordCount == scenario.store.recordCount - 1)
  }

  @Test func aHiddenInstanceHasNoKey() throws {
    let scenario = try Scenario(
      RuleTests.model + "rule R \"\" { for o in Order must Person \"c\".salary > 0 }", data: RuleTests.data)
    let store = try hiding([2], of: "people", in: scenario)
    let result = Evaluator(plan: scenario.plan, store: store, asOf: scenario.asOf).run()
    #expect(result.outcomes.allSatisfy { $0.kind == .undetermined })
    #expect(!result.outcomes.isEmpty)
  }

  @Test func aReplacedValueIsThatOfTheOtherRow() throws {
    let scenario = try Scenario(
      RuleTests.model
        + "rule R \"\" { for o in Order must o.amount < 10 }\nrule L \"\" { for o in Order must count(o.lines) < 2 }",
      data: RuleTests.data)
    let table = try #require(scenario.plan.schema.entity(inSection: "orders"))
    let amount = try #require(scenario.plan.schema[table].fieldIndex(named: "amount"))
    let lines = try #require(scenario.plan.schema[table].fieldIndex(named: "lines"))
    let store = scenario.store.viewed(
      as: RowView(),
      replacing: [
        ReplacedValue(field: FieldID(table, amount), row: 2, source: .row(0)),
        ReplacedValue(field: FieldID(table, lines), row: 1, source: .row(2)),
      ])
    #expect(outcomes(scenario, store) == ["R orders[1]"])
    #expect(outcomes(scenario, scenario.store) == ["R orders[1]", "R orders[2]", "L orders[1]"])
  }

  @Test func addedRowsCountFromTheirOwnBeginning() throws {
    let scenario = try Scenario(RuleTests.model, data: RuleTests.data)
    let table = try #require(scenario.plan.schema.entity(inSection: "orders"))
    var view = RowView()
    view.markAdded(2, at: 0, in: table)
    let store = scenario.store.viewed(as: view)
    #expect(store.instanceName(table, row: 1) == "orders[1]")
    #expect(store.instanceName(table, row: 2) == "orders[+0]")
  }
}
