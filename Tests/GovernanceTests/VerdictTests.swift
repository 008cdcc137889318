import Governance
import TestSupport
import Testing

@Suite struct VerdictTests {
  static let policy = """
    policy demo.verdict

    entity Item from items {
      key id : Text
      good   : Boolean
      nice   : Boolean = true
    }

    rule A "Items are good" {
      for  i in Item
      must i.good
    }

    rule B "Items are nice" {
      for    i in Item
      should i.nice
    }

    """

  private func verdict(
    _ data: String, policyWarnings: Int = 0, threshold: Verdict.Threshold = .error, allowsEmpty: Bool = false,
    policy: String = policy
  ) throws -> Int32 {
    let assessment = try Scenario(policy, data: data, name: "d.yaml").assessment()
    return Verdict.of(
      assessment, policyWarnings: policyWarnings, threshold: threshold, allowsEmpty: allowsEmpty
    ).exitCode
  }

  @Test func aRunWithoutFindingsPasses() throws { #expect(try verdict("items: [{ id: a, good: true }]") == 0) }

  @Test func anErrorFailsUnlessNothingIsToFail() throws {
    let data = "items: [{ id: a, good: false }]"
    #expect(try verdict(data) == 1)
    #expect(try verdict(data, threshold: .warning) == 1)
    #expect(try verdict(data, threshold: .never) == 0)
  }

  @Test func aWarningFailsOnlyWhereAskedFor() throws {
    let data = "items: [{ id: a, good: true, nice: false }]"
    #expect(try verdict(data) == 0)
    #expect(try verdict(data, threshold: .warning) == 1)
  }

  @Test func warningsAboutPoliciesCountAsWarnings() throws {
    let data = "items: [{ id: a, good: true }]"
    #expect(try verdict(data, policyWarnings: 1) == 0)
    #expect(try verdict(data, policyWarnings: 1, threshold: .warning) == 1)
  }

  @Test func dataWithoutSubjectsIsNotCompliant() throws {
    #expect(try verdict("items: []") == 4)
    #expect(try verdict("items: []", threshold: .never) == 4)
    #expect(try verdict("items: []", allowsEmpty: true) == 0)
  }

  @Test func policiesWithoutNormInForceAreNotCompliance() throws {
    let policy = """
      policy demo.past

      entity Item from items { key id : Text }

      rule A "Items have names" {
        for  i in Item
        must i.id != "x"
        in force from 2010-01-01 until 2011-01-01
      }
      """
    #expect(try verdict("items: [{ id: x }]", policy: policy) == 4)
    #expect(try verdict("items: [{ id: x }]", allowsEmpty: true, policy: policy) == 0)
  }

  @Test func aRuleAboutTheDataAsAWholeAlwaysHasItsSubject() throws {
    let policy = """
      policy demo.whole

      entity Item from items { key id : Text }

      rule A "Few items" { must count(i for i in Item) <= 1 }
      """
    #expect(try verdict("items: []", policy: policy) == 0)
    #expect(try verdict("items: [{ id: a }, { id: b }]", policy: policy) == 1)
  }

  @Test func countsAreDisjoint() throws {
    let assessment = try Scenario(
      Self.policy, data: "items: [{ id: a, good: false, nice: false }, { id: b, good: true }]", name: "d.yaml"
    ).assessment()
    #expect(assessment.summary.errors == 1)
    #expect(assessment.summary.warnings == 1)
    #expect(assessment.summary.rules == 2)
    #expect(assessment.summary.records == 2)
  }
}
