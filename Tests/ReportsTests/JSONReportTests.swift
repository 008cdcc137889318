import Governance
import Reports
import RulePlan
import Testing

@Suite struct JSONReportTests {
  @Test func keysAreThereInTheOrderOfTheContract() {
    Snapshot.check(ReportSamples.text(ReportSamples.report(), JSONReport()), "report.json")
  }

  @Test func aRunThatEvaluatedNothingHasEmptyFindings() {
    Snapshot.check(
      ReportSamples.text(
        ReportSamples.report(diagnostics: [], assessment: nil, verdict: .policiesFaulty), JSONReport()),
      "nothing.json")
  }

  @Test func everyControlCharacterIsEscaped() {
    let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
    let finding = Finding(
      rule: controls, title: "", severity: .error, subject: Finding.Subject(type: "", key: ""),
      message: "\u{7F}\u{2028}")
    let assessment = Assessment(findings: [finding], summary: Assessment.Summary(), emptiness: nil)
    let text = ReportSamples.text(ReportSamples.report(assessment: assessment), JSONReport())
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(
      text.contains("\\u0000\\u0001") && text.contains("\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e")
        && text.contains("\\u001f"))
    #expect(text.contains("\\u007f\\u2028"))
  }

  @Test func theBlocksOfAStreamJoinToTheSameBytes() {
    let whole = ReportSamples.text(ReportSamples.report(), JSONReport())
    let blocks = Blocks()
    let stream = ReportStream(blockSize: 16) { block in
      blocks.bytes.append(contentsOf: block)
      blocks.count += 1
      return true
    }
    JSONReport().write(ReportSamples.report(), to: stream)
    stream.flush()
    #expect(String(decoding: blocks.bytes, as: UTF8.self) == whole)
    #expect(blocks.count > 5)
    #expect(!stream.isBroken)
  }

  @Test func theReportIsTheSameForAnyNumberOfThreads() {
    let rule = ReportSamples.report().assessment?.findings.first?.rule ?? "a.rule"
    let findings = (0..<5000).map { index in
      Finding(
        rule: rule, title: "title \(index)", severity: .error,
        subject: Finding.Subject(type: "Thing", key: "t\(index)"), message: "message \(index * index)")
    }
    let assessment = Assessment(findings: findings, summary: Assessment.Summary(), emptiness: nil)
    let report = ReportSamples.report(assessment: assessment)
    let one = ReportSamples.text(report, JSONReport())
    #expect(one.split(separator: "\n").count > 5000)
    for jobs in [2, 3, 7] { #expect(ReportSamples.text(report, JSONReport(jobs: jobs)) == one) }
  }

  /// GitHub refuses runs with more results: the rest is said once for each rule.
  @Test func codeScanningGetsNoMoreResultsThanItTakes() {
    let rule = ReportSamples.report().assessment?.findings.first?.rule ?? "a.rule"
    func report(_ count: Int) -> String {
      let findings = (0..<count).map { index in
        Finding(
          rule: rule, title: "title", severity: .error, subject: Finding.Subject(type: "Thing", key: "t\(index)"),
          message: "m\(index)")
      }
      let assessment = Assessment(findings: findings, summary: Assessment.Summary(), emptiness: nil)
      return ReportSamples.text(ReportSamples.report(assessment: assessment), SARIFReport())
    }
    let whole = report(5000)
    #expect(whole.contains("Thing t4999"))
    let cut = report(5002)
    #expect(cut.contains("Thing t4999"))
    #expect(!cut.contains("Thing t5000"))
    #expect(cut.contains("2 more findings of this rule are not listed here"))
  }

  @Test func nothingIsWrittenBehindABlockThatWasRefused() {
    let blocks = Blocks()
    let stream = ReportStream(blockSize: 64) { _ in
      blocks.count += 1
      return blocks.count < 3
    }
    JSONReport().write(ReportSamples.report(), to: stream)
    stream.flush()
    #expect(stream.isBroken)
    #expect(blocks.count == 3)
  }

  private final class Blocks {
    var bytes: [UInt8] = []
    var count = 0
  }
}
