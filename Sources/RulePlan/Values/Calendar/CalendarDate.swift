/// A day of the proleptic Gregorian calendar, in the years 0001 to 9999.
@frozen public struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public var days: Int32

  /// The day at a distance from 1970-01-01, which the caller knows to be within the calendar (see ``isValid``).
  @inlinable public init(days: Int32) { self.days = days }

  /// The day with that year, month and day; nil where there is none.
  @inlinable public init?(year: Int, month: Int, day: Int) {
    guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    days =
      Self.days(year: Int32(truncatingIfNeeded: year), month: Int32(truncatingIfNeeded: month))
      &+ Int32(truncatingIfNeeded: day) &- 1
  }

  /// 0001-01-01.
  @inlinable public static var minimumDays: Int32 { -719_162 }
  /// 9999-12-31.
  @inlinable public static var maximumDays: Int32 { 2_932_896 }

  /// 9999-12-31.
  public static var last: CalendarDate { CalendarDate(days: maximumDays) }

  /// Whether the day lies in the years 0001 to 9999.
  @inlinable public var isValid: Bool { days >= Self.minimumDays && days <= Self.maximumDays }

  @inlinable public static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool { lhs.days < rhs.days }

  /// Year, month and day.
  @inlinable public var components: (year: Int, month: Int, day: Int) {
    // Years are taken to begin in March, so that the leap day is the last of its year.
    let shifted = UInt32(bitPattern: days &+ 719_468)
    let era = shifted / 146_097
    let dayOfEra = shifted &- era &* 146_097
    let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    let day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
    let month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    let year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }

  @inlinable public var year: Int { components.year }
  @inlinable public var month: Int { components.month }
  @inlinable public var day: Int { components.day }

  @inlinable public static func isLeap(_ year: Int) -> Bool { year & 3 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// How many days a month has.
  @inlinable public static func daysInMonth(year: Int, month: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : 30 | ((month ^ (month >> 3)) & 1)
  }

  /// Days from 1970-01-01 to the first of a month in the years 0…9999.
  @inlinable static func days(year: Int32, month: Int32) -> Int32 {
    let isEarly = month <= 2
    let shiftedYear = isEarly ? year &- 1 : year
    let shiftedMonth = isEarly ? month &+ 9 : month &- 3
    return 365 &* shiftedYear &+ shiftedYear >> 2 &- shiftedYear / 100 &+ shiftedYear / 400
      &+ (153 &* shiftedMonth &+ 2) / 5 &- 719_468
  }

  /// The day a number of days later; nil outside the calendar.
  @inlinable public func adding(days count: Int64) -> CalendarDate? {
    let (sum, overflow) = Int64(days).addingReportingOverflow(count)
    guard !overflow, sum >= Int64(Self.minimumDays), sum <= Int64(Self.maximumDays) else { return nil }
    return CalendarDate(days: Int32(truncatingIfNeeded: sum))
  }

  /// The same day of the month a number of months later, or the last day of that month where it is shorter;
  /// nil outside the calendar.
  @inlinable public func adding(months count: Int64) -> CalendarDate? {
    let (year, month, day) = components
    let (index, overflow) = Int64(year &* 12 &+ month &- 1).addingReportingOverflow(count)
    guard !overflow, index >= 12, index < 120_000 else { return nil }
    let newYear = Int(index / 12)
    let newMonth = Int(index % 12) &+ 1
    return CalendarDate(
      year: newYear, month: newMonth, day: min(day, Self.daysInMonth(year: newYear, month: newMonth)))
  }

  /// The English name of a month, for messages.
  static func monthName(_ month: Int) -> String {
    switch month {
    case 1: "January"
    case 2: "February"
    case 3: "March"
    case 4: "April"
    case 5: "May"
    case 6: "June"
    case 7: "July"
    case 8: "August"
    case 9: "September"
    case 10: "October"
    case 11: "November"
    case 12: "December"
    default: "month \(month)"
    }
  }
}
