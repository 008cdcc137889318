import RulePlan
import SourceText

/// Splits a table into rows of cells, by the dialect of a source or as ``SheetText`` has them.
struct TableRowScanner {
  /// A cell without its quotes.
  struct Cell {
    var start: Int
    var end: Int
    var isQuoted = false
    /// Whether quotes are doubled inside.
    var isEscaped = false
    /// Whether its text is in our own notation.
    var isCanonical = false

    /// With its quotes.
    var range: SourceRange { isQuoted ? SourceRange(start - 1, end + 1) : SourceRange(start, end) }
    /// An empty cell is missing; an empty text has quotes.
    var isEmpty: Bool { start == end && !isQuoted }
  }

  enum Row {
    case cells
    case fault(String, SourceRange)
    case end
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let dialect: TableDialect
  private let isSheet: Bool
  private(set) var position: Int
  private(set) var rowStart = 0
  private(set) var rowEnd = 0
  /// Of the row that was read last.
  private(set) var cells: [Cell] = []

  /// - Parameter start: of a row.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, dialect: TableDialect, isSheet: Bool) {
    self.bytes = bytes
    self.dialect = dialect
    self.isSheet = isSheet
    position = start
  }

  /// The offset of a physical line of a text, from 1; nil where the file has fewer.
  static func start(ofLine line: Int, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isSheet: Bool) -> Int? {
    var index = start
    var remaining = line - 1
    while remaining > 0 {
      guard index < bytes.count else { return nil }
      if isSheet {
        guard let end = ByteScanner.firstIndex(of: SheetText.rowEnd, in: bytes, from: index, to: bytes.count) else {
          return nil
        }
        index = end + 1
      } else {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        guard index < bytes.count else { return nil }
        index += bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
      }
      remaining -= 1
    }
    return index
  }

  /// The next row that holds anything: blank lines and comments are passed over.
  mutating func next() -> Row {
    if isSheet { return nextOfSheet() }
    while position < bytes.count {
      if bytes[position] == 0x0A || bytes[position] == 0x0D {
        position += 1
      } else if let comment = dialect.comment, bytes[position] == comment {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
      } else {
        break
      }
    }
    guard position < bytes.count else { return .end }
    cells.removeAll(keepingCapacity: true)
    rowStart = position
    var start = position
    var index = position
    while true {
      let byte = index < bytes.count ? bytes[index] : 0x0A
      if byte == dialect.separator {
        add(start, index)
        index += 1
        start = index
      } else if byte == 0x0A || byte == 0x0D {
        add(start, index)
        finish(at: index)
        return .cells
      } else if byte == dialect.quote {
        guard index == start || dialect.trimsCells && isBlank(start, index) else {
          return fail(
            "a quote inside a cell; a cell that holds a quote must be in quotes, and the quote in it doubled", at: index
          )
        }
        guard let cell = quoted(at: index) else {
          return fail("a quote that begins here is not closed", at: index, toEnd: true)
        }
        cells.append(cell)
        index = cell.end + 1
        if dialect.trimsCells { while index < bytes.count, bytes[index] == 0x20 { index += 1 } }
        let after = index < bytes.count ? bytes[index] : 0x0A
        if after == 0x0A || after == 0x0D {
          finish(at: index)
          return .cells
        }
        guard after == dialect.separator else {
          return fail(
            "expected `\(Character(Unicode.Scalar(dialect.separator)))` or the end of the line after the closing quote",
            at: index)
        }
        index += 1
        start = index
      } else {
        index += 1
      }
    }
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool { bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  private mutating func add(_ start: Int, _ end: Int) {
    var cell = Cell(start: start, end: end)
    if dialect.trimsCells {
      while cell.start < cell.end, let length = Self.space(bytes, cell.start) { cell.start += length }
      cell.start = min(cell.start, cell.end)
      while cell.end > cell.start, bytes[cell.end - 1] == 0x20 || bytes[cell.end - 1] == 0x09 { cell.end -= 1 }
      while cell.end - cell.start >= 2, bytes[cell.end - 2] == 0xC2, bytes[cell.end - 1] == 0xA0 { cell.end -= 2 }
    }
    cells.append(cell)
  }

  private static func space(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    if bytes[index] == 0x09 || bytes[index] == 0x20 { return 1 }
    return bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : nil
  }

  private func quoted(at quote: Int) -> Cell? {
    var index = quote + 1
    var isEscaped = false
    while index < bytes.count {
      guard bytes[index] == dialect.quote else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] == dialect.quote else {
        return Cell(start: quote + 1, end: index, isQuoted: true, isEscaped: isEscaped)
      }
      isEscaped = true
      index += 2
    }
    return nil
  }

  private mutating func finish(at end: Int) {
    rowEnd = end
    guard end < bytes.count else {
      position = bytes.count
      return
    }
    position = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }

  private mutating func fail(_ message: String, at index: Int, toEnd: Bool = false) -> Row {
    var end = toEnd ? bytes.count : index
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    finish(at: end)
    return .fault(message, SourceRange(index, min(bytes.count, index + 1)))
  }

  private mutating func nextOfSheet() -> Row {
    guard position < bytes.count else { return .end }
    cells.removeAll(keepingCapacity: true)
    rowStart = position
    let end =
      ByteScanner.firstIndex(of: SheetText.rowEnd, in: bytes, from: position, to: bytes.count) ?? bytes.count
    var index = position
    while index < end {
      let isCanonical = bytes[index] == SheetText.valueCell
      let start = index + 1
      index = start
      while index < end, bytes[index] != SheetText.textCell, bytes[index] != SheetText.valueCell { index += 1 }
      cells.append(Cell(start: start, end: index, isCanonical: isCanonical))
    }
    rowEnd = end
    position = min(bytes.count, end + 1)
    return .cells
  }

  /// The text of a cell with doubled quotes made single.
  func unescaped(_ cell: Cell) -> [UInt8] {
    var result: [UInt8] = []
    var index = cell.start
    while index < cell.end {
      result.append(bytes[index])
      index += bytes[index] == dialect.quote ? 2 : 1
    }
    return result
  }
}
