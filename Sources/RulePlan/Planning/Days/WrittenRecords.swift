/// The days and durations in records that policies write out: they are read by the fields of their table, as those of the
/// data are.
struct WrittenRecords {
  private var values: [FieldID: DayValue] = [:]

  /// Linear in the plan.
  init(plan: Plan) {
    for parameter in plan.parameters {
      for step in parameter.steps { add(step.value) }
      if let override = parameter.override { add(override.value) }
    }
    for table in plan.schema.tables {
      for field in table.fields { if let value = field.defaultValue { add(value) } }
    }
    plan.forEachExpression { expression in
      if case .constant(let constant) = expression.node { add(constant) }
    }
  }

  subscript(field: FieldID) -> DayValue? { values[field] }

  private mutating func add(_ constant: Constant) {
    switch constant {
    case .record(let table, let fields):
      for (index, value) in fields.enumerated() {
        guard let value else { continue }
        add(value)
        let field = FieldID(table, index)
        values[field] = (values[field] ?? DayValue()).union(DayValue(value))
      }
    case .list(let elements): for element in elements { add(element) }
    case .text, .boolean, .integer, .decimal, .percent, .money, .date, .timestamp, .duration, .period, .dataSize,
      .version, .enumeration, .instance, .row, .missing, .undetermined:
      break
    }
  }
}

extension Plan {
  /// Goes through every expression that an evaluation may come to, messages left out. Without recursion.
  func forEachExpression(_ body: (Expression) -> Void) {
    var waiting: [Expression] = []
    func add(_ pipeline: Pipeline) {
      for step in pipeline.steps {
        waiting += step.equalities.map(\.inner)
        if let window = step.window { waiting.append(window.inner) }
      }
      waiting += pipeline.operands
    }
    for requirement in requirements {
      add(requirement.pipeline)
      waiting.append(requirement.condition)
    }
    waiting += functions.map(\.body)
    for table in schema.tables { waiting += table.fields.compactMap { $0.derivation?.value } }
    for model in accessModels {
      add(model.subjects)
      add(model.rights)
      waiting += [model.pivot, model.gives]
      if let scope = model.scope { waiting.append(scope) }
    }
    while let expression = waiting.popLast() {
      body(expression)
      switch expression.node {
      case .exists(let pipeline), .every(let pipeline, _), .collect(let pipeline, _): add(pipeline)
      default: break
      }
      expression.forEachOperand { waiting.append($0) }
    }
  }
}
