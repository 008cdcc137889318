/// A day of the Gregorian calendar by its year, month and day, computed from the definition of the calendar.
struct Civil: Hashable {
  var year: Int
  var month: Int
  var day: Int

  static func isLeap(_ year: Int) -> Bool {
    if year % 400 == 0 { return true }
    if year % 100 == 0 { return false }
    return year % 4 == 0
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  /// Days since the first of January of the year 1.
  var number: Int {
    let before = year - 1
    var days = before * 365 + before / 4 - before / 100 + before / 400
    for earlier in 1..<month { days += Self.length(ofMonth: earlier, in: year) }
    return days + day - 1
  }

  /// Nil outside the years 1 to 9999.
  init?(number: Int) {
    guard number >= 0 else { return nil }
    var rest = number % 146_097
    var year = 1 + number / 146_097 * 400
    while rest >= Self.length(ofYear: year) {
      rest -= Self.length(ofYear: year)
      year += 1
    }
    var month = 1
    while rest >= Self.length(ofMonth: month, in: year) {
      rest -= Self.length(ofMonth: month, in: year)
      month += 1
    }
    guard year <= 9999 else { return nil }
    (self.year, self.month, self.day) = (year, month, rest + 1)
  }

  init(year: Int, month: Int, day: Int) { (self.year, self.month, self.day) = (year, month, day) }

  /// Of `2019-06-30`.
  init(text: String) {
    let parts = text.split(separator: "-").map { Int($0) ?? 0 }
    self.init(year: parts[0], month: parts[1], day: parts[2])
  }

  var text: String {
    func padded(_ number: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// The same day this many months later, or the last day of a month that is too short; nil outside the calendar.
  func later(months: Int) -> Civil? {
    var result = self
    // Years at a time, then month by month.
    result.year += months / 12
    for _ in 0..<abs(months % 12) {
      result.month += months > 0 ? 1 : -1
      if result.month == 13 { (result.year, result.month) = (result.year + 1, 1) }
      if result.month == 0 { (result.year, result.month) = (result.year - 1, 12) }
    }
    guard result.year >= 1, result.year <= 9999 else { return nil }
    result.day = min(day, Self.length(ofMonth: result.month, in: result.year))
    return result
  }

  func later(days: Int) -> Civil? { Civil(number: number + days) }
}
