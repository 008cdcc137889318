import Diagnostics
import Governance
import Manifests
import RulePlan
import Testing
import Workbench

@Suite struct UnmatchedEntitlementsTests {
  private static let model = """
    policy demo.rights

    entity Right from rights { key id : Text }
    entity Person from people { key id : Text   rights : [Right] = [] }

    access held {
      for   person in Person
      gives person.rights
    }

    """

  private static let data = """
    rights: [{ id: ENTER }, { id: PAY }, { id: F_110 }]
    people: [{ id: p, rights: [ENTER] }]
    """

  private let folder = TemporaryFolder([:])

  private func check(_ norms: String, data: String = data) -> CheckResult {
    folder.write(Self.model + norms, to: "a.policy")
    folder.write(data, to: "d.yaml")
    var request = CheckRequest(
      policies: [folder.path + "/a.policy"], data: [.path(folder.path + "/d.yaml")], asOf: CalendarDate(days: 18_077))
    request.givesAdvice = false
    return CheckSession(request).run()
  }

  private func lines(_ result: CheckResult) -> [String] {
    result.diagnostics.map { "\($0.severity) \($0.place.line) \($0.message)" }
  }

  private static let segregation = "\nsegregate S \"Apart\" {\n  a from b\n  in held\n}\n"

  @Test func aPartOfAnyIsAWarningAndTheRunGoesOn() {
    let result = check(
      "duty a \"A\" of Right = any of \"ENTER\"\nduty b \"B\" of Right = any of\n  \"PAY\",\n  \"PAYX\", like \"Z_*\", like \"F_*\"\n"
        + Self.segregation)
    #expect(
      lines(result) == [
        "warning 13 the data has no Right `PAYX`; did you mean `PAY`?",
        "warning 13 the data has no Right whose key is like `Z_*`",
      ])
    #expect(result.verdict == .passed)
  }

  @Test(arguments: ["all of \"PAY\", \"PAYX\"", "any of \"PAYX\"", "any of (all of \"PAY\", \"PAYX\"), \"RELEASE\""])
  func whatCanNeverBePerformedIsAnError(formula: String) {
    let result = check(
      "duty a \"A\" of Right = any of \"ENTER\"\nduty b \"B\" of Right = \(formula)\n" + Self.segregation)
    #expect(result.diagnostics.allSatisfy { $0.severity == .error && $0.code == .unmatchedEntitlement })
    #expect(
      lines(result).first == "error 11 the data has no Right `PAYX`, so nobody can perform `b`; did you mean `PAY`?")
    #expect(result.verdict == .dataFaulty)
    // The evaluation goes on.
    #expect(result.assessment?.summary.rules == 1)
  }

  @Test func whatIsLeftOfAGroupCountsForTheWholeDuty() {
    let result = check(
      "duty a \"A\" of Right = any of \"ENTER\"\nduty b \"B\" of Right = any of (all of \"PAY\", \"PAYX\"), \"F_110\"\n"
        + Self.segregation)
    #expect(result.diagnostics.map(\.severity) == [.warning])
    #expect(result.verdict == .passed)
  }

  @Test func aHoldsThatCanNeverBeTrueIsAnError() {
    let result = check(
      "rule R \"Nobody\" {\n  for  p in Person\n  must not p holds \"NOSUCH\"\n}\n\nrule Q \"Nobody either\" {\n  for  p in Person\n  must not p holds like \"F_*\"\n}\n"
    )
    #expect(lines(result) == ["error 12 the data has no Right `NOSUCH`, so nobody can hold it"])
    #expect(result.verdict == .dataFaulty)
  }

  @Test func aDutyOfPerformsIsAskedToo() {
    let result = check(
      "duty b \"B\" of Right = any of \"PAYX\"\n\ndefine pays(p: Person): Boolean = p performs b\n\nrule R \"Nobody\" {\n  for  p in Person\n  must not pays(p)\n}\n"
    )
    #expect(result.diagnostics.map(\.severity) == [.error])
    #expect(result.diagnostics.map(\.place.line) == [10])
  }

  @Test func dutiesThatNoNormUsesAndSectionsThatAreNotThereAreNotAsked() {
    let unused = check(
      "duty b \"B\" of Right = any of \"PAYX\"\n\nrule R \"Any\" {\n  for  p in Person\n  must p.id != \"\"\n}\n")
    #expect(unused.diagnostics.isEmpty)
    let absent = check(
      "duty a \"A\" of Right = any of \"ENTER\"\nduty b \"B\" of Right = any of \"PAYX\"\n" + Self.segregation,
      data: "people: [{ id: p }]")
    #expect(absent.diagnostics.isEmpty)
  }
}
