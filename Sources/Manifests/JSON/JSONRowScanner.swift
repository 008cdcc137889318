import RecordStore
import RulePlan

/// Splits lines that are plain objects into cells, one for each field of their section, without an event for each
/// value: objects of texts without escapes, numbers, truths and nulls, with known names that are given once. Any other
/// line is left to the reader that knows all of JSON and all faults.
struct JSONRowScanner: RowScanner {
  private let names: UnsafeMutablePointer<JSONLineLayout.Name>
  private let fieldCount: Int
  private let required: UInt64
  private let optional: UInt64
  private let order: FieldOrder
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  private let end: Int
  /// Values in the lines of the present run.
  private var valueCount = 0

  /// By field, and one more for the start: the field that came next in the last line.
  private final class FieldOrder {
    let followers: UnsafeMutablePointer<Int>

    init(fieldCount: Int) {
      followers = .allocate(capacity: fieldCount + 1)
      for index in 0..<fieldCount { (followers + index).initialize(to: (index + 1) % fieldCount) }
      (followers + fieldCount).initialize(to: 0)
    }

    deinit { followers.deallocate() }
  }

  /// Scans a range that begins at the start of a line. The layout must outlive the scanner.
  init(_ layout: JSONLineLayout, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    names = layout.names
    fieldCount = layout.rows.cellCount
    required = layout.required
    optional = layout.optional
    order = FieldOrder(fieldCount: fieldCount)
  }

  /// Goes on with another line of the range.
  mutating func move(to line: Int) { position = line }

  mutating func fill(_ cells: RowCells) -> RowRun {
    guard let base = bytes.baseAddress else { return RowRun(stop: .end) }
    // Bytes that are examined together must lie in the file.
    let limit = min(end, bytes.count - 16)
    let followers = order.followers
    var run = RowRun()
    valueCount = 0
    while run.rowCount < RowCells.rowCapacity {
      guard position < limit,
        let next = scanLine(cells, row: run.rowCount, from: position, to: limit, in: base, followers)
      else {
        run.stop = position < end ? .other(position) : .end
        break
      }
      position = next
      run.rowCount &+= 1
    }
    run.valueCount = valueCount
    return run
  }

  /// Takes one line; returns where the next one begins, or nil where it is not plain.
  @inline(__always)
  private mutating func scanLine(
    _ cells: RowCells, row: Int, from start: Int, to limit: Int, in bytes: UnsafePointer<UInt8>,
    _ followers: UnsafeMutablePointer<Int>
  ) -> Int? {
    var index = start
    guard bytes[index] == 0x7B else { return nil }
    index &+= 1
    let cell = cells.column(0) + row
    var seen: UInt64 = 0
    var previous = fieldCount
    var count = 0
    while index < limit {
      Self.skipSpace(bytes, &index, limit)
      guard let field = field(at: index, in: bytes, followers + previous) else { return nil }
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field)
      guard seen & bit == 0 else { return nil }
      index &+= names[field].count
      Self.skipSpace(bytes, &index, limit)
      guard index < limit, bytes[index] == 0x3A else { return nil }
      index &+= 1
      Self.skipSpace(bytes, &index, limit)
      guard index < limit, let value = value(at: &index, to: limit, in: bytes) else { return nil }
      // A null is as if it were not there, and a fault where the field has to be.
      if let value {
        seen |= bit
        cell[field &* RowCells.rowCapacity] = value
      } else if required & bit != 0 {
        return nil
      } else {
        seen |= bit
        cell[field &* RowCells.rowCapacity] = RowCell(start: start, end: start)
      }
      count &+= 1
      previous = field
      Self.skipSpace(bytes, &index, limit)
      guard index < limit else { return nil }
      if bytes[index] == 0x2C {
        index &+= 1
        continue
      }
      guard bytes[index] == 0x7D else { return nil }
      cells.starts[row] = UInt32(truncatingIfNeeded: start)
      cells.ends[row] = UInt32(truncatingIfNeeded: index &+ 1)
      index &+= 1
      Self.skipSpace(bytes, &index, limit)
      if index < limit, bytes[index] == 0x0D { index &+= 1 }
      guard index < limit, bytes[index] == 0x0A, required & ~seen == 0 else { return nil }
      var absent = optional & ~seen
      while absent != 0 {
        cell[absent.trailingZeroBitCount &* RowCells.rowCapacity] = RowCell(start: start, end: start)
        absent &= absent &- 1
      }
      valueCount &+= count
      return index &+ 1
    }
    return nil
  }

  /// White space inside a line. A carriage return would end it for those who count lines.
  @inline(__always)
  private static func skipSpace(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ limit: Int) {
    while index < limit, bytes[index] == 0x20 || bytes[index] == 0x09 { index &+= 1 }
  }

  /// The field whose name is at an offset; nil where there is none that a cell can hold.
  @inline(__always)
  private func field(
    at index: Int, in bytes: UnsafePointer<UInt8>, _ follower: UnsafeMutablePointer<Int>
  ) -> Int? {
    let text = UnsafeRawPointer(bytes + index)
    let head = text.loadUnaligned(as: UInt64.self)
    let tail = text.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    if isName(follower.pointee, head, tail) { return follower.pointee }
    guard let field = search(head, tail) else { return nil }
    follower.pointee = field
    return field
  }

  @inline(__always)
  private func isName(_ field: Int, _ head: UInt64, _ tail: UInt64) -> Bool {
    let name = names[field]
    return head & name.headMask == name.head && tail & name.tailMask == name.tail && name.count > 0
  }

  @inline(never)
  private func search(_ head: UInt64, _ tail: UInt64) -> Int? {
    (0..<fieldCount).first { isName($0, head, tail) }
  }

  // MARK: Values

  /// The cell of a text or a literal, with nil inside for a null; nil where it is neither, or has escapes.
  @inline(__always)
  private func value(at index: inout Int, to limit: Int, in bytes: UnsafePointer<UInt8>) -> RowCell?? {
    let start = index
    if bytes[index] == 0x22 {
      guard let end = Self.endOfPlainText(bytes, from: index &+ 1, to: limit), bytes[end] == 0x22 else { return nil }
      index = end &+ 1
      return .some(RowCell(start: start &+ 1, end: end))
    }
    var end = start
    while end < limit, JSONEvents.isLiteralByte(bytes[end]) { end &+= 1 }
    index = end
    let text = UnsafeBufferPointer(start: bytes + start, count: end &- start)
    if Self.isWholeNumber(text) || JSONEvents.isNumber(text) || text.equals("true") || text.equals("false") {
      return .some(RowCell(start: start, end: end))
    }
    return text.equals("null") ? .some(nil) : nil
  }

  /// Whether a literal is a number of digits alone, as most are.
  @inline(__always)
  private static func isWholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 0, text[0] != 0x30 || text.count == 1 else { return false }
    for byte in text where byte &- 0x30 > 9 { return false }
    return true
  }

  /// The first quote, backslash or control character; nil where there is none.
  @inline(__always)
  private static func endOfPlainText(_ bytes: UnsafePointer<UInt8>, from start: Int, to limit: Int) -> Int? {
    var index = start
    while index < limit {
      let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
      let matches = ByteScanner.endsOfPlainText(word)
      if matches != 0 { return index &+ matches.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    return nil
  }
}
