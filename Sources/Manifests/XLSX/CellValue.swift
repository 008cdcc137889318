import RulePlan

/// The values of cells in the notation of policies.
struct CellValue {
  /// Whether days are counted from 1904, as old programs of the Macintosh did, and not from 1900.
  let countsFrom1904: Bool
  /// Of the times; nil where the source names none, and they have no offset.
  let zone: TimeZoneRules?

  private static let secondsPerDay: Int64 = 86_400

  /// A number in a format: `1200.5`, `15 %`, `2024-01-31`, `2024-01-31T08:00:00`, `08:00:00`. Where a number in the format
  /// of a date is none, it is that number.
  func text(of number: CellNumber, _ kind: CellFormats.Kind) -> [UInt8] {
    switch kind {
    case .number: number.text
    case .percent: number.timesHundred.text + Array(" %".utf8)
    case .date, .timeOfDay: dateText(number, kind) ?? number.text
    }
  }

  private func dateText(_ number: CellNumber, _ kind: CellFormats.Kind) -> [UInt8]? {
    guard let seconds = number.secondsOfSerial else { return nil }
    let (day, time) = seconds.quotientAndRemainder(dividingBy: Self.secondsPerDay)
    if kind == .timeOfDay, day == 0 { return Self.clock(time) }
    guard let date = date(ofSerial: day) else { return nil }
    var text: [UInt8] = []
    date.write(to: &text)
    guard time > 0 else { return text }
    return momentText(date, time)
  }

  /// A date and a time of day, with its offset where the source names a zone.
  private func momentText(_ date: CalendarDate, _ time: Int64) -> [UInt8] {
    var text: [UInt8] = []
    if let offset = zone.map({ Self.offset(date, time, in: $0) }) {
      let local = Timestamp(date).microseconds + time * Timestamp.microsecondsPerSecond
      let moment = Timestamp(
        microseconds: local - Int64(offset) * Timestamp.microsecondsPerMinute, offset: offset)
      moment.write(to: &text)
    } else {
      date.write(to: &text)
      text.append(0x54)
      text += Self.clock(time)
    }
    return text
  }

  /// Minutes east of UTC when clocks in a zone showed a time; of two such moments that of the first.
  private static func offset(_ date: CalendarDate, _ time: Int64, in zone: TimeZoneRules) -> Int16 {
    let local = Int64(date.days) * secondsPerDay + time
    let earlier = zone.offset(at: local - secondsPerDay)
    let seconds = zone.offset(at: local - Int64(earlier)) == earlier ? earlier : zone.offset(at: local - Int64(earlier))
    return Int16(clamping: seconds / 60)
  }

  /// The day that a serial number stands for. In the system of 1900 there is a 29 February 1900, number 60, because the
  /// first spreadsheets had it.
  private func date(ofSerial day: Int64) -> CalendarDate? {
    if countsFrom1904 { return CalendarDate(days: -24_107).adding(days: day) }
    guard day >= 1, day != 60 else { return nil }
    return CalendarDate(days: day < 60 ? -25_568 : -25_569).adding(days: day)
  }

  private static func clock(_ seconds: Int64) -> [UInt8] {
    var text: [UInt8] = []
    for (index, part) in [seconds / 3_600, seconds / 60 % 60, seconds % 60].enumerated() {
      if index > 0 { text.append(0x3A) }
      text.append(UInt8(truncatingIfNeeded: 0x30 + part / 10))
      text.append(UInt8(truncatingIfNeeded: 0x30 + part % 10))
    }
    return text
  }

  /// A date that a cell writes out: `2024-01-31T00:00:00` is a day.
  func text(ofISO bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let midnight = "T00:00:00"
    guard bytes.count >= 19, bytes[10..<19].elementsEqual(midnight.utf8),
      bytes[19...].allSatisfy({ $0 == 0x2E || $0 == 0x30 })
    else { return Array(bytes) }
    return Array(bytes[..<10])
  }
}
