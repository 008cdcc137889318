/// Collects what bears on an evaluation, going through its expressions with, for each variable, the ways from its rows
/// back to the units.
struct InfluenceReader {
  typealias Route = Influence.Route

  /// The value that a variable stands for.
  private struct Binding {
    /// Of its rows; none for a value that is not a row.
    var routes: [Route]
    /// Whether its value can never be undetermined.
    var isSure: Bool
  }

  private let plan: Plan
  private(set) var routes: InfluenceMap.Routes = [:]
  private var bindings: [Int: Binding] = [:]
  private var visits = 0

  /// Expressions that are gone through for one norm, functions and derived fields written out; ways to one expression;
  /// how deeply functions and derived fields are nested.
  private static let visitLimit = 100_000
  private static let routeLimit = 16
  private static let depthLimit = 200
  private var depth = 0

  init(plan: Plan) { self.plan = plan }

  private(set) var isOverLimit = false

  // MARK: Expressions

  /// Returns whether the requirement is evaluated row by row of its first step.
  mutating func add(_ requirement: Requirement) -> Bool {
    guard let first = requirement.pipeline.steps.first, case .scan(let table) = first.source,
      first.equalities.isEmpty, first.window == nil, requirement.subjects.first == first.variable
    else { return false }
    bindUnit(first.variable, table)
    for condition in first.conditions { visit(condition) }
    for step in requirement.pipeline.steps.dropFirst() { visit(step) }
    visit(requirement.condition)
    return true
  }

  /// Returns whether the model is evaluated subject by subject.
  mutating func add(_ model: AccessModel) -> Bool {
    guard let first = model.subjects.steps.first, case .scan(let table) = first.source, first.equalities.isEmpty,
      first.window == nil
    else { return false }
    bindUnit(first.variable, table)
    for condition in first.conditions { visit(condition) }
    for step in model.subjects.steps.dropFirst() { visit(step) }
    visit(model.rights)
    let pivots = visit(model.pivot)
    bindings[model.pivotVariable.index] = Binding(routes: pivots, isSure: true)
    visit(model.gives)
    if let scope = model.scope {
      let scopes = visit(scope)
      if let containment = model.containment {
        // Where a unit may lie in several, the units below come into it too.
        if plan.schema[containment].type.isMany {
          note(.value(containment), [.whole])
          note(.member(containment.table), [.whole])
        } else {
          follow(containment, from: scopes)
        }
      }
    }
    return true
  }

  /// Over the row of the pivot alone.
  mutating func addPivot(of model: AccessModel) {
    bindings[model.pivotVariable.index] = Binding(routes: [.unit], isSure: true)
    visit(model.gives)
  }

  private mutating func bindUnit(_ variable: VariableID, _ table: TableID) {
    note(.member(table), [.unit])
    bindings[variable.index] = Binding(routes: [.unit], isSure: true)
  }

  private mutating func note(_ cause: Influence.Cause, _ more: [Route]) {
    var known = routes[cause] ?? []
    for route in more {
      if case .unit = route, known.contains(where: { if case .unit = $0 { true } else { false } }) { continue }
      if case .whole = route { known = [] }
      if case .whole = known.first { break }
      known.append(route)
    }
    routes[cause] = known
  }

  // MARK: Pipelines

  private mutating func visit(_ pipeline: Pipeline) { for step in pipeline.steps { visit(step) } }

  private mutating func visit(_ step: Pipeline.Step) {
    switch step.source {
    case .value(let value):
      bindings[step.variable.index] = Binding(routes: visit(value), isSure: isSure(value))
    case .day(let day): visit(day)
    case .values(let values):
      bindings[step.variable.index] = Binding(routes: visit(values), isSure: isSure(values))
    case .scan(let table):
      for equality in step.equalities { visit(equality.outer) }
      var route: [Route] = [.whole]
      for equality in step.equalities {
        if let found = self.route(by: equality, from: step.variable) {
          route = found
          break
        }
      }
      note(.member(table), route)
      bindings[step.variable.index] = Binding(routes: route, isSure: true)
      for equality in step.equalities { visit(equality.inner) }
      if let window = step.window {
        for part in [window.inner, window.lower, window.upper] { if let part { visit(part) } }
      }
    }
    for condition in step.conditions { visit(condition) }
  }

  /// The ways from a row that an equality finds to the units that look for it; nil where they cannot be determined.
  private func route(by equality: Pipeline.Equality, from variable: VariableID) -> [Route]? {
    // Where the key is undetermined, every row is tested.
    guard isSure(equality.outer) else { return nil }
    if case .row = equality.outer.type.scalar {
      var reader = self
      let routes = reader.visit(equality.outer)
      guard !routes.isEmpty else { return nil }
      return routes.map { route in
        if case .whole = route { return .whole }
        return .target(of: equality.inner, over: variable, route)
      }
    }
    let free = FreeVariables.of(equality.outer)
    guard free.count == 1, let outer = free.first, let binding = bindings[outer], !binding.routes.isEmpty,
      case .row(let table) = plan.variables[outer].type.scalar
    else { return nil }
    return binding.routes.map { route in
      if case .whole = route { return .whole }
      return .equal(
        Influence.Lookup(
          inner: equality.inner, innerVariable: variable, outer: equality.outer, outerVariable: VariableID(outer),
          table: table), route)
    }
  }

