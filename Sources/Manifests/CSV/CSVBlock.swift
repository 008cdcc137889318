import RecordStore
import RulePlan
import SourceText

/// Values of one column that wait to be handed over together.
final class CSVBlock {
  private enum Kind { case symbols, keys, days }

  private let field: FieldShape
  private let column: ColumnBuilder
  private let kind: Kind
  private let symbols: SymbolTableBuilder
  private let words: UnsafeMutablePointer<UInt32>
  private var count = 0
  private var firstRow = 0
  /// Rows without a value; the column is told of them behind the block.
  private var missingRows: [Int] = []
  // The last text and what it was read as: values often repeat from row to row.
  private var last: UnsafePointer<UInt8>?
  private var lastCount = 0
  private var lastWord: UInt32 = 0

  /// Nil for a column whose values are written row by row.
  init?(_ field: FieldShape, _ column: ColumnBuilder, context: FileContext, isRecord: Bool) {
    // The rows of a record table may lie apart; a default is set row by row.
    guard !isRecord, !field.isMany, !field.isCurrency, field.field.defaultValue == nil else { return nil }
    switch column.kind {
    case .symbols: kind = .symbols
    case .references: kind = .keys
    case .days: kind = .days
    default: return nil
    }
    self.field = field
    self.column = column
    symbols = context.builder.symbols
    words = .allocate(capacity: CSVReader.blockSize)
  }

  deinit { words.deallocate() }

  /// Texts read from here on stand in other bytes.
  func forgetTexts() { last = nil }

  /// Takes the cell of a row.
  @inline(__always)
  func write(
    _ bytes: UnsafePointer<UInt8>, _ cell: CSVScanner.Cell, row: Int, shape: TableShape, context: FileContext
  ) {
    let text = bytes + cell.start
    let length = cell.end &- cell.start
    if let last, length == lastCount, length > 0, Self.isSame(last, text, length) {
      append(lastWord, row: row)
      return
    }
    writeNew(UnsafeBufferPointer(start: text, count: length), cell, row: row, shape: shape, context: context)
  }

  /// Takes the cell of a row whose text had doubled quotes.
  func write(
    escaped text: UnsafeBufferPointer<UInt8>, _ cell: CSVScanner.Cell, row: Int, shape: TableShape,
    context: FileContext
  ) {
    writeNew(text, cell, row: row, shape: shape, context: context)
  }

  @inline(__always)
  private static func isSame(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index < count {
      if left[index] != right[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private func append(_ word: UInt32, row: Int) {
    if count == 0 { firstRow = row }
    words[count] = word
    count &+= 1
  }

  private func writeNew(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: CSVScanner.Cell, row: Int, shape: TableShape, context: FileContext
  ) {
    let range = cell.range
    if cell.isMissing {
      appendMissing(row)
      if field.isRequired { context.reportMissing(field, in: shape, range.start, range.end) }
      return
    }
    guard context.isShortEnough(text.count, range.start, range.end) else { return appendMissing(row) }
    let word: UInt32
    switch kind {
    case .symbols, .keys: word = symbols.intern(text)
    case .days:
      do throws(ValueFault) {
        word = UInt32(bitPattern: try CalendarDate.read(text).days)
      } catch {
        context.report(.value(error), in: text, of: field, range.start, range.end)
        return appendMissing(row)
      }
    }
    if cell.form != .escaped {
      last = text.baseAddress
      lastCount = text.count
      lastWord = word
    }
    append(word, row: row)
  }

  private func appendMissing(_ row: Int) {
    append(kind == .keys ? .max : 0, row: row)
    if kind != .keys { missingRows.append(row) }
  }

  /// Hands the values over.
  func flush() {
    guard count > 0 else { return }
    let block = UnsafeBufferPointer(start: words, count: count)
    switch kind {
    case .symbols: column.append(symbols: block, at: firstRow)
    case .keys: column.append(keys: block, at: firstRow)
    case .days: block.withMemoryRebound(to: Int32.self) { column.append(days: $0, at: firstRow) }
    }
    for row in missingRows { column.setMissing(at: row) }
    missingRows.removeAll(keepingCapacity: true)
    count = 0
  }
}
