import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

/// Which duties are held together, where they meet, and in which ways.
@Suite struct ConflictTests {
  static let model = """
    policy test.conflicts

    entity Unit from units { key id : Text  parent : Unit? }
    entity Person from people { key id : Text }
    entity Grant from grants { person : Person  gives : [Text]  unit : Unit? }

    access rights {
      for   p in Person
      each  g in Grant where g.person == p
      gives g.gives
      over  g.unit within parent
    }

    duty enter   of Text = any of "ENTER", "ENTER_TOO"
    duty pay     of Text = any of "PAY", "PAY_BY_HAND"
    duty release of Text = all of "R1", "R2"
    duty audit   of Text = any of "AUDIT", (all of "A1", "A2", "A3")

    """

  static let units = """
    "units": [ { "id": "top" }, { "id": "north", "parent": "top" }, { "id": "south", "parent": "top" },
               { "id": "inner", "parent": "north" } ], "people": [ { "id": "p" } ]
    """

  private func scenario(_ norm: String, _ grants: [String]) throws -> Scenario {
    let rows = grants.map { grant in
      let parts = grant.split(separator: "@").map(String.init)
      let gives = parts[0].split(separator: "+").map { "\"\($0)\"" }.joined(separator: ", ")
      let unit = parts.count > 1 ? ", \"unit\": \"\(parts[1])\"" : ""
      return "{ \"person\": \"p\", \"gives\": [\(gives)]\(unit) }"
    }
    return try Scenario(
      Self.model + norm, data: "{ \(Self.units), \"grants\": [\(rows.joined(separator: ", "))] }")
  }

  /// Each conflict with its ways as `duties: rights@unit …`, the units at which it meets, and the rights that take part.
  private func conflicts(_ norm: String, _ grants: String...) throws -> [String] {
    let scenario = try scenario(norm, grants)
    func name(_ unit: RowReference?) -> String {
      unit.map { scenario.store.instanceName($0.table, row: $0.row) } ?? "everywhere"
    }
    return scenario.run().outcomes.flatMap(\.conflicts).map { conflict in
      let ways = conflict.ways.map { way in
        way.rights.map { "\($0.row)" }.joined(separator: "+") + "@" + name(way.scope)
      }
      let duties = conflict.duties.map { scenario.plan[$0].name }.joined(separator: " ")
      return "\(duties): \(ways.joined(separator: " ")) / \(conflict.scopes.map(name).joined(separator: " ")) / "
        + conflict.rights.map { "\($0.row)" }.joined(separator: " ")
    }
  }

