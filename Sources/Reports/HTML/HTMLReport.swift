import Diagnostics
import Governance
import RulePlan
import SourceText

/// The report as one page that needs nothing else: counts, charts, a matrix of duties, and a table to sort and filter.
public struct HTMLReport: ReportFormat {
  /// A browser lays out no more rows with ease; the rest is counted.
  private static let rowLimit = 5000
  /// Bars of a chart; the rest is counted.
  private static let barLimit = 12
  private static let dutyLimit = 60

  public init() {}

  public func write(_ report: Report, to stream: ReportStream) {
    let words = HTMLWording(language: report.language)
    let findings = report.assessment?.findings ?? []
    let stream = HTMLStream(stream)
    stream.write(HTMLPage.start(title: words.title, language: report.language, script: .findings))
    stream.write("<h1>\(words.title.shown)</h1>\n")
    let summary = SummaryLine(report: report, wording: ReportWording(language: report.language))
    for line in [summary.text] + summary.absences { stream.write("<p class=\"summary\">\(line.shown)</p>\n") }
    write(report.diagnostics, words, stream)
    if !findings.isEmpty {
      stream.write("<div class=\"charts\">\n")
      chart(
        words.byRule, counts(findings) { $0.rule.split(separator: ".").last.map(String.init) ?? $0.rule }, words, stream
      )
      chart(words.byLevel, counts(findings) { $0.level.map { words.level($0) } ?? "–" }, words, stream)
      if findings.contains(where: { $0.unit != nil }) {
        chart(words.byUnit, counts(findings) { $0.unit ?? "–" }, words, stream)
      }
      chart(words.bySubject, counts(findings) { $0.subject.type }, words, stream)
      stream.write("</div>\n")
    }
    writeMatrix(report.assessment?.rules ?? [], findings, words, stream)
    writeTable(findings, words, SpanWording(report), stream)
    for table in ScopeTable.tables(of: report) { write(table, words, stream) }
    stream.write(HTMLPage.end(script: .findings))
  }

  // MARK: Diagnostics

  private func write(_ diagnostics: [Diagnostic], _ words: HTMLWording, _ stream: HTMLStream) {
    guard !diagnostics.isEmpty else { return }
    stream.write("<details><summary>\(words.diagnostics.shown) (\(diagnostics.count))</summary>\n<ul>\n")
    for diagnostic in diagnostics.prefix(1000) {
      let place: HTMLMarkup = diagnostic.place.isKnown ? "\(diagnostic.place.shownLine) " : ""
      stream.write(
        "<li>\(place)\(diagnostic.severity.rawValue.shown) \(diagnostic.code.code.shown): \(diagnostic.message.shown)</li>\n"
      )
    }
    stream.write("</ul>")
    let left = diagnostics.dropFirst(1000)
    if !left.isEmpty {
      stream.write("<p>\(words.report.more(left.count, errors: left.count { $0.severity == .error }).shown)</p>\n")
    }
    stream.write("</details>\n")
  }

  // MARK: Scope

  private func write(_ table: ScopeTable, _ words: HTMLWording, _ stream: HTMLStream) {
    stream.write("<h2>\(table.title.shown)</h2>\n<div class=\"wide\"><table>\n<thead><tr>")
    for name in table.header { stream.write("<th scope=\"col\">\(name.shown)</th>") }
    stream.write("</tr></thead>\n<tbody>\n")
    for row in table.rows.prefix(Self.rowLimit) {
      stream.write("<tr>\(row.map { "<td>\($0.shownName)</td>" as HTMLMarkup }.joined())</tr>\n")
    }
    stream.write("</tbody></table></div>\n")
    if table.rows.count > Self.rowLimit {
      stream.write("<p>\(words.more(table.rows.count - Self.rowLimit).shown)</p>\n")
    }
  }

  // MARK: Charts

  private func counts(_ findings: [Finding], _ name: (Finding) -> String) -> [(name: String, count: Int)] {
    var counts: [String: Int] = [:]
    for finding in findings where finding.isOutstanding { counts[name(finding), default: 0] += 1 }
    return counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }

