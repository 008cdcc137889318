/// A half-open range of byte offsets into one text.
public struct SourceRange: Hashable, Sendable, Comparable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset after the last byte; never before `start`.
  public var end: Int

  /// A range whose ends are put in order, so that no arithmetic on it can go below zero.
  public init(_ start: Int, _ end: Int) {
    self.start = min(start, end)
    self.end = max(start, end)
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

  /// Whether the offset lies inside or at either end: what a caret touches.
  public func touches(_ offset: Int) -> Bool { start <= offset && offset <= end }

  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(start, other.start), max(end, other.end))
  }

  public static func < (lhs: SourceRange, rhs: SourceRange) -> Bool {
    (lhs.start, lhs.end) < (rhs.start, rhs.end)
  }
}
