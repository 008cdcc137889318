import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// A reader of the rows of a CSV file. A row that cannot be read does not stop the others.
struct CSVReader {
  let layout: RowLayout
  let shape: TableShape
  let context: FileContext

  init(layout: CSVLayout, section: TableID, context: FileContext) {
    self.layout = layout.rows
    self.context = context
    shape = context.shapes[section.index]
  }

  /// Reads the rows of a range, which begins at the start of a row. Only a limit stops it.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(ReadStopped) {
    guard let base = bytes.baseAddress else { return }
    var scanner = CSVRowScanner(bytes, range)
    let slots = RowSlots(layout.slots, shape: shape, bytes: bytes, context: context)
    let batch = RowBatch(
      slots.plans, cellCount: layout.cellCount, lengthLimit: context.options.limits.scalarLength)
    let caches = shape.caches(count: slots.plans.count)
    var hasReserved = false
    while true {
      batch.fill(from: &scanner, base, caches: caches)
      try slots.write(batch)
      caches.learn(from: batch)
      if case .end = batch.run.stop { return }
      if !hasReserved, batch.run.stop == nil {
        hasReserved = true
        // Rows are nearly as long as the first ones; some room is left, because growing would copy.
        let rowLength = max(1, (scanner.position - range.lowerBound) / RowCells.rowCapacity)
        slots.reserveCapacity(shape.builder.rowCount + range.count / rowLength / 16 * 17)
      }
    }
  }
}
