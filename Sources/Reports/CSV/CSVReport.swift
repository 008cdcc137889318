import Diagnostics
import Governance
import RulePlan
import SourceText

/// A row for each finding, for spreadsheets (RFC 4180). ``CSVText`` says how a cell is shown.
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
    let rows = MarkupStream<CSVText>(stream)
    write((Self.header + (span == nil ? [] : ["when"])).map(\.shown), to: rows)
    for finding in report.assessment?.findings ?? [] where !stream.isBroken {
      var cells = cells(finding, wording)
      if let span { cells.append(span.days(of: finding).shown) }
      write(cells, to: rows)
    }
  }

  private func cells(_ finding: Finding, _ wording: ReportWording) -> [ShownText] {
    [
      finding.rule.shownName, finding.title.shown, finding.severity.rawValue.shown,
      (finding.level?.rawValue ?? "").shown, finding.status.rawValue.shown, finding.subject.type.shownName,
      finding.subject.key.shownName, finding.about.map(\.key).joined(separator: "; ").shownName,
      (finding.access ?? "").shownName, finding.message.shown, (finding.place?.file ?? "").shownName,
      (finding.place.map { String($0.line) } ?? "").shown, (finding.place.map { String($0.column) } ?? "").shown,
      finding.citations.map(\.reference).joined(separator: "; ").shown,
      finding.conflicts.map { wording.conflict($0) }.joined(separator: "; ").shown,
      finding.evidence.map(\.text).joined(separator: "; ").shownName, (finding.remedy ?? "").shown,
      (finding.waiver?.valid.lastDay?.description ?? "").shown, (finding.judgedOn?.description ?? "").shown,
      finding.fingerprint.shownName,
    ]
  }

  private func write(_ cells: [ShownText], to rows: MarkupStream<CSVText>) {
    rows.write(cells.map { Markup($0) }.joined(separator: ",") + "\r\n")
  }
}
