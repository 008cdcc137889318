import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// `if c then a else b`, and tests of texts.
extension ExpressionChecker {
  /// Each side is checked with what the condition says of missing values where it holds, and where it does not.
  func checkChoice(
    _ condition: ExpressionSyntax, _ first: ExpressionSyntax, _ second: ExpressionSyntax, _ syntax: ExpressionSyntax,
    _ expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    let test = self.condition(condition, in: scope)
    let (whenTrue, whenFalse) = (scope.adding(facts: test.whenTrue), scope.adding(facts: test.whenFalse))
    var a: Expression?
    var b: Expression?
    if needsContext(first, in: whenTrue), expecting == nil, !needsContext(second, in: whenFalse) {
      b = check(second, in: whenFalse)
      a = check(first, expecting: b?.type.scalar, in: whenTrue)
    } else {
      a = check(first, expecting: expecting, in: whenTrue)
      b = check(second, expecting: expecting ?? a?.type.scalar, in: whenFalse)
    }
    guard let a, let b, let test = test.expression else { return nil }
    guard a.type.isMany == b.type.isMany else {
      let several = a.type.isMany ? first : second
      reportSeveral(a.type.isMany ? a : b, several, in: scope)
      return nil
    }
    guard let (x, y) = joined(a, b, second, in: scope) else { return nil }
    let cardinality: Cardinality =
      a.type.isMany ? .many : a.type.isOptional || b.type.isOptional ? .optional : .one
    return Expression(.choose(test, x, y), ValueType(x.type.scalar, cardinality), origin(syntax, scope))
  }

  /// `a starts with b`, `a ends with b`, `a contains b` of texts.
  func checkTextTest(
    _ function: BuiltInFunction, _ word: String, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let first = check(left, in: scope)
    let second = check(right, in: scope)
    guard let first, let second else { return nil }
    for (value, operand, side) in [(first, left, "before"), (second, right, "after")] where value.type.scalar != .text {
      reportMismatch(
        "expected a `Text` \(side) `\(word)`, found `\(spelling(value.type))`", wanted: .text, value, operand,
        in: scope)
      return nil
    }
    guard let a = single(first, left, in: scope), let b = single(second, right, in: scope) else { return nil }
    return Expression(.function(function, [a, b]), .boolean, origin(syntax, scope))
  }

  // MARK: Working days

  func isWorkingDays(_ syntax: ExpressionSyntax) -> Bool { syntax.node.kind == .workingDaysExpression }

  /// Working days that are neither added to a date nor taken from one.
  func rejectWorkingDays(_ syntax: ExpressionSyntax, _ scope: Scope) -> Expression? {
    report(
      .noArithmetic, "working days are only added to a `Date` or taken from one", at: syntax.range, scope,
      notes: ["how many there are between two days is `working_days(from, until, calendar)`"])
    return nil
  }

  /// `d + 5 working days in "NBO"`
  func checkWorkingDays(
    _ isSum: Bool, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard case .workingDays(let count, let calendar) = right.form else { return nil }
    let date = checkDate(left, in: scope)
    let days = check(count, expecting: .integer, in: scope).flatMap {
      fit($0, to: ValueType(.integer), for: "the number of working days", count, in: scope)
    }
    let name = check(calendar, expecting: .text, in: scope).flatMap {
      fit($0, to: ValueType(.text), for: "the name of a calendar", calendar, in: scope)
    }
    guard let date, var days, let name else { return nil }
    if !isSum { days = Expression(.negate(days), days.type, days.origin) }
    return Expression(.function(.addWorkingDays, [date, days, name]), ValueType(.date), origin(syntax, scope))
  }
}
