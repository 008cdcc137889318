/// Durations compare as the days do that they lead to: one is less than another if it leads to an earlier day from
/// every day of the calendar. A month has 28 to 31 days, a year 365 or 366; what depends on the day where one begins
/// is undetermined. So `1 month < 32 days` and `1 year <= 366 days` are true, `1 month < 30 days` is undetermined.
extension CalendarDuration {
  /// −1, 0 or 1; nil where it depends on which months are meant (one month and thirty days).
  public func compare(_ other: CalendarDuration) -> Int? {
    let (low, high) = bounds(since: other)
    return high < 0 ? -1 : low > 0 ? 1 : low == high ? 0 : nil
  }

  /// Whether a comparison with another duration holds; nil where that depends on which months are meant.
  /// Determined in some cases where the order is not: a month is never longer than 31 days, though it may be as long.
  public func satisfies(_ comparison: Comparison, _ other: CalendarDuration) -> Bool? {
    let (low, high) = bounds(since: other)
    switch comparison {
    case .equal: return low == 0 && high == 0 ? true : low > 0 || high < 0 ? false : nil
    case .notEqual: return low == 0 && high == 0 ? false : low > 0 || high < 0 ? true : nil
    case .less: return high < 0 ? true : low >= 0 ? false : nil
    case .lessOrEqual: return high <= 0 ? true : low > 0 ? false : nil
    case .greater: return low > 0 ? true : high <= 0 ? false : nil
    case .greaterOrEqual: return low >= 0 ? true : high < 0 ? false : nil
    }
  }

  /// The least and the greatest time in microseconds that it can be, from whichever day it begins.
  public var microsecondBounds: (least: Int128, greatest: Int128) {
    let (low, high) = bounds(since: CalendarDuration())
    return (low, high)
  }

  /// The least and the greatest time, in microseconds, by which the duration exceeds another.
  private func bounds(since other: CalendarDuration) -> (low: Int128, high: Int128) {
    let fixed = fixedMicroseconds &- other.fixedMicroseconds
    let count = Int64(months) &- Int64(other.months)
    if count == 0 { return (fixed, fixed) }
    let (low, high) = Self.dayBounds(months: count.magnitude)
    let day = Int128(Timestamp.microsecondsPerDay)
    return count > 0
      ? (fixed &+ low &* day, fixed &+ high &* day) : (fixed &- high &* day, fixed &- low &* day)
  }

  /// The least and the greatest number of days that this many months can have.
  static func dayBounds(months: UInt64) -> (low: Int128, high: Int128) {
    let years = Int128(months / 12)
    let rest = Int(months % 12)
    // At least one leap year in four, but for one in each century; at most one more than a quarter.
    let leapLow = max(0, years / 4 &- (years &+ 99) / 100)
    let leapHigh = (years &+ 3) / 4
    return (365 &* years &+ leapLow &+ leastDays[rest], 365 &* years &+ leapHigh &+ mostDays[rest])
  }

  /// The least number of days in 0…11 consecutive months.
  private static let leastDays: [Int128] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334]
  /// The greatest number of days in 0…11 consecutive months.
  private static let mostDays: [Int128] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337]
}
