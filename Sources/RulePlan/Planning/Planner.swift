/// Turns conditions of pipelines into what an index can answer. The meaning stays the same: a condition is moved only
/// where it cannot be undetermined, and where the equality of a missing value would have been false in any case.
public struct Planner {
  private let plan: Plan
  /// Nil where every row is judged on the day of the evaluation.
  private let dependence: DayDependence?
  /// The arguments that the parameters of a function stand for where its body replaces a call.
  private var arguments: [VariableID: Expression] = [:]

  private init(plan: Plan, dependence: DayDependence?) {
    self.plan = plan
    self.dependence = dependence
  }

  /// The same plan with equalities and windows in its pipelines. Linear in the plan.
  public static func planned(_ plan: Plan) -> Plan {
    let hasDays = plan.requirements.contains { $0.day != nil }
    let planner = Planner(plan: plan, dependence: hasDays ? DayDependence(plan: plan) : nil)
    var result = plan
    for index in result.requirements.indices {
      result.requirements[index].pipeline = planner.planned(plan.requirements[index].pipeline)
      result.requirements[index].condition = planner.planned(plan.requirements[index].condition)
    }
    for index in result.functions.indices { result.functions[index].body = planner.planned(plan.functions[index].body) }
    for index in result.accessModels.indices {
      result.accessModels[index].subjects = planner.planned(plan.accessModels[index].subjects)
      result.accessModels[index].rights = planner.planned(plan.accessModels[index].rights)
      result.accessModels[index].gives = planner.planned(plan.accessModels[index].gives)
    }
    planner.planTemplates(of: &result)
    for table in result.schema.tables.indices {
      for field in result.schema.tables[table].fields.indices {
        guard let derivation = plan.schema.tables[table].fields[field].derivation else { continue }
        result.schema.tables[table].fields[field].derivation = Derivation(
          instance: derivation.instance, value: planner.planned(derivation.value))
      }
    }
    return result
  }

  private func planTemplates(of plan: inout Plan) {
    for index in plan.dutyTemplates.indices {
      plan.dutyTemplates[index].formula = planned(plan.dutyTemplates[index].formula)
    }
    for index in plan.segregationTemplates.indices {
      let template = plan.segregationTemplates[index]
      plan.segregationTemplates[index].conditions = template.conditions.map(planned)
      plan.segregationTemplates[index].conflict = planned(template.conflict)
    }
  }

  private func planned(_ formula: DutyTemplate.Formula) -> DutyTemplate.Formula {
    switch formula {
    case .entitlement: formula
    case .values(let value, let isPattern): .values(planned(value), isPattern: isPattern)
    case .any(let parts): .any(parts.map { planned($0) })
    case .all(let parts): .all(parts.map { planned($0) })
    }
  }

  private func planned(_ conflict: SegregationTemplate.Conflict) -> SegregationTemplate.Conflict {
    func planned(_ part: SegregationTemplate.Part) -> SegregationTemplate.Part {
      if case .ofRows(let value, let table) = part { .ofRows(self.planned(value), table) } else { part }
    }
    return switch conflict {
    case .separated(let first, from: let others): .separated(planned(first), from: others.map(planned))
    case .atMost(let limit, of: let parts): .atMost(self.planned(limit), of: parts.map(planned))
    }
  }

  /// The same expression with equalities and windows in its pipelines: for expressions besides the norms of a plan.
  /// Linear in the expression.
  public static func planned(_ expression: Expression, of plan: Plan) -> Expression {
    Planner(plan: plan, dependence: nil).planned(expression)
  }

  // MARK: Pipelines

  func planned(_ pipeline: Pipeline) -> Pipeline {
    var result = pipeline
    for index in result.steps.indices {
      switch result.steps[index].source {
      case .scan: break
      case .values(let source):
        if case .instances(let table) = source.node {
          result.steps[index].source = .scan(table)
        } else {
          result.steps[index].source = .values(planned(source))
        }
      case .value(let value): result.steps[index].source = .value(planned(value))
      case .day(let day): result.steps[index].source = .day(planned(day))
      }
    }
    // Each condition goes to the first step at which all of its variables are bound, and `today` is what it means there.
    let own = result.steps.map(\.variable.index)
    let dayStep = result.steps.firstIndex { if case .day = $0.source { true } else { false } }
    var conditions: [[Expression]] = result.steps.map { _ in [] }
    for (index, step) in pipeline.steps.enumerated() {
      for condition in step.conditions.map(planned).flatMap(Self.conjuncts) {
        let variables = FreeVariables.of(condition)
        var place = own.lastIndex { variables.contains($0) } ?? 0
        if let dayStep, place < dayStep, index >= dayStep, dependence?.contains(condition) ?? true { place = dayStep }
        conditions[min(index, place)].append(condition)
      }
    }
    for index in result.steps.indices {
      result.steps[index].conditions = []
      distribute(conditions[index], over: &result.steps[index])
    }
    return result
  }

