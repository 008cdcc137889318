/// A relation as a left-deep join: each step multiplies the rows so far by a source and keeps what fits.
///
/// In SQL: `FROM source₁ JOIN source₂ ON equalities AND window WHERE conditions …`; a pipeline inside an expression is
/// a correlated subquery. The compiler puts every condition into ``Step/conditions``; the planner moves what an index
/// can answer into ``Step/equalities`` and ``Step/window``.
public struct Pipeline: Sendable {
  public var steps: [Step]

  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The expressions over variables from before their step, and the conditions: all but the inner sides of indexes.
  public var operands: [Expression] {
    steps.flatMap { step in
      var operands = step.equalities.map(\.outer)
      switch step.source {
      case .scan: break
      case .values(let source), .value(let source), .day(let source): operands.insert(source, at: 0)
      }
      operands += [step.window?.lower, step.window?.upper].compactMap { $0 }
      return operands + step.conditions
    }
  }

  /// One source, the variable that stands for its rows, and what must hold.
  public struct Step: Sendable {
    public var variable: VariableID
    public var source: Source
    /// Equalities that a hash index on the source answers.
    public var equalities: [Equality]
    /// A range on one ordered value of the source that a sorted index answers, inside the equalities.
    public var window: Window?
    /// Further conditions, over this variable and all before it. A row for which one is undetermined is undetermined.
    public var conditions: [Expression]

    public init(
      variable: VariableID, source: Source, equalities: [Equality] = [], window: Window? = nil,
      conditions: [Expression] = []
    ) {
      self.variable = variable
      self.source = source
      self.equalities = equalities
      self.window = window
      self.conditions = conditions
    }
  }

  /// Where the rows or values of a step come from.
  public enum Source: Sendable {
    /// All instances of an entity, or all values of a record type.
    case scan(TableID)
    /// Each of several values, over the variables before.
    case values(Expression)
    /// A single value under a name (`let`).
    case value(Expression)
    /// The day on which the rows so far are judged: `today` in the conditions of this step and in all that follows.
    case day(Expression)
  }

  /// `inner`, over the variable of the step alone, equals `outer`, over the variables before. Neither is ever
  /// undetermined; a missing value equals nothing.
  public struct Equality: Sendable {
    public var inner: Expression
    public var outer: Expression

    public init(inner: Expression, outer: Expression) {
      self.inner = inner
      self.outer = outer
    }
  }

  /// `inner`, over the variable of the step alone, lies between two values over the variables before.
  public struct Window: Sendable {
    public var inner: Expression
    public var lower: Expression?
    public var includesLower: Bool
    public var upper: Expression?
    public var includesUpper: Bool

    public init(
      inner: Expression, lower: Expression?, includesLower: Bool, upper: Expression?, includesUpper: Bool
    ) {
      self.inner = inner
      self.lower = lower
      self.includesLower = includesLower
      self.upper = upper
      self.includesUpper = includesUpper
    }
  }
}
