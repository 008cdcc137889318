import Evaluation
import RecordStore
import RulePlan
import TestSupport
import Testing

@Suite struct SegregationTests {
  static let model = """
    policy test.segregation

    entity Unit from units { key id : Text  parent : Unit? }
    entity Permission from permissions { key id : Text }
    entity Role from roles {
      key id      : Text
      includes    : [Role] = []
      permissions : [Permission] = []
    }
    entity Person from people { key id : Text  active : Boolean = true }
    entity Grant from grants {
      person : Person
      role   : Role
      unit   : Unit?
      valid  : Period
    }

    access rights {
      for   p in Person where p.active
      each  g in Grant where g.person == p and g.valid contains today
      gives g.role.includes*.permissions
      over  g.unit within parent
    }
    access design { for r in Role  gives r.includes*.permissions }

    duty buy     of Permission = any of "B1", "B2"
    duty pay     of Permission = any of "P1", like "PAY_*"
    duty release of Permission = all of "R1", "R2"
    duty mixed   of Permission = all of "R1", (any of "B2", "P1")

    """

  static let data = """
    { "units": [ { "id": "HQ" }, { "id": "NBO", "parent": "HQ" }, { "id": "GVA", "parent": "HQ" },
                 { "id": "NBO1", "parent": "NBO" }, { "id": "L1", "parent": "L2" }, { "id": "L2", "parent": "L1" } ],
      "permissions": [ { "id": "B1" }, { "id": "B2" }, { "id": "P1" }, { "id": "PAY_X" }, { "id": "R1" }, { "id": "R2" } ],
      "roles": [
        { "id": "BUYER", "permissions": ["B1"] },
        { "id": "PAYER", "permissions": ["PAY_X"] },
        { "id": "CHIEF", "includes": ["BUYER", "PAYER"] },
        { "id": "RING1", "includes": ["RING2"], "permissions": ["R1"] },
        { "id": "RING2", "includes": ["RING1"], "permissions": ["R2"] },
        { "id": "R1ONLY", "permissions": ["R1"] },
        { "id": "PAYER2", "permissions": ["P1"] } ],
      "people": [ { "id": "one" }, { "id": "two" }, { "id": "gone", "active": false }, { "id": "chief" },
                  { "id": "apart" }, { "id": "nested" }, { "id": "every" }, { "id": "past" }, { "id": "ring" },
                  { "id": "loop" } ],
      "grants": [
        { "person": "one", "role": "BUYER", "unit": "HQ", "valid": { "from": "2019-01-01" } },
        { "person": "two", "role": "BUYER", "unit": "NBO", "valid": { "from": "2019-01-01" } },
        { "person": "two", "role": "PAYER", "unit": "NBO", "valid": { "from": "2019-01-01" } },
        { "person": "gone", "role": "CHIEF", "valid": { "from": "2019-01-01" } },
        { "person": "chief", "role": "CHIEF", "unit": "GVA", "valid": { "from": "2019-01-01" } },
        { "person": "apart", "role": "BUYER", "unit": "NBO", "valid": { "from": "2019-01-01" } },
        { "person": "apart", "role": "PAYER", "unit": "GVA", "valid": { "from": "2019-01-01" } },
        { "person": "nested", "role": "BUYER", "unit": "NBO1", "valid": { "from": "2019-01-01" } },
        { "person": "nested", "role": "PAYER2", "unit": "HQ", "valid": { "from": "2019-01-01" } },
        { "person": "every", "role": "BUYER", "valid": { "from": "2019-01-01" } },
        { "person": "every", "role": "PAYER2", "unit": "GVA", "valid": { "from": "2019-01-01" } },
        { "person": "past", "role": "BUYER", "valid": { "from": "2019-01-01" } },
        { "person": "past", "role": "PAYER", "valid": { "from": "2018-01-01", "until": "2019-06-29" } },
        { "person": "ring", "role": "RING1", "valid": { "from": "2019-01-01" } },
        { "person": "ring", "role": "PAYER2", "valid": { "from": "2019-01-01" } },
        { "person": "loop", "role": "BUYER", "unit": "L1", "valid": { "from": "2019-01-01" } },
        { "person": "loop", "role": "PAYER", "unit": "L2", "valid": { "from": "2019-01-01" } } ] }
    """