  /// The operands of nested `and`s.
  private static func conjuncts(_ condition: Expression) -> [Expression] {
    if case .and(let operands) = condition.node { return operands.flatMap(conjuncts) }
    return [condition]
  }

  private func distribute(_ conditions: [Expression], over step: inout Pipeline.Step) {
    guard case .scan = step.source else {
      step.conditions = conditions
      return
    }
    for condition in conditions {
      if let equality = equality(condition, step.variable.index) {
        step.equalities.append(equality)
      } else if step.window == nil, let window = window(condition, step.variable.index) {
        step.window = window
      } else {
        step.conditions.append(condition)
      }
    }
  }

  /// `inner == outer`, one side over the variable of the step alone, the other over earlier ones.
  private func equality(_ condition: Expression, _ variable: Int) -> Pipeline.Equality? {
    guard case .compare(.equal, let left, let right) = condition.node, isIndexable(left.type.scalar) else { return nil }
    guard isKey(left), isKey(right) else { return nil }
    let a = FreeVariables.of(left)
    let b = FreeVariables.of(right)
    if a == [variable], !b.contains(variable), !b.isEmpty { return Pipeline.Equality(inner: left, outer: right) }
    if b == [variable], !a.contains(variable), !a.isEmpty { return Pipeline.Equality(inner: right, outer: left) }
    return nil
  }

  private func window(_ condition: Expression, _ variable: Int) -> Pipeline.Window? {
    func isInner(_ expression: Expression) -> Bool {
      isOrdered(expression.type.scalar) && isKey(expression)
        && FreeVariables.of(expression) == [variable]
    }
    func isOuter(_ expression: Expression) -> Bool {
      let variables = FreeVariables.of(expression)
      return !variables.contains(variable) && !variables.isEmpty
    }
    switch condition.node {
    case .isInRange(let value, let lower, let upper, let includesUpper):
      guard isInner(value), isOuter(lower), isOuter(upper) else { return nil }
      return Pipeline.Window(
        inner: value, lower: lower, includesLower: true, upper: upper, includesUpper: includesUpper)
    case .compare(let comparison, let left, let right):
      if isInner(left), isOuter(right) { return bound(comparison, left, right) }
      if isInner(right), isOuter(left) { return bound(comparison.mirrored, right, left) }
      return nil
    default: return nil
    }
  }

  private func bound(_ comparison: Comparison, _ inner: Expression, _ outer: Expression) -> Pipeline.Window? {
    switch comparison {
    case .less, .lessOrEqual:
      return Pipeline.Window(
        inner: inner, lower: nil, includesLower: true, upper: outer, includesUpper: comparison == .lessOrEqual)
    case .greater, .greaterOrEqual:
      return Pipeline.Window(
        inner: inner, lower: outer, includesLower: comparison == .greaterOrEqual, upper: nil, includesUpper: true)
    default: return nil
    }
  }

  /// Types whose values are whole numbers inside.
  private func isIndexable(_ type: ScalarType) -> Bool {
    switch type {
    case .text, .boolean, .integer, .date, .timestamp, .dataSize, .enumeration, .row: true
    case .decimal, .percent, .money, .duration, .period, .version: false
    }
  }

  private func isOrdered(_ type: ScalarType) -> Bool {
    switch type {
    case .integer, .date, .timestamp, .dataSize: true
    default: false
    }
  }

  /// Whether the value of an expression is there or missing, but never undetermined.
  private func isSure(_ expression: Expression) -> Bool {
    switch expression.node {
    case .variable, .today: return true
    case .constant(let constant):
      switch constant {
      // There may be no such instance, be it as a field of a record.
      case .instance, .record: return false
      default: return true
      }
    case .field(let base, let field):
      return plan.schema[field].derivation == nil && isSure(base) && !expression.type.isMany
    case .component(.dateInZone, _): return false
    case .periodFrom(let base), .component(_, let base): return isSure(base)
    default: return false
    }
  }

  /// Whether rows can be found by a value: it is a path, or a plain function of paths, the same on every day. An index
  /// keeps rows apart whose value turns out to be undetermined, and a lookup by an undetermined value asks every row.
  private func isKey(_ expression: Expression) -> Bool {
    if isSure(expression) { return true }
    var waiting = [expression]
    while let next = waiting.popLast() {
      switch next.node {
      case .function(let function, let operands):
        guard function.isPlain else { return false }
        waiting += operands
      case .arithmetic(_, let first, let second), .otherwise(let first, let second):
        guard isIndexable(next.type.scalar), !next.type.scalar.isRow else { return false }
        waiting += [first, second]
      case .negate(let operand): waiting.append(operand)
      case .today: return false
      default: if !isSure(next) { return false }
      }
    }
    return true
  }

  // MARK: Expressions

  func planned(_ expression: Expression) -> Expression {
    if case .variable(let variable) = expression.node, let argument = arguments[variable] { return argument }
    if case .call(let function, let arguments) = expression.node, let body = body(of: function, arguments) {
      return body
    }
    var result = expression
    result.node = planned(expression.node)
    return result
  }

