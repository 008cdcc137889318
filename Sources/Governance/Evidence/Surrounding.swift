import RulePlan

/// The names and days around an expression on which its value depends.
enum Surrounding {
  /// A name for a value.
  case name(VariableID, Expression)
  /// The day that `today` is.
  case day(Expression)

  /// The expression with what is around it, the outermost first.
  static func close(_ expression: Expression, in surroundings: [Surrounding]) -> Expression {
    surroundings.reversed().reduce(expression) { inner, surrounding in
      switch surrounding {
      case .name(let variable, let value): Expression(.bind(variable, value, in: inner), inner.type, inner.origin)
      case .day(let day): Expression(.onDay(inner, day: day), inner.type, inner.origin)
      }
    }
  }
}
