import RulePlan

/// Results of expressions that depend on no tuple, so that a function of the data alone is evaluated once, in however many
/// blocks its tuples come. For one thread.
struct SharedMemo {
  /// The part of an expression that is remembered.
  enum Part: Hashable {
    case values, count
    case aggregate(Aggregate)
  }

  /// An expression by its place in the policies, which determines it where it has no variables.
  struct Name: Hashable {
    private let origin: Origin
    private let type: ValueType
    private let part: Part

    /// Nil for an expression of the tool itself, which has no place.
    init?(_ expression: Expression, _ part: Part) {
      guard expression.origin != .builtIn else { return nil }
      origin = expression.origin
      type = expression.type
      self.part = part
    }
  }

  var values: [Name: Values] = [:]
  /// The places of the elements of a list in their order; nil where they have none.
  var orders: [Name: [Int]?] = [:]
  var members: [Name: MemberSet] = [:]
}

extension ExpressionEvaluator {
  /// The value of an expression that depends on no tuple, evaluated once.
  func shared(_ expression: Expression, _ part: SharedMemo.Part, _ evaluate: () -> Values) -> Values {
    guard let name = SharedMemo.Name(expression, part) else { return evaluate() }
    if let known = sharedMemo.values[name] { return known }
    let made = evaluate()
    sharedMemo.values[name] = made
    return made
  }

  /// The members of a list that depends on no tuple.
  func members(of expression: Expression, _ lists: ListVector, _ status: UInt8) -> MemberSet {
    guard let name = SharedMemo.Name(expression, .values) else { return MemberSet(lists, 0, status) }
    if let known = sharedMemo.members[name] { return known }
    let made = MemberSet(lists, 0, status)
    sharedMemo.members[name] = made
    return made
  }
}
