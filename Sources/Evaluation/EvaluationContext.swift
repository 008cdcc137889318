import RecordStore
import RulePlan
import Synchronization

/// What all threads of an evaluation share: plan, data, date, and whatever is worked out once.
final class EvaluationContext: Sendable {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let constants: ConstantTable
  let exchangeRates: ExchangeRates
  let atoms: AtomTable
  let cancellation: Cancellation
  let jobs: Int
  /// Work over fewer rows stays on one thread.
  let rowsWorthSplitting: Int
  private let caches = Mutex(Caches())

  private struct Caches {
    var derived: [FieldID: Values] = [:]
    var links: [FieldID: LinkTable] = [:]
    var indexes: [IndexKey: HashIndex] = [:]
    var access: [Int: AccessMatrix] = [:]
  }

  init(
    plan: Plan, store: RecordStore, asOf: CalendarDate, jobs: Int, rowsWorthSplitting: Int, cancellation: Cancellation
  ) {
    self.plan = plan
    self.store = store
    self.asOf = asOf
    self.jobs = jobs
    self.rowsWorthSplitting = rowsWorthSplitting
    self.cancellation = cancellation
    atoms = AtomTable(plan: plan)
    constants = ConstantTable(plan: plan, store: store)
    exchangeRates = ExchangeRates(store: store, constants: constants)
  }

  var isCancelled: Bool { cancellation.isCancelled }

  /// Rows that were read, hidden ones included.
  func rowCount(_ table: TableID) -> Int { store.tables[table.index].rowCount }

  /// Rows that are there in this view of the data.
  func visibleCount(_ table: TableID) -> Int { rowCount(table) - store.view.hiddenCount(in: table) }

  // MARK: Columns

  /// A field of some rows; a negative row gives a missing element.
  func column(_ id: FieldID, rows: [Int32], evaluator: ExpressionEvaluator) -> Values {
    if !plan.schema[id.table].isEntity, constants.hasRecords {
      let count = Int32(clamping: rowCount(id.table))
      if rows.contains(where: { $0 >= count }) { return columnWithWritten(id, rows: rows, evaluator: evaluator) }
    }
    let field = plan.schema[id]
    if let derivation = field.derivation {
      return derived(id, derivation, evaluator: evaluator).gathered(rows)
    }
    guard let column = store.tables[id.table.index].columns[id.index] else {
      return evaluator.undetermined(field.type, rows.count)
    }
    return ColumnReader(column: column).read(rows)
  }

  /// A field of rows of which some are records written in the policies: those are read one by one, as they are few.
  private func columnWithWritten(_ id: FieldID, rows: [Int32], evaluator: ExpressionEvaluator) -> Values {
    let count = Int32(clamping: rowCount(id.table))
    var parts = [column(id, rows: rows.map { $0 < count ? $0 : -1 }, evaluator: evaluator)]
    var order = (0..<Int32(clamping: rows.count)).map { $0 }
    var places: [Int32: Int32] = [:]
    for (index, row) in rows.enumerated() where row >= count {
      if let place = places[row] {
        order[index] = place
        continue
      }
      let place = Int32(clamping: rows.count + parts.count - 1)
      parts.append(written(id, row: row, evaluator: evaluator))
      places[row] = place
      order[index] = place
    }
    return Values.concatenated(parts, like: constants.empty(plan.schema[id].type)).gathered(order)
  }

  private func written(_ id: FieldID, row: Int32, evaluator: ExpressionEvaluator) -> Values {
    guard let derivation = plan.schema[id].derivation else { return constants.field(id, ofRecord: row) }
    let frame = Frame(count: 1, own: [derivation.instance.index: Values(.rows([row]))])
    return evaluator.evaluate(derivation.value, frame)
  }

  /// A derived field of every row of its table, once.
  private func derived(_ id: FieldID, _ derivation: Derivation, evaluator: ExpressionEvaluator) -> Values {
    let known = caches.withLock { $0.derived[id] }
    if let known { return known }
    let count = rowCount(id.table)
    var parts: [Values] = []
    for start in stride(from: 0, to: count, by: PipelineRunner.blockSize) {
      let rows = (start..<min(count, start + PipelineRunner.blockSize)).map(Int32.init)
      let frame = Frame(count: rows.count, own: [derivation.instance.index: Values(.rows(rows))])
      parts.append(evaluator.evaluate(derivation.value, frame))
    }
    let all = Values.concatenated(parts, like: constants.empty(plan.schema[id].type))
    caches.withLock { $0.derived[id] = all }
    return all
  }

