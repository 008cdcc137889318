/// Collects the boundaries of an evaluation, going through its expressions with what each comes to as far as days go.
///
/// Between two boundaries that follow each other every expression comes to the same on every day, but for days and
/// durations that move with `today`; what moves may only be compared, and there the boundary is.
struct DayBoundaryReader {
  private(set) var boundaries: Set<DayBoundary> = []
  private(set) var accesses: Set<Int> = []
  private(set) var changesDaily = false

  let plan: Plan
  private let written: WrittenRecords
  private let access: (AccessModelID, DayValue) -> Int?
  private var today: DayValue
  private var bindings: [Int: DayValue] = [:]
  /// Derived fields; nil for one that is being read.
  private var fields: [FieldKey: DayValue?] = [:]
  private var calls: [CallKey: DayValue] = [:]
  private var visits = 0
  private var depth = 0

  private struct FieldKey: Hashable {
    var field: FieldID
    var today: DayValue
  }

  private struct CallKey: Hashable {
    var function: FunctionID
    var arguments: [DayValue]
    var today: DayValue
  }

  /// Expressions that are visited for one norm, and how deep functions and derived fields are nested.
  private static let visitLimit = 100_000
  private static let depthLimit = 200

  /// - Parameters:
  ///   - today: what `today` is; where something is evaluated for another day than that of the evaluation, that day.
  ///   - access: the index of what an access model gives on some `today`; nil where there is none.
  init(
    plan: Plan, written: WrittenRecords, today: DayValue, access: @escaping (AccessModelID, DayValue) -> Int?
  ) {
    self.plan = plan
    self.written = written
    self.today = today
    self.access = access
  }

  // MARK: What is evaluated

  mutating func add(_ requirement: Requirement) {
    visit(requirement.pipeline)
    visit(requirement.condition)
    // A finding is known by the values that it is about.
    if requirement.subjects.contains(where: { bindings[$0.index]?.isMoving ?? false }) { changesDaily = true }
  }

  /// The values that decide which norms there are, and which duties they keep apart.
  mutating func add(_ template: SegregationTemplate) {
    for value in template.changing { visit(value) }
    var tables: Set<TableID> = []
    for case .ofRows(_, let table) in template.conflict.parts { tables.insert(table) }
    for duty in plan.dutyTemplates where tables.contains(duty.table) {
      for value in duty.formula.values { visit(value) }
    }
  }

  mutating func add(_ model: AccessModel) {
    visit(model.subjects)
    visit(model.rights)
    bindings[model.pivotVariable.index] = visit(model.pivot)
    visit(model.gives)
    if let scope = model.scope { visit(scope) }
    if let containment = model.containment { _ = read(containment) }
  }

  /// The days on which a norm comes into force and ceases to be.
  mutating func addForce(of norm: Norm) {
    if let from = norm.inForceFrom { cross(today, DayValue(.date(from)), .greaterOrEqual) }
    if let until = norm.inForceUntil { cross(today, DayValue(.date(until)), .lessOrEqual) }
  }

  /// Notes the rights by an access model, on the `today` of here.
  mutating func note(access model: AccessModelID) {
    if let index = access(model, today) { accesses.insert(index) } else { changesDaily = true }
  }

  // MARK: Pipelines

  private mutating func visit(_ pipeline: Pipeline) {
    for step in pipeline.steps {
      switch step.source {
      case .scan: bindings[step.variable.index] = .steady
      case .values(let value), .value(let value): bindings[step.variable.index] = visit(value)
      case .day(let value):
        // A row is judged from its day on; everything after it is read on that day.
        let day = visit(value)
        cross(today, day, .greaterOrEqual)
        // A finding says on which day its row was judged.
        if day.isMoving { noteDaily() }
        today = day
      }
      for equality in step.equalities { cross(visit(equality.inner), visit(equality.outer), .equal) }
      if let window = step.window {
        let inner = visit(window.inner)
        if let lower = window.lower { cross(inner, visit(lower), window.includesLower ? .greaterOrEqual : .greater) }
        if let upper = window.upper { cross(inner, visit(upper), window.includesUpper ? .lessOrEqual : .less) }
      }
      for condition in step.conditions { visit(condition) }
    }
  }

