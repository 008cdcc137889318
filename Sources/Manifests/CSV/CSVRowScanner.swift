import SourceText

/// Splits the rows of CSV into cells, many at a time.
struct CSVRowScanner: RowScanner {
  private var scanner: CSVScanner

  /// Scans a range that begins at the start of a row.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    scanner = CSVScanner(bytes, from: range.lowerBound, to: range.upperBound, into: CSVRow(capacity: 0))
  }

  /// Where the next row begins.
  var position: Int { scanner.position }

  mutating func fill(_ cells: RowCells) -> RowRun {
    let (rowCount, stop) = scanner.fill(cells)
    return RowRun(
      rowCount: rowCount, valueCount: rowCount &* cells.columnCount,
      areLines: !scanner.hasOtherLines, stop: stop.map { described($0, cellCount: cells.columnCount) })
  }

  private func described(_ row: CSVScanner.Row, cellCount: Int) -> RowStop {
    switch row {
    case .end: .end
    case .cells(let found):
      .fault(
        "expected \(cellCount) cells as in the header, found \(found)",
        SourceRange(scanner.rowStart, scanner.rowEnd))
    case .fault(.quoteInside, let range):
      .fault(
        "a quote inside a cell; a cell that holds a quote must be in quotes, and the quote in it doubled", range)
    case .fault(.textAfterQuote, let range):
      .fault("expected `,` or the end of the line after the closing quote", range)
    case .fault(.unclosedQuote, let range): .fault("a quote that begins here is not closed", range)
    }
  }
}

extension CSVScanner {
  /// Takes rows that have a cell for each column of a block, until it is full. Returns how many there are, and what
  /// came after them instead of another one; nil where the block is full.
  mutating func fill(_ cells: RowCells) -> (rowCount: Int, stop: Row?) {
    guard let base = bytes.baseAddress else { return (0, .end) }
    hasOtherLines = false
    let columnCount = cells.columnCount
    let limit = limit
    // Each word is looked at once: `marks` has what is left of it.
    var word = position
    var marks = specials(at: word, base)
    var rowCount = 0
    var first = position
    var start = position
    var count = 0
    var cell = cells.column(0)
    while rowCount < RowCells.rowCapacity {
      while marks == 0 {
        word &+= 8
        marks = specials(at: word, base)
      }
      let index = min(limit, word &+ marks.trailingZeroBitCount &>> 3)
      marks &= marks &- 1
      let byte = index < limit ? base[index] : 0x0A
      if byte == 0x2C {
        if count < columnCount { cell.pointee = RowCell(start: start, end: index) }
        cell += RowCells.rowCapacity
        count &+= 1
        start = index &+ 1
        continue
      }
      if byte == 0x22 {
        let quoted: (cell: RowCell, end: Int)
        switch quotedCell(at: index, from: start) {
        case .success(let found): quoted = found
        case .failure(let fault):
          rowStart = first
          return (rowCount, fail(fault.fault, at: fault.index, toEnd: fault.fault == .unclosedQuote))
        }
        if count < columnCount { cell.pointee = quoted.cell }
        cell += RowCells.rowCapacity
        count &+= 1
        start = quoted.end &+ 1
        word = start
        marks = specials(at: word, base)
        guard quoted.end >= limit || base[quoted.end] != 0x2C else { continue }
        rowEnd = quoted.end
      } else if byte == 0x0A || byte == 0x0D {
        if index == first {
          // A blank line, or the end.
          guard index < limit else {
            position = limit
            return (rowCount, .end)
          }
          if byte == 0x0D || index == 0 || base[index &- 1] != 0x0D { hasOtherLines = true }
          first = index &+ 1
          start = first
          continue
        }
        if count < columnCount { cell.pointee = RowCell(start: start, end: index) }
        count &+= 1
        rowEnd = index
      } else {
        continue
      }
      // The row has ended. Of two bytes that end a line, the second one looks like a blank line.
      rowStart = first
      first = min(limit, rowEnd &+ 1)
      start = first
      position = first
      guard count == columnCount else { return (rowCount, .cells(count)) }
      cells.starts[rowCount] = UInt32(truncatingIfNeeded: rowStart)
      cells.ends[rowCount] = UInt32(truncatingIfNeeded: rowEnd)
      rowCount &+= 1
      count = 0
      cell = cells.column(0) + rowCount
    }
    return (rowCount, nil)
  }

  private struct QuoteFault: Error {
    var fault: Fault
    var index: Int
  }

  /// The cell of a quote at an index, and where it ends: at a comma, a line ending or the limit.
  private mutating func quotedCell(at quote: Int, from start: Int) -> Result<(cell: RowCell, end: Int), QuoteFault> {
    guard quote == start else { return .failure(QuoteFault(fault: .quoteInside, index: quote)) }
    guard let cell = quotedCell(at: quote) else { return .failure(QuoteFault(fault: .unclosedQuote, index: quote)) }
    if bytes[cell.start..<cell.end].contains(where: { $0 == 0x0A || $0 == 0x0D }) { hasOtherLines = true }
    let end = cell.end + 1
    let after = end < limit ? bytes[end] : 0x0A
    guard after == 0x2C || after == 0x0A || after == 0x0D else {
      return .failure(QuoteFault(fault: .textAfterQuote, index: end))
    }
    let found =
      cell.form == .escaped ? RowCell(escapedFrom: cell.start, to: cell.end) : RowCell(start: cell.start, end: cell.end)
    return .success((found, end))
  }

  /// The high bit of each of eight bytes from 0x00 to 0x2C, which holds commas, quotes and line endings. Bytes after
  /// the file count as such.
  @inline(__always)
  private func specials(at index: Int, _ base: UnsafePointer<UInt8>) -> UInt64 {
    guard index &+ 8 <= bytes.count else { return specialsAtEnd(from: index) }
    let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
    let low = word & ByteScanner.repeated(0x7F)
    return ~((low &+ ByteScanner.repeated(0x7F - 0x2C)) | word) & ByteScanner.repeated(0x80)
  }

  private func specialsAtEnd(from index: Int) -> UInt64 {
    var marks: UInt64 = 0
    for offset in 0..<8 where index + offset >= bytes.count || bytes[index + offset] <= 0x2C {
      marks |= 0x80 << UInt64(offset * 8)
    }
    return marks
  }
}
