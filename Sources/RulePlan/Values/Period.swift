/// The days from one to another; both ends count. Either end may be open.
@frozen public struct Period: Hashable, Sendable {
  /// Days since 1970-01-01; ``openStart`` where there is no first day.
  public var from: Int32
  /// Days since 1970-01-01; ``openEnd`` where there is no last day.
  public var until: Int32

  public static let openStart = Int32.min
  public static let openEnd = Int32.max

  @inlinable public init(from: Int32, until: Int32) {
    self.from = from
    self.until = until
  }

  public init(from: CalendarDate?, until: CalendarDate?) {
    self.init(from: from?.days ?? Self.openStart, until: until?.days ?? Self.openEnd)
  }

  public var firstDay: CalendarDate? { from == Self.openStart ? nil : CalendarDate(days: from) }
  public var lastDay: CalendarDate? { until == Self.openEnd ? nil : CalendarDate(days: until) }

  @inlinable public func contains(_ day: CalendarDate) -> Bool { from <= day.days && day.days <= until }
  @inlinable public func contains(_ other: Period) -> Bool { from <= other.from && other.until <= until }
  @inlinable public func overlaps(_ other: Period) -> Bool { from <= other.until && other.from <= until }

  /// Number of days, both ends counted; nil for an open period.
  public var dayCount: Int64? {
    from == Self.openStart || until == Self.openEnd ? nil : Int64(until) - Int64(from) + 1
  }
}

extension Period: CustomStringConvertible {
  public var description: String {
    (firstDay.map(String.init(describing:)) ?? "") + " .. " + (lastDay.map(String.init(describing:)) ?? "")
  }
}
