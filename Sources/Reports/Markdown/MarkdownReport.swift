import Diagnostics
import Governance
import RulePlan
import SourceText

/// The report as a comment of a pull request: a sentence, a table, and the reasons in collapsed sections, the gravest
/// findings first.
public struct MarkdownReport: ReportFormat {
  /// A comment may have 65,536 characters; the rest is counted.
  private static let sizeLimit = 60_000
  private static let diagnosticLimit = 50
  /// Room that a table has however long the findings are.
  private static let leastTableSize = 1200

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let wording = ReportWording(language: report.language)
    let summary = SummaryLine(report: report, wording: wording)
    let lines = ([summary.text] + summary.absences).map { MarkdownMarkup($0.shown) }
    var text: MarkdownMarkup = "### policyc\n\n\(lines.joined(separator: "\n"))\n"
    if !report.diagnostics.isEmpty { text += diagnostics(report.diagnostics, wording) }
    let findings = (report.assessment?.findings ?? []).gravestFirst
    let span = SpanWording(report)
    if !findings.isEmpty { text += "\n" }
    var left: [Finding] = []
    for finding in findings {
      let next = section(finding, wording, span)
      if !left.isEmpty || text.text.utf8.count + next.text.utf8.count > Self.sizeLimit {
        left.append(finding)
      } else {
        text += next
      }
    }
    if !left.isEmpty { text += "\n\(wording.more(left).shown)\n" }
    for table in ScopeTable.tables(of: report) {
      text += section(table, wording, room: Self.sizeLimit - text.text.utf8.count)
    }
    stream.write(text)
  }

  /// A table in a collapsed section, with as many rows as there is room for, and how many are left out.
  private func section(_ table: ScopeTable, _ wording: ReportWording, room: Int) -> MarkdownMarkup {
    func line(_ cells: [String]) -> MarkdownMarkup {
      "| \(cells.map { MarkdownMarkup($0.shownName) }.joined(separator: " | ")) |\n"
    }
    var text: MarkdownMarkup = "\n<details><summary>\(.element(table.title.shown))</summary>\n\n"
    text += "\(line(table.header))|\(MarkdownMarkup(repeating: "---|", count: table.header.count))\n"
    for (index, row) in table.rows.enumerated() {
      let next = line(row)
      if text.text.utf8.count + next.text.utf8.count > max(Self.leastTableSize, room) {
        text += "\n\(wording.more(table.rows.count - index).shown)\n"
        break
      }
      text += next
    }
    return text + "\n</details>\n"
  }

  private func diagnostics(_ diagnostics: [Diagnostic], _ wording: ReportWording) -> MarkdownMarkup {
    var text: MarkdownMarkup = "\n| | | |\n|---|---|---|\n"
    for diagnostic in diagnostics.prefix(Self.diagnosticLimit) {
      let place: MarkdownMarkup = diagnostic.place.isKnown ? .code(diagnostic.place.shownLine) : ""
      let code = MarkdownMarkup.code(diagnostic.code.code.shown)
      text += "| \(diagnostic.severity.rawValue.shown) \(code) | \(place) | \(diagnostic.message.shown) |\n"
    }
    let left = diagnostics.dropFirst(Self.diagnosticLimit)
    if !left.isEmpty { text += "\n\(wording.more(left.count, errors: left.count { $0.severity == .error }).shown)\n" }
    return text
  }

  private func section(_ finding: Finding, _ wording: ReportWording, _ span: SpanWording?) -> MarkdownMarkup {
    let word =
      switch finding.status {
      case .open: finding.severity == .error ? wording.error : wording.warning
      case .undetermined: wording.undetermined
      case .waived: wording.waived
      case .baseline: wording.baseline
      }
    let level = finding.level.map { ", " + wording.name(of: $0) } ?? ""
    let place: MarkdownMarkup = finding.place.map { " \(.code($0.shownLine))" } ?? ""
    let sentence = MarkdownMarkup.element(finding.message.shown)
    var text: MarkdownMarkup =
      "<details><summary><b>\(.element((word + level).shown))</b> \(sentence)</summary>\n\n"
    text += "\(.code(finding.rule.shown)) · \(wording.name(of: finding).shownName)\(place)\n\n"
    if let day = finding.judgedOn { text += "- \(wording.judgedOn.shown): \(day.description.shown)\n" }
    if let span { text += "- \(span.sentence(of: finding).shown)\n" }
    for conflict in finding.conflicts {
      let days = span?.days(of: conflict, in: finding).map { "; " + $0 } ?? ""
      text += "- \((wording.line(conflict, of: finding) + days).shown)\n"
    }
    for item in finding.evidence { text += "- \(item.text.shownName)\n" }
    for citation in finding.citations {
      text += "- \(wording.clause.shown) \(citation.reference.shown)"
      if let clause = citation.text { text += ": \(clause.shown)" }
      text += "\n"
    }
    if let remedy = finding.remedy { text += "- \(wording.remedy.shown): \(remedy.shown)\n" }
    if let waiver = finding.waiver { text += "- \(wording.waiver.shown): \(wording.describe(waiver).shown)\n" }
    return text + "\n</details>\n"
  }
}
