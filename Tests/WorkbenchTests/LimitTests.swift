import Diagnostics
import Evaluation
import Foundation
import Governance
import Manifests
import RulePlan
import Testing
import Workbench

/// Runs that are stopped, and findings beyond those that are kept.
@Suite struct LimitTests {
  private static let policy = """
    policy demo.limits

    entity Item from items { key id : Text   size : Integer }

    rule R1 "Small" { for i in Item must i.size < 10 }

    rule R2 "Pairs" { for i in Item, j in Item must i.size + j.size < 10 }

    rule R3 "Last" { for i in Item must i.size > 0 }
    """

  private let folder = TemporaryFolder([:])

  private func request(items: Int) -> CheckRequest {
    folder.write(Self.policy, to: "a.policy")
    folder.write("id,size\n" + (0..<items).map { "i\($0),\($0)\n" }.joined(), to: "items.csv")
    var request = CheckRequest(
      policies: [folder.path + "/a.policy"], data: [.path(folder.path + "/items.csv")], asOf: CalendarDate(days: 18_077)
    )
    request.givesAdvice = false
    return request
  }

  private func messages(_ result: CheckResult) -> [String] {
    result.diagnostics.map { "\($0.code.code) \($0.message)" }
  }

  @Test(arguments: [1, 3]) func findingsBeyondTheLimitAreCounted(jobs: Int) {
    var request = request(items: 40)
    request.maximumFindings = 50
    request.jobs = jobs
    let result = CheckSession(request).run()
    #expect(result.verdict == .inputOutputFailed)
    // Of 1,600 pairs 55 are less than ten together.
    #expect(
      messages(result) == [
        "P8231 norm `demo.limits.R2` has 1525 more findings than `--max-findings 50` keeps: they are counted and not listed",
        "P8231 norm `demo.limits.R3` has 1 more findings than `--max-findings 50` keeps: they are counted and not listed",
      ])
    let findings = result.assessment?.findings ?? []
    #expect(findings.count == 50)
    #expect(findings.filter { $0.rule.hasSuffix("R1") }.count == 30)
  }

  @Test func findingsWithinTheLimitAreAllThere() {
    var request = request(items: 3)
    request.maximumFindings = 1
    let result = CheckSession(request).run()
    #expect(messages(result).isEmpty)
    #expect(result.verdict == .failed)
    #expect(result.assessment?.findings.count == 1)
  }

  /// Nothing is done yet when the run is stopped.
  @Test func aRunThatIsStoppedSaysWhichNormWasAtWork() {
    let request = request(items: 3)
    request.cancellation.cancel()
    let result = CheckSession(request).run()
    #expect(result.verdict == .inputOutputFailed)
    #expect(
      messages(result) == [
        "P8230 the time limit was reached at the first norm; 0 of 3 norms were evaluated, and their findings are listed"
      ])
    #expect(result.assessment?.rules.map(\.status) == [.notEvaluated, .notEvaluated, .notEvaluated])
  }

  /// The second norm is at work for long enough to be stopped.
  @Test func normsThatAreDoneKeepTheirFindings() {
    let request = request(items: 4_000)
    let cancellation = request.cancellation
    let session = CheckSession(request) { phase in
      guard phase == .evaluate else { return }
      // A thread of its own: those of tasks may all be busy.
      Thread.detachNewThread {
        while cancellation.norm?.index != 1 { Thread.sleep(forTimeInterval: 0.001) }
        cancellation.cancel()
      }
    }
    let result = session.run()
    #expect(result.verdict == .inputOutputFailed)
    #expect(
      messages(result) == [
        "P8230 the time limit was reached at norm `demo.limits.R2`; 1 of 3 norms were evaluated, and their findings are "
          + "listed"
      ])
    let findings = result.assessment?.findings ?? []
    #expect(findings.count == 3_990)
    #expect(findings.allSatisfy { !$0.evidence.isEmpty })
  }
}
