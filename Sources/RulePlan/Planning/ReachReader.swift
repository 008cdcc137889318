/// Collects what some expressions reach through functions, derived fields and access models, without recursion.
struct ReachReader {
  let plan: Plan
  var tables: Set<TableID> = []
  /// Those all of whose instances are gone through.
  private(set) var scanned: Set<TableID> = []
  private(set) var duties: Set<DutyID> = []
  private(set) var held: Set<EntitlementReads.Held> = []
  private(set) var parameters: Set<ParameterID> = []
  private(set) var comparisons: Set<TextComparisons.Comparison> = []
  private var waiting: [Expression] = []
  /// Units of rights: what they go over counts for ``tables`` alone, so they are read last.
  private var scopes: [Expression] = []
  private var isInScope = false
  private var functions: Set<FunctionID> = []
  private var derived: Set<FieldID> = []
  private var models: Set<AccessModelID> = []

  init(plan: Plan) { self.plan = plan }

  mutating func add(_ expression: Expression) { waiting.append(expression) }

  mutating func add(_ template: MessageTemplate?) {
    for entry in template?.entries ?? [] {
      for case .value(let value, _) in entry.parts { add(value) }
    }
  }

  mutating func add(_ pipeline: Pipeline) {
    for step in pipeline.steps {
      switch step.source {
      case .scan(let table):
        addScan(of: table)
      case .values(let value), .value(let value), .day(let value): add(value)
      }
      for equality in step.equalities {
        add(equality.inner)
        add(equality.outer)
        compare(equality.inner, equality.outer)
      }
      if let window = step.window {
        for part in [window.inner, window.lower, window.upper] { if let part { add(part) } }
      }
      for condition in step.conditions { add(condition) }
    }
  }

  mutating func add(_ id: AccessModelID) {
    guard models.insert(id).inserted, plan.accessModels.indices.contains(id.index) else { return }
    let model = plan[id]
    add(model.subjects)
    add(model.rights)
    add(model.pivot)
    add(model.gives)
    if let scope = model.scope { scopes.append(scope) }
    if let containment = model.containment { add(containment) }
  }

  /// The rows of a template and what its values reach, those of the duties that it names among them.
  mutating func add(_ template: SegregationTemplate) {
    addScan(of: template.table)
    for value in template.changing + [template.name] + template.authorities { add(value) }
    if let level = template.level { add(level) }
    add(template.title)
    var tables: Set<TableID> = []
    for case .ofRows(_, let table) in template.conflict.parts { tables.insert(table) }
    for duty in plan.dutyTemplates where tables.contains(duty.table) { add(duty) }
  }

  mutating func add(_ template: DutyTemplate) {
    addScan(of: template.table)
    for value in template.formula.values { add(value) }
    add(template.title)
  }

  private mutating func add(_ field: FieldID) {
    tables.insert(field.table)
    let declared = plan.schema[field]
    if let derivation = declared.derivation, derived.insert(field).inserted { add(derivation.value) }
  }

  private mutating func addScan(of table: TableID) {
    tables.insert(table)
    if !isInScope { scanned.insert(table) }
  }

  private mutating func compare(_ left: Expression, _ right: Expression) {
    guard left.type.scalar == .text else { return }
    comparisons.formUnion(TextComparisons.comparisons(of: left, right, in: plan.schema))
  }

  mutating func finish() {
    while true {
      readWaiting()
      guard !scopes.isEmpty else { return }
      isInScope = true
      waiting = scopes
      scopes = []
    }
  }

  private mutating func readWaiting() {
    while let expression = waiting.popLast() {
      if case .row(let table) = expression.type.scalar { tables.insert(table) }
      for operand in expression.operands { add(operand) }
      switch expression.node {
      case .field(_, let field), .closure(_, let field, includesStart: _): add(field)
      case .instances(let table): addScan(of: table)
      case .constant(.instance(let table, key: _)): tables.insert(table)
      case .collect(let pipeline, let value), .every(let pipeline, let value):
        add(pipeline)
        add(value)
      case .exists(let pipeline): add(pipeline)
      case .compare(.equal, let left, let right), .compare(.notEqual, let left, let right),
        .isMember(let left, of: let right):
        compare(left, right)
      case .bind(_, let value, in: let body):
        add(value)
        add(body)
      case .holds(_, let pattern, in: let model):
        held.insert(EntitlementReads.Held(pattern: pattern, model: model, origin: expression.origin))
        add(model)
      case .performs(_, let duty, in: let model):
        duties.insert(duty)
        add(model)
      case .parameter(let parameter, _): parameters.insert(parameter)
      case .convert: tables.insert(BuiltInTables.exchangeRate)
      case .function(.addWorkingDays, _), .function(.workingDays, _): tables.insert(BuiltInTables.calendar)
      case .call(let function, _):
        if functions.insert(function).inserted, plan.functions.indices.contains(function.index) {
          add(plan.functions[function.index].body)
        }
      default: break
      }
    }
  }
}
