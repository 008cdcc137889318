import RecordStore
import RulePlan
import Synchronization

extension EvaluationContext {
  /// The index that finds the rows of a step in this state of the data.
  func stepIndex(for step: Pipeline.Step, table: TableID, evaluator: ExpressionEvaluator) -> StepIndex {
    if let origin { return origin.stepIndex(for: step, table: table, evaluator: ExpressionEvaluator(context: origin)) }
    let key = IndexKey(step)
    if let known = caches.withLock({ $0.stepIndexes[key] }) { return known }
    let made = makeStepIndex(for: step, table: table, evaluator: evaluator)
    caches.withLock { $0.stepIndexes[key] = made }
    return made
  }

  /// The index of the data as it was read, with the rows in which this state differs apart.
  private func makeStepIndex(for step: Pipeline.Step, table: TableID, evaluator: ExpressionEvaluator) -> StepIndex {
    guard let base, let fields = step.indexedFields,
      fields.beyond.allSatisfy({ difference.values[$0] == nil })
    else { return StepIndex(index(for: step, table: table, evaluator: evaluator)) }
    let known = base.index(for: step, table: table, evaluator: ExpressionEvaluator(context: base))
    var changed = RowSet((difference.members[table] ?? []).map(Int.init))
    for field in fields.own { changed.formUnion((difference.values[field] ?? []).map(Int.init)) }
    if changed.isEmpty { return StepIndex(known) }
    let rows = changed.filter { store.view.isVisible($0, in: table) }.map { Int32(clamping: $0) }
    return StepIndex(known, without: changed, with: makeIndex(for: step, evaluator: evaluator, rows: rows), of: rows)
  }

  /// The index of a step over all rows of its table, built when it is first needed.
  private func index(for step: Pipeline.Step, table: TableID, evaluator: ExpressionEvaluator) -> HashIndex {
    let key = IndexKey(step)
    if let known = caches.withLock({ $0.indexes[key] }) { return known }
    let made = makeIndex(
      for: step, evaluator: evaluator, rows: (0..<Int32(clamping: rowCount(table))).map { $0 },
      hidden: store.view.hiddenRows(in: table))
    return caches.withLock { caches in
      if let first = caches.indexes[key] { return first }
      caches.indexes[key] = made
      return made
    }
  }

  /// The rows of a lookup’s table by the value that looks for others, in the data as it was read.
  func lookup(_ lookup: Influence.Lookup) -> HashIndex {
    if let outer = base ?? origin { return outer.lookup(lookup) }
    let step = Pipeline.Step(
      variable: lookup.outerVariable, source: .scan(lookup.table),
      equalities: [Pipeline.Equality(inner: lookup.outer, outer: lookup.inner)])
    let key = IndexKey(step)
    if let known = caches.withLock({ $0.lookups[key] }) { return known }
    let made = makeIndex(
      for: step, evaluator: ExpressionEvaluator(context: self),
      rows: (0..<Int32(clamping: rowCount(lookup.table))).map { $0 })
    caches.withLock { $0.lookups[key] = made }
    return made
  }

  /// The rows that refer to some by a field that is read from the data, hidden ones included, in ascending order; and
  /// those in which the field has another value than the one that was read, wherever they refer to.
  func referrers(_ field: FieldID, of targets: [Int32]) -> [Int32] {
    let index = base?.referrerIndex(field) ?? referrerIndex(field)
    var rows = index.rows(referringTo: targets)
    if let replaced = difference.values[field] {
      rows.append(contentsOf: replaced)
      rows.sort()
    }
    return rows
  }

  private func referrerIndex(_ field: FieldID) -> ReferrerIndex {
    if let origin { return origin.referrerIndex(field) }
    if let known = caches.withLock({ $0.referrers[field] }) { return known }
    var targets = 0
    if case .row(let table) = plan.schema[field].type.scalar { targets = rowCount(table) }
    let made = ReferrerIndex(column: store.column(field), targetCount: targets)
    caches.withLock { $0.referrers[field] = made }
    return made
  }

  /// An index over some rows, known by their place among them.
  func makeIndex(
    for step: Pipeline.Step, evaluator: ExpressionEvaluator, rows all: [Int32], hidden: RowSet? = nil
  ) -> HashIndex {
    let variable = step.variable.index
    let count = all.count
    var keys = step.equalities.map { _ -> [Int64] in [] }
    var present = [Bool](repeating: true, count: count)
    var windowValues: [Int64] = []
    var windowPresent = [Bool](repeating: true, count: step.window == nil ? 0 : count)
    var uncertain = Set<Int>()
    func note(_ status: [UInt8], from start: Int, _ present: inout [Bool]) {
      for tuple in status.indices where status[tuple] != Values.present {
        present[start + tuple] = false
        if status[tuple] == Values.undetermined { uncertain.insert(start + tuple) }
      }
    }
    for start in stride(from: 0, to: count, by: 1 << 16) {
      let rows = Array(all[start..<min(count, start + 1 << 16)])
      let frame = Frame(count: rows.count, own: [variable: Values(.rows(rows))])
      for (position, equality) in step.equalities.enumerated() {
        let values = evaluator.evaluate(equality.inner, frame)
        keys[position].append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status { note(status, from: start, &present) }
      }
      if let window = step.window {
        let values = evaluator.evaluate(window.inner, frame)
        windowValues.append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status { note(status, from: start, &windowPresent) }
      }
    }
    for row in hidden ?? RowSet() {
      if row < count { present[row] = false }
      if row < windowPresent.count { windowPresent[row] = false }
      uncertain.remove(row)
    }
    return HashIndex(
      keys: keys, present: present, window: step.window == nil ? nil : (windowValues, windowPresent),
      uncertain: uncertain.sorted().map { Int32(clamping: $0) })
  }
}
