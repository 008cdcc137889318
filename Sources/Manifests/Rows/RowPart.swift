import RecordStore
import RulePlan
import SourceText

/// A part of a file of rows whose columns all come in batches. It is scanned on any thread, and then added to the table
/// in its turn: so threads share one table of symbols, and nothing is copied from one table to another.
final class RowPart {
  /// State common to all parts of a file.
  struct Plan {
    let form: RowForm
    let section: TableID
    let columns: [RowBatch.Plan]
    let lengthLimit: Int

    /// Nil for a file of which some columns are read row by row.
    init?(_ form: RowForm, section: TableID, context: FileContext) {
      let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      let slots = RowSlots(
        form.layout.slots, shape: context.shapes[section.index], bytes: nothing, context: context)
      guard slots.areAllInBatches else { return nil }
      self.form = form
      self.section = section
      columns = slots.plans
      lengthLimit = context.options.limits.scalarLength
    }
  }

  let task: LoadTask
  let range: Range<Int>
  private let plan: Plan
  private(set) var batches: [RowBatch] = []
  /// The rest from the first row that is not plain, read into a builder of its own.
  private var rest: FileContext?
  private var invalidByte: Int?
  private let makeContext: () -> FileContext
  /// Whether its batches are free again.
  var isAdded = false

  /// - Parameter makeContext: for rows that are not plain; called on the thread that scans.
  init(_ task: LoadTask, _ range: Range<Int>, _ plan: Plan, orElse makeContext: @escaping () -> FileContext) {
    self.task = task
    self.range = range
    self.plan = plan
    self.makeContext = makeContext
  }

  /// Reads the values of the part as far as that can be done without the table.
  func scan(by worker: RowWorker) {
    worker.begin(plan, file: task.file)
    task.content.withBytes { bytes in
      invalidByte = ByteScanner.firstInvalidUTF8(bytes, from: range.lowerBound, to: range.upperBound)
      guard invalidByte == nil, let base = bytes.baseAddress else { return }
      switch plan.form {
      case .csv:
        var scanner = CSVRowScanner(bytes, range)
        _ = scan(&scanner, base, worker)
      case .jsonLines(let layout):
        var scanner = JSONRowScanner(layout, bytes, range)
        guard let line = scan(&scanner, base, worker) else { return }
        rest = readLines(bytes, from: line.start, after: line.plainCount)
      }
    }
  }

  /// Scans up to the end, or to a row that is not plain: returns where that begins, and how many plain ones came
  /// before.
  private func scan<Scanner: RowScanner>(
    _ scanner: inout Scanner, _ bytes: UnsafePointer<UInt8>, _ worker: RowWorker
  ) -> (start: Int, plainCount: Int)? {
    while true {
      let batch = worker.takeBatch(of: plan)
      batch.fill(from: &scanner, bytes, caches: worker.caches)
      worker.caches.forget(batch)
      batches.append(batch)
      switch batch.run.stop {
      case nil, .fault: continue
      case .other(let row): return (row, batch.run.rowCount)
      case .end: return nil
      }
    }
  }

  private func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, after plainCount: Int
  ) -> FileContext {
    let context = makeContext()
    do throws(ReadStopped) {
      try JSONLines(section: plan.section, context: context).read(
        bytes, from: start, to: range.upperBound, after: plainCount)
    } catch {
      // The fault has been noted.
    }
    return context
  }

  /// Adds the rows to the table, and returns what is to be absorbed after them. Parts are added one after the other, in
  /// their order.
  func add(to context: FileContext) -> FileContext? {
    task.read(into: context) { (bytes) throws(ReadStopped) in
      if let invalidByte { throw LoadTask.notUTF8(bytes, at: invalidByte, context) }
      let shape = context.shapes[plan.section.index]
      let slots = RowSlots(plan.form.layout.slots, shape: shape, bytes: bytes, context: context)
      for batch in batches { try slots.write(batch) }
    }
    return context.faults.isCut ? nil : rest
  }
}

/// State that one thread keeps from one part of a file of rows to the next.
final class RowWorker {
  private(set) var caches = RowCaches(count: 0)
  private var file: Int?
  private var free: [RowBatch] = []
  private var used: [RowBatch] = []
  /// Parts that this thread has scanned and nobody has added yet.
  private var scanned: [RowPart] = []

  /// Prepares for a part of a file.
  func begin(_ plan: RowPart.Plan, file: Int) {
    guard file != self.file else { return }
    self.file = file
    free = []
    used = []
    scanned = []
    caches = RowCaches(count: plan.columns.count)
  }

  func takeBatch(of plan: RowPart.Plan) -> RowBatch {
    free.popLast()
      ?? RowBatch(plan.columns, cellCount: plan.form.layout.cellCount, lengthLimit: plan.lengthLimit)
  }

  /// Notes a part whose batches come back when it is added.
  func note(_ part: RowPart) { scanned.append(part) }

  /// Takes back the batches of parts that have been added.
  func collect() {
    for part in scanned where part.isAdded { used.append(contentsOf: part.batches) }
    scanned.removeAll { $0.isAdded }
  }

  /// Learns the symbols of what has been collected.
  func learn() {
    for batch in used { caches.learn(from: batch) }
    free.append(contentsOf: used)
    used.removeAll(keepingCapacity: true)
  }
}