  /// A bar for each name, the longest first.
  private func chart(
    _ title: String, _ counts: [(name: String, count: Int)], _ words: HTMLWording, _ stream: HTMLStream
  ) {
    guard let most = counts.first?.count else { return }
    stream.write("<section><h2>\(title.shown)</h2>\n<table class=\"bars\"><tbody>\n")
    for (name, count) in counts.prefix(Self.barLimit) {
      let width = max(1, count * 70 / most)
      stream.write(
        "<tr><th scope=\"row\">\(name.shownName)</th><td><span class=\"bar\" style=\"width:\(width)%\"></span>\(count)</td></tr>\n"
      )
    }
    stream.write("</tbody></table>\n")
    if counts.count > Self.barLimit {
      let rest = counts.dropFirst(Self.barLimit)
      stream.write("<p>\(words.more(rest.count, findings: rest.reduce(0) { $0 + $1.count }).shown)</p>\n")
    }
    stream.write("</section>\n")
  }

  /// Duties that are kept apart, with the number of conflicts of each pair.
  private func writeMatrix(
    _ rules: [RuleSummary], _ findings: [Finding], _ words: HTMLWording, _ stream: HTMLStream
  ) {
    let segregations = rules.filter { !$0.separatedDuties.isEmpty }
    guard !segregations.isEmpty else { return }
    var pairs: [Set<String>: Int] = [:]
    for rule in segregations { for pair in rule.separatedDuties { pairs[Set(pair)] = 0 } }
    for conflict in findings.lazy.flatMap(\.conflicts) where conflict.status < .baseline {
      let names = conflict.duties.map(\.name)
      for (index, first) in names.enumerated() {
        for second in names[(index + 1)...] where pairs[[first, second]] != nil {
          pairs[[first, second], default: 0] += 1
        }
      }
    }
    let all = Set(pairs.keys.flatMap { $0 }).sorted()
    let duties = all.prefix(Self.dutyLimit)
    let most = max(1, pairs.values.max() ?? 1)
    stream.write(
      "<h2>\(words.matrix.shown)</h2>\n<div class=\"wide\"><table class=\"matrix\">\n<thead><tr><td></td>")
    for duty in duties { stream.write("<th scope=\"col\"><span>\(Self.shortName(duty).shownName)</span></th>") }
    stream.write("</tr></thead>\n<tbody>\n")
    for row in duties {
      stream.write("<tr><th scope=\"row\">\(Self.shortName(row).shownName)</th>")
      for column in duties {
        guard row != column, let count = pairs[[row, column]] else {
          stream.write("<td></td>")
          continue
        }
        let heat = count == 0 ? 0 : max(1, count * 5 / most)
        stream.write("<td class=\"heat\(heat)\">\(count)</td>")
      }
      stream.write("</tr>\n")
    }
    stream.write("</tbody></table></div>\n")
    if all.count > duties.count { stream.write("<p>\(words.more(all.count - duties.count).shown)</p>\n") }
  }

  /// A duty without its namespace.
  private static func shortName(_ duty: String) -> String { duty.split(separator: ".").last.map(String.init) ?? duty }

  // MARK: Findings

  private func writeTable(_ findings: [Finding], _ words: HTMLWording, _ span: SpanWording?, _ stream: HTMLStream) {
    stream.write("<h2>\(words.findings.shown)</h2>\n")
    guard !findings.isEmpty else { return stream.write("<p>\(words.none.shown)</p>\n") }
    stream.write(
      "<p><label for=\"filter\">\(words.filter.shown)</label> <input id=\"filter\" type=\"search\"> <output id=\"shown\" for=\"filter\"></output></p>\n"
    )
    stream.write("<table id=\"findings\">\n<thead><tr>")
    for name in words.columns {
      stream.write("<th scope=\"col\"><button type=\"button\">\(name.shown)</button></th>")
    }
    stream.write("</tr></thead>\n<tbody>\n")
    for finding in findings.gravest(Self.rowLimit) { write(finding, words, span, stream) }
    stream.write("</tbody>\n</table>\n")
    if findings.count > Self.rowLimit {
      stream.write("<p>\(words.more(findings.count - Self.rowLimit).shown)</p>\n")
    }
  }

