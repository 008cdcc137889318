/// A length of time in the units of the calendar: months, days, and parts of a day.
///
/// A month is 28 to 31 days long, so two durations of different units have an order only where every reading agrees;
/// see ``compare(_:)``.
@frozen public struct CalendarDuration: Hashable, Sendable {
  /// Months; a year is twelve.
  public var months: Int32
  /// Days; a week is seven.
  public var days: Int32
  /// Microseconds beyond whole days.
  public var microseconds: Int64

  public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }

  /// So many of a unit as it is written (`day`, `days`, `months`, …); nil for another word or on overflow.
  public init?(count: Int64, unit: String) {
    func small(_ factor: Int64) -> Int32? {
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      return overflow ? nil : Int32(exactly: product)
    }
    func time(_ factor: Int64) -> Int64? {
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      return overflow || product.magnitude > UInt64(Int64.max / 4) ? nil : product
    }
    switch unit {
    case "year", "years":
      guard let months = small(12) else { return nil }
      self.init(months: months)
    case "month", "months":
      guard let months = small(1) else { return nil }
      self.init(months: months)
    case "week", "weeks":
      guard let days = small(7) else { return nil }
      self.init(days: days)
    case "day", "days":
      guard let days = small(1) else { return nil }
      self.init(days: days)
    case "hour", "hours":
      guard let value = time(3_600_000_000) else { return nil }
      self.init(microseconds: value)
    case "minute", "minutes":
      guard let value = time(60_000_000) else { return nil }
      self.init(microseconds: value)
    case "second", "seconds":
      guard let value = time(1_000_000) else { return nil }
      self.init(microseconds: value)
    default: return nil
    }
  }

  /// The words that may stand behind a number.
  public static let units: Set<String> = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "second", "seconds",
  ]

  public func negated() -> CalendarDuration? {
    guard months != .min, days != .min, microseconds != .min else { return nil }
    return CalendarDuration(months: -months, days: -days, microseconds: -microseconds)
  }

  public func adding(_ other: CalendarDuration) -> CalendarDuration? {
    let (months, a) = months.addingReportingOverflow(other.months)
    let (days, b) = days.addingReportingOverflow(other.days)
    let (microseconds, c) = microseconds.addingReportingOverflow(other.microseconds)
    return a || b || c ? nil : CalendarDuration(months: months, days: days, microseconds: microseconds)
  }

  /// −1, 0 or 1; nil where it depends on which months are meant (one month and thirty days).
  public func compare(_ other: CalendarDuration) -> Int? {
    if months == other.months {
      let left = fixedMicroseconds
      let right = other.fixedMicroseconds
      return left == right ? 0 : left < right ? -1 : 1
    }
    guard let opposite = other.negated(), let difference = adding(opposite) else { return nil }
    // n months in a row last between 365.2425/12·n rounded down and up by at most a few days; 28 and 31 are safe bounds.
    let day = Int128(Timestamp.microsecondsPerDay)
    let rest = difference.fixedMicroseconds
    let shortest = Int128(difference.months) * (difference.months > 0 ? 28 : 31) * day + rest
    let longest = Int128(difference.months) * (difference.months > 0 ? 31 : 28) * day + rest
    if shortest > 0 { return 1 }
    if longest < 0 { return -1 }
    return nil
  }

  private var fixedMicroseconds: Int128 {
    Int128(days) * Int128(Timestamp.microsecondsPerDay) + Int128(microseconds)
  }
}

extension CalendarDate {
  /// The day a duration later: first the months, then the days; hours round down to whole days. Nil outside the calendar.
  public func adding(_ duration: CalendarDuration) -> CalendarDate? {
    let moved = duration.months == 0 ? self : adding(months: Int64(duration.months))
    let whole = duration.microseconds.quotientAndRemainder(dividingBy: Timestamp.microsecondsPerDay)
    let days = Int64(duration.days) + whole.quotient + (whole.remainder < 0 ? -1 : 0)
    return moved?.adding(days: days)
  }
}

extension Timestamp {
  public func adding(_ duration: CalendarDuration) -> Timestamp? {
    let day = date
    let rest = microseconds &- Int64(day.days) &* Self.microsecondsPerDay
    guard let moved = day.adding(CalendarDuration(months: duration.months, days: duration.days)) else { return nil }
    let start = Int64(moved.days) &* Self.microsecondsPerDay
    let (sum, overflow) = start.addingReportingOverflow(rest)
    let (result, tooLarge) = sum.addingReportingOverflow(duration.microseconds)
    return overflow || tooLarge ? nil : Timestamp(microseconds: result)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// Reads `90 days`, `1 year 6 months`, or ISO 8601 (`P90D`, `P1Y6M`, `PT4H`); nil for anything else.
  public init?(_ text: String) {
    if text.hasPrefix("P") {
      self.init(iso: text)
      return
    }
    var total = CalendarDuration()
    let words = text.split(separator: " ")
    guard !words.isEmpty, words.count % 2 == 0 else { return nil }
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let count = Int64(words[index]),
        let part = CalendarDuration(count: count, unit: String(words[index + 1])), let sum = total.adding(part)
      else { return nil }
      total = sum
    }
    self = total
  }

  private init?(iso text: String) {
    var total = CalendarDuration()
    var number = ""
    var isTime = false
    var sawPart = false
    for character in text.dropFirst() {
      if character.isASCII, character.isNumber {
        number.append(character)
        continue
      }
      if character == "T", number.isEmpty, !isTime {
        isTime = true
        continue
      }
      let unit: String? =
        switch (character, isTime) {
        case ("Y", false): "years"
        case ("M", false): "months"
        case ("W", false): "weeks"
        case ("D", false): "days"
        case ("H", true): "hours"
        case ("M", true): "minutes"
        case ("S", true): "seconds"
        default: nil
        }
      guard let unit, let count = Int64(number), let part = CalendarDuration(count: count, unit: unit),
        let sum = total.adding(part)
      else { return nil }
      total = sum
      number = ""
      sawPart = true
    }
    guard sawPart, number.isEmpty else { return nil }
    self = total
  }

  public var description: String {
    var parts: [String] = []
    func add(_ count: Int64, _ unit: String) {
      if count != 0 { parts.append("\(count) \(unit)\(count.magnitude == 1 ? "" : "s")") }
    }
    add(Int64(months) / 12, "year")
    add(Int64(months) % 12, "month")
    add(Int64(days), "day")
    let seconds = microseconds / 1_000_000
    add(seconds / 3600, "hour")
    add(seconds / 60 % 60, "minute")
    add(seconds % 60, "second")
    return parts.isEmpty ? "0 days" : parts.joined(separator: " ")
  }
}
