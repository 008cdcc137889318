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
    /// Whether it is the day on which the row is judged, which holds whatever it is.
    public var isDay = false
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

  /// The day on which the row is judged, where it has its own, the conditions of `where` in their order, then the
  /// requirement. Nothing is said twice.
  ///
  /// - Parameter day: the day on which the row is judged; nil for the day of the evaluation.
  public func steps(of requirement: Requirement, _ bindings: [Outcome.Binding], on day: CalendarDate? = nil) -> [Step] {
    var steps: [Step] = []
    var seen: Set<String> = []
    if let own = requirement.day, let text = places.text(of: own.origin) {
      steps.append(
        Step(
          text: "judged on \(text)", value: values.text(of: evaluator.evaluate(own, bindings)),
          place: places.place(of: own.origin), depth: 0, isDay: true))
    }
    for condition in requirement.pipeline.steps.flatMap(\.conditions) + [requirement.condition] {
      for leaf in condition.leaves { add(leaf, depth: 0, bindings, day, &steps, &seen) }
    }
    return steps
  }

  private func add(
    _ expression: Expression, depth: Int, _ bindings: [Outcome.Binding], _ day: CalendarDate?, _ steps: inout [Step],
    _ seen: inout Set<String>
  ) {
    guard depth <= Self.maximumDepth, isTelling(expression), let text = places.text(of: expression.origin) else {
      return
    }
    // The same words may have another value on another day.
    let isNew = seen.insert(day.map { text + " \($0)" } ?? text).inserted
    if isNew {
      steps.append(
        Step(
          text: text, value: values.text(of: evaluator.evaluate(expression, bindings, on: day)),
          place: places.place(of: expression.origin), depth: depth))
    }
    let inner = isNew ? depth + 1 : depth
    if case .onDay(let value, let other) = expression.node {
      add(other, depth: inner, bindings, day, &steps, &seen)
      guard case .date(let date) = evaluator.evaluate(other, bindings, on: day) else { return }
      return add(value, depth: inner, bindings, date, &steps, &seen)
    }
    for operand in operands(of: expression) { add(operand, depth: inner, bindings, day, &steps, &seen) }
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
