/// A day of the proleptic Gregorian calendar, years 1 to 9999.
@frozen public struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public var days: Int32

  @inlinable public init(days: Int32) { self.days = days }

  public static let minimumDays: Int32 = -719_162
  public static let maximumDays: Int32 = 2_932_896

  /// Nil for a day that does not exist.
  public init?(year: Int, month: Int, day: Int) {
    guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1,
      day <= Self.daysInMonth(year: year, month: month)
    else { return nil }
    // Days from civil, after Howard Hinnant’s “chrono-compatible low-level date algorithms”.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    days = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day that many days later; nil outside the calendar.
  public func adding(days count: Int64) -> CalendarDate? {
    let (sum, overflow) = Int64(days).addingReportingOverflow(count)
    guard !overflow, sum >= Int64(Self.minimumDays), sum <= Int64(Self.maximumDays) else { return nil }
    return CalendarDate(days: Int32(sum))
  }

  /// The same day of a later month, or the last one of it where the month is shorter; nil outside the calendar.
  public func adding(months count: Int64) -> CalendarDate? {
    let (year, month, day) = components
    let (index, overflow) = Int64(year * 12 + month - 1).addingReportingOverflow(count)
    guard !overflow, index >= 12, index < 120_000 else { return nil }
    let newYear = Int(index / 12)
    let newMonth = Int(index % 12) + 1
    return CalendarDate(
      year: newYear, month: newMonth, day: min(day, Self.daysInMonth(year: newYear, month: newMonth)))
  }

  @inlinable public static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool { lhs.days < rhs.days }
}

extension CalendarDate: CustomStringConvertible {
  /// Reads exactly `YYYY-MM-DD`; nil for another form or a day that does not exist.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    var values: (Int, Int, Int) = (0, 0, 0)
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      if index < 4 {
        values.0 = values.0 * 10 + Int(digit)
      } else if index < 7 {
        values.1 = values.1 * 10 + Int(digit)
      } else {
        values.2 = values.2 * 10 + Int(digit)
      }
    }
    self.init(year: values.0, month: values.1, day: values.2)
  }

  public init?(_ text: String) {
    var copy = text
    guard let parsed = copy.withUTF8({ CalendarDate(bytes: $0) }) else { return nil }
    self = parsed
  }

  public var description: String {
    let (year, month, day) = components
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

/// A number with leading zeros.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
