import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Writes the cells of rows to the columns of a table: most in blocks, the others row by row.
final class CSVSlots {
  private enum Target {
    case value(cell: Int)
    case list(ColumnBuilder, cell: Int)
    case parts([Int?])
    case record(CSVSlots)
  }

  private struct Slot {
    let field: FieldShape
    let column: ColumnBuilder
    var target: Target
  }

  /// A column of the block, and its rows without a value.
  private struct BlockSlot {
    let field: FieldShape
    let column: ColumnBuilder
    let target: Target
    var missingRows: [Int] = []
  }

  private let context: FileContext
  private let shape: TableShape
  private let cells: CSVRow
  private let block: CSVBlock
  private var blockSlots: [BlockSlot] = []
  private var slots: [Slot] = []
  /// Fields without a column in the file.
  private var absent: [FieldShape] = []
  private let scratch = ScratchBuffer()
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// The rows of a record table may lie apart, so they are written one by one.
  init(_ layout: [CSVLayout.Slot], shape: TableShape, cells: CSVRow, context: FileContext, isRecord: Bool = false) {
    self.context = context
    self.shape = shape
    self.cells = cells
    var plans: [CSVBlock.Plan] = []
    for slot in layout {
      let field = shape.fields[slot.field]
      guard let column = field.column else { continue }
      let target: Target =
        switch slot.content {
        case .value(let cell): .value(cell: cell)
        case .list(let cell): column.elements.map { .list($0, cell: cell) } ?? .value(cell: cell)
        case .parts(let parts): .parts(parts)
        case .record(let table, let fields):
          .record(CSVSlots(fields, shape: context.shapes[table.index], cells: cells, context: context, isRecord: true))
        }
      if !isRecord, let plan = Self.blockPlan(of: field, slot.content) {
        plans.append(plan)
        blockSlots.append(BlockSlot(field: field, column: column, target: target))
      } else {
        slots.append(Slot(field: field, column: column, target: target))
      }
    }
    block = CSVBlock(plans, context: context)
    let given = Set(layout.map(\.field))
    absent = shape.fields.filter { $0.column != nil && !given.contains($0.id.index) }
  }

  deinit { block.deallocate() }

