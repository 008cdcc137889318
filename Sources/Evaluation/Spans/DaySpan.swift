public import RulePlan

/// The days from one to another; both ends count.
public struct DaySpan: Hashable, Sendable {
  public let first: CalendarDate
  public let last: CalendarDate

  /// Nil where the last day comes before the first.
  public init?(first: CalendarDate, last: CalendarDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// The span of one day.
  public init(day: CalendarDate) {
    first = day
    last = day
  }

  public var dayCount: Int { Int(last.days) - Int(first.days) + 1 }

  public func contains(_ day: CalendarDate) -> Bool { first <= day && day <= last }

  /// The days after the first, on each of which something may come out otherwise than on the day before.
  var laterDays: ClosedRange<Int32>? { first < last ? (first.days + 1)...last.days : nil }
}
