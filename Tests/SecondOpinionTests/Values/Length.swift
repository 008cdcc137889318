/// A length of time: months, days, and microseconds beside them.
struct Length: Hashable {
  var months: Int
  var days: Int
  var microseconds: Int

  static let day = 86_400_000_000

  init(months: Int = 0, days: Int = 0, microseconds: Int = 0) {
    (self.months, self.days, self.microseconds) = (months, days, microseconds)
  }

  /// Nil where a part is beyond 32 bits of months or days, or 64 bits of microseconds.
  init?(checked months: Int?, _ days: Int?, _ microseconds: Int?) {
    guard let months, let days, let microseconds, Int32(exactly: months) != nil, Int32(exactly: days) != nil else {
      return nil
    }
    self.init(months: months, days: days, microseconds: microseconds)
  }

  /// Days and microseconds together.
  var fixed: Int128 { Int128(days) * Int128(Self.day) + Int128(microseconds) }

  static func == (left: Length, right: Length) -> Bool { left.months == right.months && left.fixed == right.fixed }

  func hash(into hasher: inout Hasher) {
    hasher.combine(months)
    hasher.combine(fixed)
  }

  func plus(_ other: Length) -> Length? {
    Length(
      checked: months + other.months, days + other.days,
      Self.checked(microseconds.addingReportingOverflow(other.microseconds)))
  }

  func times(_ count: Int64) -> Length? {
    Length(
      checked: Self.checked(months.multipliedReportingOverflow(by: Int(count))),
      Self.checked(days.multipliedReportingOverflow(by: Int(count))),
      Self.checked(microseconds.multipliedReportingOverflow(by: Int(count))))
  }

  /// Nil where one of the parts has no opposite of its size.
  var opposite: Length? {
    microseconds == .min ? nil : Length(checked: -months, -days, -microseconds)
  }

  private static func checked(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
    result.overflow ? nil : result.partialValue
  }

  /// By how much the length exceeds another one at least and at most, in microseconds: over the months that begin in
  /// 400 years, after which the calendar comes again.
  func excess(over other: Length) -> (least: Int128, most: Int128) {
    let (least, most) = Self.bounds(ofMonths: months - other.months)
    let rest = fixed - other.fixed
    return (Int128(least) * Int128(Self.day) + rest, Int128(most) * Int128(Self.day) + rest)
  }

  /// The least and the greatest number of days in this many consecutive months.
  static func bounds(ofMonths count: Int) -> (least: Int, most: Int) {
    if count < 0 {
      let (least, most) = bounds(ofMonths: -count)
      return (-most, -least)
    }
    // Whole rounds of 4,800 months have 146,097 days each.
    let (rounds, rest) = (count / 4_800, count % 4_800)
    var least = Int.max
    var most = 0
    for start in 0..<4_800 {
      let days = firsts[start + rest] - firsts[start]
      least = min(least, days)
      most = max(most, days)
    }
    return (least + rounds * 146_097, most + rounds * 146_097)
  }

  /// The day on which each month of 800 years begins.
  private static let firsts: [Int] = {
    var firsts = [0]
    for month in 0..<9_600 {
      firsts.append(firsts[month] + Civil.length(ofMonth: month % 12 + 1, in: month / 12 + 1))
    }
    return firsts
  }()
}

/// A moment: a day in UTC, the microseconds since it began, and the offset with which it was written.
struct Moment: Hashable {
  var day: Civil
  var time: Int
  /// Minutes east of UTC.
  var offset = 0

  /// Microseconds since the beginning of the calendar.
  var number: Int { day.number * Length.day + time }

  init(day: Civil, time: Int, offset: Int = 0) { (self.day, self.time, self.offset) = (day, time, offset) }

  /// Nil outside the calendar.
  init?(number: Int128, offset: Int = 0) {
    let days = number >= 0 ? number / Int128(Length.day) : -1
    guard days >= 0, let count = Int(exactly: days), let day = Civil(number: count) else { return nil }
    self.init(day: day, time: Int(number % Int128(Length.day)), offset: offset)
    guard offset == 0 || local != nil else { return nil }
  }

  /// The time on the clocks where it was written, as if it were in UTC; nil outside the calendar.
  var local: Moment? { Moment(number: Int128(number) + Int128(offset) * 60_000_000) }

  var text: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = time / 1_000_000
    return "\(day.text)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  func later(_ length: Length) -> Moment? {
    guard let local, let moved = local.day.later(months: length.months) else { return nil }
    let start = Int128(moved.number * Length.day + local.time) - Int128(offset) * 60_000_000
    guard Moment(number: start, offset: offset) != nil || length.months == 0 else { return nil }
    return Moment(number: start + length.fixed, offset: offset)
  }
}

extension Civil {
  /// First the months, then the days; nil outside the calendar and for parts of a day.
  func later(_ length: Length) -> Civil? {
    guard length.microseconds % Length.day == 0, let moved = later(months: length.months) else { return nil }
    return moved.later(days: length.days + length.microseconds / Length.day)
  }
}
