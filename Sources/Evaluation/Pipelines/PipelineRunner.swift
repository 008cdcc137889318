import RecordStore
import RulePlan

/// Runs a pipeline over a frame, step by step, in blocks of bounded size.
struct PipelineRunner {
  /// Tuples that are worked on at a time.
  static let blockSize = TupleBuffer.capacity

  let evaluator: ExpressionEvaluator
  let pipeline: Pipeline
  let sink: any PipelineSink
  /// Rows of the first step to scan; nil for all. How the work is split over the cores.
  var firstScan: Range<Int>?
  /// The only rows of the first step to look at; nil for all.
  var firstRows: [Int32]?
  /// Whether rows are judged that have a day of their own; nil for all days.
  var isJudged: ((CalendarDate) -> Bool)?

  /// - Parameter uncertain: which tuples may not be there; nil where all are.
  func run(_ frame: Frame, uncertain: [UInt8]? = nil) {
    run(
      step: 0, frame, roots: (0..<Int32(frame.count)).map { $0 },
      uncertain: uncertain ?? [UInt8](repeating: 0, count: frame.count))
  }

  private func run(step index: Int, _ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    guard frame.count > 0, !evaluator.context.isCancelled else { return }
    guard index < pipeline.steps.count else {
      sink.take(frame, roots: roots, uncertain: uncertain)
      return
    }
    let step = pipeline.steps[index]
    switch step.source {
    case .value(let expression):
      let inner = frame.extended()
      inner.bind(step.variable.index, evaluator.evaluate(expression, frame))
      filter(step: index, inner, roots: roots, uncertain: uncertain)
    case .day(let expression):
      enterDays(step: index, evaluator.evaluate(expression, frame), frame, roots: roots, uncertain: uncertain)
    case .values(let expression):
      if case .instances(let table) = expression.node {
        scan(step: index, table, frame, roots: roots, uncertain: uncertain)
      } else {
        expand(step: index, evaluator.evaluate(expression, frame), frame, roots: roots, uncertain: uncertain)
      }
    case .scan(let table): scan(step: index, table, frame, roots: roots, uncertain: uncertain)
    }
  }

  /// Whether further rows of a tuple need not be looked at: its outcome is decided, or the evaluation is stopped.
  private func isDone(_ root: Int32) -> Bool { sink.isDecided(root) || evaluator.context.isCancelled }

  // MARK: Sources

  /// From here on, `today` is the day of each tuple. Where it is undetermined, so is whether the tuple is judged.
  private func enterDays(step index: Int, _ days: Values, _ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    var frame = evaluator.frame(frame, on: days)
    var roots = roots
    var uncertain = uncertain
    if let status = days.status {
      for tuple in status.indices where status[tuple] != Values.present { uncertain[tuple] = 1 }
    }
    if let isJudged, case .days(let numbers) = days.vector {
      let places = numbers.indices.filter {
        days.status($0) != Values.present || isJudged(CalendarDate(days: numbers[$0]))
      }
      if places.count < numbers.count {
        let kept = places.map { Int32(clamping: $0) }
        frame = frame.selected(kept)
        roots = roots.gathered(kept)
        uncertain = uncertain.gathered(kept)
      }
    }
    filter(step: index, frame, roots: roots, uncertain: uncertain)
  }

  private func expand(step index: Int, _ values: Values, _ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    guard case .lists(let lists) = values.vector else { return }
    let block = TupleBuffer(expecting: frame.count)
    for tuple in 0..<frame.count {
      if isDone(roots[tuple]) { continue }
      for element in lists.range(tuple) {
        if block.append(tuple: tuple, value: Int32(element)) {
          flush(step: index, block, lists.elements, frame, roots, uncertain)
        }
      }
    }
    flush(step: index, block, lists.elements, frame, roots, uncertain)
    expandOpen(step: index, values, frame, roots)
  }

  /// If the list may be incomplete, a single unknown tuple represents the missing elements.
  private func expandOpen(step index: Int, _ values: Values, _ frame: Frame, _ roots: [Int32]) {
    guard let status = values.status, status.contains(Values.undetermined) else { return }
    let open = status.indices.filter { status[$0] == Values.undetermined && !isDone(roots[$0]) }
    let inner = frame.selected(open.map(Int32.init))
    let variable = pipeline.steps[index].variable
    inner.bind(
      variable.index, evaluator.undetermined(evaluator.context.plan[variable].type, open.count))
    filter(
      step: index, inner, roots: open.map { roots[$0] }, uncertain: [UInt8](repeating: 1, count: open.count))
  }

