import RecordStore
import RulePlan

/// The rows that something is evaluated for.
enum UnitRows {
  case whole
  /// In ascending order, each once.
  case rows([Int32])

  static let none = UnitRows.rows([])

  mutating func formUnion(_ other: UnitRows) {
    switch (self, other) {
    case (.whole, _), (_, .rows([])): break
    case (_, .whole), (.rows([]), _): self = other
    case (.rows(let own), .rows(let more)):
      if own != more { self = .rows(Set(own + more).sorted()) }
    }
  }
}

/// Follows what differs between two states of the data back to the units whose evaluation may have read it.
///
/// A unit for which something comes out otherwise has read, first of all, one row or value that differs; what led there
/// was the same in both states. So it is enough to go back through one of the two, and to look in both only at what
/// differs itself.
struct InfluenceTracer {
  private let before: EvaluationContext
  private let after: EvaluationContext
  let difference: DataDifference
  private let evaluators: [ExpressionEvaluator]
  private var subjects: [Int: UnitRows] = [:]

  init(before: EvaluationContext, after: EvaluationContext) {
    self.before = before
    self.after = after
    difference = DataDifference(from: before.state, to: after.state)
    evaluators = [ExpressionEvaluator(context: before), ExpressionEvaluator(context: after)]
  }

  /// The units affected by the difference.
  mutating func units(by routes: InfluenceMap.Routes) -> UnitRows {
    var units = UnitRows.none
    for (table, rows) in difference.members {
      for route in routes[.member(table)] ?? [] { units.formUnion(follow(rows, route)) }
    }
    for (field, rows) in difference.values {
      for route in routes[.value(field)] ?? [] { units.formUnion(follow(rows, route)) }
    }
    for (cause, ways) in routes {
      guard case .access(let model) = cause else { continue }
      switch subjects(of: model) {
      case .rows(let rows): for route in ways { units.formUnion(follow(rows, route)) }
      case .whole: units = .whole
      }
    }
    return units
  }

  /// The subjects to whom an access model may give something else.
  mutating func subjects(of model: AccessModelID) -> UnitRows {
    if let known = subjects[model.index] { return known }
    let routes = before.influences.models
    // A model whose rights depend on its own entitlements is taken as a whole.
    subjects[model.index] = .whole
    let units = routes.indices.contains(model.index) ? units(by: routes[model.index]) : .whole
    subjects[model.index] = units
    return units
  }

  /// The units that may reach some rows by a route.
  func follow(_ rows: [Int32], _ route: Influence.Route) -> UnitRows {
    var rows = rows
    var route = route
    while !rows.isEmpty {
      switch route {
      case .unit: return .rows(Set(rows).sorted())
      case .whole: return .whole
      case .instance(let table, let key):
        guard let symbol = after.store.symbols.symbol(of: key),
          let row = after.store[table].keys?.row(of: symbol), rows.contains(Int32(clamping: row))
        else { return .none }
        return .whole
      case .reference(let field, let next):
        rows = referrers(field, rows)
        route = next
      case .closure(let field, let next):
        rows = leading(to: rows, over: field)
        route = next
      case .target(let expression, let variable, let next):
        rows = targets(expression, variable, rows)
        route = next
      case .equal(let lookup, let next):
        guard let found = lookingFor(rows, lookup) else { return .whole }
        rows = found
        route = next
      }
    }
    return .none
  }

  private func referrers(_ field: FieldID, _ rows: [Int32]) -> [Int32] {
    let before = before.referrers(field, of: rows)
    guard let replaced = after.difference.values[field] else { return before }
    return Set(before + replaced).sorted()
  }

  /// The rows that lead to some over a field any number of times, and those themselves.
  private func leading(to rows: [Int32], over field: FieldID) -> [Int32] {
    var seen = Set(rows)
    var fresh = rows
    while !fresh.isEmpty { fresh = referrers(field, fresh).filter { seen.insert($0).inserted } }
    return seen.sorted()
  }

