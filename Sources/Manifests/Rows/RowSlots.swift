import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Writes batches of rows to the columns of a table: most column by column, the others row by row.
final class RowSlots {
  private enum Target {
    case value(cell: Int)
    case list(ColumnBuilder, cell: Int)
    case parts([Int?])
    case record(RowSlots)
  }

  private struct Slot {
    let field: FieldShape
    let column: ColumnBuilder
    var target: Target
  }

  /// A column that comes in batches, and its rows without a value.
  private struct BatchSlot {
    let field: FieldShape
    let column: ColumnBuilder
    let target: Target
    var missingRows: [Int] = []
    var unreadableRows: [Int] = []
  }

  private let context: FileContext
  private let shape: TableShape
  /// How the columns are read that come in batches.
  private(set) var plans: [RowBatch.Plan] = []
  private var batchSlots: [BatchSlot] = []
  private var slots: [Slot] = []
  /// Fields without a column in the file.
  private var absent: [FieldShape] = []
  private let scratch = ScratchBuffer()
  private let bytes: UnsafeBufferPointer<UInt8>

  /// The rows of a record table may lie apart, so they are written one by one.
  init(
    _ layout: [RowLayout.Slot], shape: TableShape, bytes: UnsafeBufferPointer<UInt8>, context: FileContext,
    isRecord: Bool = false
  ) {
    self.context = context
    self.shape = shape
    self.bytes = bytes
    for slot in layout {
      let field = shape.fields[slot.field]
      guard let column = field.column else { continue }
      let target: Target =
        switch slot.content {
        case .value(let cell): .value(cell: cell)
        case .list(let cell): column.elements.map { .list($0, cell: cell) } ?? .value(cell: cell)
        case .parts(let parts): .parts(parts)
        case .record(let table, let fields):
          .record(RowSlots(fields, shape: context.shapes[table.index], bytes: bytes, context: context, isRecord: true))
        }
      if !isRecord, let plan = Self.plan(of: field, slot.content) {
        plans.append(plan)
        batchSlots.append(BatchSlot(field: field, column: column, target: target))
      } else {
        slots.append(Slot(field: field, column: column, target: target))
      }
    }
    let given = Set(layout.map(\.field))
    absent = shape.fields.filter { $0.column != nil && !given.contains($0.id.index) }
  }

  private static func plan(of field: FieldShape, _ content: RowLayout.Content) -> RowBatch.Plan? {
    switch (content, field.column?.kind) {
    case (.value(let cell), .symbols?) where !field.isCurrency: return RowBatch.Plan(kind: .symbols, cell: cell)
    case (.value(let cell), .references?): return RowBatch.Plan(kind: .keys, cell: cell)
    case (.value(let cell), .days?): return RowBatch.Plan(kind: .days, cell: cell)
    case (.value(let cell), .integers?) where field.scalar == .integer:
      return RowBatch.Plan(kind: .integers, cell: cell)
    case (.value(let cell), .ordinals?):
      let cases = zip(field.cases, field.ordinals).map { (text: $0, word: Int32($1)) }
      return RowBatch.Plan(kind: .choices, cell: cell, choices: cases)
    case (.value(let cell), .truths?):
      let truths = [("true", Int32(1)), ("false", 0)].map { (text: Array($0.0.utf8), word: $0.1) }
      return RowBatch.Plan(kind: .choices, cell: cell, choices: truths)
    case (.parts(let parts), .periods?):
      guard let first = parts.first ?? nil else { return nil }
      return RowBatch.Plan(kind: .periods, cell: first, secondCell: (parts.last ?? nil) ?? -1)
    default: return nil
    }
  }

  /// Whether all columns come in batches.
  var areAllInBatches: Bool { slots.isEmpty }

  /// Adds the rows of a batch, and notes the fault after them if there is one. Only a limit stops it.
  func write(_ batch: RowBatch) throws(ReadStopped) {
    let count = batch.run.rowCount
    let first = shape.builder.rowCount
    shape.builder.appendLines(
      file: context.file, starts: UnsafeBufferPointer(start: batch.cells.starts, count: count),
      oneEach: batch.run.areLines)
    if count > 0 { writeRows(first..<first + count, of: batch) }
    context.valueCount &+= batch.run.valueCount
    if context.valueCount > context.options.limits.valueCount {
      let row = batch.cells.rowRange(max(0, count - 1))
      throw context.faults.stop(.tooManyValues, row.start, row.end, "there are more values than can be read")
    }
    if case .fault(let message, let range) = batch.run.stop {
      // Rows after a faulty one are found from there.
      shape.builder.breakLines()
      context.noteIncomplete(shape.id)
      context.faults.add(.malformedCSV, range.start, range.end, message)
      context.builder.addUnreadableRow(of: shape.id, file: context.file, start: range.start, end: range.end)
    }
  }

