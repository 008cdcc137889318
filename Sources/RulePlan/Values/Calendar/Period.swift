/// The days from one to another; both ends count. Either end may be open.
///
/// A period that ends before it begins is not valid: it holds no day, and reading one is a fault.
@frozen public struct Period: Hashable, Sendable {
  /// Days since 1970-01-01; ``openStart`` where there is no first day.
  public var from: Int32
  /// Days since 1970-01-01; ``openEnd`` where there is no last day.
  public var until: Int32

  /// Before all days.
  @inlinable public static var openStart: Int32 { Int32.min }
  /// After all days.
  @inlinable public static var openEnd: Int32 { Int32.max }

  @inlinable public init(from: Int32, until: Int32) {
    self.from = from
    self.until = until
  }

  /// A period where nil stands for an open end.
  @inlinable public init(from: CalendarDate?, until: CalendarDate?) {
    self.init(from: from?.days ?? Self.openStart, until: until?.days ?? Self.openEnd)
  }

  /// Whether the period does not end before it begins.
  @inlinable public var isValid: Bool { from <= until }

  @inlinable public var firstDay: CalendarDate? { from == Self.openStart ? nil : CalendarDate(days: from) }
  @inlinable public var lastDay: CalendarDate? { until == Self.openEnd ? nil : CalendarDate(days: until) }

  @inlinable public func contains(_ day: CalendarDate) -> Bool { from <= day.days && day.days <= until }

  /// Whether the other begins and ends within the period.
  @inlinable public func contains(_ other: Period) -> Bool { from <= other.from && other.until <= until }

  /// Whether some day lies in both.
  @inlinable public func overlaps(_ other: Period) -> Bool { max(from, other.from) <= min(until, other.until) }

  /// The days that lie in both; nil where there are none.
  @inlinable public func intersection(_ other: Period) -> Period? {
    overlaps(other) ? Period(from: max(from, other.from), until: min(until, other.until)) : nil
  }

  /// Number of days, both ends counted; nil for an open period.
  @inlinable public var dayCount: Int64? {
    from == Self.openStart || until == Self.openEnd ? nil : max(0, Int64(until) &- Int64(from) &+ 1)
  }
}

extension Period: TextualValue {
  /// Reads `2019-01-01 .. 2019-12-31`; an open end is left out.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Period {
    var scanner = ByteScanner(bytes)
    let from = try scanEnd(&scanner)
    scanner.takeBlanks()
    guard scanner.take(UInt8(ascii: ".")), scanner.take(UInt8(ascii: ".")) else { throw ValueFault(.period, .form) }
    scanner.takeBlanks()
    let until = try scanEnd(&scanner)
    guard scanner.isAtEnd else { throw ValueFault(.period, .form) }
    let period = Period(from: from, until: until)
    guard period.isValid else { throw ValueFault(.period, .endsBeforeItBegins) }
    return period
  }

  private static func scanEnd(_ scanner: inout ByteScanner) throws(ValueFault) -> CalendarDate? {
    guard !scanner.isAtEnd, scanner.current != UInt8(ascii: ".") else { return nil }
    guard scanner.remaining >= 10 else { throw ValueFault(.period, .form) }
    let end = UnsafeBufferPointer(rebasing: scanner.bytes[scanner.index..<(scanner.index &+ 10)])
    scanner.index &+= 10
    do throws(ValueFault) { return try CalendarDate.read(end) } catch { throw ValueFault(.period, error.reason) }
  }

  public func write(to output: inout [UInt8]) {
    if let firstDay {
      firstDay.write(to: &output)
      output.append(UInt8(ascii: " "))
    }
    output.append(text: "..")
    if let lastDay {
      output.append(UInt8(ascii: " "))
      lastDay.write(to: &output)
    }
  }
}
