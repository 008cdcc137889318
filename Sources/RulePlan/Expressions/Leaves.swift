extension Expression {
  /// The conditions that `and`, `or`, `not` and `implies` put together to this one, in their order.
  public var leaves: [Expression] {
    switch node {
    case .and(let parts), .or(let parts): parts.flatMap(\.leaves)
    case .implies(let premise, let conclusion): premise.leaves + conclusion.leaves
    case .not(let part): part.leaves
    default: [self]
    }
  }
}
