import Diagnostics
import Governance
import RulePlan
import SourceText

/// Workflow commands of GitHub: annotations at the lines of a pull request. Code scanning shows more and says what it
/// leaves out; GitHub shows ten annotations of a kind for a step, so the gravest come first.
public struct GitHubReport: ReportFormat {
  public init() {}

  /// A notice for each file would hide the findings.
  private static let readLimit = 20

  public func write(_ report: Report, to stream: ReportStream) {
    if !report.read.isEmpty {
      let more = report.read.count > Self.readLimit ? ["and \(report.read.count - Self.readLimit) more"] : []
      let lines = report.read.prefix(Self.readLimit).map(\.sentence) + more
      write("notice", nil, "policyc", "read " + lines.joined(separator: "; "), stream)
    }
    let wording = ReportWording(language: report.language)
    let summary = SummaryLine(report: report, wording: wording)
    for line in [summary.text] + summary.absences { write("notice", nil, "policyc", line, stream) }
    for diagnostic in report.diagnostics {
      let word: Markup<CommandText> =
        switch diagnostic.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      write(word, diagnostic.place, diagnostic.code.code, diagnostic.message, stream)
    }
    let span = SpanWording(report)
    for finding in (report.assessment?.findings ?? []).gravestFirst {
      let day = finding.judgedOn.map { " (judged on \($0))" } ?? ""
      let clauses = finding.citations.map(\.reference).joined(separator: ", ")
      write(
        word(finding), finding.place, finding.rule,
        "\(wording.name(of: finding)): \(finding.message)" + wording.conflicts(finding) + day
          + (clauses.isEmpty ? "" : " (\(clauses))")
          + (span.map { " (\($0.sentence(of: finding)))" } ?? ""),
        stream)
    }
  }

  private func word(_ finding: Finding) -> Markup<CommandText> {
    switch finding.status {
    case .waived, .baseline: "notice"
    case .undetermined: "error"
    case .open: finding.severity == .error ? "error" : "warning"
    }
  }

  private func write(
    _ word: Markup<CommandText>, _ place: Place?, _ title: String, _ message: String, _ stream: ReportStream
  ) {
    var properties: Markup<CommandPropertyText> = "title=\(title.shownName)"
    if let place, place.isKnown {
      properties +=
        ",file=\(place.file.shownName),line=\(place.line),col=\(place.column),endLine=\(place.endLine)"
    }
    stream.write("::")
    stream.write(word)
    stream.write(" ")
    stream.write(properties)
    stream.write("::")
    stream.write(Markup<CommandText>(message.shown))
    stream.write("\n")
  }
}
