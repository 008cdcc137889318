import RulePlan

/// How the rights of an access model name their subject, and the row through which they give entitlements.
struct RightLink {
  var subjects: TableID
  var field: FieldID
  var pivot: FieldID?

  init?(model: AccessModel, plan: Plan) {
    guard let subject = model.subjects.steps.first, case .scan(let subjects) = subject.source else { return nil }
    self.subjects = subjects
    guard let right = model.rights.steps.last, case .scan(let table) = right.source else { return nil }
    // A field of the right that refers to subjects: the one that the model joins by.
    let fields = plan.schema[table].fields
    let joined = right.conditions.compactMap { condition -> FieldID? in
      guard case .compare(.equal, let left, let other) = condition.node else { return nil }
      for (side, opposite) in [(left, other), (other, left)] {
        guard case .field(let base, let field) = side.node, case .variable(right.variable) = base.node,
          case .variable(subject.variable) = opposite.node
        else { continue }
        return field
      }
      return nil
    }
    guard let field = joined.first, fields.indices.contains(field.index) else { return nil }
    self.field = field
    if case .field(let base, let pivot) = model.pivot.node, case .variable = base.node, pivot.table == table {
      self.pivot = pivot
    }
  }
}