  /// The rows that a value over some refers to, in either state.
  private func targets(_ expression: Expression, _ variable: VariableID, _ rows: [Int32]) -> [Int32] {
    var targets: Set<Int32> = []
    for values in values(expression, variable, rows) {
      guard case .rows(let found) = values.vector else { continue }
      for target in found where target >= 0 { targets.insert(target) }
    }
    return targets.sorted()
  }

  private func values(_ expression: Expression, _ variable: VariableID, _ rows: [Int32]) -> [Values] {
    evaluators.map { $0.evaluate(expression, Frame(count: rows.count, own: [variable.index: Values(.rows(rows))])) }
  }

  /// The rows whose outer value equals the inner value of some, in either state; nil where that cannot be determined.
  private func lookingFor(_ rows: [Int32], _ lookup: Influence.Lookup) -> [Int32]? {
    guard let outer = lookup.outer.fields(from: lookup.outerVariable),
      outer.beyond.allSatisfy({ before.difference.values[$0] == nil && after.difference.values[$0] == nil })
    else { return nil }
    let index = after.lookup(lookup)
    var found: Set<Int32> = []
    for values in values(lookup.inner, lookup.innerVariable, rows) {
      guard let keys = values.vector.integerKeys else { return nil }
      for tuple in keys.indices where values.status(tuple) == Values.present {
        for entry in index.entries([keys], tuple) { found.insert(index.rows[entry]) }
      }
    }
    for field in outer.own {
      found.formUnion(before.difference.values[field] ?? [])
      found.formUnion(after.difference.values[field] ?? [])
    }
    return found.sorted()
  }
}

extension EvaluationContext {
  /// The rows from which a path leads to some rows, and perhaps others; nil for any other expression.
  func rows(from variable: VariableID, leadingTo rows: [Int32], by path: Expression) -> [Int32]? {
    switch path.node {
    case .variable(variable): return rows
    case .field(let base, let field) where plan.schema[field].derivation == nil:
      return self.rows(from: variable, leadingTo: referrers(field, of: rows), by: base)
    default: return nil
    }
  }
}

extension Expression {
  /// The fields that a path, or a value made of paths, reads: of the row of a variable itself, and of rows beyond it. Nil
  /// for any other expression.
  func fields(from variable: VariableID) -> (own: [FieldID], beyond: [FieldID])? {
    switch node {
    case .variable(variable), .today, .constant: return ([], [])
    case .field(let base, let field):
      if case .variable(variable) = base.node { return ([field], []) }
      return base.fields(from: variable).map { ($0.own, $0.beyond + [field]) }
    case .periodFrom(let base), .component(_, let base), .negate(let base): return base.fields(from: variable)
    case .function(_, let operands): return Self.fields(of: operands, from: variable)
    case .arithmetic(_, let first, let second), .otherwise(let first, let second):
      return Self.fields(of: [first, second], from: variable)
    default: return nil
    }
  }

  private static func fields(
    of operands: [Expression], from variable: VariableID
  ) -> (own: [FieldID], beyond: [FieldID])? {
    var all: (own: [FieldID], beyond: [FieldID]) = ([], [])
    for operand in operands {
      guard let fields = operand.fields(from: variable) else { return nil }
      all.own += fields.own
      all.beyond += fields.beyond
    }
    return all
  }
}

extension Pipeline.Step {
  /// The fields by which its index finds rows: of the rows themselves, and beyond them.
  var indexedFields: (own: [FieldID], beyond: [FieldID])? {
    var own: [FieldID] = []
    var beyond: [FieldID] = []
    for expression in equalities.map(\.inner) + (window.map { [$0.inner] } ?? []) {
      guard let fields = expression.fields(from: variable) else { return nil }
      own += fields.own
      beyond += fields.beyond
    }
    return (own, beyond)
  }
}