  private func scan(step index: Int, _ table: TableID, _ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    let step = pipeline.steps[index]
    let block = TupleBuffer(expecting: frame.count)
    guard !step.equalities.isEmpty || step.window != nil else {
      let range =
        index == 0 ? firstScan ?? 0..<evaluator.context.rowCount(table) : 0..<evaluator.context.rowCount(table)
      let hidden = evaluator.context.store.view.hiddenRows(in: table)
      if index == 0, let firstRows {
        for tuple in 0..<frame.count {
          for row in firstRows where !(hidden?.contains(Int(row)) ?? false) {
            if block.append(tuple: tuple, value: row) { flush(step: index, block, nil, frame, roots, uncertain) }
          }
        }
        return flush(step: index, block, nil, frame, roots, uncertain)
      }
      if hidden == nil, frame.count == 1 {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.blockSize) {
          if isDone(roots[0]) { return }
          let count = min(range.upperBound, start + Self.blockSize) - start
          let inner = frame.selected([Int32](repeating: 0, count: count))
          inner.bind(step.variable.index, Values(.rows(Self.rows(from: start, count: count))))
          filter(
            step: index, inner, roots: [Int32](repeating: roots[0], count: count),
            uncertain: [UInt8](repeating: uncertain[0], count: count))
        }
        return
      }
      for tuple in 0..<frame.count {
        for row in range {
          if let hidden, hidden.contains(row) { continue }
          if row & 1023 == 0, isDone(roots[tuple]) { break }
          if block.append(tuple: tuple, value: Int32(row)) { flush(step: index, block, nil, frame, roots, uncertain) }
        }
      }
      return flush(step: index, block, nil, frame, roots, uncertain)
    }
    let index = index
    let rows = evaluator.context.stepIndex(for: step, table: table, evaluator: evaluator)
    let lookup = IndexLookup(step: step, frame: frame, evaluator: evaluator)
    var unknown: [Int] = []
    if let only = rows.only {
      // Without a closure, and the index held once: either would count references for every tuple.
      for tuple in 0..<frame.count {
        if isDone(roots[tuple]) { continue }
        switch lookup.entries(in: only, tuple) {
        case nil: unknown.append(tuple)
        case .some(let entries):
          for entry in entries {
            if block.append(tuple: tuple, value: only.rows[entry]) {
              flush(step: index, block, nil, frame, roots, uncertain)
            }
          }
        }
      }
    } else {
      for tuple in 0..<frame.count {
        if isDone(roots[tuple]) { continue }
        let isKnown = lookup.forEachRow(in: rows, tuple) { row in
          if block.append(tuple: tuple, value: row) { flush(step: index, block, nil, frame, roots, uncertain) }
        }
        if !isKnown { unknown.append(tuple) }
      }
    }
    flush(step: index, block, nil, frame, roots, uncertain)
    let uncertainRows = rows.uncertainRows
    if !uncertainRows.isEmpty {
      let missed = Set(unknown)
      let known = (0..<frame.count).filter { !missed.contains($0) }
      askEach(step: index, uncertainRows, known, frame, roots, uncertain)
    }
    if !unknown.isEmpty { scanWithoutIndex(step: index, table, unknown, frame, roots, uncertain) }
  }

  /// Asks every condition of some rows that the index does not know.
  private func askEach(
    step index: Int, _ rows: [Int32], _ tuples: [Int], _ frame: Frame, _ roots: [Int32], _ uncertain: [UInt8]
  ) {
    let conditions = pipeline.steps[index].indexedConditions + pipeline.steps[index].conditions
    let block = TupleBuffer(expecting: tuples.count)
    for tuple in tuples where !isDone(roots[tuple]) {
      for row in rows {
        if block.append(tuple: tuple, value: row) {
          flush(step: index, block, nil, frame, roots, uncertain, conditions)
        }
      }
    }
    flush(step: index, block, nil, frame, roots, uncertain, conditions)
  }

  private static func rows(from start: Int, count: Int) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { rows, initialized in
      for place in 0..<count { rows[place] = Int32(truncatingIfNeeded: start &+ place) }
      initialized = count
    }
  }

  /// Where the key is undetermined, every row is tested, as if there were no index.
  private func scanWithoutIndex(
    step index: Int, _ table: TableID, _ tuples: [Int], _ frame: Frame, _ roots: [Int32], _ uncertain: [UInt8]
  ) {
    let conditions = pipeline.steps[index].indexedConditions + pipeline.steps[index].conditions
    let hidden = evaluator.context.store.view.hiddenRows(in: table)
    let block = TupleBuffer(expecting: tuples.count)
    for tuple in tuples {
      for row in 0..<evaluator.context.rowCount(table) {
        if let hidden, hidden.contains(row) { continue }
        if row & 1023 == 0, isDone(roots[tuple]) { break }
        if block.append(tuple: tuple, value: Int32(row)) {
          flush(step: index, block, nil, frame, roots, uncertain, conditions)
        }
      }
    }
    flush(step: index, block, nil, frame, roots, uncertain, conditions)
  }

  private func flush(
    step index: Int, _ block: TupleBuffer, _ elements: Values?, _ frame: Frame, _ roots: [Int32], _ uncertain: [UInt8],
    _ conditions: [Expression]? = nil
  ) {
    guard block.count > 0 else { return }
    let (places, values) = block.take()
    let inner = frame.selected(places)
    inner.bind(pipeline.steps[index].variable.index, elements.map { $0.gathered(values) } ?? Values(.rows(values)))
    filter(
      step: index, inner, roots: roots.gathered(places), uncertain: uncertain.gathered(places), conditions)
  }

  // MARK: Conditions

  private func filter(
    step index: Int, _ frame: Frame, roots: [Int32], uncertain: [UInt8], _ conditions: [Expression]? = nil
  ) {
    var frame = frame
    var roots = roots
    var uncertain = uncertain
    for condition in conditions ?? pipeline.steps[index].conditions {
      guard frame.count > 0 else { return }
      let truths = evaluator.evaluate(condition, frame).truths
      guard truths.contains(where: { $0 != 1 }) else { continue }
      var places: [Int32] = []
      for tuple in truths.indices where truths[tuple] != 0 {
        places.append(Int32(tuple))
        if truths[tuple] == 2 { uncertain[tuple] = 1 }
      }
      frame = frame.selected(places)
      roots = roots.gathered(places)
      uncertain = uncertain.gathered(places)
    }
    run(step: index + 1, frame, roots: roots, uncertain: uncertain)
  }
}

