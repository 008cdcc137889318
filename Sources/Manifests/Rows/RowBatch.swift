import RecordStore
import RulePlan

/// A block of rows on its way from a file to a table. Its values are read column by column before they go to the table
/// together, and that can be done on any thread. Values lie in plain memory, so that they cost no reference counting.
final class RowBatch {
  enum Kind: UInt8 {
    case symbols, keys, days, periods, integers
    /// Cases of an enumeration, and truths: one of a few texts.
    case choices
  }

  /// One of the texts that stand for something, of at most sixteen bytes.
  struct Choice {
    var head: UInt64
    var tail: UInt64
    var count: Int
    var word: Int32
  }

  /// The treatment of a column of the file.
  struct Plan {
    var kind: Kind
    var cell: Int
    var secondCell = -1
    var choices: [(text: [UInt8], word: Int32)] = []
  }

  struct Column {
    var kind: Kind
    /// The cell of the value, or of the first day of a period.
    var cell: Int
    /// The cell of the last day of a period; −1 where the file has none.
    var secondCell = -1
    var words: UnsafeMutablePointer<Int32>
    var moreWords: UnsafeMutablePointer<Int32>?
    var integers: UnsafeMutablePointer<Int64>?
    var choices: UnsafeMutableBufferPointer<Choice>
    /// Texts whose symbols are not known yet.
    var pending: UnsafeMutablePointer<SymbolInterner.Pending>?
    var pendingCount = 0

    var pendingTexts: UnsafeMutableBufferPointer<SymbolInterner.Pending> {
      UnsafeMutableBufferPointer(start: pending, count: pendingCount)
    }
  }

  /// A cell that is empty, is not a value, or needs its text made first.
  struct Unusual: Comparable {
    var row: Int
    var column: Int

    static func < (left: Unusual, right: Unusual) -> Bool { (left.row, left.column) < (right.row, right.column) }
  }

  let cells: RowCells
  let columns: UnsafeMutableBufferPointer<Column>
  private(set) var run = RowRun()
  /// In the order of the rows.
  private(set) var unusual: [Unusual] = []
  private let lengthLimit: Int

  /// - Parameter lengthLimit: bytes that a text may have.
  init(_ plans: [Plan], cellCount: Int, lengthLimit: Int) {
    cells = RowCells(columnCount: cellCount)
    columns = .allocate(capacity: plans.count)
    self.lengthLimit = min(lengthLimit, Int(Int32.max))
    let capacity = RowCells.rowCapacity
    for (index, plan) in plans.enumerated() {
      let kind = plan.kind
      columns.initializeElement(
        at: index,
        to: Column(
          kind: kind, cell: plan.cell, secondCell: plan.secondCell, words: .allocate(capacity: capacity),
          moreWords: kind == .periods ? .allocate(capacity: capacity) : nil,
          integers: kind == .integers ? .allocate(capacity: capacity) : nil,
          choices: Self.makeChoices(plan.choices),
          pending: kind == .symbols || kind == .keys ? .allocate(capacity: capacity) : nil))
    }
  }

  private static func makeChoices(_ texts: [(text: [UInt8], word: Int32)]) -> UnsafeMutableBufferPointer<Choice> {
    let choices = texts.filter { $0.text.count <= 16 }.map { choice in
      let ends = choice.text.withUnsafeBufferPointer { $0.baseAddress.map { TextEnds($0, choice.text.count) } }
      return Choice(head: ends?.head ?? 0, tail: ends?.tail ?? 0, count: choice.text.count, word: choice.word)
    }
    let buffer = UnsafeMutableBufferPointer<Choice>.allocate(capacity: choices.count)
    _ = buffer.initialize(from: choices)
    return buffer
  }

  deinit {
    for column in columns {
      column.words.deallocate()
      column.moreWords?.deallocate()
      column.integers?.deallocate()
      column.choices.deallocate()
      column.pending?.deallocate()
    }
    columns.deallocate()
  }

  /// Takes the next rows of a scanner and reads their values. A value that cannot be read directly gets a placeholder,
  /// and is noted as unusual. Texts that the caches do not know wait for the table.
  ///
  /// - Parameter caches: for each column, the texts that it has had lately.
  func fill<Scanner: RowScanner>(
    from scanner: inout Scanner, _ bytes: UnsafePointer<UInt8>, caches: RowCaches
  ) {
    run = scanner.fill(cells)
    unusual.removeAll(keepingCapacity: true)
    for number in columns.indices {
      readColumn(columns.baseAddress.unsafelyUnwrapped + number, bytes, &caches.byColumn[number]) {
        unusual.append(Unusual(row: $0, column: number))
      }
    }
    unusual.sort()
  }

  // MARK: Columns

  private func readColumn(
    _ column: UnsafeMutablePointer<Column>, _ bytes: UnsafePointer<UInt8>, _ cache: inout SymbolInterner.Cache,
    orElse setUnusual: (Int) -> Void
  ) {
    let texts = cells.column(column.pointee.cell)
    switch column.pointee.kind {
    case .symbols, .keys: readSymbols(texts, bytes, column, &cache, orElse: setUnusual)
    case .days: readDays(texts, bytes, column, orElse: setUnusual)
    case .periods:
      let lastDays = column.pointee.secondCell < 0 ? nil : cells.column(column.pointee.secondCell)
      readPeriods(texts, lastDays, bytes, column, orElse: setUnusual)
    case .integers: readIntegers(texts, bytes, column, orElse: setUnusual)
    case .choices: readChoices(texts, bytes, column, orElse: setUnusual)
    }
  }

