import Diagnostics
import Governance
import TestSupport
import Testing

@Suite struct WaiverCheckTests {
  private func diagnostics(_ data: String) throws -> [Diagnostic] {
    let scenario = try Scenario(
      Catalogue.waiverDataExamplePolicy, data: "units: [{ id: NBO }]\n" + data, name: "d.yaml", asOf: "2019-06-15")
    return WaiverCheck(plan: scenario.plan, store: scenario.store).diagnostics()
  }

  @Test(arguments: Catalogue.waiverData) func theExamplesOfThePageGiveTheFaultOrNone(page: DiagnosticCode) throws {
    #expect(try diagnostics(page.example).map(\.code) == [page])
    #expect(try diagnostics(page.prefer).isEmpty)
  }

  private func waiver(_ fields: String) -> String {
    "people: [{ id: u1 }]\nwaivers:\n  - { subject: u1, approved_by: D, valid: { from: 2019-06-01 }, \(fields) }"
  }

  @Test func theFaultStandsAtItsField() throws {
    let fault = try #require(diagnostics(waiver("rule: S_01, reason: R, duties: [buy, sell]")).first)
    #expect(fault.place.line == 4)
    #expect(fault.message == "`S_01` does not name the duty `sell`")
    #expect(fault.notes == ["it names `buy`, `pay`"])
  }

  @Test func aBlankReasonIsNone() throws {
    #expect(try diagnostics(waiver("rule: R_01, reason: \"  \"")).map(\.code) == [.waiverWithoutReason])
  }

  @Test func aRuleHasNoDuties() throws {
    #expect(try diagnostics(waiver("rule: R_01, reason: R, duties: [sell]")).map(\.code) == [.waiverOfOtherDuty])
  }

  @Test func whatIsUnknownIsLeftToTheFindings() throws {
    #expect(try diagnostics(waiver("rule: R_99, reason: R, duties: [sell], unit: NBO")).isEmpty)
  }
}