  // MARK: Expressions

  @discardableResult
  mutating func visit(_ expression: Expression) -> DayValue {
    visits += 1
    guard visits <= Self.visitLimit, depth <= Self.depthLimit else {
      changesDaily = true
      return .unknown
    }
    let value = visit(expression.node)
    guard value.count > DayValue.limit else { return value }
    if value.isMoving { changesDaily = true }
    return .unknown
  }

  private mutating func visit(_ node: Expression.Node) -> DayValue {
    switch node {
    case .constant(let constant): return DayValue(constant)
    case .variable(let variable): return bindings[variable.index] ?? .unknown
    case .today: return today
    case .field(let base, let field):
      visit(base)
      return read(field)
    case .closure(let base, let field, _):
      visit(base)
      return read(field)
    case .periodFrom(let base): return visit(base).starts
    case .periodUntil(let base): return visit(base).ends
    case .component(let component, let base): return self.component(component, visit(base))
    case .instances: return .steady
    case .collect(let pipeline, let value):
      visit(pipeline)
      return visit(value)
    case .exists(let pipeline):
      visit(pipeline)
      return .steady
    case .every(let pipeline, let condition):
      visit(pipeline)
      visit(condition)
      return .steady
    case .list(let elements): return elements.reduce(into: .steady) { $0 = $0.union(visit($1)) }
    case .distinct(let base), .aggregate(.minimum, let base), .aggregate(.maximum, let base),
      .aggregate(.mode, let base):
      return chosen(visit(base))
    case .otherwise(let first, let second): return visit(first).union(visit(second))
    case .choose(let condition, let first, let second):
      visit(condition)
      return visit(first).union(visit(second))
    case .function(_, let operands):
      var result = DayValue.unknown
      for operand in operands { result = steady(visit(operand), .unknown) }
      return result
    case .compare(let comparison, let left, let right):
      cross(visit(left), visit(right), comparison)
      return .steady
    case .isMember(let element, let collection):
      cross(visit(element), visit(collection), .equal)
      return .steady
    case .isSubset(let left, let right):
      cross(visit(left), visit(right), .equal)
      return .steady
    case .isInRange(let value, let lower, let upper, let includesUpper):
      let inner = visit(value)
      cross(inner, visit(lower), .greaterOrEqual)
      cross(inner, visit(upper), includesUpper ? .lessOrEqual : .less)
      return .steady
    case .periodContains(let period, let value):
      let outer = visit(period)
      let inner = visit(value)
      let isPeriod = value.type.scalar == .period
      cross(inner.starts, outer.starts, .greaterOrEqual)
      cross(isPeriod ? inner.ends : inner.starts, outer.ends, .lessOrEqual)
      return .steady
    case .overlaps(let left, let right):
      let a = visit(left)
      let b = visit(right)
      for period in [a, b] { cross(period.starts, period.ends, .lessOrEqual) }
      cross(a.starts, b.ends, .lessOrEqual)
      cross(b.starts, a.ends, .lessOrEqual)
      return .steady
    case .holds(let subject, _, let model), .performs(let subject, _, let model):
      visit(subject)
      note(access: model)
      return .steady
    case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right)
    case .negate(let base): return negated(visit(base))
    case .convert(let money, _, let day):
      visit(money)
      let valid = BuiltInTables.ExchangeRateField.valid
      let rates = DayValue(column: valid, .period)
      let asked = visit(day)
      cross(asked, rates.starts, .greaterOrEqual)
      cross(asked, rates.ends, .lessOrEqual)
      return .steady
    case .parameter(let id, let day): return parameter(id, visit(day))
    case .period(let from, let until):
      let last = until.map { visit($0) } ?? .steady
      let first = visit(from)
      return DayValue(days: first.days, lastDays: last.days, isUnknown: first.isUnknown || last.isUnknown)
    case .call(let function, let arguments): return call(function, arguments)
    case .onDay(let value, let day):
      let outer = today
      today = visit(day)
      let result = visit(value)
      today = outer
      return result
    case .bind(let variable, let value, let body):
      bindings[variable.index] = visit(value)
      return visit(body)
    case .isPresent(let base), .count(let base):
      // Whether a value is there, and how many, does not move with it.
      visit(base)
      return .steady
    case .not(let base), .like(let base, _), .decimal(let base), .aggregate(.sum, let base),
      .aggregate(.average, let base), .aggregate(.median, let base), .aggregate(.standardDeviation, let base):
      return steady(visit(base), .unknown)
    case .and(let operands), .or(let operands):
      for operand in operands { visit(operand) }
      return .steady
    case .implies(let premise, let conclusion):
      visit(premise)
      visit(conclusion)
      return .steady
    }
  }

  /// A value of which nothing is known, where what it is computed from does not move.
  func steadyResult(_ type: ValueType) -> DayValue {
    switch type.scalar {
    case .date, .timestamp, .duration, .period: .unknown
    case .text, .boolean, .integer, .decimal, .percent, .money, .dataSize, .version, .enumeration, .row: .steady
    }
  }

  /// The second, where the first does not move.
  mutating func steady(_ value: DayValue, _ result: DayValue) -> DayValue {
    if value.isMoving { changesDaily = true }
    return result
  }

  // MARK: Definitions

  private mutating func read(_ id: FieldID) -> DayValue {
    guard plan.schema.tables.indices.contains(id.table.index),
      plan.schema[id.table].fields.indices.contains(id.index)
    else { return .unknown }
    let field = plan.schema[id]
    guard let derivation = field.derivation else {
      let value = DayValue(column: id, field.type.scalar)
      return written[id].map(value.union) ?? value
    }
    let key = FieldKey(field: id, today: today)
    if let known = fields[key] {
      // A field that leads to itself is not followed.
      if known == nil { changesDaily = true }
      return known ?? .unknown
    }
    fields[key] = .some(nil)
    let outer = bindings[derivation.instance.index]
    bindings[derivation.instance.index] = .steady
    depth += 1
    let value = visit(derivation.value)
    depth -= 1
    bindings[derivation.instance.index] = outer
    fields[key] = value
    return value
  }

  private mutating func call(_ id: FunctionID, _ arguments: [Expression]) -> DayValue {
    let given = arguments.map { visit($0) }
    guard plan.functions.indices.contains(id.index) else { return .unknown }
    let key = CallKey(function: id, arguments: given, today: today)
    if let known = calls[key] { return known }
    let function = plan.functions[id.index]
    let outer = function.parameters.map { bindings[$0.index] }
    for (parameter, value) in zip(function.parameters, given) { bindings[parameter.index] = value }
    depth += 1
    let value = visit(function.body)
    depth -= 1
    for (parameter, value) in zip(function.parameters, outer) { bindings[parameter.index] = value }
    calls[key] = value
    return value
  }

  private mutating func parameter(_ id: ParameterID, _ day: DayValue) -> DayValue {
    guard plan.parameters.indices.contains(id.index) else { return .unknown }
    let parameter = plan.parameters[id.index]
    var value = DayValue.steady
    if let override = parameter.override {
      value = DayValue(override.value)
      if let from = override.from {
        cross(day, DayValue(.date(from)), .greaterOrEqual)
      } else if day.isMoving, day != .today {
        // Which day is evaluated first is not known here.
        noteDaily()
      }
    }
    for step in parameter.steps {
      cross(day, DayValue(.date(step.from)), .greaterOrEqual)
      value = value.union(DayValue(step.value))
    }
    return value
  }

  // MARK: Noting

  mutating func note(_ boundary: DayBoundary) { boundaries.insert(boundary) }
  mutating func noteDaily() { changesDaily = true }
}
