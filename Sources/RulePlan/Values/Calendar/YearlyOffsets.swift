/// Offsets that come again every year, as the footer of a TZif file writes them: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct YearlyOffsets: Hashable, Sendable {
  /// Seconds east of UTC.
  private let standard: Int32
  private let summer: Summer?

  private struct Summer: Hashable {
    var offset: Int32
    var start: Change
    var end: Change
  }

  /// When the clocks are changed, by the local time before the change.
  private struct Change: Hashable {
    enum Day: Hashable {
      /// 1 to 365; February 29 does not count.
      case julian(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// The n-th weekday of a month, 0 being Sunday; the fifth is the last.
      case ofMonth(Int, week: Int, weekday: Int)
    }

    var day: Day
    var seconds: Int
  }

  /// Nil for what is not written as POSIX and RFC 8536 have it.
  init?(_ text: [UInt8]) {
    var scanner = Scanner(text: text[...])
    guard scanner.name(), let standard = scanner.offset() else { return nil }
    self.standard = standard
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.name() else { return nil }
    var offset = standard + 3600
    if scanner.next != Self.comma {
      guard let own = scanner.offset() else { return nil }
      offset = own
    }
    guard let start = scanner.change(), let end = scanner.change(), scanner.isAtEnd else { return nil }
    summer = Summer(offset: offset, start: start, end: end)
  }

  /// Seconds east of UTC at a moment, in seconds since 1970.
  func offset(at seconds: Int64) -> Int32 {
    guard let summer else { return standard }
    // The year of the local time; a change near its end may belong to the year beside it.
    let (local, isBeyond) = seconds.addingReportingOverflow(Int64(standard))
    let day = local.quotient(by: 86_400)
    guard !isBeyond, let days = Int32(exactly: day), CalendarDate(days: days).isValid else { return standard }
    let year = CalendarDate(days: days).components.year
    var latest: (moment: Int64, offset: Int32)?
    for near in (year - 1)...(year + 1) {
      for (change, before, after) in [(summer.start, standard, summer.offset), (summer.end, summer.offset, standard)] {
        guard let moment = Self.moment(change, in: near, before: before), moment <= seconds else { continue }
        if latest.map({ $0.moment <= moment }) ?? true { latest = (moment, after) }
      }
    }
    return latest?.offset ?? standard
  }

  /// Seconds since 1970.
  private static func moment(_ change: Change, in year: Int, before offset: Int32) -> Int64? {
    guard let newYear = CalendarDate(year: year, month: 1, day: 1) else { return nil }
    let day: Int32
    switch change.day {
    case .julian(let number):
      day = newYear.days + Int32(number - 1) + (number >= 60 && CalendarDate.isLeap(year) ? 1 : 0)
    case .ofYear(let number): day = newYear.days + Int32(number)
    case .ofMonth(let month, let week, let weekday):
      guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
      // 1970-01-01 was a Thursday.
      let own = ((Int(first.days) + 4) % 7 + 7) % 7
      var number = (weekday - own + 7) % 7 + (week - 1) * 7
      while number >= CalendarDate.daysInMonth(year: year, month: month) { number -= 7 }
      day = first.days + Int32(number)
    }
    return Int64(day) * 86_400 + Int64(change.seconds) - Int64(offset)
  }

  private static let comma = UInt8(ascii: ",")

  private struct Scanner {
    var text: ArraySlice<UInt8>

    var next: UInt8? { text.first }
    var isAtEnd: Bool { text.isEmpty }

    private mutating func take(_ sign: UInt8) -> Bool {
      guard next == sign else { return false }
      text = text.dropFirst()
      return true
    }

    /// `CET`, `<+03>`
    mutating func name() -> Bool {
      if take(UInt8(ascii: "<")) {
        guard let end = text.firstIndex(of: UInt8(ascii: ">")), end > text.startIndex else { return false }
        text = text[(end + 1)...]
        return true
      }
      let letters = text.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
      text = text.dropFirst(letters.count)
      return letters.count >= 3
    }

    private mutating func number(_ limit: Int) -> Int? {
      let digits = text.prefix { $0 >= 0x30 && $0 <= 0x39 }.prefix(3)
      guard !digits.isEmpty else { return nil }
      text = text.dropFirst(digits.count)
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return value <= limit ? value : nil
    }

    /// `[-]hh[:mm[:ss]]` in seconds.
    private mutating func time(hours limit: Int) -> Int? {
      let isNegative = take(UInt8(ascii: "-"))
      if !isNegative { _ = take(UInt8(ascii: "+")) }
      guard var seconds = number(limit).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(UInt8(ascii: ":")) {
        guard let part = number(59) else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// POSIX counts what is to be added to the local time, west of Greenwich.
    mutating func offset() -> Int32? { time(hours: 24).map { Int32(-$0) } }

    /// `,M3.5.0/2`
    mutating func change() -> Change? {
      guard take(YearlyOffsets.comma) else { return nil }
      let day: Change.Day
      if take(UInt8(ascii: "M")) {
        guard let month = number(12), month >= 1, take(UInt8(ascii: ".")), let week = number(5), week >= 1,
          take(UInt8(ascii: ".")), let weekday = number(6)
        else { return nil }
        day = .ofMonth(month, week: week, weekday: weekday)
      } else if take(UInt8(ascii: "J")) {
        guard let number = number(365), number >= 1 else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(365) else { return nil }
        day = .ofYear(number)
      }
      guard take(UInt8(ascii: "/")) else { return Change(day: day, seconds: 7200) }
      return time(hours: 167).map { Change(day: day, seconds: $0) }
    }
  }
}

extension Int64 {
  /// The quotient, rounded down.
  fileprivate func quotient(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