  /// Where a field leads from every row of its table.
  func links(_ id: FieldID, evaluator: ExpressionEvaluator) -> LinkTable {
    let count = rowCount(id.table) + constants.recordCount(of: id.table)
    let known = caches.withLock { $0.links[id] }
    // Records that policies write out become known one after another.
    if let known, known.offsets.count > count { return known }
    let rows = (0..<count).map(Int32.init)
    let values = column(id, rows: rows, evaluator: evaluator)
    var table = LinkTable(offsets: [0], targets: [])
    if case .lists(let lists) = values.vector, case .rows(let targets) = lists.elements.vector {
      table = LinkTable(offsets: lists.offsets, targets: targets)
    } else if case .rows(let targets) = values.vector {
      for row in targets.indices {
        if values.status(row) == Values.present, targets[row] >= 0 { table.targets.append(targets[row]) }
        table.offsets.append(Int32(table.targets.count))
      }
    }
    let made = table
    caches.withLock { $0.links[id] = made }
    return made
  }

  // MARK: Indexes

  /// The index of a step over all rows of its table, built when it is first needed.
  func index(for step: Pipeline.Step, table: TableID, evaluator: ExpressionEvaluator) -> HashIndex {
    let key = IndexKey(step)
    let variable = step.variable.index
    if let known = caches.withLock({ $0.indexes[key] }) { return known }
    let count = rowCount(table)
    var keys = step.equalities.map { _ -> [Int64] in [] }
    var present = [Bool](repeating: true, count: count)
    var windowValues: [Int64] = []
    var windowPresent = [Bool](repeating: true, count: step.window == nil ? 0 : count)
    for start in stride(from: 0, to: count, by: 1 << 16) {
      let rows = (start..<min(count, start + 1 << 16)).map(Int32.init)
      let frame = Frame(count: rows.count, own: [variable: Values(.rows(rows))])
      for (position, equality) in step.equalities.enumerated() {
        let values = evaluator.evaluate(equality.inner, frame)
        keys[position].append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status {
          for tuple in status.indices where status[tuple] != Values.present { present[start + tuple] = false }
        }
      }
      if let window = step.window {
        let values = evaluator.evaluate(window.inner, frame)
        windowValues.append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status {
          for tuple in status.indices where status[tuple] != Values.present { windowPresent[start + tuple] = false }
        }
      }
    }
    store.view.hiddenRows(in: table)?.forEach { row in
      if row < count { present[row] = false }
      if row < windowPresent.count { windowPresent[row] = false }
    }
    let made = HashIndex(
      keys: keys, present: present, window: step.window == nil ? nil : (windowValues, windowPresent))
    return caches.withLock { caches in
      if let first = caches.indexes[key] { return first }
      caches.indexes[key] = made
      return made
    }
  }

  // MARK: Access

  /// What a model gives every subject, worked out when it is first needed.
  func access(of model: AccessModelID) -> AccessMatrix {
    if let known = caches.withLock({ $0.access[model.index] }) { return known }
    let made = AccessMatrix.build(model: plan[model], context: self)
    return caches.withLock { caches in
      if let first = caches.access[model.index] { return first }
      caches.access[model.index] = made
      return made
    }
  }

  // MARK: Symbols

  func withBytes<Result>(ofSymbol symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if symbol < store.symbols.count { return body(store.symbols.bytes(of: symbol)) }
    var text = constants.text(ofSymbol: symbol)
    return text.withUTF8(body)
  }

  func text(ofSymbol symbol: UInt32) -> String {
    symbol < store.symbols.count ? store.symbols.string(of: symbol) : constants.text(ofSymbol: symbol)
  }

  /// −1, 0 or 1 by Unicode scalar.
  func order(ofSymbol left: UInt32, _ right: UInt32) -> Int {
    if left == right { return 0 }
    if left < store.symbols.count, right < store.symbols.count { return store.symbols.compare(left, right) }
    let a = text(ofSymbol: left)
    let b = text(ofSymbol: right)
    return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
  }
}

/// A flag by which an evaluation is told to stop; it is looked at before each block of work.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
  public func cancel() { flag.store(true, ordering: .relaxed) }
}
