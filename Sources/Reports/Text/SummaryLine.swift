import Diagnostics
import Governance
import SourceText

/// The last line of a text report: how many findings of which kind, and over what.
struct SummaryLine {
  private typealias Part = (role: TerminalStyle.Role?, text: String)

  let report: Report
  let wording: ReportWording

  /// Without colours.
  var text: String { counts.map(\.text).joined(separator: ", ") + rest }

  func markup(_ style: TerminalStyle) -> PlainMarkup {
    let parts = counts.map { part in part.role.map { style.apply($0, part.text.shown) } ?? PlainMarkup(part.text.shown)
    }
    return parts.joined(separator: ", ") + PlainMarkup(rest.shown)
  }

  private var counts: [Part] {
    guard let summary = report.assessment?.summary else { return [(nil, unevaluated)] }
    var parts: [Part] = []
    if summary.errors > 0 { parts.append((.error, wording.errors(summary.errors))) }
    if summary.undetermined > 0 { parts.append((.error, wording.undetermined(summary.undetermined))) }
    if summary.warnings > 0 { parts.append((.warning, wording.warnings(summary.warnings))) }
    if summary.waived > 0 { parts.append((nil, wording.waived(summary.waived))) }
    if summary.baseline > 0 { parts.append((nil, wording.baseline(summary.baseline))) }
    return parts.isEmpty ? [(.emphasis, wording.noFindings)] : parts
  }

  private var rest: String {
    guard let summary = report.assessment?.summary else { return diagnostics }
    let days = SpanWording(report)?.scope ?? wording.day(report.asOf)
    let zones = summary.timeZones.map { ", " + wording.timeZones($0) } ?? ""
    return ": " + wording.scope(rules: summary.rules, records: summary.records, days: days) + zones + diagnostics
  }

  private var unevaluated: String {
    switch report.verdict {
    case .policiesFaulty: wording.policiesFaulty
    case .dataFaulty: wording.dataFaulty
    case .inputOutputFailed: wording.inputFailed
    case .misused: wording.projectFaulty
    case .passed, .failed: wording.policiesOnly
    }
  }

  /// A line for each thing that the data does not have, so that it is not taken for compliance.
  var absences: [String] {
    guard let assessment = report.assessment else { return [] }
    let words = ScopeWording(language: report.language)
    var lines: [String] = []
    let rules = assessment.rules.filter { $0.status == .noSubject }
    if !rules.isEmpty { lines.append(words.withoutSubject(rules.map(\.name), of: assessment.summary.rules)) }
    var records: [String: Int] = [:]
    for read in report.read { if let section = read.section { records[section, default: 0] += read.records } }
    let empty = records.filter { $0.value == 0 }.keys.sorted()
    if !empty.isEmpty { lines.append(words.empty(empty)) }
    for group in assessment.groups where group.withoutKey > 0 { lines.append(words.ungrouped(group)) }
    return lines
  }

  /// Faults of the policies and the data are counted separately: they are not findings.
  private var diagnostics: String {
    let errors = report.diagnostics.count { $0.severity == .error }
    let warnings = report.diagnostics.count { $0.severity == .warning }
    var parts: [String] = []
    if errors > 0 { parts.append(wording.errors(errors)) }
    if warnings > 0 { parts.append(wording.warnings(warnings)) }
    return parts.isEmpty ? "" : " (" + wording.inTexts(parts.joined(separator: ", ")) + ")"
  }
}
