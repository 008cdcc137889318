import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Reported causes of findings: cases that random policies and data have brought to light.
@Suite struct SegregationEvidenceTests {
  static let model = """
    policy test.evidence

    entity Unit from units { key id : Text  parents : [Unit] = [] }
    entity Permission from permissions { key id : Text }
    entity Role from roles {
      key id      : Text
      includes    : [Role] = []
      permissions : [Permission] = []
    }
    entity Person from people { key id : Text  roles : [Role] = [] }
    entity Grant from grants { person : Person  role : Role  unit : Unit?  weight : Integer = 1 }

    access held { for p in Person  each r in p.roles  gives r.permissions }
    access granted {
      for   p in Person
      each  g in Grant where g.person == p and g.weight * 2 > 0
      gives g.role.permissions
      over  g.unit within parents
    }
    access included { for p in Person  each g in Grant where g.person == p  gives g.role.includes+.permissions }

    access through { for p in Person  each g in Grant, r in g.role.includes where g.person == p  gives r.permissions }

    duty buy of Permission = any of "B1"
    duty pay of Permission = any of "P1"

    """

  static let entitlements = """
    "permissions": [ { "id": "B1" }, { "id": "P1" } ],
    "units": [ { "id": "u0" }, { "id": "u1" }, { "id": "both", "parents": ["u0", "u1"] } ],
    """

  private func scenario(_ norm: String, _ data: String) throws -> Scenario {
    try Scenario(Self.model + norm, data: "{ \(Self.entitlements) \(data) }")
  }

  /// The ways of the conflicts of each outcome, by the rows of their rights.
  private func ways(_ scenario: Scenario) -> [[[Int]]] {
    scenario.run().outcomes.map { outcome in outcome.conflicts.flatMap(\.ways).map { $0.rights.map(\.row) } }
  }

  private func roles(_ permissions: String...) -> String {
    let roles = permissions.enumerated().map { index, list in "{ \"id\": \"r\(index)\", \"permissions\": [\(list)] }" }
    return "\"roles\": [ \(roles.joined(separator: ", ")) ]"
  }

  @Test func aRoleThatIsListedTwiceIsOneRight() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in held }",
      roles("\"B1\", \"P1\"") + ", \"people\": [ { \"id\": \"p\", \"roles\": [\"r0\", \"r0\"] } ]")
    #expect(ways(scenario) == [[[0]]])
  }

  @Test func theSmallestSetsLieInOverlappingScopes() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in granted  within overlapping scope }",
      roles("\"B1\"", "\"P1\"") + """
        , "people": [ { "id": "p" } ], "grants": [
          { "person": "p", "role": "r0", "unit": "u0" }, { "person": "p", "role": "r1", "unit": "u0" },
          { "person": "p", "role": "r0", "unit": "u1" }, { "person": "p", "role": "r1", "unit": "u1" } ]
        """)
    // Also what meets at the unit that lies in both.
    #expect(ways(scenario) == [[[0, 1], [0, 3], [1, 2], [2, 3]]])
  }

  @Test func unitsOverlapWhereOneLiesInBoth() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in granted  within overlapping scope }",
      roles("\"B1\"", "\"P1\"") + """
        , "people": [ { "id": "p" } ], "grants": [
          { "person": "p", "role": "r0", "unit": "u0" }, { "person": "p", "role": "r1", "unit": "u1" } ]
        """)
    #expect(scenario.outcomes() == ["S p"])
  }

  @Test func aRowThatGrantsInSeveralWaysIsOneRight() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in through }",
      """
      "roles": [
        { "id": "r0", "permissions": ["B1"] }, { "id": "r1", "permissions": ["P1"] },
        { "id": "r2", "includes": ["r1", "r0"] }, { "id": "r3", "includes": ["r0", "r1"] } ],
      "people": [ { "id": "p" } ],
      "grants": [ { "person": "p", "role": "r2", "unit": "u0" }, { "person": "p", "role": "r3", "unit": "u1" } ]
      """)
    #expect(ways(scenario) == [[[0, 1]]])
  }

  static let unsure = """
    , "people": [ { "id": "p" } ], "grants": [
      { "person": "p", "role": "r0" }, { "person": "p", "role": "r1", "weight": 9223372036854775807 } ]
    """

  @Test func aRightThatIsNotSureBreaksNothingForSure() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in granted }", roles("\"B1\"", "\"P1\"") + Self.unsure)
    #expect(scenario.outcomes() == ["S p?"])
    #expect(scenario.run().statistics.values.map(\.undetermined) == [1])
  }

  @Test func aRightThatIsNotSureIsNotHeldForSure() throws {
    for (condition, expected) in [
      ("p holds \"B1\" in granted", []), ("p holds \"P1\" in granted", ["R p?"]),
      ("p performs pay in granted", ["R p?"]), ("not p performs pay in granted", ["R p?"]),
      ("p performs buy in granted", []),
    ] {
      let scenario = try scenario(
        "rule R \"\" { for p in Person must \(condition) }", roles("\"B1\"", "\"P1\"") + Self.unsure)
      #expect(scenario.outcomes() == expected, "\(condition)")
    }
  }

  @Test func aCycleLeadsBackToTheRoleThatIsLeftOut() throws {
    let scenario = try scenario(
      "segregate S \"\" { buy from pay  in included }",
      """
      "roles": [
        { "id": "r0", "includes": ["r0", "r1"], "permissions": ["P1"] },
        { "id": "r1", "includes": ["r2"], "permissions": ["B1"] }, { "id": "r2", "permissions": ["P1"] } ],
      "people": [ { "id": "p" } ], "grants": [ { "person": "p", "role": "r0" } ]
      """)
    let outcome = try #require(scenario.run().outcomes.first)
    let ways = try #require(outcome.evidence).paths.map { path in
      path.way.map { value in
        if case .row(let row) = value { scenario.store.instanceName(row.table, row: row.row) } else { "\(value)" }
      }.joined(separator: " → ")
    }
    #expect(ways == ["r0 → r1 → B1", "r0 → r0 → P1"])
  }
}
