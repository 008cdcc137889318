import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Groups of instances by what they have in common.
@Suite struct GroupTests {
  static let policy = """
    policy t.groups

    entity Release from releases {
      key ocid  : Text
      buyer     : Text?
      year      : Integer
      tenderers : [Text] = []
      value     : Integer?
    }

    entity Buyer of r in Release by id = r.buyer { let total = sum(members.year) }
    entity Tenderer of r in Release where (r.value otherwise 0) > 1 by id = r.tenderers { let count = count(members) }
    entity Year of r in Release by year = r.year {}
    entity Big of b in Buyer where b.total > 4000 by total = b.total { let buyers = members }

    rule B "b" { for b in Buyer must b.total < 4000 }
    rule T "t" { for t in Tenderer must t.count < 2 }
    rule Y "y" { for y in Year must count(y.members) < 2 }
    rule G "g" { for g in Big must count(g.buyers) < 1 }
    """

  static let data = """
    { "releases": [
      { "ocid": "a", "buyer": "n", "year": 2023, "tenderers": ["x", "y", "x"], "value": 2 },
      { "ocid": "b", "buyer": "s", "year": 2024, "tenderers": ["x"], "value": 1 },
      { "ocid": "c", "year": 2023, "tenderers": ["y"], "value": 3 },
      { "ocid": "d", "buyer": "n", "year": 2024, "value": 9 } ] }
    """

  private func grouped(_ view: RowView = RowView(), states: [DataState] = []) throws -> (Scenario, GroupedData) {
    let scenario = try Scenario(Self.policy, data: Self.data)
    return (scenario, GroupedData(scenario.store, plan: scenario.plan, view: view, states: states))
  }

  @Test func eachValueIsAGroup() throws {
    #expect(try Scenario(Self.policy, data: Self.data).outcomes() == ["B n", "T y", "Y 2023", "Y 2024", "G 4047"])
  }

  @Test func whatIsInNoGroupIsCounted() throws {
    let (scenario, grouped) = try grouped()
    let counts = grouped.counts.map {
      "\(scenario.plan.schema[$0.table].name) \($0.groups) \($0.members) \($0.withoutKey)"
    }
    #expect(counts == ["Buyer 2 3 1", "Tenderer 2 2 1", "Year 2 4 0", "Big 1 1 0"])
    #expect(grouped.store.recordCount == 4)
  }

  @Test func aGroupIsWhereItsFirstMemberIs() throws {
    let scenario = try Scenario(Self.policy, data: Self.data)
    let table = try #require(scenario.plan.schema.tables.first { $0.name == "Year" })
    #expect((0..<2).map { scenario.store.place(of: $0, in: table.id)?.line } == [2, 3])
  }

  /// The outcomes in a state are those of data that was in this state from the start.
  @Test func statesHaveGroupsOfTheirOwn() throws {
    let scenario = try Scenario(Self.policy, data: Self.data)
    let release = try #require(scenario.plan.schema.entity(inSection: "releases"))
    let buyer = try #require(scenario.plan.schema.field(named: "buyer", of: release))
    var hidden = RowView()
    hidden.hide([3], in: release)
    let other = DataState(
      view: hidden, replaced: [ReplacedValue(field: buyer, row: 2, source: .row(1))])
    let grouped = GroupedData(scenario.store, plan: scenario.plan, view: hidden, states: [DataState(view: RowView())])
    let evaluator = Evaluator(
      plan: scenario.plan, store: grouped.store.viewed(as: grouped.view), asOf: scenario.asOf)
    func found(_ state: DataState) -> [String] {
      let result = evaluator.over(state).run()
      return result.outcomes.map { outcome in
        scenario.plan[outcome.norm].shortName + " "
          + (outcome.subject.map { grouped.store.instanceName($0.table, row: $0.row) } ?? "")
          + (outcome.kind == .undetermined ? "?" : "")
      }
    }
    #expect(found(DataState(view: hidden)) == ["T y", "Y 2023"])
    #expect(found(DataState(view: RowView())) == ["B n", "T y", "Y 2023", "Y 2024", "G 4047"])
    // 2024 + 2023 of the buyer `s` is a group of `Big` that the base has not, so nothing is said of it as if it were known.
    #expect(found(other).starts(with: ["B s", "T y", "Y 2023"]))
  }

  @Test func whatCannotBeDecidedCouldBeInAnyGroup() throws {
    let policy = """
      policy t.groups
      entity Order from orders {
        key id : Text
        amount : Money in USD
        other  : Money
      }
      entity Size of o in Order where (o.other in USD on 2019-01-01) > 1 USD by id = o.id {}
      rule S "s" { for s in Size must count(s.members) == 1 }
      """
    let data = """
      { "orders": [
        { "id": "a", "amount": 1, "other": "2 USD" }, { "id": "b", "amount": 1, "other": "2 EUR" } ] }
      """
    #expect(try Scenario(policy, data: data).outcomes() == ["S a?"])
  }
}
