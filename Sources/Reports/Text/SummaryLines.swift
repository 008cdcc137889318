import Diagnostics
import Governance

/// The last lines of a text report: how many of what, and over what.
struct SummaryLines {
  let report: Report
  let wording: ReportWording
  let style: TerminalStyle

  var lines: [String] {
    guard let assessment = report.assessment else { return [withDiagnostics(unevaluated)] }
    let summary = assessment.summary
    let days = SpanWording(report)?.scope ?? wording.day(report.asOf)
    let scope = wording.scope(rules: summary.rules, records: summary.records, days: days)
    let zones = summary.timeZones.map { ", " + wording.timeZones($0) } ?? ""
    return [withDiagnostics("\(findings(summary)): \(scope)\(zones)")] + absences(assessment)
  }

  /// A line for each thing that the data does not have, so that it is not taken for compliance.
  private func absences(_ assessment: Assessment) -> [String] {
    let words = ScopeWording(language: report.language)
    var lines: [String] = []
    let rules = assessment.rules.filter { $0.status == .noSubject }
    if !rules.isEmpty { lines.append(words.withoutSubject(rules.map(\.name), of: assessment.summary.rules)) }
    var records: [String: Int] = [:]
    for read in report.read { if let section = read.section { records[section, default: 0] += read.records } }
    let empty = records.filter { $0.value == 0 }.keys.sorted()
    if !empty.isEmpty { lines.append(words.empty(empty)) }
    return lines
  }

  private func findings(_ summary: Assessment.Summary) -> String {
    var parts: [String] = []
    if summary.errors > 0 { parts.append(style.apply(.error, wording.errors(summary.errors))) }
    if summary.undetermined > 0 { parts.append(style.apply(.error, wording.undetermined(summary.undetermined))) }
    if summary.warnings > 0 { parts.append(style.apply(.warning, wording.warnings(summary.warnings))) }
    if summary.waived > 0 { parts.append(wording.waived(summary.waived)) }
    if summary.baseline > 0 { parts.append(wording.baseline(summary.baseline)) }
    return parts.isEmpty ? style.apply(.emphasis, wording.noFindings) : parts.joined(separator: ", ")
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

  /// Faults of the policies and the data are counted separately: they are not findings.
  private func withDiagnostics(_ line: String) -> String {
    let errors = report.diagnostics.filter { $0.severity == .error }.count
    let warnings = report.diagnostics.filter { $0.severity == .warning }.count
    var parts: [String] = []
    if errors > 0 { parts.append(wording.errors(errors)) }
    if warnings > 0 { parts.append(wording.warnings(warnings)) }
    guard !parts.isEmpty else { return line }
    return line + " (" + wording.inTexts(parts.joined(separator: ", ")) + ")"
  }
}
