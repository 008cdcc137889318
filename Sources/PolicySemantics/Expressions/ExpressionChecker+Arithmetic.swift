import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// `+ - * /`, `otherwise`, conversions, and values of a day.
extension ExpressionChecker {
  func checkArithmetic(
    _ operation: Arithmetic, _ token: SyntaxToken, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ syntax: ExpressionSyntax, _ expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    // The value of a product or a quotient says nothing about its operands.
    let hint = expecting == .decimal && (operation == .add || operation == .subtract) ? expecting : nil
    let first = check(left, expecting: hint, in: scope)
    let second = check(right, expecting: hint, in: scope)
    guard let first, let second else { return nil }
    guard let rule = ArithmeticRule(operation, first.type.scalar, second.type.scalar) else {
      reportNoArithmetic(operation, token, first, second, right, in: scope)
      return nil
    }
    let a = single(first, left, in: scope)
    let b = single(second, right, in: scope)
    guard var a, var b else { return nil }
    if case .money(let one) = a.type.scalar, case .money(let other) = b.type.scalar,
      !sameCurrency(one, other, left, right, "`\(token.text)`", in: scope)
    {
      return nil
    }
    if a.type.scalar == .date, case .constant(.duration(let duration)) = b.node, duration.microseconds != 0 {
      report(
        .noArithmetic,
        "a `Date` has no hours: `\(token.text) \(quotedBody(right))` would not reach another moment of it",
        at: right.range, scope, notes: ["use days, or a `Timestamp`"])
      return nil
    }
    if rule.swaps { (a, b) = (b, a) }
    if rule.widensLeft { a = widened(a) }
    if rule.widensRight { b = widened(b) }
    return Expression(.arithmetic(operation, a, b), ValueType(rule.result), origin(syntax, scope))
  }

  private func reportNoArithmetic(
    _ operation: Arithmetic, _ token: SyntaxToken, _ first: Expression, _ second: Expression, _ right: ExpressionSyntax,
    in scope: Scope
  ) {
    var notes: [String] = []
    var fixIts: [FixIt] = []
    switch (operation, first.type.scalar, second.type.scalar) {
    case (_, .date, .integer), (_, .timestamp, .integer):
      notes = ["say what is added: `\(quotedBody(right)) days`"]
      if case .literal = right.form {
        fixIts = [inserting(" days", at: right.range.end, "Write `\(quotedBody(right)) days`")]
      }
    case (.add, .duration, .date), (.add, .duration, .timestamp):
      notes = ["write the date first: `date + duration`"]
    case (_, .money, .integer) where operation == .add || operation == .subtract,
      (_, .integer, .money) where operation == .add || operation == .subtract:
      notes = ["both sides need a currency: `5_000 USD`"]
    case (_, .money, .percent):
      notes = ["a percentage of an amount is `15 % * amount`; that much more is `(1 + 15 %) * amount`"]
    case (.add, .text, _), (.add, _, .text):
      notes = ["texts are not joined; in a message write `{…}` for a value"]
    case (.subtract, .date, .timestamp), (.subtract, .timestamp, .date):
      notes = ["`.date` is the day of a timestamp where it was written"]
    default: break
    }
    report(
      .noArithmetic,
      "`\(token.text)` has no meaning between `\(spelling(first.type))` and `\(spelling(second.type))`",
      at: token.range,
      scope, notes: notes, fixIts: fixIts)
  }

  /// `x otherwise y`
  func checkOtherwise(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax, _ expecting: ScalarType?,
    in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    let first = check(left, expecting: expecting, in: scope)
    guard let first else {
      if !needsContext(right, in: scope) { _ = check(right, in: scope) }
      return nil
    }
    let second = check(right, expecting: first.type.scalar, in: scope)
    guard !first.type.isMany else {
      report(
        .severalValues, "\(quoted(left)) is several values (`\(spelling(first.type))`), which are never missing",
        at: left.range, scope)
      return nil
    }
    guard let second else { return nil }
    if second.type.isMany {
      reportSeveral(second, right, in: scope)
      return nil
    }
    if first.type.cardinality == .one, ValuePath(first).map({ !scope.facts.contains($0) }) ?? true {
      neverMissing(first, left, "the value after `otherwise` is never used", in: scope)
    }
    guard let (a, b) = joined(first, second, right, in: scope) else { return nil }
    return Expression(
      .otherwise(a, b), ValueType(a.type.scalar, second.type.isOptional ? .optional : .one), origin(syntax, scope))
  }

  /// Two values that may replace each other, as values of one type.
  func joined(
    _ a: Expression, _ b: Expression, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> (Expression, Expression)? {
    switch (a.type.scalar, b.type.scalar) {
    case (let first, let second) where first == second: return (a, b)
    case (.money, .money):
      var (x, y) = (a, b)
      x.type.scalar = .money(nil)
      y.type.scalar = .money(nil)
      return (x, y)
    case (.integer, .decimal), (.decimal, .integer): return (widened(a), widened(b))
    default:
      reportMismatch(
        "expected `\(spelling(a.type.scalar))`, found `\(spelling(b.type.scalar))`", wanted: a.type.scalar, b, syntax,
        in: scope)
      return nil
    }
  }
}
