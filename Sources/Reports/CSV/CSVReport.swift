import Diagnostics
import Governance
import RulePlan

/// A row for each finding, for spreadsheets. RFC 4180; a cell that a spreadsheet would take for a formula gets a quote.
public struct CSVReport: ReportFormat {
  private static let header = [
    "rule", "title", "severity", "level", "status", "subject type", "subject", "about", "access", "message", "file",
    "line", "column",
    "clauses", "conflicts", "evidence", "remedy", "waived until", "judged on", "fingerprint",
  ]

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let wording = ReportWording(language: report.language)
    let span = SpanWording(report)
    write(Self.header + (span == nil ? [] : ["when"]), to: stream)
    for finding in report.assessment?.findings ?? [] where !stream.isBroken {
      var cells = cells(finding, wording)
      if let span { cells.append(span.days(of: finding)) }
      write(cells, to: stream)
    }
  }

  private func cells(_ finding: Finding, _ wording: ReportWording) -> [String] {
    [
      finding.rule, finding.title, finding.severity.rawValue, finding.level?.rawValue ?? "",
      finding.status.rawValue, finding.subject.type, finding.subject.key,
      finding.about.map(\.key).joined(separator: "; "), finding.access ?? "", finding.message,
      finding.place?.file ?? "", finding.place.map { String($0.line) } ?? "",
      finding.place.map { String($0.column) } ?? "",
      finding.citations.map(\.reference).joined(separator: "; "),
      finding.conflicts.map { wording.conflict($0) }.joined(separator: "; "),
      finding.evidence.map(\.text).joined(separator: "; "), finding.remedy ?? "",
      finding.waiver?.valid.lastDay?.description ?? "", finding.judgedOn?.description ?? "", finding.fingerprint,
    ]
  }

  private func write(_ cells: [String], to stream: ReportStream) {
    stream.write(cells.map(Self.cell).joined(separator: ",") + "\r\n")
  }

  private static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
