import SourceText

/// Where the text of a value lies in a file of rows, without the quotes around it.
struct RowCell {
  /// For a cell with doubled quotes inside, start and end are exchanged: that makes it longer than any that is read as
  /// it is, so that the common path needs nothing but the length.
  private var start: UInt32
  private var end: UInt32

  @inline(__always)
  init(start: Int, end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  /// Where it is longer than any value may be, the rest is left out.
  init(escapedFrom start: Int, to end: Int) { self.init(start: min(end, start + Int(Int32.max)), end: start) }

  var isEscaped: Bool { start > end }

  /// Bytes of the text; more than a file can have for one with doubled quotes.
  @inline(__always) var count: Int { Int(end &- start) }
  @inline(__always) var offset: Int { Int(start) }

  /// Offsets of the text.
  var content: Range<Int> { isEscaped ? Int(end)..<Int(start) : Int(start)..<Int(end) }

  func isQuoted(in bytes: UnsafePointer<UInt8>) -> Bool {
    isEscaped || start > 0 && bytes[Int(start) - 1] == 0x22
  }

  /// An empty cell is missing; an empty text has quotes.
  func isMissing(in bytes: UnsafePointer<UInt8>) -> Bool { start == end && !isQuoted(in: bytes) }

  /// With its quotes.
  func range(in bytes: UnsafePointer<UInt8>) -> SourceRange {
    let content = content
    return isQuoted(in: bytes)
      ? SourceRange(content.lowerBound - 1, content.upperBound + 1)
      : SourceRange(content.lowerBound, content.upperBound)
  }
}

/// Room for the cells of a block of rows, one column after the other.
final class RowCells {
  /// Rows of a block.
  static let rowCapacity = 1024

  private let cells: UnsafeMutablePointer<RowCell>
  let columnCount: Int
  /// Where the rows begin and end, without their line endings.
  let starts: UnsafeMutablePointer<UInt32>
  let ends: UnsafeMutablePointer<UInt32>

  init(columnCount: Int) {
    self.columnCount = columnCount
    let count = max(1, columnCount) * Self.rowCapacity
    cells = .allocate(capacity: count)
    cells.initialize(repeating: RowCell(start: 0, end: 0), count: count)
    starts = .allocate(capacity: Self.rowCapacity)
    starts.initialize(repeating: 0, count: Self.rowCapacity)
    ends = .allocate(capacity: Self.rowCapacity)
    ends.initialize(repeating: 0, count: Self.rowCapacity)
  }

  deinit {
    cells.deallocate()
    starts.deallocate()
    ends.deallocate()
  }

  /// The cells of a column, by row of the block.
  @inline(__always)
  func column(_ index: Int) -> UnsafeMutablePointer<RowCell> { cells + index &* Self.rowCapacity }

  func rowRange(_ row: Int) -> SourceRange { SourceRange(Int(starts[row]), Int(ends[row])) }
}
