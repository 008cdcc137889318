import RulePlan

/// Remembered results of correlated subqueries, by the outer values they depend on.
struct SubqueryMemo {
  /// A subquery by the variable of its first step.
  fileprivate struct Name: Hashable {
    var variable: Int
    /// Whether its result depends on `today`, and that is not the day of the evaluation.
    var isOfDay: Bool
  }

  /// One for each subquery.
  fileprivate struct Entry {
    /// The largest expressions of outer variables alone; nil where the subquery is not worth remembering.
    var dependencies: [Expression]?
    var results: Values?
    var places: [[HashKey]: Int32] = [:]
  }

  fileprivate var entries: [Name: Entry] = [:]
  /// Results kept for one subquery; beyond that it is evaluated again.
  fileprivate static let limit = 1 << 20
}

extension ExpressionEvaluator {
  /// Evaluates a subquery for each tuple; once for each distinct value of what it depends on, where that saves work.
  func subquery(
    _ pipeline: Pipeline, _ inner: Expression?, _ frame: Frame, _ evaluate: (Frame) -> Values
  ) -> Values {
    guard frame.count > 1, let variable = pipeline.steps.first?.variable.index else { return evaluate(frame) }
    let isOfDay = frame.hasDays && context.dayDependence.contains(pipeline, inner)
    let name = SubqueryMemo.Name(variable: variable, isOfDay: isOfDay)
    var entry = memo.entries[name] ?? newEntry(pipeline, inner, isOfDay: isOfDay)
    guard let dependencies = entry.dependencies else {
      memo.entries[name] = entry
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
      let key = keyValues.map { HashKey(exactly: $0, tuple) }
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
      memo.entries[name] = SubqueryMemo.Entry(dependencies: nil)
      return evaluate(frame)
    }
    if !fresh.isEmpty {
      let new = evaluate(frame.selected(fresh))
      entry.results = entry.results.map { Values.concatenated([$0, new], like: new.vector) } ?? new
    }
    memo.entries[name] = entry
    return entry.results?.gathered(places) ?? evaluate(frame)
  }

  private func newEntry(_ pipeline: Pipeline, _ inner: Expression?, isOfDay: Bool) -> SubqueryMemo.Entry {
    var finder = OuterDependencies(outer: FreeVariables.of(pipeline, inner))
    finder.visit(pipeline, inner)
    var found = finder.found
    if isOfDay { found.append(Expression(.today, ValueType(.date), .builtIn)) }
    let isKeyable = found.allSatisfy { $0.type.cardinality != .many }
    return SubqueryMemo.Entry(dependencies: isKeyable && found.count <= 6 ? found : nil)
  }
}

/// Finds the largest subexpressions that mention outer variables and no inner one.
private struct OuterDependencies {
  let outer: Set<Int>
  private(set) var found: [Expression] = []
  /// Whether the expression is read on a day of its own: then its result here means nothing, and only the variables
  /// themselves count.
  private var isOfOtherDay = false

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
    if free.isSubset(of: outer), !isOfOtherDay || isVariable(expression) {
      if !found.contains(where: { Self.isSame($0, expression) }) { found.append(expression) }
      return
    }
    switch expression.node {
    case .exists(let pipeline): visit(pipeline, nil)
    case .every(let pipeline, let value), .collect(let pipeline, let value): visit(pipeline, value)
    case .onDay(let value, let day):
      visit(day)
      let wasOfOtherDay = isOfOtherDay
      isOfOtherDay = true
      visit(value)
      isOfOtherDay = wasOfOtherDay
    default: for operand in expression.operands { visit(operand) }
    }
  }

  private func isVariable(_ expression: Expression) -> Bool {
    if case .variable = expression.node { true } else { false }
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
