import Governance
import RulePlan
import Testing
import Workbench

/// Which findings meet which expectations of tests (decision 7).
@Suite struct ExpectationTests {
  private static let policy = """
    policy demo.expect

    entity A from as { key id : Text   n : Integer }

    rule R "Ten by n is small" { for a in A must 10 / a.n < 5.0 }

    rule S "n is low" { for a in A should a.n < 5 }

    """

  private func isPassed(n: Int, _ expectation: String) throws -> Bool {
    let text =
      Self.policy + """
        test "t" {
          as of 2019-06-30
          given A { id: "a", n: \(n) }
          \(expectation)
        }
        """
    let folder = TemporaryFolder(["p.policy": text])
    let day = try #require(CalendarDate("2019-06-30"))
    let result = TestSession(CheckRequest(policies: [folder.path + "/p.policy"], data: [], asOf: day)).run()
    let outcome = try #require(result.outcomes.first)
    return outcome.isPassed
  }

  @Test(arguments: [
    // Undetermined: R divides by zero.
    (0, "expect R for A \"a\"", false), (0, "expect undetermined R for A \"a\"", true),
    (0, "expect no R for A \"a\"", false),
    // R is broken by 10 / 1, and kept by 10 / 4.
    (1, "expect R for A \"a\"", true), (1, "expect undetermined R for A \"a\"", false),
    (4, "expect R for A \"a\"", false),
    (4, "expect no R for A \"a\"", true),
    // S is a warning.
    (9, "expect no findings at error", true), (9, "expect no other findings at error", true),
    (9, "expect no findings", false), (9, "expect S for A \"a\"", true), (9, "expect no S for A \"a\" at error", true),
    (1, "expect no findings at error", false), (0, "expect no findings at error", false),
  ])
  func whatMeetsAnExpectation(n: Int, expectation: String, isMet: Bool) throws {
    #expect(try isPassed(n: n, expectation) == isMet)
  }
}
