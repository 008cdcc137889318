import Diagnostics
import Governance
import RulePlan

/// The report as a comment of a pull request: a sentence, a table, and the reasons in a collapsed section.
public struct MarkdownReport: ReportFormat {
  /// A comment may have 65,536 characters; the rest is counted.
  private static let sizeLimit = 60_000

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
      if report.diagnostics.count > 50 { text += "\n… \(report.diagnostics.count - 50)\n" }
    }
    let findings = report.assessment?.findings ?? []
    var left = 0
    if !findings.isEmpty { text += "\n" }
    for finding in findings {
      let next = section(finding, wording)
      if text.utf8.count + next.utf8.count > Self.sizeLimit {
        left += 1
      } else {
        text += next
      }
    }
    if left > 0 { text += "\n… \(left)\n" }
    stream.write(text)
  }

  private func section(_ finding: Finding, _ wording: ReportWording) -> String {
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
    text += "`\(finding.rule)` · \(MarkdownText.cell("\(finding.subject.type) \(finding.subject.key)"))\(place)\n\n"
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
