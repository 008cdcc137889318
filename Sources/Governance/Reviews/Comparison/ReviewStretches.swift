public import RulePlan

/// The days that a review looks at, cut into stretches on each of which nothing changes.
public struct ReviewStretches: Sendable {
  public let first: CalendarDate
  public let last: CalendarDate
  /// The first day of each stretch, in order; the first is that of the review.
  public let starts: [CalendarDate]

  /// - Parameter starts: ascending, within the span, the first day of the span among them.
  init(first: CalendarDate, last: CalendarDate, starts: [CalendarDate]) {
    self.first = first
    self.last = last
    self.starts = starts
  }

  /// The days of a stretch; both ends count.
  func days(of stretch: Int) -> Period {
    let end = starts.indices.contains(stretch + 1) ? starts[stretch + 1].days - 1 : last.days
    return Period(from: starts[stretch].days, until: end)
  }

  /// The days of some stretches, neighbours joined.
  func periods(of stretches: some Sequence<Int>) -> [Period] {
    var periods: [Period] = []
    for stretch in Set(stretches).sorted() {
      let days = days(of: stretch)
      if let last = periods.last, last.until + 1 == days.from {
        periods[periods.count - 1] = Period(from: last.from, until: days.until)
      } else {
        periods.append(days)
      }
    }
    return periods
  }

  /// Stretches with a status each as the longest runs of days of one status.
  func periods(of statuses: [Int: Finding.Status]) -> [Finding.StatusPeriod] {
    var periods: [Finding.StatusPeriod] = []
    for stretch in statuses.keys.sorted() {
      guard let status = statuses[stretch] else { continue }
      let days = days(of: stretch)
      if let last = periods.last, last.status == status, last.days.until + 1 == days.from {
        periods[periods.count - 1].days = Period(from: last.days.from, until: days.until)
      } else {
        periods.append(Finding.StatusPeriod(days: days, status: status))
      }
    }
    return periods
  }
}