  private func readSymbols(
    _ cells: UnsafePointer<RowCell>, _ bytes: UnsafePointer<UInt8>, _ column: UnsafeMutablePointer<Column>,
    _ cache: inout SymbolInterner.Cache, orElse setUnusual: (Int) -> Void
  ) {
    guard let pending = column.pointee.pending else { return }
    let words = column.pointee.words
    let placeholder: Int32 = column.pointee.kind == .keys ? -1 : 0
    let lengthLimit = lengthLimit
    // In variables of its own, the text before is in registers.
    var lately = cache
    var pendingCount = 0
    for row in 0..<run.rowCount {
      let count = cells[row].count
      guard count > 0, count <= lengthLimit else {
        words[row] = placeholder
        setUnusual(row)
        continue
      }
      words[row] = Int32(
        bitPattern: lately.symbol(
          of: bytes + cells[row].offset, count: count, pending: pending, pendingCount: &pendingCount))
    }
    cache = lately
    column.pointee.pendingCount = pendingCount
  }

  private func readDays(
    _ cells: UnsafePointer<RowCell>, _ bytes: UnsafePointer<UInt8>, _ column: UnsafeMutablePointer<Column>,
    orElse setUnusual: (Int) -> Void
  ) {
    for row in 0..<run.rowCount {
      let day = Self.day(cells[row], in: bytes)
      column.pointee.words[row] = day ?? 0
      if day == nil { setUnusual(row) }
    }
  }

  private func readPeriods(
    _ cells: UnsafePointer<RowCell>, _ lastDays: UnsafePointer<RowCell>?, _ bytes: UnsafePointer<UInt8>,
    _ column: UnsafeMutablePointer<Column>, orElse setUnusual: (Int) -> Void
  ) {
    guard let moreWords = column.pointee.moreWords else { return }
    for row in 0..<run.rowCount {
      var until: Int32? = Period.openEnd
      let from = Self.day(cells[row], in: bytes)
      // Without a last day the period stays open.
      if let cell = lastDays?[row], !cell.isMissing(in: bytes) { until = Self.day(cell, in: bytes) }
      if let from, let until, until >= from {
        column.pointee.words[row] = from
        moreWords[row] = until
      } else {
        column.pointee.words[row] = 0
        moreWords[row] = 0
        setUnusual(row)
      }
    }
  }

  private func readIntegers(
    _ cells: UnsafePointer<RowCell>, _ bytes: UnsafePointer<UInt8>, _ column: UnsafeMutablePointer<Column>,
    orElse setUnusual: (Int) -> Void
  ) {
    guard let integers = column.pointee.integers else { return }
    for row in 0..<run.rowCount {
      let value = Self.integer(bytes + cells[row].offset, cells[row].count)
      integers[row] = value ?? 0
      if value == nil { setUnusual(row) }
    }
  }

  private func readChoices(
    _ cells: UnsafePointer<RowCell>, _ bytes: UnsafePointer<UInt8>, _ column: UnsafeMutablePointer<Column>,
    orElse setUnusual: (Int) -> Void
  ) {
    let choices = column.pointee.choices
    for row in 0..<run.rowCount {
      let count = cells[row].count
      column.pointee.words[row] = 0
      guard count > 0, count <= 16 else {
        setUnusual(row)
        continue
      }
      let ends = TextEnds(bytes + cells[row].offset, count)
      var choice = 0
      while choice < choices.count,
        choices[choice].head != ends.head || choices[choice].tail != ends.tail || choices[choice].count != count
      {
        choice &+= 1
      }
      if choice < choices.count { column.pointee.words[row] = choices[choice].word } else { setUnusual(row) }
    }
  }

  /// A number of a few digits, as most are.
  @inline(__always)
  private static func integer(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    guard count > 0, count <= 18 else { return nil }
    let isNegative = count > 1 && bytes[0] == 0x2D
    var index = isNegative ? 1 : 0
    var value: Int64 = 0
    while index < count {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return isNegative ? 0 &- value : value
  }

  @inline(__always)
  private static func day(_ cell: RowCell, in bytes: UnsafePointer<UInt8>) -> Int32? {
    guard cell.count == 10 else { return nil }
    do throws(ValueFault) {
      return try CalendarDate.read(UnsafeBufferPointer(start: bytes + cell.offset, count: 10)).days
    } catch {
      return nil
    }
  }
}

/// For each column of the batches of a file, the texts that it has had lately. For one thread.
final class RowCaches {
  let byColumn: UnsafeMutableBufferPointer<SymbolInterner.Cache>

  init(count: Int) {
    byColumn = .allocate(capacity: count)
    byColumn.initialize(repeating: SymbolInterner.Cache())
  }

  deinit {
    for cache in byColumn { cache.deallocate() }
    byColumn.deallocate()
  }

  /// Takes over the symbols of the texts of a batch that the table has given one.
  func learn(from batch: RowBatch) {
    for number in batch.columns.indices { byColumn[number].learn(batch.columns[number].pendingTexts) }
  }

  /// Drops the texts of a batch that the table has not seen yet.
  func forget(_ batch: RowBatch) {
    for number in batch.columns.indices { byColumn[number].forget(batch.columns[number].pendingTexts) }
  }
}
