import Evaluation
import RecordStore
import RulePlan

/// The waivers of the data, for each day of a span.
struct SpanWaivers {
  let all: [Waiver]
  let names: NormNames
  /// Norms that some waiver may mean, and subjects that some waiver names.
  private let norms: Set<NormID>
  private let subjects: Set<String>

  init(plan: Plan, store: RecordStore) {
    all = WaiverSection(store: store).waivers
    let names = NormNames(plan: plan)
    self.names = names
    norms = Set(Set(all.map(\.rule)).flatMap { names.fullNames(called: $0) }.flatMap { names.norms(named: $0) })
    subjects = Set(all.map(\.subject))
  }

  var isAny: Bool { !all.isEmpty }

  /// The days of a span on which a waiver begins or has ended.
  func days(in span: DaySpan) -> Set<CalendarDate> {
    var days: Set<CalendarDate> = []
    for waiver in all {
      if let first = waiver.valid.firstDay, span.contains(first) { days.insert(first) }
      if let next = waiver.valid.lastDay?.adding(days: 1), span.contains(next) { days.insert(next) }
    }
    return days
  }

  func desk(_ assessor: Assessor) -> WaiverDesk {
    WaiverDesk(plan: assessor.plan, evaluator: assessor.evaluator, names: names)
  }

  /// Whether a waiver or the baseline may mean what was found.
  func mayMean(_ outcome: Outcome, _ assessor: Assessor, _ baseline: Baseline?) -> Bool {
    if baseline != nil { return true }
    guard norms.contains(outcome.norm) else { return false }
    let subject = assessor.subject(of: outcome)
    return subjects.contains(subject.key) || subjects.contains(subject.type + " " + subject.key)
  }
}
