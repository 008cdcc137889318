/// Where each line of a text begins; the one place that turns byte offsets into lines and columns and back.
///
/// Lines end with LF, CRLF or a lone CR. Everything counts from zero here; what people see counts from one (see
/// ``TextPosition/humanLine``). Building is linear in the text; a look-up is logarithmic in the lines plus, beyond
/// ASCII, linear in one line.
public struct LineTable: Sendable {
  /// How the columns of a line are counted.
  public enum ColumnUnit: Sendable {
    case utf8, utf16, unicodeScalars
  }

  /// Offset of the first byte of each line; the first is always 0.
  public let lineStarts: [Int]
  /// Number of bytes of the text.
  public let byteCount: Int
  /// In such a text every column is a distance in bytes, whatever its unit, so that one long line costs no walk.
  private let isASCII: Bool

  public init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { LineTable(buffer: $0) }
  }

  public init(buffer: UnsafeBufferPointer<UInt8>) {
    var starts = [0]
    var index = 0
    var everyBit: UInt8 = 0
    let count = buffer.count
    while index < count {
      let byte = buffer[index]
      everyBit |= byte
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D {
        if index < count, buffer[index] == 0x0A { index += 1 }
        starts.append(index)
      }
    }
    lineStarts = starts
    byteCount = count
    isASCII = everyBit < 0x80
  }

  public var lineCount: Int { lineStarts.count }

  /// The zero-based line that holds the offset; offsets outside the text are clamped to it.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line with its line ending; empty for a line that is not there.
  public func range(ofLine line: Int) -> SourceRange {
    guard line >= 0, line < lineStarts.count else { return SourceRange(byteCount, byteCount) }
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : byteCount
    return SourceRange(lineStarts[line], end)
  }

  /// Line and column of an offset, both from zero; the offset is clamped to the text.
  public func position(at offset: Int, in bytes: [UInt8], unit: ColumnUnit = .unicodeScalars) -> TextPosition {
    bytes.withUnsafeBufferPointer { position(at: offset, in: $0, unit: unit) }
  }

  /// Line and column of an offset, both from zero; the offset is clamped to the text.
  public func position(
    at offset: Int, in buffer: UnsafeBufferPointer<UInt8>, unit: ColumnUnit = .unicodeScalars
  ) -> TextPosition {
    let clamped = max(0, min(offset, buffer.count))
    let line = line(at: clamped)
    let start = lineStarts[line]
    guard unit != .utf8, !isASCII else { return TextPosition(line: line, column: clamped - start) }
    var column = 0
    var index = start
    while index < clamped {
      column += Self.width(of: buffer[index], unit: unit)
      index += 1
    }
    return TextPosition(line: line, column: column)
  }

  /// The offset of a position; a column past the end of the line means that end, before its line ending.
  public func offset(
    of position: TextPosition, in bytes: [UInt8], unit: ColumnUnit = .unicodeScalars
  ) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return byteCount }
    let range = range(ofLine: position.line)
    var end = range.end
    while end > range.start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    if isASCII { return min(end, range.start + max(0, min(position.column, byteCount))) }
    var column = 0
    var index = range.start
    while index < end, column < position.column {
      let width = Self.width(of: bytes[index], unit: unit)
      guard column + width <= position.column else { break }
      column += width
      index += 1
      while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
      if unit == .utf8 { column = index - range.start }
    }
    return index
  }

  /// Columns that a byte adds: all on the first byte of a scalar, none on the continuation bytes.
  private static func width(of byte: UInt8, unit: ColumnUnit) -> Int {
    if unit == .utf8 { return 1 }
    if byte & 0xC0 == 0x80 { return 0 }
    return unit == .utf16 && byte >= 0xF0 ? 2 : 1
  }
}

/// A line and a column, both from zero, in the unit of the line table.
public struct TextPosition: Hashable, Sendable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The line as people and reports count it, from 1.
  public var humanLine: Int { line + 1 }
  /// The column as people and reports count it, from 1.
  public var humanColumn: Int { column + 1 }

  public static func < (lhs: TextPosition, rhs: TextPosition) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}