extension Pipeline.Step {
  /// The conditions that the index answers.
  var indexedConditions: [Expression] {
    var conditions = equalities.map { equality in
      Expression(.compare(.equal, equality.inner, equality.outer), .boolean, equality.outer.origin)
    }
    guard let window else { return conditions }
    if let lower = window.lower {
      let comparison = window.includesLower ? Comparison.greaterOrEqual : .greater
      conditions.append(Expression(.compare(comparison, window.inner, lower), .boolean, lower.origin))
    }
    if let upper = window.upper {
      let comparison = window.includesUpper ? Comparison.lessOrEqual : .less
      conditions.append(Expression(.compare(comparison, window.inner, upper), .boolean, upper.origin))
    }
    return conditions
  }
}

/// The outer side of the equalities and the window of a step, for every tuple of a frame.
private struct IndexLookup {
  private var keys: [[Int64]] = []
  private var isAbsent: [Bool]
  private var isUndetermined: [Bool]
  private var lower: [Int64]
  private var upper: [Int64]
  private let hasWindow: Bool

  init(step: Pipeline.Step, frame: Frame, evaluator: ExpressionEvaluator) {
    isAbsent = [Bool](repeating: false, count: frame.count)
    isUndetermined = isAbsent
    lower = []
    upper = []
    hasWindow = step.window != nil
    func note(_ values: Values) {
      guard let status = values.status else { return }
      for tuple in status.indices {
        if status[tuple] == Values.missing { isAbsent[tuple] = true }
        if status[tuple] == Values.undetermined { isUndetermined[tuple] = true }
      }
    }
    for equality in step.equalities {
      let values = evaluator.evaluate(equality.outer, frame)
      note(values)
      keys.append(values.vector.integerKeys ?? [Int64](repeating: 0, count: frame.count))
    }
    guard let window = step.window else { return }
    lower = [Int64](repeating: .min, count: frame.count)
    upper = [Int64](repeating: .max, count: frame.count)
    if let bound = window.lower {
      let values = evaluator.evaluate(bound, frame)
      // A missing bound makes the comparison undetermined, and so the row.
      for tuple in 0..<frame.count where values.status(tuple) != Values.present { isUndetermined[tuple] = true }
      if let list = values.vector.integerKeys {
        lower = window.includesLower ? list : list.map { $0 == .max ? $0 : $0 + 1 }
      }
    }
    if let bound = window.upper {
      let values = evaluator.evaluate(bound, frame)
      for tuple in 0..<frame.count where values.status(tuple) != Values.present { isUndetermined[tuple] = true }
      if let list = values.vector.integerKeys {
        upper = window.includesUpper ? list : list.map { $0 == .min ? $0 : $0 - 1 }
      }
    }
  }

  /// Nil where it is undetermined which rows fit.
  func entries(in index: HashIndex, _ tuple: Int) -> Range<Int>? {
    if isUndetermined[tuple] { return nil }
    if isAbsent[tuple] { return 0..<0 }
    let range = index.entries(keys, tuple)
    return hasWindow ? index.narrowed(range, from: lower[tuple], through: upper[tuple]) : range
  }

  /// Calls the body with each row that fits; false where it is undetermined which do.
  func forEachRow(in index: StepIndex, _ tuple: Int, _ body: (Int32) -> Void) -> Bool {
    if isUndetermined[tuple] { return false }
    if isAbsent[tuple] { return true }
    index.forEachRow(keys, tuple, hasWindow ? (lower[tuple], upper[tuple]) : nil, body)
    return true
  }
}
