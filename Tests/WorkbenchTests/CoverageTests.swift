import Diagnostics
import Governance
import RulePlan
import Testing
import Workbench

/// The report of `policyc test --coverage` on conditions: what is true of them as the author wrote them.
@Suite struct CoverageTests {
  private func coverage(_ policy: String) throws -> TestCoverage {
    let folder = TemporaryFolder(["a.policy": policy])
    let request = CheckRequest(policies: [folder.path + "/a.policy"], data: [], asOf: CalendarDate(days: 18_077))
    let result = TestSession(request, measuresCoverage: true).run()
    #expect(result.diagnostics.map(\.message) == [])
    return try #require(result.coverage)
  }

  /// Each condition with `+` where it was seen true and `-` where it was seen false.
  private func conditions(_ policy: String) throws -> [String] {
    try coverage(policy).conditions.map { item in
      (item.condition ?? "") + " " + (item.isSeenPositive ? "+" : "") + (item.isSeenNegative ? "-" : "")
    }
  }

  private static let model = """
    policy demo.coverage

    enum Status { enabled, disabled }
    enum Kind { personal, service }

    entity Account from accounts {
      key id : Text
      person : Text
      owner  : Text?
      kind   : Kind = personal
      status : Status = enabled
      since  : Date = 2019-01-01
    }


    """

  @Test func conditionsOverTwoRowsAreAskedWhereTheyAreWritten() throws {
    let seen = try conditions(
      Self.model + """
        rule R "One account each" {
          for     a in Account, b in Account
          where   a.id < b.id and a.person == b.person and a.kind == personal and b.kind == personal and a.kind == b.kind
          must not (a.status == enabled and b.status == enabled)
        }

        test "all combinations" {
          given Account { id: "1", person: "p" }, Account { id: "2", person: "p" }
          given Account { id: "3", person: "q", status: disabled }, Account { id: "4", person: "q" }
          given Account { id: "5", person: "r" }, Account { id: "6", person: "r", status: disabled }
          given Account { id: "7", person: "p", kind: service }
          expect R for Account "1"
          expect no other findings
        }
        """)
    #expect(
      seen == [
        "a.id < b.id +-", "a.person == b.person +-", "a.kind == personal +-", "b.kind == personal +-",
        "a.kind == b.kind +", "a.status == enabled +-", "b.status == enabled +-",
      ])
  }

  @Test func whatTheTestsDoNotShowStaysOpen() throws {
    let seen = try conditions(
      Self.model + """
        rule R "Owners are distinguished" {
          for   a in Account, b in Account
          where a.id < b.id and a.person == b.person and a.kind == b.kind
          must  a.owner is present and b.owner is present and a.owner != b.owner
        }

        test "one owner" {
          given Account { id: "1", person: "p", owner: "o" }, Account { id: "2", person: "p", owner: "o" }
          expect R for Account "1"
        }
        """)
    #expect(
      seen == [
        "a.id < b.id +-", "a.person == b.person +", "a.kind == b.kind +", "a.owner is present +",
        "b.owner is present +", "a.owner != b.owner -",
      ])
  }

  @Test func aSortedIndexHidesNothingEither() throws {
    let seen = try conditions(
      Self.model + """
        rule R "Accounts are opened in order" {
          for   a in Account, b in Account
          where a.person == b.person and b.since > a.since and b.kind == a.kind
          must  a.status == disabled
        }

        test "two in a row" {
          given Account { id: "1", person: "p", since: 2018-01-01 }, Account { id: "2", person: "p" }
          given Account { id: "3", person: "p", since: 2018-01-01, kind: service }
          given Account { id: "4", person: "q", since: 2017-01-01, status: disabled }, Account { id: "5", person: "q" }
          expect R for Account "1"
          expect no other findings
        }
        """)
    #expect(
      seen == ["a.person == b.person +-", "b.since > a.since +-", "b.kind == a.kind +-", "a.status == disabled +-"])
  }
}