  /// Whether an expression is there or missing, and never undetermined.
  private func isSure(_ expression: Expression) -> Bool {
    switch expression.node {
    case .variable(let variable): bindings[variable.index]?.isSure ?? false
    case .today: true
    case .field(let base, let field): plan.schema[field].derivation == nil && isSure(base)
    case .component(.dateInZone, _): false
    case .periodFrom(let base), .component(_, let base): isSure(base)
    default: false
    }
  }

  // MARK: Expressions

  /// Notes what an expression reads; the ways from its rows to the units, where it gives rows.
  @discardableResult
  private mutating func visit(_ expression: Expression) -> [Route] {
    visits += 1
    guard visits <= Self.visitLimit, depth <= Self.depthLimit else {
      isOverLimit = true
      return [.whole]
    }
    let routes = visit(expression.node)
    if routes.contains(where: { if case .whole = $0 { true } else { false } }) || routes.count > Self.routeLimit {
      return [.whole]
    }
    return routes
  }

  private mutating func visit(_ node: Expression.Node) -> [Route] {
    switch node {
    case .variable(let variable): return bindings[variable.index]?.routes ?? [.whole]
    case .constant(.instance(let table, let key)):
      note(.member(table), [.instance(table, key: key)])
      return [.instance(table, key: key)]
    case .constant(.list(let elements)):
      return elements.flatMap { visit(Expression.Node.constant($0)) }
    case .constant(.record(_, let values)):
      // The row it refers to is the same for every unit.
      for case let value? in values { _ = visit(Expression.Node.constant(value)) }
      return [.whole]
    case .parameter(let id, on: let day):
      visit(day)
      guard plan.parameters.indices.contains(id.index) else { return [.whole] }
      let parameter = plan.parameters[id.index]
      let values = parameter.steps.map(\.value) + (parameter.override.map { [$0.value] } ?? [])
      return values.flatMap { visit(Expression.Node.constant($0)) }
    case .field(let base, let field): return read(field, of: visit(base))
    case .closure(let base, let field, _): return follow(field, from: visit(base))
    case .instances(let table):
      note(.member(table), [.whole])
      return [.whole]
    case .collect(let pipeline, let value):
      visit(pipeline)
      return visit(value)
    case .exists(let pipeline):
      visit(pipeline)
      return []
    case .every(let pipeline, let condition):
      visit(pipeline)
      visit(condition)
      return []
    case .holds(let subject, _, let model), .performs(let subject, _, let model):
      note(.access(model), visit(subject))
      return []
    case .convert(let money, _, let day):
      visit(money)
      visit(day)
      note(.member(BuiltInTables.exchangeRate), [.whole])
      for field in plan.schema[BuiltInTables.exchangeRate].fields.indices {
        note(.value(FieldID(BuiltInTables.exchangeRate, field)), [.whole])
      }
      return []
    case .function(.addWorkingDays, let operands), .function(.workingDays, let operands):
      for operand in operands { visit(operand) }
      note(.member(BuiltInTables.calendar), [.whole])
      for field in plan.schema[BuiltInTables.calendar].fields.indices {
        note(.value(FieldID(BuiltInTables.calendar, field)), [.whole])
      }
      return []
    case .bind(let variable, let value, let body):
      bindings[variable.index] = Binding(routes: visit(value), isSure: isSure(value))
      return visit(body)
    case .call(let id, let arguments): return call(id, arguments)
    default:
      var routes: [Route] = []
      for operand in Expression(node, .boolean, .builtIn).operands { routes += visit(operand) }
      return routes
    }
  }

  private mutating func read(_ field: FieldID, of rows: [Route]) -> [Route] {
    guard let derivation = plan.schema[field].derivation else {
      note(.value(field), rows)
      guard case .row = plan.schema[field].type.scalar else { return [] }
      return rows.map { extended($0) { .reference(field, $0) } }
    }
    let outer = bindings[derivation.instance.index]
    bindings[derivation.instance.index] = Binding(routes: rows, isSure: true)
    depth += 1
    let routes = visit(derivation.value)
    depth -= 1
    bindings[derivation.instance.index] = outer
    return routes
  }

  /// The rows reached over a field any number of times.
  @discardableResult
  private mutating func follow(_ field: FieldID, from rows: [Route]) -> [Route] {
    guard plan.schema[field].derivation == nil else {
      // Where the field leads is computed for every row of its table.
      _ = read(field, of: [.whole])
      return [.whole]
    }
    let reached = rows.map { extended($0) { .closure(field, $0) } }
    note(.value(field), reached)
    return reached
  }

  private func extended(_ route: Route, _ extend: (Route) -> Route) -> Route {
    switch route {
    case .whole: .whole
    // After an instance that is named, any change bears on every unit.
    case .instance: .whole
    default: extend(route)
    }
  }

  private mutating func call(_ id: FunctionID, _ arguments: [Expression]) -> [Route] {
    guard plan.functions.indices.contains(id.index) else { return [.whole] }
    let function = plan.functions[id.index]
    let given = arguments.map { argument in Binding(routes: visit(argument), isSure: isSure(argument)) }
    let outer = function.parameters.map { bindings[$0.index] }
    for (parameter, binding) in zip(function.parameters, given) { bindings[parameter.index] = binding }
    depth += 1
    let routes = visit(function.body)
    depth -= 1
    for (parameter, binding) in zip(function.parameters, outer) { bindings[parameter.index] = binding }
    return routes
  }
}
