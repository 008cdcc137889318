public import Evaluation
public import RulePlan

/// The days that a check is requested for.
public enum SpanRequest: Sendable {
  case days(DaySpan)
  /// From the day of the evaluation until this much later.
  case ahead(CalendarDuration)

  /// Nil where the last day would come before the first, or after all days of the calendar.
  public func days(from asOf: CalendarDate) -> DaySpan? {
    switch self {
    case .days(let span): span
    case .ahead(let duration): asOf.adding(duration).flatMap { DaySpan(first: asOf, last: $0) }
    }
  }
}
