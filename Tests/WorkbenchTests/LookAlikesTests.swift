import Diagnostics
import Governance
import Manifests
import RulePlan
import Testing
import Workbench

@Suite struct LookAlikesTests {
  private static let policy = """
    policy demo.alike

    entity Person from people {
      key id  : Text
      grade   : Text = ""
      reports : Text = ""
      tags    : [Text] = []
    }

    rule R1 "Nobody is an administrator" {
      for  p in Person
      must p.grade != "ADMIN" and p.grade not in ["ROOT"] and "audit" not in p.tags
    }

    rule R2 "Reports to somebody else" {
      for  p in Person, q in Person where p.reports == q.id
      must p != q
    }
    """

  private let folder = TemporaryFolder([:])

  private func messages(_ people: String, policy: String = policy) -> [String] {
    folder.write(policy, to: "a.policy")
    folder.write("people:\n" + people, to: "d.yaml")
    var request = CheckRequest(
      policies: [folder.path + "/a.policy"], data: [.path(folder.path + "/d.yaml")], asOf: CalendarDate(days: 18_077))
    request.givesAdvice = false
    return CheckSession(request).run().diagnostics.map { diagnostic in
      let others = diagnostic.related.map { " (\($0.place.line): \($0.message))" }.joined()
      return "\(diagnostic.code.code) \(diagnostic.severity) \(diagnostic.place.line):\(diagnostic.place.column) "
        + diagnostic.message + others
    }
  }

  @Test func keysThatPeopleTakeForOne() {
    #expect(
      messages("  - { id: root }\n  - { id: other }\n  - { id: \"ROOT\" }\n  - { id: \"r\u{43E}ot\" }\n") == [
        "P4630 warning 4:11 Person `ROOT` and `root` differ only by letter case (2: `root` is here)",
        "P4630 warning 5:11 Person `r\u{43E}ot` and `root` differ only by letters that look alike (2: `root` is here)",
      ])
  }

  @Test func valuesThatPeopleTakeForALiteral() {
    #expect(
      messages("  - { id: a, grade: \"ADMIN \" }\n  - { id: b, grade: root }\n  - { id: c, tags: [x, Audit] }\n") == [
        "P4631 warning 2:21 `ADMIN ` in `Person.grade` is not the `ADMIN` that a norm compares it with: they differ only "
          + "by white space at the ends (12: it is compared with this)",
        "P4631 warning 3:21 `root` in `Person.grade` is not the `ROOT` that a norm compares it with: they differ only by "
          + "letter case (12: it is compared with this)",
        "P4631 warning 4:20 `Audit` in `Person.tags` is not the `audit` that a norm compares it with: they differ only "
          + "by letter case (12: it is compared with this)",
      ])
  }

  @Test func valuesThatPeopleTakeForAKey() {
    #expect(
      messages("  - { id: boss }\n  - { id: a, reports: Boss }\n  - { id: b, reports: boss }\n") == [
        "P4631 warning 3:23 `Boss` in `Person.reports` is not the `boss` that a norm compares it with: they differ only "
          + "by letter case (2: `boss` is here)"
      ])
  }

  @Test func nothingIsSaidOfWhatDiffers() {
    #expect(
      messages("  - { id: a1, grade: USER, reports: a2 }\n  - { id: a2, grade: ADMINS, tags: [auditor] }\n").isEmpty)
  }

  /// A value that no norm compares is nobody's business.
  @Test func onlyWhatANormComparesCounts() {
    let policy = Self.policy.replacing("rule R1", with: "rule R1_", maxReplacements: 1)
      .replacing("p.grade != \"ADMIN\" and p.grade not in [\"ROOT\"]", with: "p.id != \"\"")
    #expect(messages("  - { id: a, grade: admin }\n", policy: policy).isEmpty)
  }

  @Test func manyAreSaidTogether() {
    let people = (0..<60).map { "  - { id: a\($0) }\n  - { id: A\($0) }\n" }.joined()
    let found = messages(people)
    #expect(found.count == 21)
    #expect(found.last?.hasSuffix("40 more keys of Person look like others") == true)
  }
}
