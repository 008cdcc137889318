import RecordStore

/// Reads runs of plain lines of JSON Lines in batches; see ``JSONRowScanner``.
final class JSONPlainLines {
  /// Lines that have been read.
  struct Run {
    var rowCount: Int
    /// Where the next line begins.
    var next: Int
    /// Whether that line is not plain.
    var isInterrupted: Bool
  }

  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private let layout: JSONLineLayout
  private var scanner: JSONRowScanner
  private let slots: RowSlots
  private let batch: RowBatch
  private let caches: RowCaches

  /// Nil for a section of which no line can be plain.
  init?(shape: TableShape, context: FileContext, bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    guard let base = bytes.baseAddress, let layout = JSONLineLayout(shape) else { return nil }
    self.bytes = base
    self.end = end
    self.layout = layout
    scanner = JSONRowScanner(layout, bytes, start..<end)
    slots = RowSlots(layout.rows.slots, shape: shape, bytes: bytes, context: context)
    batch = RowBatch(
      slots.plans, cellCount: layout.rows.cellCount, lengthLimit: context.options.limits.scalarLength)
    caches = shape.caches(count: slots.plans.count)
  }

  /// Values that one run can have.
  var largestValueCount: Int { batch.cells.columnCount * RowCells.rowCapacity }

  /// Reads plain lines from the start of a line on.
  func read(from line: Int) throws(ReadStopped) -> Run {
    scanner.move(to: line)
    batch.fill(from: &scanner, bytes, caches: caches)
    try slots.write(batch)
    caches.learn(from: batch)
    return Run(
      rowCount: batch.run.rowCount, next: scanner.position,
      isInterrupted: batch.run.stop != nil && scanner.position < end)
  }
}
