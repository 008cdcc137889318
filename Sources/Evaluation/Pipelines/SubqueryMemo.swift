import RulePlan

/// Remembered results of correlated subqueries, by the outer values they depend on.
struct SubqueryMemo {
  /// One for each subquery, known by the variable of its first step.
  fileprivate struct Entry {
    /// The largest expressions of outer variables alone; nil where the subquery is not worth remembering.
    var dependencies: [Expression]?
    var results: Values?
    var places: [[HashKey]: Int32] = [:]
  }

  fileprivate var entries: [Int: Entry] = [:]
  /// Results kept for one subquery; beyond that it is evaluated again.
  fileprivate static let limit = 1 << 20
}

extension ExpressionEvaluator {
  /// Evaluates a subquery for each tuple; once for each distinct value of what it depends on, where that saves work.
  func subquery(
    _ pipeline: Pipeline, _ inner: Expression?, _ frame: Frame, _ evaluate: (Frame) -> Values
  ) -> Values {
    guard frame.count > 1, let variable = pipeline.steps.first?.variable.index else { return evaluate(frame) }
    var entry = memo.entries[variable] ?? newEntry(pipeline, inner)
    guard let dependencies = entry.dependencies else {
      memo.entries[variable] = entry
      return evaluate(frame)
    }
    let keyValues = dependencies.map { self.evaluate($0, frame) }
    var places = [Int32](repeating: 0, count: frame.count)
    var fresh: [Int32] = []
    var base = Int32(entry.results?.count ?? 0)
    if base > SubqueryMemo.limit {
      entry.places = [:]
      entry.results = nil
      base = 0
    }
    for tuple in 0..<frame.count {
      let key = keyValues.map { HashKey($0, tuple) }
      if let place = entry.places[key] {
        places[tuple] = place
      } else {
        let place = base + Int32(fresh.count)
        entry.places[key] = place
        places[tuple] = place
        fresh.append(Int32(tuple))
      }
    }
    if frame.count >= 64, fresh.count * 10 > frame.count * 7 {
      // Nearly every tuple has a value of its own: remembering costs more than it saves.
      memo.entries[variable] = SubqueryMemo.Entry(dependencies: nil)
      return evaluate(frame)
    }
    if !fresh.isEmpty {
      let new = evaluate(frame.selected(fresh))
      entry.results = entry.results.map { Values.concatenated([$0, new], like: new.vector) } ?? new
    }
    memo.entries[variable] = entry
    return entry.results?.gathered(places) ?? evaluate(frame)
  }

  private func newEntry(_ pipeline: Pipeline, _ inner: Expression?) -> SubqueryMemo.Entry {
    var finder = OuterDependencies(outer: FreeVariables.of(pipeline, inner))
    finder.visit(pipeline, inner)
    let isKeyable = finder.found.allSatisfy { $0.type.cardinality != .many }
    return SubqueryMemo.Entry(dependencies: isKeyable && finder.found.count <= 6 ? finder.found : nil)
  }
}

/// Finds the largest subexpressions that mention outer variables and no inner one.
private struct OuterDependencies {
  let outer: Set<Int>
  private(set) var found: [Expression] = []

  init(outer: Set<Int>) { self.outer = outer }

  mutating func visit(_ pipeline: Pipeline, _ inner: Expression?) {
    for operand in pipeline.operands { visit(operand) }
    if let inner { visit(inner) }
  }

  private mutating func visit(_ expression: Expression) {
    let free = FreeVariables.of(expression)
    if free.isDisjoint(with: outer) {
      if case .collect(let pipeline, let value) = expression.node { visit(pipeline, value) }
      return
    }
    if free.isSubset(of: outer) {
      if !found.contains(where: { Self.isSame($0, expression) }) { found.append(expression) }
      return
    }
    switch expression.node {
    case .exists(let pipeline): visit(pipeline, nil)
    case .every(let pipeline, let value), .collect(let pipeline, let value): visit(pipeline, value)
    default: for operand in expression.operands { visit(operand) }
    }
  }

  /// Whether two expressions are the same path.
  static func isSame(_ left: Expression, _ right: Expression) -> Bool {
    switch (left.node, right.node) {
    case (.variable(let a), .variable(let b)): a == b
    case (.field(let a, let f), .field(let b, let g)): f == g && isSame(a, b)
    default: false
    }
  }
}
