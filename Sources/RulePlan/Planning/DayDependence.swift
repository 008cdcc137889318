/// The definitions and expressions that read `today`, directly or through others: their results depend on the day.
public struct DayDependence: Sendable {
  /// A definition of a plan.
  private enum Definition: Hashable {
    case function(FunctionID)
    case field(FieldID)
    case model(AccessModelID)
  }

  private var dependent: Set<Definition> = []

  /// Linear in the plan.
  public init(plan: Plan) {
    var users: [Definition: [Definition]] = [:]
    var waiting: [Definition] = []
    func note(_ definition: Definition, _ expressions: [Expression], _ pipelines: [Pipeline] = []) {
      var reader = DayReader(expressions, pipelines)
      reader.read { users[$0, default: []].append(definition) }
      if reader.readsToday, dependent.insert(definition).inserted { waiting.append(definition) }
    }
    for (index, function) in plan.functions.enumerated() { note(.function(FunctionID(index)), [function.body]) }
    for table in plan.schema.tables {
      for (index, field) in table.fields.enumerated() {
        if let derivation = field.derivation { note(.field(FieldID(table.id, index)), [derivation.value]) }
      }
    }
    for model in plan.accessModels {
      note(
        .model(model.id), [model.pivot, model.gives] + (model.scope.map { [$0] } ?? []), [model.subjects, model.rights])
    }
    while let definition = waiting.popLast() {
      for user in users[definition] ?? [] where dependent.insert(user).inserted { waiting.append(user) }
    }
  }

  public func contains(_ field: FieldID) -> Bool { dependent.contains(.field(field)) }
  public func contains(_ model: AccessModelID) -> Bool { dependent.contains(.model(model)) }
  public func contains(_ function: FunctionID) -> Bool { dependent.contains(.function(function)) }

  /// Whether an expression may come out otherwise on another day. Linear in the expression, without recursion.
  public func contains(_ expression: Expression) -> Bool { depends([expression], []) }

  /// The same of a pipeline and a value over its rows.
  public func contains(_ pipeline: Pipeline, _ inner: Expression? = nil) -> Bool {
    depends(inner.map { [$0] } ?? [], [pipeline])
  }

  /// Whether an expression reads `today`, or anything that is defined and may do so, before the definitions are known.
  public static func mayDepend(_ expression: Expression, isDerived: (FieldID) -> Bool) -> Bool {
    var reader = DayReader([expression], [])
    var usesDefinition = false
    reader.read { definition in
      if case .field(let field) = definition, !isDerived(field) { return }
      usesDefinition = true
    }
    return usesDefinition || reader.readsToday
  }

  private func depends(_ expressions: [Expression], _ pipelines: [Pipeline]) -> Bool {
    var reader = DayReader(expressions, pipelines)
    var usesDependent = false
    reader.read { if dependent.contains($0) { usesDependent = true } }
    return usesDependent || reader.readsToday
  }

  /// Looks through expressions for `today` and for the definitions that they use.
  private struct DayReader {
    private var waiting: [Expression]
    private(set) var readsToday = false

    init(_ expressions: [Expression], _ pipelines: [Pipeline]) {
      waiting = expressions
      for pipeline in pipelines { add(pipeline) }
    }

    private mutating func add(_ pipeline: Pipeline) {
      for step in pipeline.steps {
        waiting += step.equalities.map(\.inner)
        if let window = step.window { waiting.append(window.inner) }
      }
      waiting += pipeline.operands
    }

    mutating func read(_ use: (Definition) -> Void) {
      while let expression = waiting.popLast() {
        switch expression.node {
        case .today: readsToday = true
        case .onDay(_, let day):
          // The inner value reads that day, and no other.
          waiting.append(day)
          continue
        case .field(_, let field), .closure(_, let field, _): use(.field(field))
        case .call(let function, _): use(.function(function))
        case .holds(_, _, let model), .performs(_, _, let model): use(.model(model))
        case .exists(let pipeline), .every(let pipeline, _), .collect(let pipeline, _): add(pipeline)
        default: break
        }
        expression.forEachOperand { waiting.append($0) }
      }
    }
  }
}
