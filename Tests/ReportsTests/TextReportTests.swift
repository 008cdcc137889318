import Diagnostics
import Governance
import Reports
import Testing

@Suite struct TextReportTests {
  private func render(
    _ report: Report, isColoured: Bool = false, isBrief: Bool = false, fullCount: Int = 1000
  ) -> String {
    ReportSamples.text(
      report,
      TextReport(
        style: TerminalStyle(isColoured: isColoured), library: ReportSamples.library, isBrief: isBrief,
        fullCount: fullCount))
  }

  @Test func aFindingShowsTheDataThePolicyAndTheReasons() {
    Snapshot.check(render(ReportSamples.report()), "text.txt")
  }

  @Test func theWordsOfTheReportAreFrenchWhereAskedFor() {
    Snapshot.check(render(ReportSamples.report(language: "fr")), "text-fr.txt")
  }

  @Test func coloursChangeNothingElse() {
    let coloured = render(ReportSamples.report(), isColoured: true)
    #expect(coloured.contains("\u{1B}[1;31merror[demo.access.P2P_01]\u{1B}[0m"))
    let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == render(ReportSamples.report()))
  }

  @Test func aBriefReportHasALineForEachErrorAndNothingElse() {
    #expect(
      render(ReportSamples.report(), isBrief: true) == """
        error[P8101]: no file below `x` ends in `.policy`
        data/people.yaml:2:5: error[demo.access.P2P_01]: One can create suppliers and pay them.
        undetermined[demo.access.SEC_03]: Rates: this cannot be decided, because it divides by zero.

        """)
  }

  @Test func beyondACountFindingsTakeALineEach() {
    let output = render(ReportSamples.report(diagnostics: []), fullCount: 1)
    #expect(output.contains("\n  --> data/people.yaml:2:5\n") || output.contains("\n --> data/people.yaml:2:5\n"))
    #expect(output.contains("\ndata/people.yaml:3:5: waived[demo.access.SEC_01]: u2 has not taken the course.\n"))
  }

  @Test(arguments: [
    (Verdict.passed, "the policies compile; no data was read\n"),
    (Verdict.policiesFaulty, "the policies do not compile\n"),
    (Verdict.dataFaulty, "nothing was evaluated\n"),
    (Verdict.inputOutputFailed, "an input failed; nothing was evaluated\n"),
    (Verdict.misused, "the project file is wrong; nothing was checked\n"),
  ])
  func whatWasNotEvaluatedIsSaid(verdict: Verdict, line: String) {
    #expect(render(ReportSamples.report(diagnostics: [], assessment: nil, verdict: verdict)) == line)
  }

  @Test func aCleanRunSaysOverWhat() {
    var summary = Assessment.Summary()
    summary.rules = 1
    summary.records = 0
    let clean = Assessment(findings: [], summary: summary, emptiness: nil)
    let report = ReportSamples.report(diagnostics: [], assessment: clean, verdict: .passed)
    #expect(render(report) == "no findings: 1 rule over 0 records, as of 2019-06-30\n")
  }
}
