import SourceText

/// Splits CSV (RFC 4180) into rows of cells, without copying them.
struct CSVScanner {
  /// A cell without its quotes.
  struct Cell {
    var start: Int
    var end: Int
    var form: Form

    enum Form: UInt8 {
      case plain
      case quoted
      /// Quoted, with doubled quotes inside.
      case escaped
    }

    /// An empty cell is missing; an empty text has quotes.
    @inline(__always) var isMissing: Bool { start == end && form == .plain }
    /// With its quotes.
    var range: SourceRange { form == .plain ? SourceRange(start, end) : SourceRange(start - 1, end + 1) }
  }

  enum Row {
    /// A number of cells, of which the first ones are in ``cells``.
    case cells(Int)
    case fault(Fault, SourceRange)
    case end
  }

  enum Fault {
    case quoteInside
    case textAfterQuote
    case unclosedQuote
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let limit: Int
  var position: Int
  /// Where the last row begins and ends, without its line ending.
  var rowStart = 0
  var rowEnd = 0
  /// Whether among the rows that were taken last a line is not a row of its own: a blank one, or one of several of a
  /// cell.
  var hasOtherLines = false
  private let row: CSVRow

  /// Scans a range that begins at the start of a row.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, into row: CSVRow) {
    self.bytes = bytes
    position = start
    limit = end
    self.row = row
  }

  /// The cells of the next row that is not blank. A faulty one is passed over to the end of its line.
  mutating func next() -> Row {
    skipBlankLines()
    guard position < limit else { return .end }
    rowStart = position
    let cells = row.cells
    let capacity = row.capacity
    var count = 0
    var start = position
    var index = position
    while true {
      // The next byte that can end a cell or begin a quote; bytes at or below the comma are few.
      index = Self.nextSpecial(bytes, from: index, to: limit)
      let byte = index < limit ? bytes[index] : 0x0A
      switch byte {
      case 0x2C:
        if count < capacity { cells[count] = Cell(start: start, end: index, form: .plain) }
        count &+= 1
        index &+= 1
        start = index
      case 0x0A, 0x0D:
        if count < capacity { cells[count] = Cell(start: start, end: index, form: .plain) }
        return finishRow(at: index, count: count &+ 1)
      case 0x22:
        guard index == start else { return fail(.quoteInside, at: index) }
        guard let cell = quotedCell(at: index) else { return fail(.unclosedQuote, at: index, toEnd: true) }
        if count < capacity { cells[count] = cell }
        count &+= 1
        index = cell.end + 1
        let after = index < limit ? bytes[index] : 0x0A
        if after == 0x0A || after == 0x0D { return finishRow(at: index, count: count) }
        guard after == 0x2C else { return fail(.textAfterQuote, at: index) }
        index += 1
        start = index
      default:
        index &+= 1
      }
    }
  }

  /// The first byte from 0x00 to 0x2C, which holds commas, quotes and line endings; or the limit.
  @inline(__always)
  private static func nextSpecial(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    guard let base = bytes.baseAddress else { return limit }
    var index = start
    while index &+ 8 <= limit {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      // The high bit of the lowest byte below 0x2D; above it others may be wrong.
      let low = (word &- ByteScanner.repeated(0x2D)) & ~word & ByteScanner.repeated(0x80)
      if low != 0 { return index &+ low.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < limit, bytes[index] > 0x2C { index &+= 1 }
    return index
  }

  func quotedCell(at quote: Int) -> Cell? {
    var index = quote + 1
    var form = Cell.Form.quoted
    while let close = ByteScanner.firstIndex(of: 0x22, in: bytes, from: index, to: limit) {
      guard close + 1 < limit, bytes[close + 1] == 0x22 else { return Cell(start: quote + 1, end: close, form: form) }
      form = .escaped
      index = close + 2
    }
    return nil
  }

  private mutating func finishRow(at end: Int, count: Int) -> Row {
    rowEnd = end
    position = behindLineEnding(end)
    return .cells(count)
  }

  func behindLineEnding(_ index: Int) -> Int {
    guard index < limit else { return limit }
    return bytes[index] == 0x0D && index + 1 < limit && bytes[index + 1] == 0x0A ? index + 2 : index + 1
  }

  private mutating func skipBlankLines() {
    while position < limit, bytes[position] == 0x0A || bytes[position] == 0x0D { position &+= 1 }
  }

  mutating func fail(_ fault: Fault, at index: Int, toEnd: Bool = false) -> Row {
    var end = toEnd ? limit : index
    while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    rowEnd = end
    position = behindLineEnding(end)
    return .fault(fault, SourceRange(index, index + 1))
  }
}

/// Room for the cells of one row.
final class CSVRow {
  let cells: UnsafeMutablePointer<CSVScanner.Cell>
  let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    cells = .allocate(capacity: max(1, capacity))
    cells.initialize(repeating: CSVScanner.Cell(start: 0, end: 0, form: .plain), count: max(1, capacity))
  }

  deinit { cells.deallocate() }
}