  private func write(_ finding: Finding, _ words: HTMLWording, _ span: SpanWording?, _ stream: HTMLStream) {
    let place = finding.place.map { HTMLMarkup($0.shownLine) } ?? ""
    let state = finding.status == .open ? finding.severity.rawValue : finding.status.rawValue
    stream.write("<tr class=\"\(state.shown)\"><td>\(words.state(finding).shown)</td>")
    stream.write("<td>\((finding.level.map { words.level($0) } ?? "").shown)</td>")
    stream.write("<td>\(HTMLPage.name(finding.rule))</td>")
    stream.write("<td>\(words.name(of: finding).shownName)</td><td>")
    stream.write("<details><summary>\(finding.message.shown)</summary><ul>")
    if let day = finding.judgedOn { stream.write("<li>\("\(words.judgedOn): \(day)".shown)</li>") }
    if let span { stream.write("<li>\(span.sentence(of: finding).shown)</li>") }
    for conflict in finding.conflicts {
      let days = span?.days(of: conflict, in: finding).map { "; " + $0 } ?? ""
      stream.write("<li>\((words.line(conflict, of: finding) + days).shown)</li>")
    }
    for item in finding.evidence {
      let place: HTMLMarkup = item.place.map { " (\($0.shownLine))" } ?? ""
      stream.write("<li>\(item.text.shownName)\(place)</li>")
    }
    for citation in finding.citations {
      stream.write("<li><cite>\(citation.sentence.shown)</cite></li>")
    }
    if let remedy = finding.remedy { stream.write("<li>\("\(words.remedy): \(remedy)".shown)</li>") }
    if let waiver = finding.waiver {
      stream.write("<li>\("\(words.waiver): \(words.describe(waiver))".shown)</li>")
    }
    stream.write("</ul></details></td><td>\(place)</td></tr>\n")
  }
}

/// The words of the page, in English and French.
struct HTMLWording {
  private let pick: WordChoice
  let report: ReportWording

  init(language: String) {
    pick = WordChoice(language: language)
    report = ReportWording(language: language)
  }

  var title: String { pick("Compliance report", "Rapport de conformité") }
  var diagnostics: String { pick("Faults of policies and data", "Erreurs des politiques et des données") }
  var byRule: String { pick("By rule", "Par règle") }
  var byLevel: String { pick("By level", "Par niveau") }
  var byUnit: String { pick("By unit", "Par service") }
  var bySubject: String { pick("By subject", "Par objet") }
  var matrix: String { pick("Duties that are kept apart", "Tâches à séparer") }
  var findings: String { pick("Findings", "Constats") }
  var none: String { pick("There are none.", "Il n'y en a pas.") }
  var filter: String { pick("Filter", "Filtrer") }
  func name(of finding: Finding) -> String { report.name(of: finding) }
  func line(_ conflict: Finding.Conflict, of finding: Finding) -> String { report.line(conflict, of: finding) }
  var remedy: String { report.remedy }
  var waiver: String { report.waiver }
  func describe(_ waiver: Waiver) -> String { report.describe(waiver) }
  var judgedOn: String { report.judgedOn }
  var columns: [String] {
    pick.isFrench
      ? ["État", "Niveau", "Règle", "Objet", "Constat", "Endroit"]
      : ["State", "Level", "Rule", "Subject", "Finding", "Place"]
  }

  func more(_ count: Int) -> String { pick("\(count) more are not listed.", "\(count) autres ne sont pas énumérés.") }
  func more(_ count: Int, findings: Int) -> String {
    pick("and \(count) more, with \(findings) findings", "et \(count) autres, avec \(findings) constats")
  }
  func level(_ level: Norm.Level) -> String { report.name(of: level) }

  func state(_ finding: Finding) -> String {
    switch finding.status {
    case .open: finding.severity == .error ? report.error : report.warning
    case .undetermined: report.undetermined
    case .waived: report.waived
    case .baseline: report.baseline
    }
  }
}