  private func writeRows(_ rows: Range<Int>, of batch: RowBatch) {
    for unusual in batch.unusual { writeUnusual(unusual, row: rows.lowerBound + unusual.row, of: batch) }
    if !slots.isEmpty {
      for index in 0..<rows.count { writeSlots(row: rows.lowerBound + index, batch.cells, at: index) }
    }
    let interner = context.builder.symbols.interner
    for (number, slot) in batchSlots.enumerated() {
      let column = batch.columns[number]
      interner.resolve(
        column.pendingTexts, words: UnsafeMutableBufferPointer(start: column.words, count: rows.count))
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
        batchSlots[number].missingRows.removeAll(keepingCapacity: true)
      }
      if !slot.unreadableRows.isEmpty {
        for row in slot.unreadableRows { slot.column.setUnreadable(at: row) }
        batchSlots[number].unreadableRows.removeAll(keepingCapacity: true)
      }
    }
    fillAbsent(rows)
  }

  private func writeSlots(row: Int, _ cells: RowCells, at index: Int) {
    for slot in slots {
      switch slot.target {
      case .value(let cell): writeValue(cells.column(cell)[index], slot.field, slot.column, row: row)
      case .list(let elements, let cell): writeList(cells.column(cell)[index], slot, to: elements, row: row)
      case .parts(let parts): writeParts(parts, slot.field, slot.column, row: row, cells, at: index)
      case .record(let inner): inner.writeRecord(of: slot.field, slot.column, ownerRow: row, cells, at: index)
      }
    }
  }

  /// Makes room for this many rows in all.
  func reserveCapacity(_ rowCount: Int) {
    for slot in batchSlots { slot.column.reserveCapacity(rowCount) }
    for slot in slots { slot.column.reserveCapacity(rowCount) }
  }

  private func fillAbsent(_ rows: Range<Int>) {
    for field in absent { field.setAbsent(rows: rows, in: context.builder) }
  }

  // MARK: Unusual cells

  /// Writes a cell that is empty, is not a value, or has doubled quotes.
  private func writeUnusual(_ unusual: RowBatch.Unusual, row: Int, of batch: RowBatch) {
    let slot = batchSlots[unusual.column]
    let column = batch.columns[unusual.column]
    let index = unusual.row
    switch slot.target {
    case .value(let cellIndex):
      let cell = batch.cells.column(cellIndex)[index]
      if isMissing(cell) {
        noteMissing(slot.field, place(of: cell))
      } else {
        if !readUnusual(cell, slot.field, column, at: index) { batchSlots[unusual.column].unreadableRows.append(row) }
        return
      }
    case .parts(let indexes):
      let (parts, place) = readParts(indexes, slot.field, batch.cells, at: index)
      if parts.isEmpty {
        noteMissing(slot.field, place)
      } else if let period = parts.period(of: slot.field, start: place.start, end: place.end, context: context) {
        column.words[index] = period.from
        column.moreWords?[index] = period.until
        return
      } else {
        batchSlots[unusual.column].unreadableRows.append(row)
        return
      }
    case .list, .record: break
    }
    batchSlots[unusual.column].missingRows.append(row)
  }

  /// A default is set after the batch.
  private func noteMissing(_ field: FieldShape, _ place: SourceRange) {
    if field.isRequired { context.reportMissing(field, in: shape, place.start, place.end) }
  }

  /// Reads a cell into the batch; false where it has a fault, which is noted.
  private func readUnusual(_ cell: RowCell, _ field: FieldShape, _ column: RowBatch.Column, at index: Int)
    -> Bool
  {
    let text = text(of: cell)
    let place = place(of: cell)
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

  private func text(of cell: RowCell) -> UnsafeBufferPointer<UInt8> {
    let text = UnsafeBufferPointer(rebasing: bytes[cell.content])
    return cell.isEscaped ? unescaped(text) : text
  }

  private func isMissing(_ cell: RowCell) -> Bool { bytes.baseAddress.map { cell.isMissing(in: $0) } ?? true }

  /// With its quotes.
  private func place(of cell: RowCell) -> SourceRange {
    bytes.baseAddress.map { cell.range(in: $0) } ?? SourceRange(0, 0)
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

  private func writeValue(_ cell: RowCell, _ field: FieldShape, _ column: ColumnBuilder, row: Int) {
    let place = place(of: cell)
    if isMissing(cell) { return setAbsent(field, row: row, place) }
    let text = text(of: cell)
    if context.isShortEnough(text.count, place.start, place.end) {
      guard let fault = context.writer.write(text, of: field, to: column, at: row) else { return }
      context.report(fault, in: text, of: field, place.start, place.end)
    }
    column.setUnreadable(at: row)
  }

  private func writeList(_ cell: RowCell, _ slot: Slot, to elements: ColumnBuilder, row: Int) {
    if isMissing(cell) { return setAbsent(slot.field, row: row, place(of: cell)) }
    let text = text(of: cell)
    let first = elements.count
    var isFaulty = false
    var start = 0
    while start <= text.count {
      let end = ByteScanner.firstIndex(of: 0x7C, in: text, from: start, to: text.count) ?? text.count
      let part = UnsafeBufferPointer(rebasing: text[start..<end])
      // Where quotes are doubled, the place of a part is that of the cell.
      let place = cell.isEscaped ? place(of: cell) : SourceRange(cell.offset + start, cell.offset + end)
      if !context.isShortEnough(part.count, place.start, place.end) {
        isFaulty = true
      } else if let fault = context.writer.write(part, of: slot.field, to: elements, at: elements.count) {
        isFaulty = true
        context.report(fault, in: part, of: slot.field, place.start, place.end)
      }
      start = end + 1
    }
    slot.column.set(elements: first..<elements.count, at: row)
    if isFaulty { slot.column.setUnreadable(at: row) }
  }

  /// The parts that have a cell, and where the first of them is.
  private func readParts(
    _ indexes: [Int?], _ field: FieldShape, _ cells: RowCells, at row: Int
  ) -> (parts: CompositeParts, place: SourceRange) {
    var parts = CompositeParts(of: field.scalar) ?? .none
    var first: SourceRange?
    for (part, index) in indexes.enumerated() {
      guard let index else { continue }
      let cell = cells.column(index)[row]
      let place = place(of: cell)
      if first == nil { first = place }
      guard !isMissing(cell) else { continue }
      let text = text(of: cell)
      do throws(ScalarFault) {
        try parts.set(part, to: text)
      } catch {
        parts.isFaulty = true
        context.report(error, in: text, of: field, part: part, of: parts, place.start, place.end)
      }
    }
    return (parts, first ?? cells.rowRange(row))
  }

  private func writeParts(
    _ indexes: [Int?], _ field: FieldShape, _ column: ColumnBuilder, row: Int, _ cells: RowCells, at index: Int
  ) {
    let (parts, place) = readParts(indexes, field, cells, at: index)
    if parts.isEmpty {
      setAbsent(field, row: row, place)
    } else if !parts.write(field, to: column, at: row, start: place.start, end: place.end, context: context) {
      column.setUnreadable(at: row)
    }
  }

  // MARK: Records

  /// Writes a record inside a row; where all its cells are empty it is missing.
  private func writeRecord(
    of field: FieldShape, _ column: ColumnBuilder, ownerRow: Int, _ cells: RowCells, at index: Int
  ) {
    guard hasValues(cells, at: index) else { return setAbsent(field, row: ownerRow, cells.rowRange(index)) }
    let owner = RecordOwner(field: field.id, row: Int32(clamping: ownerRow))
    let record = shape.builder.beginRecord(file: context.file, owner: owner)
    writeSlots(row: record, cells, at: index)
    fillAbsent(record..<record + 1)
    column.set(record: Int32(clamping: record), at: ownerRow)
  }

  private func hasValues(_ cells: RowCells, at row: Int) -> Bool {
    slots.contains { slot in
      switch slot.target {
      case .value(let cell), .list(_, let cell): !isMissing(cells.column(cell)[row])
      case .parts(let parts): parts.contains { $0.map { !isMissing(cells.column($0)[row]) } ?? false }
      case .record(let inner): inner.hasValues(cells, at: row)
      }
    }
  }
}
