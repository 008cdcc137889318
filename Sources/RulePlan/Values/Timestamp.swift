/// A moment in UTC, to the microsecond.
@frozen public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public var microseconds: Int64

  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// The day in UTC.
  public var date: CalendarDate {
    let days = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
    return CalendarDate(days: Int32(clamping: days.remainder < 0 ? days.quotient - 1 : days.quotient))
  }

  @inlinable public static func < (lhs: Timestamp, rhs: Timestamp) -> Bool { lhs.microseconds < rhs.microseconds }
}

extension Timestamp: CustomStringConvertible {
  /// Reads ISO 8601 with `Z` or an offset: `2019-06-30T14:00:00Z`, `2019-06-30T14:00+03:00`; nil for anything else.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 17, bytes[10] == 0x54 || bytes[10] == 0x20,
      let date = CalendarDate(bytes: UnsafeBufferPointer(rebasing: bytes[0..<10]))
    else { return nil }
    var index = 11
    func number() -> Int64? {
      guard index + 2 <= bytes.count else { return nil }
      let high = bytes[index] &- 0x30
      let low = bytes[index + 1] &- 0x30
      guard high <= 9, low <= 9 else { return nil }
      index += 2
      return Int64(high) * 10 + Int64(low)
    }
    func skip(_ byte: UInt8) -> Bool {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }
    guard let hour = number(), hour < 24, skip(0x3A), let minute = number(), minute < 60 else { return nil }
    var seconds: Int64 = 0
    var fraction: Int64 = 0
    if skip(0x3A) {
      guard let value = number(), value < 60 else { return nil }
      seconds = value
      if skip(0x2E) {
        var unit: Int64 = 100_000
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
          fraction += Int64(bytes[index] - 0x30) * unit
          unit /= 10
          index += 1
        }
        guard index > start else { return nil }
      }
    }
    var offset: Int64 = 0
    if !skip(0x5A) {
      let isNegative = index < bytes.count && bytes[index] == 0x2D
      guard isNegative ? skip(0x2D) : skip(0x2B), let hours = number(), hours < 24 else { return nil }
      _ = skip(0x3A)
      guard let minutes = number(), minutes < 60 else { return nil }
      offset = (hours * 60 + minutes) * (isNegative ? -1 : 1)
    }
    guard index == bytes.count else { return nil }
    let wholeSeconds = (hour * 60 + minute - offset) * 60 + seconds
    microseconds = Int64(date.days) * Self.microsecondsPerDay + wholeSeconds * 1_000_000 + fraction
  }

  public init?(_ text: String) {
    var copy = text
    guard let parsed = copy.withUTF8({ Timestamp(bytes: $0) }) else { return nil }
    self = parsed
  }

  public var description: String {
    let day = date
    let rest = microseconds &- Int64(day.days) &* Self.microsecondsPerDay
    let seconds = Int(rest / 1_000_000)
    let fraction = Int(rest % 1_000_000)
    var text = "\(day)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    if fraction != 0 {
      var digits = padded(fraction, 6)
      while digits.hasSuffix("0") { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }
}