  private static func blockPlan(of field: FieldShape, _ content: CSVLayout.Content) -> CSVBlock.Plan? {
    switch (content, field.column?.kind) {
    case (.value(let cell), .symbols?) where !field.isCurrency: return CSVBlock.Plan(kind: .symbols, cell: cell)
    case (.value(let cell), .references?): return CSVBlock.Plan(kind: .keys, cell: cell)
    case (.value(let cell), .days?): return CSVBlock.Plan(kind: .days, cell: cell)
    case (.value(let cell), .integers?) where field.scalar == .integer:
      return CSVBlock.Plan(kind: .integers, cell: cell)
    case (.value(let cell), .ordinals?):
      let cases = field.cases.enumerated().map { (text: $0.element, word: Int32(clamping: $0.offset)) }
      return CSVBlock.Plan(kind: .choices, cell: cell, choices: cases)
    case (.value(let cell), .truths?):
      let truths = [("true", Int32(1)), ("false", 0)].map { (text: Array($0.0.utf8), word: $0.1) }
      return CSVBlock.Plan(kind: .choices, cell: cell, choices: truths)
    case (.parts(let parts), .periods?):
      guard let first = parts.first ?? nil else { return nil }
      return CSVBlock.Plan(kind: .periods, cell: first, secondCell: (parts.last ?? nil) ?? -1)
    default: return nil
    }
  }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    for slot in slots { if case .record(let inner) = slot.target { inner.begin(bytes) } }
  }

  /// Writes the cells of a row, which is so manieth in the block.
  @inline(__always)
  func write(row: Int, at index: Int, _ range: SourceRange) {
    if let base = bytes.baseAddress {
      block.write(cells.cells, in: base, at: index) { writeUnusual($0, row: row, at: index, range) }
    }
    if !slots.isEmpty { writeSlots(row: row, range) }
  }

  private func writeSlots(row: Int, _ range: SourceRange) {
    for slot in slots {
      switch slot.target {
      case .value(let index): writeValue(cells.cells[index], slot.field, slot.column, row: row)
      case .list(let elements, let index): writeList(cells.cells[index], slot, to: elements, row: row)
      case .parts(let parts): writeParts(parts, slot.field, slot.column, row: row, range)
      case .record(let inner): inner.writeRecord(of: slot.field, slot.column, ownerRow: row, range)
      }
    }
  }

  /// Hands the values of a block over, and fills the columns that the file does not have.
  func flush(rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    block.resolve(rowCount: rows.count)
    for (number, slot) in blockSlots.enumerated() {
      let column = block.columns[number]
      let words = UnsafeBufferPointer(start: column.words, count: rows.count)
      let first = rows.lowerBound
      switch column.kind {
      case .symbols: words.withMemoryRebound(to: UInt32.self) { slot.column.append(symbols: $0, at: first) }
      case .keys: words.withMemoryRebound(to: UInt32.self) { slot.column.append(keys: $0, at: first) }
      case .days: slot.column.append(days: words, at: first)
      case .choices: slot.column.append(choices: words, at: first)
      case .integers:
        slot.column.append(integers: UnsafeBufferPointer(start: column.integers, count: rows.count), at: first)
      case .periods:
        slot.column.append(
          periodsFrom: words, until: UnsafeBufferPointer(start: column.moreWords, count: rows.count), at: first)
      }
      if !slot.missingRows.isEmpty {
        for row in slot.missingRows { _ = slot.field.setAbsent(row: row, in: context.builder) }
        blockSlots[number].missingRows.removeAll(keepingCapacity: true)
      }
    }
    fillAbsent(rows)
  }

  /// Makes room for so many rows in all.
  func reserveCapacity(_ rowCount: Int) {
    for slot in blockSlots { slot.column.reserveCapacity(rowCount) }
    for slot in slots { slot.column.reserveCapacity(rowCount) }
  }

  private func fillAbsent(_ rows: Range<Int>) {
    for field in absent { field.setAbsent(rows: rows, in: context.builder) }
  }

  // MARK: Unusual cells of a block

  /// Writes a cell that is empty, is no value, or has doubled quotes.
  private func writeUnusual(_ number: Int, row: Int, at index: Int, _ range: SourceRange) {
    let slot = blockSlots[number]
    let column = block.columns[number]
    column.words[index] = column.kind == .keys ? -1 : 0
    column.moreWords?[index] = 0
    column.integers?[index] = 0
    switch slot.target {
    case .value(let cellIndex):
      let cell = cells.cells[cellIndex]
      if cell.isMissing {
        noteMissing(slot.field, cell.range)
      } else if readUnusual(cell, slot.field, column, at: index) {
        return
      }
    case .parts(let indexes):
      let (parts, place) = readParts(indexes, slot.field, range)
      if parts.isEmpty {
        noteMissing(slot.field, place)
      } else if let period = parts.period(of: slot.field, start: place.start, end: place.end, context: context) {
        column.words[index] = period.from
        column.moreWords?[index] = period.until
        return
      }
    case .list, .record: break
    }
    blockSlots[number].missingRows.append(row)
  }

  /// A default is set behind the block.
  private func noteMissing(_ field: FieldShape, _ place: SourceRange) {
    if field.isRequired { context.reportMissing(field, in: shape, place.start, place.end) }
  }

  /// Reads a cell into the block; false where it has a fault, which is noted.
  private func readUnusual(_ cell: CSVScanner.Cell, _ field: FieldShape, _ column: CSVBlock.Column, at index: Int)
    -> Bool
  {
    let text = text(of: cell)
    let place = cell.range
    guard context.isShortEnough(text.count, place.start, place.end) else { return false }
    do throws(ScalarFault) {
      switch column.kind {
      case .symbols, .keys: column.words[index] = Int32(bitPattern: context.builder.symbols.intern(text))
      case .days: column.words[index] = try Self.value(CalendarDate.read, text).days
      case .integers:
        column.integers?[index] = try Self.value({ (text) throws(ValueFault) in try IntegerNumeral.read(text) }, text)
      case .choices where field.scalar == .boolean:
        guard let truth = ScalarReader.truth(text) else { throw .notBoolean }
        column.words[index] = truth ? 1 : 0
      case .choices:
        guard let ordinal = field.ordinal(of: text) else { throw .unknownCase }
        column.words[index] = Int32(ordinal)
      case .periods: return false
      }
      return true
    } catch {
      context.report(error, in: text, of: field, place.start, place.end)
      return false
    }
  }

  private static func value<Value>(
    _ read: (UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Value, _ text: UnsafeBufferPointer<UInt8>
  ) throws(ScalarFault) -> Value {
    do throws(ValueFault) {
      return try read(text)
    } catch {
      throw .value(error)
    }
  }

  // MARK: Values

  private func text(of cell: CSVScanner.Cell) -> UnsafeBufferPointer<UInt8> {
    let text = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
    return cell.form == .escaped ? unescaped(text) : text
  }

  private func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    scratch.removeAll()
    var index = 0
    while index < text.count {
      scratch.append(text[index])
      // The second of two quotes says only that there are two.
      index += text[index] == 0x22 ? 2 : 1
    }
    return scratch.contents
  }

  private func setAbsent(_ field: FieldShape, row: Int, _ place: SourceRange) {
    guard !field.setAbsent(row: row, in: context.builder) else { return }
    context.reportMissing(field, in: shape, place.start, place.end)
  }

  private func writeValue(_ cell: CSVScanner.Cell, _ field: FieldShape, _ column: ColumnBuilder, row: Int) {
    let place = cell.range
    if cell.isMissing { return setAbsent(field, row: row, place) }
    let text = text(of: cell)
    if context.isShortEnough(text.count, place.start, place.end) {
      guard let fault = context.writer.write(text, of: field, to: column, at: row) else { return }
      context.report(fault, in: text, of: field, place.start, place.end)
    }
    column.setMissing(at: row)
  }

  private func writeList(_ cell: CSVScanner.Cell, _ slot: Slot, to elements: ColumnBuilder, row: Int) {
    if cell.isMissing { return setAbsent(slot.field, row: row, cell.range) }
    let text = text(of: cell)
    let first = elements.count
    var start = 0
    while start <= text.count {
      let end = ByteScanner.firstIndex(of: 0x7C, in: text, from: start, to: text.count) ?? text.count
      let part = UnsafeBufferPointer(rebasing: text[start..<end])
      // Where quotes are doubled, the place of a part is that of the cell.
      let place = cell.form == .escaped ? cell.range : SourceRange(cell.start + start, cell.start + end)
      if context.isShortEnough(part.count, place.start, place.end),
        let fault = context.writer.write(part, of: slot.field, to: elements, at: elements.count)
      {
        context.report(fault, in: part, of: slot.field, place.start, place.end)
      }
      start = end + 1
    }
    slot.column.set(elements: first..<elements.count, at: row)
  }

  /// The parts that have a cell, and where the first of them stands.
  private func readParts(
    _ indexes: [Int?], _ field: FieldShape, _ range: SourceRange
  ) -> (parts: CompositeParts, place: SourceRange) {
    var parts = CompositeParts(of: field.scalar) ?? .none
    var place: SourceRange?
    for (part, index) in indexes.enumerated() {
      guard let index else { continue }
      let cell = cells.cells[index]
      if place == nil { place = cell.range }
      guard !cell.isMissing else { continue }
      let text = text(of: cell)
      do throws(ScalarFault) {
        try parts.set(part, to: text)
      } catch {
        parts.isFaulty = true
        context.report(error, in: text, of: field, part: part, of: parts, cell.range.start, cell.range.end)
      }
    }
    return (parts, place ?? range)
  }

  private func writeParts(
    _ indexes: [Int?], _ field: FieldShape, _ column: ColumnBuilder, row: Int, _ range: SourceRange
  ) {
    let (parts, place) = readParts(indexes, field, range)
    if parts.isEmpty {
      setAbsent(field, row: row, place)
    } else if !parts.write(field, to: column, at: row, start: place.start, end: place.end, context: context) {
      column.setMissing(at: row)
    }
  }

  // MARK: Records

  /// Writes a record inside a row; where all its cells are empty it is missing.
  private func writeRecord(of field: FieldShape, _ column: ColumnBuilder, ownerRow: Int, _ range: SourceRange) {
    guard hasValues else { return setAbsent(field, row: ownerRow, range) }
    let owner = RecordOwner(field: field.id, row: Int32(clamping: ownerRow))
    let record = shape.builder.beginRecord(file: context.file, owner: owner)
    writeSlots(row: record, range)
    fillAbsent(record..<record + 1)
    column.set(record: Int32(clamping: record), at: ownerRow)
  }

  private var hasValues: Bool {
    slots.contains { slot in
      switch slot.target {
      case .value(let cell), .list(_, let cell): !cells.cells[cell].isMissing
      case .parts(let parts): parts.contains { $0.map { !cells.cells[$0].isMissing } ?? false }
      case .record(let inner): inner.hasValues
      }
    }
  }
}
