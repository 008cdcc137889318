/// The bounds of an evaluation.
public struct EvaluationLimits: Sendable {
  /// Outcomes that are kept; those beyond are counted.
  public var outcomes: Int

  public init(outcomes: Int = .max) { self.outcomes = outcomes }
}