  /// The body of a function with its arguments put in, so that an equality in it can become an index. Nil where an
  /// argument is more than a path, or the body has rows of its own, whose variables are bound only once in a plan.
  private func body(of id: FunctionID, _ arguments: [Expression]) -> Expression? {
    let function = plan.functions[id.index]
    let arguments = arguments.map(planned)
    guard function.parameters.count == arguments.count, arguments.allSatisfy(isSure), isPlain(function.body) else {
      return nil
    }
    var planner = Planner(plan: plan, dependence: dependence)
    planner.arguments = Dictionary(zip(function.parameters, arguments)) { first, _ in first }
    return planner.planned(function.body)
  }

  /// Whether an expression is short, binds nothing and reads all its arguments on one day. Functions do not call themselves, so this comes to an end.
  private func isPlain(_ expression: Expression) -> Bool {
    var waiting = [expression]
    var count = 0
    while let next = waiting.popLast() {
      count += 1
      switch next.node {
      case .collect, .exists, .every, .bind, .onDay: return false
      case .call(let function, _): waiting.append(plan.functions[function.index].body)
      default: break
      }
      if count > 32 { return false }
      waiting += next.operands
    }
    return true
  }

  private func planned(_ node: Expression.Node) -> Expression.Node {
    switch node {
    case .constant, .variable, .today, .instances: node
    case .field(let base, let field): .field(planned(base), field)
    case .periodFrom(let base): .periodFrom(planned(base))
    case .periodUntil(let base): .periodUntil(planned(base))
    case .component(let component, let base): .component(component, planned(base))
    case .closure(let base, let field, let includesStart): .closure(planned(base), field, includesStart: includesStart)
    case .list(let list): .list(list.map(planned))
    case .collect(let pipeline, let value): .collect(planned(pipeline), planned(value))
    case .distinct(let base): .distinct(planned(base))
    case .not(let operand): .not(planned(operand))
    case .and(let operands): .and(operands.map(planned))
    case .or(let operands): .or(operands.map(planned))
    case .implies(let left, let right): .implies(planned(left), planned(right))
    case .compare(let comparison, let left, let right): .compare(comparison, planned(left), planned(right))
    case .like(let text, let pattern): .like(planned(text), pattern)
    case .isMember(let element, let collection): .isMember(planned(element), of: planned(collection))
    case .isInRange(let value, let lower, let upper, let includesUpper):
      .isInRange(planned(value), lower: planned(lower), upper: planned(upper), includesUpper: includesUpper)
    case .isPresent(let operand): .isPresent(planned(operand))
    case .periodContains(let period, let value): .periodContains(planned(period), planned(value))
    case .overlaps(let left, let right): .overlaps(planned(left), planned(right))
    case .isSubset(let left, let right): .isSubset(planned(left), of: planned(right))
    case .holds(let subject, let pattern, let model): .holds(planned(subject), pattern, in: model)
    case .performs(let subject, let duty, let model): .performs(planned(subject), duty, in: model)
    case .exists(let pipeline): .exists(planned(pipeline))
    case .every(let pipeline, let condition): .every(planned(pipeline), planned(condition))
    case .otherwise(let first, let second): .otherwise(planned(first), planned(second))
    case .arithmetic(let operation, let left, let right): .arithmetic(operation, planned(left), planned(right))
    case .negate(let operand): .negate(planned(operand))
    case .decimal(let operand): .decimal(planned(operand))
    case .convert(let money, let currency, let day): .convert(planned(money), to: currency, on: planned(day))
    case .parameter(let parameter, let day): .parameter(parameter, on: planned(day))
    case .count(let operand): .count(planned(operand))
    case .aggregate(let aggregate, let operand): .aggregate(aggregate, planned(operand))
    case .period(let from, let until): .period(from: planned(from), until: until.map(planned))
    case .call(let function, let arguments): .call(function, arguments.map(planned))
    case .function(let function, let operands): .function(function, operands.map(planned))
    case .choose(let condition, let first, let second):
      .choose(planned(condition), planned(first), planned(second))
    case .onDay(let value, let day): .onDay(planned(value), day: planned(day))
    case .bind(let variable, let value, let body): .bind(variable, planned(value), in: planned(body))
    }
  }
}

extension Comparison {
  /// The comparison with its sides exchanged.
  public var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension ScalarType {
  fileprivate var isRow: Bool { if case .row = self { true } else { false } }
}

extension BuiltInFunction {
  /// Whether it depends on its operands alone, none of which is several values.
  fileprivate var isPlain: Bool {
    switch self {
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute, .modulo, .lower, .upper, .trim, .collapse,
      .length,
      .before, .after, .digits, .concatenate, .text, .weekday, .quarter, .endOfMonth, .fiscalYear:
      true
    // Those of the last line depend on a calendar of the data, or are conditions, which are rarely compared.
    case .startsWith, .endsWith, .containsText, .matches, .similarity, .join, .percentile, .rank, .addWorkingDays,
      .workingDays:
      false
    }
  }
}
