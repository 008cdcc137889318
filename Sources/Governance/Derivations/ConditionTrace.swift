public import Diagnostics
public import Evaluation
import RecordStore
public import RulePlan

/// The results of the conditions of a norm and of the values in them, for one combination of instances.
public struct ConditionTrace: Sendable {
  public struct Step: Hashable, Sendable {
    /// As written in the policy, on one line.
    public var text: String
    public var value: String
    /// Where it is written.
    public var place: Place?
    /// 0 for a condition of the norm, more for the values in it.
    public var depth: Int
  }

  /// Values inside values are shown so deep.
  private static let maximumDepth = 4

  private let evaluator: Evaluator
  private let places: PolicyPlaces
  private let values: ValueText

  init(evaluator: Evaluator, places: PolicyPlaces, values: ValueText) {
    self.evaluator = evaluator
    self.places = places
    self.values = values
  }

  /// The conditions of `where` in their order, then the requirement. Nothing is said twice.
  public func steps(of requirement: Requirement, _ bindings: [Outcome.Binding]) -> [Step] {
    var steps: [Step] = []
    var seen: Set<String> = []
    for condition in requirement.pipeline.steps.flatMap(\.conditions) + [requirement.condition] {
      for leaf in condition.leaves { add(leaf, depth: 0, bindings, &steps, &seen) }
    }
    return steps
  }

  private func add(
    _ expression: Expression, depth: Int, _ bindings: [Outcome.Binding], _ steps: inout [Step],
    _ seen: inout Set<String>
  ) {
    guard depth <= Self.maximumDepth, isTelling(expression), let text = places.text(of: expression.origin) else {
      return
    }
    let isNew = seen.insert(text).inserted
    if isNew {
      steps.append(
        Step(
          text: text, value: values.text(of: evaluator.evaluate(expression, bindings)),
          place: places.place(of: expression.origin), depth: depth))
    }
    for operand in operands(of: expression) { add(operand, depth: isNew ? depth + 1 : depth, bindings, &steps, &seen) }
  }

  /// The variable of a quantifier or a comprehension has another value for each row: it is left out.
  private func operands(of expression: Expression) -> [Expression] {
    switch expression.node {
    case .collect, .exists, .every, .bind: []
    default: expression.operands
    }
  }

  /// Whether a value tells more than its text: constants and whole instances do not.
  private func isTelling(_ expression: Expression) -> Bool {
    switch expression.node {
    case .constant, .instances: return false
    case .variable:
      if case .row = expression.type.scalar { return false }
      return true
    default: return true
    }
  }
}

extension Assessor {
  /// Reports the results of conditions in this evaluation.
  public var trace: ConditionTrace {
    ConditionTrace(evaluator: evaluator, places: places, values: values)
  }
}
