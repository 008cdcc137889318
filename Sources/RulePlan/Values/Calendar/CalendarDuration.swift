/// A length of time in the units of the calendar: months, days, and parts of a day.
///
/// A year is 12 months, a week 7 days, and a day 24 hours, since days are those of UTC: 24 hours equal 1 day. How many
/// days a month has depends on where it begins; see ``compare(_:)``.
@frozen public struct CalendarDuration: Sendable {
  /// Months; a year is twelve.
  public var months: Int32
  /// Days; a week is seven.
  public var days: Int32
  /// Microseconds beside the days.
  public var microseconds: Int64

  @inlinable public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }

  /// A number of units; nil on overflow.
  @inlinable public init?(count: Int64, _ unit: Unit) {
    let (product, overflow) = count.multipliedReportingOverflow(by: unit.length)
    guard !overflow else { return nil }
    switch unit {
    case .year, .month:
      guard let months = Int32(exactly: product) else { return nil }
      self.init(months: months)
    case .week, .day:
      guard let days = Int32(exactly: product) else { return nil }
      self.init(days: days)
    case .hour, .minute, .second: self.init(microseconds: product)
    }
  }

  /// A number of units, by the name of the unit (`day`, `days`, `months`, …); nil for another word or on overflow.
  public init?(count: Int64, unit: String) {
    guard let unit = Unit(unit) else { return nil }
    self.init(count: count, unit)
  }

  /// The units that may follow a number.
  public static let units: Set<String> = Set(Unit.allCases.flatMap { ["\($0.word)", "\($0.word)s"] })

  /// The opposite, part by part; nil on overflow.
  @inlinable public func negated() -> CalendarDuration? {
    guard months != .min, days != .min, microseconds != .min else { return nil }
    return CalendarDuration(months: 0 &- months, days: 0 &- days, microseconds: 0 &- microseconds)
  }

  /// The sum part by part; nil on overflow.
  @inlinable public func adding(_ other: CalendarDuration) -> CalendarDuration? {
    let (months, monthsOverflow) = months.addingReportingOverflow(other.months)
    let (days, daysOverflow) = days.addingReportingOverflow(other.days)
    let (microseconds, overflow) = microseconds.addingReportingOverflow(other.microseconds)
    guard !monthsOverflow, !daysOverflow, !overflow else { return nil }
    return CalendarDuration(months: months, days: days, microseconds: microseconds)
  }

  /// The difference part by part; nil on overflow.
  @inlinable public func subtracting(_ other: CalendarDuration) -> CalendarDuration? {
    guard let opposite = other.negated() else { return nil }
    return adding(opposite)
  }

  /// The product with an integer, part by part; nil on overflow.
  @inlinable public func multiplied(by factor: Int64) -> CalendarDuration? {
    let (months, monthsOverflow) = Int64(months).multipliedReportingOverflow(by: factor)
    let (days, daysOverflow) = Int64(days).multipliedReportingOverflow(by: factor)
    let (microseconds, overflow) = microseconds.multipliedReportingOverflow(by: factor)
    guard !monthsOverflow, !daysOverflow, !overflow, let months = Int32(exactly: months),
      let days = Int32(exactly: days)
    else { return nil }
    return CalendarDuration(months: months, days: days, microseconds: microseconds)
  }

  /// Two numbers whose quotient is how many times the other this is; nil between months and days, whose ratio depends on
  /// which months are meant. No time at all is days.
  public func ratio(to other: CalendarDuration) -> (Number, Number)? {
    if months == 0, other.months == 0 {
      return (Number(wide: fixedMicroseconds), Number(wide: other.fixedMicroseconds))
    }
    guard months != 0, other.months != 0, fixedMicroseconds == 0, other.fixedMicroseconds == 0 else { return nil }
    return (Number(Int64(months)), Number(Int64(other.months)))
  }

  /// Days and parts of a day together.
  @inlinable var fixedMicroseconds: Int128 {
    Int128(days) &* Int128(Timestamp.microsecondsPerDay) &+ Int128(microseconds)
  }

  /// The units that durations are written in.
  public enum Unit: UInt8, Hashable, Sendable, CaseIterable {
    case year, month, week, day, hour, minute, second

    /// In months, days or microseconds.
    @inlinable var length: Int64 {
      switch self {
      case .year: 12
      case .month: 1
      case .week: 7
      case .day: 1
      case .hour: 3_600_000_000
      case .minute: 60_000_000
      case .second: 1_000_000
      }
    }
  }
}

extension CalendarDuration: Hashable {
  /// Whether the months are the same and the rest is of one length.
  @inlinable public static func == (lhs: CalendarDuration, rhs: CalendarDuration) -> Bool {
    lhs.months == rhs.months && lhs.fixedMicroseconds == rhs.fixedMicroseconds
  }

  @inlinable public func hash(into hasher: inout Hasher) {
    hasher.combine(months)
    hasher.combine(fixedMicroseconds)
  }
}

extension CalendarDate {
  /// The day a duration later, first the months, then the rest; nil outside the calendar, and where the duration has
  /// parts of a day, since a date has none.
  @inlinable public func adding(_ duration: CalendarDuration) -> CalendarDate? {
    let (whole, rest) = duration.microseconds.quotientAndRemainder(dividingBy: Timestamp.microsecondsPerDay)
    guard rest == 0 else { return nil }
    let moved = duration.months == 0 ? self : adding(months: Int64(duration.months))
    return moved?.adding(days: Int64(duration.days) &+ whole)
  }

  /// The day a duration earlier, as ``adding(_:)`` has it.
  @inlinable public func subtracting(_ duration: CalendarDuration) -> CalendarDate? {
    guard let opposite = duration.negated() else { return nil }
    return adding(opposite)
  }

  /// The duration since another day, in days; nil on overflow, which two days of the calendar never have.
  @inlinable public func since(_ other: CalendarDate) -> CalendarDuration? {
    let (difference, overflow) = days.subtractingReportingOverflow(other.days)
    return overflow ? nil : CalendarDuration(days: difference)
  }
}

extension Timestamp {
  /// The moment a duration later, first the months, then the rest; nil outside the calendar.
  @inlinable public func adding(_ duration: CalendarDuration) -> Timestamp? {
    let moved = duration.months == 0 ? self : adding(months: Int64(duration.months))
    guard let fixed = Int64(exactly: duration.fixedMicroseconds) else { return nil }
    return moved?.adding(microseconds: fixed)
  }

  /// The moment a duration earlier, as ``adding(_:)`` has it.
  @inlinable public func subtracting(_ duration: CalendarDuration) -> Timestamp? {
    guard let opposite = duration.negated() else { return nil }
    return adding(opposite)
  }

  /// The duration since another moment; nil on overflow, which two moments of the calendar never have.
  @inlinable public func since(_ other: Timestamp) -> CalendarDuration? {
    let (difference, overflow) = microseconds.subtractingReportingOverflow(other.microseconds)
    return overflow ? nil : CalendarDuration(microseconds: difference)
  }
}
