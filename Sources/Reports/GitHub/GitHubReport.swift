import Diagnostics
import Governance
import RulePlan

/// Workflow commands of GitHub: annotations at the lines of a pull request.
public struct GitHubReport: ReportFormat {
  public init() {}

  /// A notice for each file would hide the findings.
  private static let readLimit = 20

  public func write(_ report: Report, to stream: ReportStream) {
    if !report.read.isEmpty {
      let more = report.read.count > Self.readLimit ? ["and \(report.read.count - Self.readLimit) more"] : []
      let lines = report.read.prefix(Self.readLimit).map(\.sentence) + more
      write("notice", nil, "policyc", "read " + lines.joined(separator: "\n"), stream)
    }
    let wording = ReportWording(language: report.language)
    let style = TerminalStyle(isColoured: false)
    for line in SummaryLines(report: report, wording: wording, style: style).lines {
      write("notice", nil, "policyc", line, stream)
    }
    for diagnostic in report.diagnostics {
      let word = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      write(word, diagnostic.place, diagnostic.code.code, diagnostic.message, stream)
    }
    let span = SpanWording(report)
    for finding in report.assessment?.findings ?? [] {
      let word =
        switch finding.status {
        case .waived, .baseline: "notice"
        case .undetermined: "error"
        case .open: finding.severity.rawValue
        }
      let day = finding.judgedOn.map { " (judged on \($0))" } ?? ""
      let clauses = finding.citations.map(\.reference).joined(separator: ", ")
      write(
        word, finding.place, finding.rule,
        "\(wording.name(of: finding)): \(finding.message)" + wording.conflicts(finding) + day
          + (clauses.isEmpty ? "" : " (\(clauses))")
          + (span.map { " (\($0.sentence(of: finding)))" } ?? ""),
        stream)
    }
  }

  private func write(_ word: String, _ place: Place?, _ title: String, _ message: String, _ stream: ReportStream) {
    var properties = "title=\(Self.property(title))"
    if let place, place.isKnown {
      properties +=
        ",file=\(Self.property(place.file)),line=\(place.line),col=\(place.column),endLine=\(place.endLine)"
    }
    stream.write("::\(word) \(properties)::\(Self.data(message))\n")
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
