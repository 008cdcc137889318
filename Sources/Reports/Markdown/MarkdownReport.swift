import Diagnostics
import Governance
import RulePlan

/// The report as a comment of a pull request: a sentence, a table, and the reasons in a collapsed section.
public struct MarkdownReport: ReportFormat {
  /// A comment may have 65,536 characters; the rest is counted.
  private static let sizeLimit = 60_000
  /// Room that a table has however long the findings are.
  private static let leastTableSize = 1200

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let wording = ReportWording(language: report.language)
    let summary = SummaryLines(report: report, wording: wording, style: TerminalStyle(isColoured: false)).lines
    var text = "### policyc\n\n" + summary.map(MarkdownText.cell).joined(separator: "\n") + "\n"
    if !report.diagnostics.isEmpty {
      text += "\n| | | |\n|---|---|---|\n"
      for diagnostic in report.diagnostics.prefix(50) {
        let place = diagnostic.place.isKnown ? "`\(diagnostic.place.file):\(diagnostic.place.line)`" : ""
        text +=
          "| \(diagnostic.severity.rawValue) `\(diagnostic.code.code)` | \(place) | \(MarkdownText.cell(diagnostic.message)) |\n"
      }
      let left = report.diagnostics.dropFirst(50)
      if !left.isEmpty { text += "\n\(wording.more(left.count, errors: left.count { $0.severity == .error }))\n" }
    }
    let findings = report.assessment?.findings ?? []
    let span = SpanWording(report)
    var left: [Finding] = []
    if !findings.isEmpty { text += "\n" }
    for finding in findings {
      let next = section(finding, wording, span)
      if text.utf8.count + next.utf8.count > Self.sizeLimit {
        left.append(finding)
      } else {
        text += next
      }
    }
    if !left.isEmpty {
      text += "\n\(wording.more(left.count, errors: left.count { $0.isOutstanding && $0.severity == .error }))\n"
    }
    for table in ScopeTable.tables(of: report) {
      text += section(table, wording, room: Self.sizeLimit - text.utf8.count)
    }
    stream.write(text)
  }

  /// A table after a fold, with as many rows as there is room for, and how many are left out.
  private func section(_ table: ScopeTable, _ wording: ReportWording, room: Int) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(MarkdownText.cell).joined(separator: " | ") + " |\n" }
    var text = "\n<details><summary>\(MarkdownText.escaped(table.title))</summary>\n\n" + line(table.header)
    text += "|" + String(repeating: "---|", count: table.header.count) + "\n"
    for (index, row) in table.rows.enumerated() {
      let next = line(row)
      if text.utf8.count + next.utf8.count > max(Self.leastTableSize, room) {
        text += "\n\(wording.more(table.rows.count - index))\n"
        break
      }
      text += next
    }
    return text + "\n</details>\n"
  }

  private func section(_ finding: Finding, _ wording: ReportWording, _ span: SpanWording?) -> String {
    let word =
      switch finding.status {
      case .open: finding.severity == .error ? wording.error : wording.warning
      case .undetermined: wording.undetermined
      case .waived: wording.waived
      case .baseline: wording.baseline
      }
    let level = finding.level.map { ", " + wording.name(of: $0) } ?? ""
    let place = finding.place.map { " `\($0.file):\($0.line)`" } ?? ""
    var text = "<details><summary><b>\(word)\(level)</b> \(MarkdownText.escaped(finding.message))</summary>\n\n"
    text += "`\(finding.rule)` · \(MarkdownText.cell(wording.name(of: finding)))\(place)\n\n"
    if let day = finding.judgedOn { text += "- \(wording.judgedOn): \(day)\n" }
    if let span { text += "- \(MarkdownText.cell(span.sentence(of: finding)))\n" }
    for conflict in finding.conflicts {
      let days = span?.days(of: conflict, in: finding).map { "; " + $0 } ?? ""
      text += "- \(MarkdownText.cell(wording.line(conflict, of: finding) + days))\n"
    }
    for item in finding.evidence { text += "- \(MarkdownText.cell(item.text))\n" }
    for citation in finding.citations {
      text += "- \(wording.clause) \(MarkdownText.cell(citation.reference))"
      text += (citation.text.map { ": " + MarkdownText.cell($0) } ?? "") + "\n"
    }
    if let remedy = finding.remedy { text += "- \(wording.remedy): \(MarkdownText.cell(remedy))\n" }
    if let waiver = finding.waiver { text += "- \(wording.waiver): \(MarkdownText.cell(wording.describe(waiver)))\n" }
    return text + "\n</details>\n"
  }
}
