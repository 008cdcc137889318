import RulePlan

/// A condition as a solver sees it: comparisons of the difference of two unknowns with a bound, joined by `and` and `or`.
enum SolverFormula {
  case truth(Bool)
  case literal(SolverLiteral)
  case and([SolverFormula])
  case or([SolverFormula])

  /// The formula that holds where this one does not.
  var negated: SolverFormula {
    switch self {
    case .truth(let value): .truth(!value)
    case .literal(let literal): .literal(literal.negated)
    case .and(let parts): .or(parts.map(\.negated))
    case .or(let parts): .and(parts.map(\.negated))
    }
  }
}

/// `left - right` compared with a bound. The unknown 0 is the number zero.
struct SolverLiteral {
  enum Bound: Hashable {
    case number(Decimal128)
    /// A value that is only ordered, by its place among the symbols of the reader.
    case symbol(Int)
  }

  var left: Int
  var right: Int
  var comparison: Comparison
  var bound: Bound

  var negated: SolverLiteral {
    var literal = self
    literal.comparison = comparison.negated
    return literal
  }
}

extension Comparison {
  /// The comparison that holds where this one does not.
  var negated: Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The comparison of the operands the other way round.
  var swapped: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
