/// A moment in UTC, to the microsecond, in the years 0001 to 9999. Days have 86,400 seconds.
@frozen public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  /// The moment at a distance from 1970, which the caller knows to be within the calendar (see ``isValid``).
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The beginning of a day.
  @inlinable public init(_ date: CalendarDate) { microseconds = Int64(date.days) &* Self.microsecondsPerDay }

  @inlinable public static var microsecondsPerSecond: Int64 { 1_000_000 }
  @inlinable public static var microsecondsPerDay: Int64 { 86_400_000_000 }

  @inlinable public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.microseconds < rhs.microseconds }

  /// Whether the moment lies in the years 0001 to 9999.
  @inlinable public var isValid: Bool {
    microseconds >= Int64(CalendarDate.minimumDays) &* Self.microsecondsPerDay
      && microseconds < (Int64(CalendarDate.maximumDays) &+ 1) &* Self.microsecondsPerDay
  }

  /// The day in UTC.
  @inlinable public var date: CalendarDate {
    CalendarDate(days: Int32(truncatingIfNeeded: split.days))
  }

  /// The day since 1970 and the microseconds since its beginning.
  @inlinable var split: (days: Int64, rest: Int64) {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
    return remainder < 0
      ? (quotient &- 1, remainder &+ Self.microsecondsPerDay) : (quotient, remainder)
  }

  /// The moment some microseconds later; nil outside the calendar.
  @inlinable public func adding(microseconds count: Int64) -> Timestamp? {
    let (sum, overflow) = microseconds.addingReportingOverflow(count)
    let result = Timestamp(microseconds: sum)
    return overflow || !result.isValid ? nil : result
  }

  /// The same time of day some months later, as ``CalendarDate/adding(months:)`` has it.
  @inlinable public func adding(months count: Int64) -> Timestamp? {
    let (_, rest) = split
    guard let day = date.adding(months: count) else { return nil }
    return Timestamp(microseconds: Timestamp(day).microseconds &+ rest)
  }
}

extension Timestamp: TextualValue {
  /// Reads `2019-06-30T14:00:00Z`: seconds and up to six digits of a fraction may be left out, and an offset such as
  /// `+02:00` or `+0200` may take the place of `Z`.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Timestamp {
    guard bytes.count >= 16 else { throw ValueFault(.timestamp, .form) }
    let day: CalendarDate
    do throws(ValueFault) {
      day = try CalendarDate.read(UnsafeBufferPointer(rebasing: bytes[0..<10]))
    } catch {
      throw ValueFault(.timestamp, error.reason)
    }
    var scanner = ByteScanner(bytes)
    scanner.index = 10
    guard scanner.take(UInt8(ascii: "T")), let hour = scanner.takeDigits(2), scanner.take(UInt8(ascii: ":")),
      let minute = scanner.takeDigits(2)
    else { throw ValueFault(.timestamp, .form) }
    var second = 0
    var fraction = 0
    if scanner.take(UInt8(ascii: ":")) {
      guard let digits = scanner.takeDigits(2) else { throw ValueFault(.timestamp, .form) }
      second = digits
      if scanner.take(UInt8(ascii: ".")) { fraction = try scanFraction(&scanner, kind: .timestamp) }
    }
    guard hour <= 23, minute <= 59, second <= 59 else { throw ValueFault(.timestamp, .noSuchTime) }
    let offset = try scanOffset(&scanner)
    let seconds = Int64(hour &* 3600 &+ minute &* 60 &+ second &- offset &* 60)
    let moment = Timestamp(day).adding(microseconds: seconds &* microsecondsPerSecond &+ Int64(fraction))
    guard let moment else { throw ValueFault(.timestamp, .outOfRange) }
    return moment
  }

  /// The digits after the decimal point, as microseconds.
  static func scanFraction(_ scanner: inout ByteScanner, kind: ValueFault.Kind) throws(ValueFault) -> Int {
    var fraction = 0
    var count = 0
    while scanner.current &- UInt8(ascii: "0") <= 9, !scanner.isAtEnd {
      let digit = Int(scanner.current &- UInt8(ascii: "0"))
      scanner.advance()
      if count < 6 {
        fraction = fraction &* 10 &+ digit
        count += 1
      } else if digit != 0 {
        throw ValueFault(kind, .tooFine)
      }
    }
    guard count > 0 else { throw ValueFault(kind, .form) }
    for _ in count..<6 { fraction = fraction &* 10 }
    return fraction
  }

  /// The offset from UTC at the end of a timestamp, in minutes.
  private static func scanOffset(_ scanner: inout ByteScanner) throws(ValueFault) -> Int {
    if scanner.isAtEnd { throw ValueFault(.timestamp, .missingOffset) }
    var minutes = 0
    if !scanner.take(UInt8(ascii: "Z")) {
      let isWest = scanner.current == UInt8(ascii: "-")
      guard isWest || scanner.current == UInt8(ascii: "+") else { throw ValueFault(.timestamp, .form) }
      scanner.advance()
      guard let hour = scanner.takeDigits(2) else { throw ValueFault(.timestamp, .form) }
      _ = scanner.take(UInt8(ascii: ":"))
      guard let minute = scanner.takeDigits(2) else { throw ValueFault(.timestamp, .form) }
      guard hour <= 23, minute <= 59 else { throw ValueFault(.timestamp, .noSuchTime) }
      minutes = hour &* 60 &+ minute
      if isWest { minutes = 0 &- minutes }
    }
    guard scanner.isAtEnd else { throw ValueFault(.timestamp, .form) }
    return minutes
  }

  public func write(to output: inout [UInt8]) {
    date.write(to: &output)
    let rest = split.rest
    let seconds = rest / Self.microsecondsPerSecond
    output.append(UInt8(ascii: "T"))
    output.append(digits: UInt128((seconds / 3600).magnitude), minimumCount: 2)
    output.append(UInt8(ascii: ":"))
    output.append(digits: UInt128((seconds / 60 % 60).magnitude), minimumCount: 2)
    output.append(UInt8(ascii: ":"))
    output.append(digits: UInt128((seconds % 60).magnitude), minimumCount: 2)
    Self.write(fraction: rest % Self.microsecondsPerSecond, to: &output)
    output.append(UInt8(ascii: "Z"))
  }

  /// Appends a point and the digits of some microseconds, without zeros at the end; nothing for none.
  static func write(fraction: Int64, to output: inout [UInt8]) {
    guard fraction != 0 else { return }
    output.append(UInt8(ascii: "."))
    output.append(digits: UInt128(fraction.magnitude), minimumCount: 6)
    while output.last == UInt8(ascii: "0") { output.removeLast() }
  }
}
