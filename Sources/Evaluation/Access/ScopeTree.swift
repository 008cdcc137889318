import RulePlan

/// Which units lie above which, for the question whether two rights overlap.
struct ScopeTree: Sendable {
  private let links: LinkTable?

  init(model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator) {
    links = model.containment.map { context.links($0, evaluator: evaluator) }
  }

  /// The unit and all above it.
  func covering(_ unit: Int32) -> Set<Int32> {
    guard let links else { return [unit] }
    var reached: [Int32] = []
    links.walk(from: [unit], includesStart: true, into: &reached)
    return Set(reached)
  }
}
