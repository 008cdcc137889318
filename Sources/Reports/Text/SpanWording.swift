import Evaluation
import Governance
import RulePlan

/// The words for the days of a span, in English and French.
struct SpanWording {
  private let pick: WordChoice
  private let wording: ReportWording
  private let span: Assessment.Span
  private let asOf: CalendarDate

  /// Nil for the report of one day.
  init?(_ report: Report) {
    guard let span = report.assessment?.span else { return nil }
    self.span = span
    asOf = report.asOf
    pick = WordChoice(language: report.language)
    wording = ReportWording(language: report.language)
  }

  var when: String { pick("when", "quand") }
  var begins: String { pick("begins", "débute") }

  /// The days of a finding: those of its status, or each with its status where there are several.
  func days(of finding: Finding) -> String { days(finding.periods, finding.status) }

  /// The same of a conflict, where they are not those of its finding.
  func days(of conflict: Finding.Conflict, in finding: Finding) -> String? {
    conflict.periods == finding.periods ? nil : days(conflict.periods, conflict.status)
  }

  /// The day on which a finding begins, where that is after the day of the evaluation.
  func beginning(of finding: Finding) -> CalendarDate? {
    finding.periods.first?.days.firstDay.flatMap { $0 > asOf ? $0 : nil }
  }

  /// All that is said of the days of a finding, for formats of one line.
  func sentence(of finding: Finding) -> String {
    if finding.periods.isEmpty { return "" }
    let beginning = beginning(of: finding).map { "\(begins) \($0)" }
    return ([beginning].compactMap { $0 } + ["\(when)\(pick(": ", " : "))\(days(of: finding))"]).joined(separator: "; ")
  }

  private func days(_ periods: [Finding.StatusPeriod], _ status: Finding.Status) -> String {
    if periods.allSatisfy({ $0.status == status }) { return periods.map { range($0.days) }.joined(separator: ", ") }
    return periods.map { period in
      let state = wording.state(period.status)
      let (first, last) = (day(period.days.from), day(period.days.until))
      if period.days.from == span.days.first.days { return state + pick(" until \(last)", " jusqu’au \(last)") }
      if period.days.until == span.days.last.days { return state + pick(" from \(first)", " à partir du \(first)") }
      return first == last ? state + pick(" on \(first)", " le \(first)") : state + " " + range(period.days)
    }.joined(separator: ", ")
  }

  private func range(_ days: Period) -> String {
    let (first, last) = (day(days.from), day(days.until))
    return first == last ? first : pick("\(first) to \(last)", "du \(first) au \(last)")
  }

  private func day(_ days: Int32) -> String { CalendarDate(days: days).description }

  /// The span itself, for the last line of a report.
  var scope: String {
    let days = pick("from \(span.days.first) to \(span.days.last)", "du \(span.days.first) au \(span.days.last)")
    guard span.days.last > asOf else { return days }
    return days
      + pick(", as far as the data of \(asOf) knows", ", pour autant que les données du \(asOf) le disent")
  }
}