  private func outcomes(_ norm: String) throws -> [String] {
    let scenario = try Scenario(Self.model + norm, data: Self.data)
    let found = scenario.outcomes()
    #expect(scenario.outcomes(jobs: 3) == found)
    return found
  }

  @Test func whoHoldsBothDutiesIsFound() throws {
    #expect(
      try outcomes("segregate S \"\" { buy from pay  in rights }")
        == ["two", "chief", "apart", "nested", "every", "loop"].map { "S " + $0 })
  }

  @Test func overlappingScopeCountsOnlyRightsWhoseUnitsOverlap() throws {
    #expect(
      try outcomes("segregate S \"\" { buy from pay  in rights  within overlapping scope }")
        == ["two", "chief", "nested", "every", "loop"].map { "S " + $0 })
  }

  @Test func rolesAreCheckedBeforeAnybodyHoldsThem() throws {
    #expect(try outcomes("segregate S \"\" { buy from pay  in design }") == ["S CHIEF"])
  }

  @Test func severalModelsAreCheckedOneAfterTheOther() throws {
    #expect(try outcomes("segregate S \"\" { buy from pay  in rights, design }").suffix(1) == ["S CHIEF"])
  }

  @Test func aDutyOfAllNeedsEveryEntitlementEvenThroughACircleOfRoles() throws {
    #expect(try outcomes("segregate S \"\" { release from pay  in rights }") == ["S ring"])
    #expect(try outcomes("segregate S \"\" { mixed from pay  in rights }") == ["S ring"])
  }

  @Test func atMostCountsDuties() throws {
    #expect(try outcomes("segregate S \"\" { at most 2 of release, pay, mixed  in rights }") == ["S ring"])
    #expect(try outcomes("segregate S \"\" { at most 2 of release, pay, buy  in rights }") == [])
  }

  @Test func oneDutyIsKeptFromSeveral() throws {
    #expect(
      try outcomes("segregate S \"\" { pay from release, buy  in rights }")
        == ["two", "chief", "apart", "nested", "every", "ring", "loop"].map { "S " + $0 })
  }

  @Test func theEvidenceNamesTheRightsAndTheShortestWay() throws {
    let scenario = try Scenario(Self.model + "segregate S \"\" { buy from pay  in rights }", data: Self.data)
    let result = scenario.run()
    let chief = try #require(
      result.outcomes.first { $0.subject.map { scenario.store.instanceName($0.table, row: $0.row) } == "chief" })
    let ways = try #require(chief.evidence).paths.map { path in
      let right = path.right.map { scenario.store.instanceName($0.table, row: $0.row) } ?? "-"
      let way = path.way.map { value in
        if case .row(let row) = value { scenario.store.instanceName(row.table, row: row.row) } else { "\(value)" }
      }
      return ([right] + way).joined(separator: " → ")
    }
    #expect(ways == ["grants[4] → CHIEF → BUYER → B1", "grants[4] → CHIEF → PAYER → PAY_X"])
    #expect(chief.conflicts.map { $0.ways.map { $0.rights.map(\.row) } } == [[[4]]])
  }

  @Test func holdsAndPerformsAskAnAccessModel() throws {
    #expect(
      try outcomes("rule R \"\" { for p in Person must not p holds \"PAY_X\" }")
        == ["two", "chief", "apart", "loop"].map { "R " + $0 })
    #expect(try outcomes("rule R \"\" { for p in Person must not p holds like \"R*\" }") == ["R ring"])
    #expect(try outcomes("rule R \"\" { for p in Person must not p performs release }") == ["R ring"])
    #expect(try outcomes("rule R \"\" { for r in Role must not r performs pay in design }").count == 3)
  }
}
