import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Writes the cells of rows to the columns of a table.
///
/// Texts, references and dates, of which large files are made, are collected in blocks; everything else is written row
/// by row.
final class CSVSlots {
  private enum Target {
    case block(CSVBlock, cell: Int)
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

  private let context: FileContext
  private let shape: TableShape
  private let cells: CSVRow
  private var slots: [Slot] = []
  /// Fields without a column in the file.
  private var absent: [FieldShape] = []
  private let scratch = ScratchBuffer()
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Rows before this one have all their values.
  private var filledRows = 0
  private let isRecord: Bool

  init(_ layout: [CSVLayout.Slot], shape: TableShape, cells: CSVRow, context: FileContext, isRecord: Bool = false) {
    self.context = context
    self.shape = shape
    self.cells = cells
    self.isRecord = isRecord
    for slot in layout {
      let field = shape.fields[slot.field]
      guard let column = field.column else { continue }
      let target: Target
      switch slot.content {
      case .value(let cell):
        target =
          CSVBlock(field, column, context: context, isRecord: isRecord).map { .block($0, cell: cell) }
          ?? .value(cell: cell)
      case .list(let cell): target = column.elements.map { .list($0, cell: cell) } ?? .value(cell: cell)
      case .parts(let parts): target = .parts(parts)
      case .record(let table, let fields):
        target = .record(
          CSVSlots(fields, shape: context.shapes[table.index], cells: cells, context: context, isRecord: true))
      }
      slots.append(Slot(field: field, column: column, target: target))
    }
    absent = shape.fields.filter { field in field.column != nil && !slots.contains { $0.field === field } }
  }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    filledRows = shape.builder.rowCount
    for slot in slots {
      switch slot.target {
      case .record(let inner): inner.begin(bytes)
      case .block(let block, _): block.forgetTexts()
      case .value, .list, .parts: break
      }
    }
  }

  /// Writes the cells of a row that has been begun.
  func write(row: Int, _ range: SourceRange) {
    for slot in slots {
      switch slot.target {
      case .block(let block, let index):
        let cell = cells.cells[index]
        if cell.form == .escaped {
          block.write(escaped: text(of: cell), cell, row: row, shape: shape, context: context)
        } else if let base = bytes.baseAddress {
          block.write(base, cell, row: row, shape: shape, context: context)
        }
      case .value(let index): writeValue(cells.cells[index], slot, row: row)
      case .list(let elements, let index): writeList(cells.cells[index], slot, to: elements, row: row)
      case .parts(let parts): writeParts(parts, slot, row: row, range)
      case .record(let inner): inner.writeRecord(of: slot.field, slot.column, ownerRow: row, range)
      }
    }
    if isRecord { fillAbsent(upTo: row + 1) }
  }

  /// Hands collected values over, and fills the columns that the file does not have.
  func flush() {
    for slot in slots { if case .block(let block, _) = slot.target { block.flush() } }
    if !isRecord { fillAbsent(upTo: shape.builder.rowCount) }
  }

  private func fillAbsent(upTo end: Int) {
    guard end > filledRows else { return }
    for field in absent { field.setAbsent(rows: filledRows..<end, in: context.builder) }
    filledRows = end
  }

  @inline(__always)
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

  // MARK: Values

  private func setAbsent(_ field: FieldShape, row: Int, _ cell: CSVScanner.Cell) {
    guard !field.setAbsent(row: row, in: context.builder) else { return }
    context.reportMissing(field, in: shape, cell.start, cell.end)
  }

  private func writeValue(_ cell: CSVScanner.Cell, _ slot: Slot, row: Int) {
    if cell.isMissing { return setAbsent(slot.field, row: row, cell) }
    let text = text(of: cell)
    let range = cell.range
    if context.isShortEnough(text.count, range.start, range.end) {
      guard let fault = context.writer.write(text, of: slot.field, to: slot.column, at: row) else { return }
      context.report(fault, in: text, of: slot.field, range.start, range.end)
    }
    slot.column.setMissing(at: row)
  }

  private func writeList(_ cell: CSVScanner.Cell, _ slot: Slot, to elements: ColumnBuilder, row: Int) {
    if cell.isMissing { return setAbsent(slot.field, row: row, cell) }
    let text = text(of: cell)
    let range = cell.range
    let first = elements.count
    var start = 0
    while start <= text.count {
      let end = ByteScanner.firstIndex(of: 0x7C, in: text, from: start, to: text.count) ?? text.count
      let part = UnsafeBufferPointer(rebasing: text[start..<end])
      // In a cell as it stands the place of a part is known.
      let offset = cell.form == .escaped ? nil : cell.start
      let place = offset.map { SourceRange($0 + start, $0 + end) } ?? range
      if context.isShortEnough(part.count, place.start, place.end),
        let fault = context.writer.write(part, of: slot.field, to: elements, at: elements.count)
      {
        context.report(fault, in: part, of: slot.field, place.start, place.end)
      }
      start = end + 1
    }
    slot.column.set(elements: first..<elements.count, at: row)
  }

  private func writeParts(_ indexes: [Int?], _ slot: Slot, row: Int, _ range: SourceRange) {
    guard var parts = CompositeParts(of: slot.field.scalar) else { return }
    var first: CSVScanner.Cell?
    for (part, index) in indexes.enumerated() {
      guard let index else { continue }
      let cell = cells.cells[index]
      if first == nil { first = cell }
      guard !cell.isMissing else { continue }
      let text = text(of: cell)
      do throws(ScalarFault) {
        try parts.set(part, to: text)
      } catch {
        parts.isFaulty = true
        context.report(error, in: text, of: slot.field, part: part, of: parts, cell.range.start, cell.range.end)
      }
    }
    let place = first?.range ?? range
    if parts.isEmpty {
      if !slot.field.setAbsent(row: row, in: context.builder) {
        context.reportMissing(slot.field, in: shape, place.start, place.end)
      }
    } else if !parts.write(
      slot.field, to: slot.column, at: row, start: place.start, end: place.end, context: context)
    {
      slot.column.setMissing(at: row)
    }
  }

  // MARK: Records

  /// Writes a record inside a row; where all its cells are empty it is missing.
  private func writeRecord(of field: FieldShape, _ column: ColumnBuilder, ownerRow: Int, _ range: SourceRange) {
    guard hasValues else {
      if !field.setAbsent(row: ownerRow, in: context.builder) {
        context.reportMissing(field, in: shape, range.start, range.end)
      }
      return
    }
    let owner = RecordOwner(field: field.id, row: Int32(clamping: ownerRow))
    let record = shape.builder.beginRecord(file: context.file, owner: owner)
    filledRows = record
    write(row: record, range)
    column.set(record: Int32(clamping: record), at: ownerRow)
  }

  private var hasValues: Bool {
    slots.contains { slot in
      switch slot.target {
      case .block(_, let cell), .value(let cell), .list(_, let cell): !cells.cells[cell].isMissing
      case .parts(let parts): parts.contains { $0.map { !cells.cells[$0].isMissing } ?? false }
      case .record(let inner): inner.hasValues
      }
    }
  }
}
