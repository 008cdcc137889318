import RulePlan

/// The fields that a condition reads of some variables: what one looks at to see why it does not hold.
struct FieldReads {
  private let variables: Set<VariableID>
  private var paths: [Expression] = []
  private var seen: Set<[Int]> = []

  /// Paths from the variables, `o.contract.valid`, each once, in the order of reading.
  static func paths(in condition: Expression, of variables: Set<VariableID>) -> [Expression] {
    var reads = FieldReads(variables: variables)
    reads.visit(condition)
    return reads.paths
  }

  private init(variables: Set<VariableID>) { self.variables = variables }

  private mutating func visit(_ expression: Expression) {
    if let key = key(of: expression) {
      if key.count > 1, seen.insert(key).inserted { paths.append(expression) }
      return
    }
    switch expression.node {
    case .onDay(let value, let day):
      visit(day)
      // A value that is read on another day is shown as it is on that day.
      var inner = FieldReads(variables: variables)
      inner.visit(value)
      for path in inner.paths {
        let dated = Expression(.onDay(path, day: day), path.type, path.origin)
        if let key = key(of: path), seen.insert([-1] + key).inserted { paths.append(dated) }
      }
    case .exists(let pipeline):
      for operand in pipeline.operands { visit(operand) }
    case .every(let pipeline, let body), .collect(let pipeline, let body):
      for operand in pipeline.operands { visit(operand) }
      visit(body)
    default:
      for operand in expression.operands { visit(operand) }
    }
  }

  /// The variable and the fields of a path that starts at one of the variables.
  private func key(of expression: Expression) -> [Int]? {
    switch expression.node {
    case .variable(let variable): return variables.contains(variable) ? [variable.index] : nil
    case .field(let base, let field):
      guard let key = key(of: base) else { return nil }
      return key + [field.table.index, field.index]
    default: return nil
    }
  }
}