  @Test func eachPairIsAConflict() throws {
    #expect(
      try conflicts("segregate S \"\" { enter from pay, release, audit  in rights }", "ENTER", "PAY", "R1+R2", "A1+A2")
        == [
          "enter pay: 0+1@everywhere / everywhere / 0 1", "enter release: 0+2@everywhere / everywhere / 0 2",
        ])
  }

  @Test func ofAtMostTheDutiesThatAreHeldAreTheConflict() throws {
    #expect(
      try conflicts("segregate S \"\" { at most 1 of enter, pay, release, audit  in rights }", "ENTER", "PAY", "AUDIT")
        == ["enter pay audit: 0+1+2@everywhere / everywhere / 0 1 2"])
  }

  @Test func nobodyMayHoldADuty() throws {
    #expect(
      try conflicts("segregate S \"\" { at most 0 of pay  in rights }", "ENTER", "PAY", "PAY_BY_HAND")
        == ["pay: 1@everywhere 2@everywhere / everywhere / 1 2"])
    #expect(
      try conflicts("segregate S \"\" { at most 0 of pay, audit  in rights }", "PAY", "A1+A2", "A3")
        == ["pay audit: 0+1+2@everywhere / everywhere / 0 1 2"])
  }

  @Test func twoEntitlementsThatServeADutyAlikeAreTwoWays() throws {
    #expect(
      try conflicts("segregate S \"\" { enter from pay  in rights }", "ENTER", "PAY", "PAY_BY_HAND")
        == ["enter pay: 0+1@everywhere 0+2@everywhere / everywhere / 0 1 2"])
  }

  @Test func whatGivesNothingBeyondAnotherRightMakesNoWay() throws {
    let norm = "segregate S \"\" { enter from pay  in rights  within overlapping scope }"
    // Of equal ones the first; what the duties do not name does not matter.
    #expect(
      try conflicts(norm, "ENTER", "PAY", "PAY", "PAY+AUDIT") == ["enter pay: 0+1@everywhere / everywhere / 0 1"])
    #expect(
      try conflicts(norm, "ENTER", "PAY", "PAY+PAY_BY_HAND") == ["enter pay: 0+2@everywhere / everywhere / 0 2"])
    // In a wider scope, and not in another.
    #expect(try conflicts(norm, "ENTER", "PAY@north", "PAY@top") == ["enter pay: 0+2@top / top / 0 2"])
    #expect(
      try conflicts(norm, "ENTER", "PAY@north", "PAY@south")
        == ["enter pay: 0+1@north 0+2@south / north south / 0 1 2"])
  }

  @Test func aRightThatIsNeverNeededTakesNoPart() throws {
    // The second gives both; the first, with what only the second could add, can always be left out.
    #expect(
      try conflicts("segregate S \"\" { enter from pay  in rights }", "ENTER_TOO", "ENTER+PAY")
        == ["enter pay: 1@everywhere / everywhere / 1"])
    #expect(
      try conflicts("segregate S \"\" { enter from pay  in rights }", "ENTER_TOO", "ENTER+PAY", "PAY_BY_HAND")
        == ["enter pay: 1@everywhere 0+2@everywhere / everywhere / 0 1 2"])
  }

  @Test func aWayNeedsAllPartsOfADuty() throws {
    #expect(
      try conflicts("segregate S \"\" { enter from audit  in rights }", "ENTER", "A1", "A2", "A3", "AUDIT")
        == ["enter audit: 0+4@everywhere 0+1+2+3@everywhere / everywhere / 0 1 2 3 4"])
  }

  @Test func aWayMeetsAtTheDeepestUnitOfItsRights() throws {
    let norm = "segregate S \"\" { enter from pay  in rights  within overlapping scope }"
    #expect(try conflicts(norm, "ENTER@north", "PAY@south").isEmpty)
    #expect(try conflicts(norm, "ENTER@top", "PAY@inner") == ["enter pay: 0+1@inner / inner / 0 1"])
    #expect(
      try conflicts(norm, "ENTER@north", "PAY@inner", "PAY_BY_HAND@top", "ENTER@south")
        == ["enter pay: 0+1@inner 0+2@north 2+3@south / north south inner / 0 1 2 3"])
  }

  @Test func ofOverlappingScopesTheSetsThatLieInNoOtherCount() throws {
    let norm = "segregate S \"\" { at most 1 of enter, pay, audit  in rights  within overlapping scope }"
    #expect(
      try conflicts(norm, "ENTER@top", "PAY@top", "AUDIT@north")
        == ["enter pay audit: 0+1+2@north / north / 0 1 2"])
    #expect(
      try conflicts(norm, "ENTER@north", "PAY@north", "AUDIT@north", "ENTER_TOO@south", "PAY_BY_HAND@south")
        == ["enter pay: 3+4@south / south / 3 4", "enter pay audit: 0+1+2@north / north / 0 1 2"])
  }

  @Test func tenWaysAreListedAndAllRightsThatTakePart() throws {
    let grants = (0..<12).map { _ in "PAY" }.enumerated().map { "PAY@u\($0.offset)" }
    let units = grants.indices.map { "{ \"id\": \"u\($0)\" }" }.joined(separator: ", ")
    let rows = (["ENTER"] + grants).map { grant in
      let parts = grant.split(separator: "@")
      let unit = parts.count > 1 ? ", \"unit\": \"\(parts[1])\"" : ""
      return "{ \"person\": \"p\", \"gives\": [\"\(parts[0])\"]\(unit) }"
    }
    let scenario = try Scenario(
      Self.model + "segregate S \"\" { enter from pay  in rights  within overlapping scope }",
      data: "{ \"units\": [\(units)], \"people\": [{ \"id\": \"p\" }], \"grants\": [\(rows.joined(separator: ", "))] }")
    let conflict = try #require(scenario.run().outcomes.first?.conflicts.first)
    #expect(conflict.ways.count == 10)
    #expect(conflict.hasMoreWays)
    #expect(conflict.rights.count == 13)
    #expect(conflict.scopes.count == 12)
  }

  /// A person with two rights for each of many duties: 2⁴⁰ ways, of which each right takes part in one.
  @Test(arguments: [8, 20, 40]) func manyWaysAreNotListedToTheirEnd(count: Int) throws {
    let duties = (0..<count).map { "duty d\($0) of Text = any of \"A\($0)\", \"B\($0)\"" }
    let policy = """
      policy test.many
      entity Person from people { key id : Text }
      entity Grant from grants { person : Person  gives : Text }
      access rights { for p in Person  each g in Grant where g.person == p  gives g.gives }
      \(duties.joined(separator: "\n"))
      segregate S "" {
        at most \(count / 2) of \((0..<count).map { "d\($0)" }.joined(separator: ", "))
        in rights
      }
      """
    let grants = (0..<count).flatMap { ["A\($0)", "B\($0)"] }.map { "{ \"person\": \"p\", \"gives\": \"\($0)\" }" }
    let scenario = try Scenario(
      policy, data: "{ \"people\": [{ \"id\": \"p\" }], \"grants\": [\(grants.joined(separator: ", "))] }")
    let start = ContinuousClock.now
    let conflict = try #require(scenario.run().outcomes.first?.conflicts.first)
    // Sixteen thousand times less than going through them would take.
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(conflict.duties.count == count)
    #expect(conflict.rights.map(\.row) == Array(0..<(count * 2)))
    #expect(conflict.ways.count == 10)
    #expect(conflict.hasMoreWays)
    for way in conflict.ways {
      // One of each duty: all duties, and none twice.
      #expect(Set(way.rights.map { $0.row / 2 }) == Set(0..<count))
      #expect(way.rights.count == count)
    }
  }
}
