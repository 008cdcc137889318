/// A moment, to the microsecond, in the years 0001 to 9999, with the offset from UTC that it was written with. Days have
/// 86,400 seconds. Two are equal where they are the same moment, whatever their offsets.
@frozen public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64
  /// Minutes east of UTC; less than a day.
  public var offset: Int16

  /// The moment at a distance from 1970, which the caller knows to be within the calendar (see ``isValid``).
  @inlinable public init(microseconds: Int64, offset: Int16 = 0) {
    self.microseconds = microseconds
    self.offset = offset
  }

  /// The beginning of a day in UTC.
  @inlinable public init(_ date: CalendarDate) {
    self.init(microseconds: Int64(date.days) &* Self.microsecondsPerDay)
  }

  @inlinable public static var microsecondsPerSecond: Int64 { 1_000_000 }
  @inlinable public static var microsecondsPerMinute: Int64 { 60_000_000 }
  @inlinable public static var microsecondsPerDay: Int64 { 86_400_000_000 }

  @inlinable public static func == (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.microseconds == rhs.microseconds }
  @inlinable public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.microseconds < rhs.microseconds }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(microseconds) }

  /// Whether the moment lies in the years 0001 to 9999, both in UTC and where it was written.
  @inlinable public var isValid: Bool { Self.isValid(microseconds) && Self.isValid(localMicroseconds) }

  @inlinable static func isValid(_ microseconds: Int64) -> Bool {
    microseconds >= Int64(CalendarDate.minimumDays) &* Self.microsecondsPerDay
      && microseconds < (Int64(CalendarDate.maximumDays) &+ 1) &* Self.microsecondsPerDay
  }

  /// The time that clocks showed where it was written, as if it were in UTC.
  @inlinable var localMicroseconds: Int64 { microseconds &+ Int64(offset) &* Self.microsecondsPerMinute }

  /// The day where it was written.
  @inlinable public var date: CalendarDate { Self.date(localMicroseconds) }

  /// The day in UTC.
  @inlinable public var dateInUTC: CalendarDate { Self.date(microseconds) }

  /// The day in a time zone; nil outside the calendar.
  public func date(in rules: TimeZoneRules) -> CalendarDate? {
    let seconds = Self.split(microseconds, by: Self.microsecondsPerSecond).quotient
    let local = microseconds &+ Int64(rules.offset(at: seconds)) &* Self.microsecondsPerSecond
    return Self.isValid(local) ? Self.date(local) : nil
  }

  @inlinable static func date(_ microseconds: Int64) -> CalendarDate {
    CalendarDate(days: Int32(truncatingIfNeeded: split(microseconds, by: microsecondsPerDay).quotient))
  }

  /// The quotient rounded down, and what is left.
  @inlinable static func split(_ number: Int64, by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient &- 1, remainder &+ divisor) : (quotient, remainder)
  }

  /// The moment some microseconds later; nil outside the calendar.
  @inlinable public func adding(microseconds count: Int64) -> Timestamp? {
    let (sum, overflow) = microseconds.addingReportingOverflow(count)
    guard !overflow, Self.isValid(sum) else { return nil }
    let result = Timestamp(microseconds: sum, offset: offset)
    return result.isValid ? result : nil
  }

  /// The same time of day some months later, where it was written, as ``CalendarDate/adding(months:)`` has it.
  @inlinable public func adding(months count: Int64) -> Timestamp? {
    let (_, rest) = Self.split(localMicroseconds, by: Self.microsecondsPerDay)
    guard let day = date.adding(months: count) else { return nil }
    let local = Int64(day.days) &* Self.microsecondsPerDay &+ rest
    let result = Timestamp(microseconds: local &- Int64(offset) &* Self.microsecondsPerMinute, offset: offset)
    return result.isValid ? result : nil
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
    return Timestamp(microseconds: moment.microseconds, offset: Int16(truncatingIfNeeded: offset))
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

  /// As it was written: `2019-06-30T23:30:00-05:00`, with `Z` for no offset.
  public func write(to output: inout [UInt8]) {
    date.write(to: &output)
    let rest = Self.split(localMicroseconds, by: Self.microsecondsPerDay).rest
    let seconds = rest / Self.microsecondsPerSecond
    output.append(UInt8(ascii: "T"))
    Self.write(twoDigits: seconds / 3600, to: &output)
    output.append(UInt8(ascii: ":"))
    Self.write(twoDigits: seconds / 60 % 60, to: &output)
    output.append(UInt8(ascii: ":"))
    Self.write(twoDigits: seconds % 60, to: &output)
    Self.write(fraction: rest % Self.microsecondsPerSecond, to: &output)
    guard offset != 0 else { return output.append(UInt8(ascii: "Z")) }
    output.append(UInt8(ascii: offset < 0 ? "-" : "+"))
    let minutes = Int64(offset.magnitude)
    Self.write(twoDigits: minutes / 60, to: &output)
    output.append(UInt8(ascii: ":"))
    Self.write(twoDigits: minutes % 60, to: &output)
  }

  private static func write(twoDigits number: Int64, to output: inout [UInt8]) {
    output.append(digits: UInt128(number.magnitude), minimumCount: 2)
  }

  /// Appends a point and the digits of some microseconds, without zeros at the end; nothing for none.
  static func write(fraction: Int64, to output: inout [UInt8]) {
    guard fraction != 0 else { return }
    output.append(UInt8(ascii: "."))
    output.append(digits: UInt128(fraction.magnitude), minimumCount: 6)
    while output.last == UInt8(ascii: "0") { output.removeLast() }
  }
}
