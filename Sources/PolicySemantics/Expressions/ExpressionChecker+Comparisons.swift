import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// `==`, `<`, `in`, `contains`, `overlaps`, `subset of`, `like`.
extension ExpressionChecker {
  func checkComparison(
    _ comparison: Comparison, _ token: SyntaxToken, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let outer = comparisonAround
    comparisonAround = right.node.kind == .onExpression ? syntax.range : nil
    let operands = pair(left, right, in: scope)
    comparisonAround = outer
    guard let (first, second) = operands else { return nil }
    if first.type.isMany, second.type.isMany {
      report(
        .severalValues, "`\(token.text)` compares one value with another, found several on both sides", at: token.range,
        scope, notes: ["`a subset of b` asks whether all of the one are among the other"])
      return nil
    }
    guard let a = single(first, left, in: scope), let b = single(second, right, in: scope) else { return nil }
    guard let (x, y) = alike(a, b, left, right, token, in: scope) else { return nil }
    let isOrder = comparison != .equal && comparison != .notEqual
    guard isOrder ? isOrdered(x, left, token, in: scope) : hasEquality(x, left, token, in: scope) else { return nil }
    return Expression(.compare(comparison, x, y), .boolean, origin(syntax, scope))
  }

  /// Two operands as values of one type; nil after reporting that they are not.
  func alike(
    _ a: Expression, _ b: Expression, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ token: SyntaxToken,
    in scope: Scope
  ) -> (Expression, Expression)? {
    switch (a.type.scalar, b.type.scalar) {
    case (.money(let first), .money(let second)):
      guard sameCurrency(first, second, left, right, "`\(operatorText(token))`", in: scope) else { return nil }
      return (a, b)
    case (let first, let second) where first == second: return (a, b)
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .percent), (.percent, .decimal):
      return (widened(a), widened(b))
    default: break
    }
    // The literal is the one that is wrong, where only one side is one.
    let isLeftWrong = isLiteral(left) && !isLiteral(right)
    let (wanted, found, syntax) = isLeftWrong ? (b, a, left) : (a, b, right)
    let other = isLeftWrong ? right : left
    reportMismatch(
      "expected `\(spelling(wanted.type.scalar))` to go with \(quoted(other)), found `\(spelling(found.type.scalar))`",
      wanted: wanted.type.scalar, found, syntax, in: scope)
    return nil
  }

  private func isLiteral(_ syntax: ExpressionSyntax) -> Bool {
    if case .literal = syntax.form { true } else { false }
  }

  /// The operator as it is written, with both of its words.
  private func operatorText(_ token: SyntaxToken) -> String {
    switch token.text {
    case "not": "not in"
    case "subset": "subset of"
    case "=": "=="
    case let text: text
    }
  }

  /// Reports two amounts that are not known to be of one currency.
  func sameCurrency(
    _ first: Currency?, _ second: Currency?, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ what: String,
    in scope: Scope
  ) -> Bool {
    if let first, let second {
      if first == second { return true }
      report(
        .mixedCurrencies, "\(what) needs amounts of one currency, found `\(first)` and `\(second)`", at: right.range,
        scope, notes: currencyNotes(right, first, isKnown: true), fixIts: currencyFixes(right, first, second))
      return false
    }
    let unknown = first == nil ? left : right
    let bothUnknown = first == nil && second == nil
    report(
      .mixedCurrencies,
      "\(what) needs amounts of one currency, and the currency of \(quoted(unknown)) is not known", at: unknown.range,
      scope, notes: currencyNotes(unknown, first ?? second, isKnown: false),
      fixIts: bothUnknown ? [] : conversionFix(unknown, first ?? second))
    return false
  }

  private func conversionFix(_ syntax: ExpressionSyntax, _ currency: Currency?) -> [FixIt] {
    guard let currency else { return [] }
    return [
      inserting(
        " in \(currency) on today", at: syntax.range.end, "Convert at today’s rate: add `in \(currency) on today`")
    ]
  }

  /// Whether values of the type can be distinguished.
  func hasEquality(_ value: Expression, _ syntax: ExpressionSyntax, _ token: SyntaxToken, in scope: Scope) -> Bool {
    guard case .row(let table) = value.type.scalar, !builder.plan.schema[table].isEntity else { return true }
    report(
      .noEquality,
      "`\(operatorText(token))` does not compare records: `\(spelling(value.type.scalar))` has no identity",
      at: token.range, scope, notes: ["compare the fields that matter"])
    return false
  }

  /// Whether values of the type have an order.
  func isOrdered(_ value: Expression, _ syntax: ExpressionSyntax, _ token: SyntaxToken, in scope: Scope) -> Bool {
    let type = value.type.scalar
    var notes: [String] = []
    var fixIts: [FixIt] = []
    var related: [RelatedPlace] = []
    switch type {
    case .text, .integer, .decimal, .percent, .money, .date, .timestamp, .duration, .dataSize, .version: return true
    case .enumeration(let id):
      let enumeration = builder.plan.schema[id]
      if enumeration.isOrdered { return true }
      notes = ["an enum whose cases rise from first to last is declared `enum \(enumeration.name) ordered { … }`"]
      if let place = builder.place(of: enumeration.origin) {
        related = [RelatedPlace(message: "`\(enumeration.name)` is declared here", place: place)]
        if enumeration.origin.file == scope.file {
          fixIts = [inserting(" ordered", at: enumeration.origin.end, "Declare `\(enumeration.name)` as `ordered`")]
        }
      }
    case .period: notes = ["compare its ends: `.from`, `.until`"]
    case .boolean, .row: break
    }
    report(
      .noOrder, "`\(operatorText(token))` needs an order, and `\(spelling(type))` has none", at: token.range, scope,
      related: related, notes: notes, fixIts: fixIts)
    return false
  }

  // MARK: Membership

  /// `x in list`, `x in a .. b`
  func checkMembership(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ token: SyntaxToken, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    if case .range(let lower, let upper, let includesUpper) = right.form {
      return checkRange(left, lower, upper, includesUpper: includesUpper, token, syntax, in: scope)
    }
    if !token.isText("not"), let conversion = conversion(left, right, syntax, in: scope) { return conversion }
    guard let (first, second) = pair(left, right, in: scope) else { return nil }
    guard second.type.isMany else {
      reportNotAList(first, second, left, right, syntax, in: scope)
      return nil
    }
    if first.type.isMany {
      report(
        .severalValues, "`\(operatorText(token))` asks about one value, found several: \(quoted(left))",
        at: left.range, scope,
        notes: ["whether all of them are among the others is `\(quotedBody(left)) subset of \(quotedBody(right))`"])
      return nil
    }
    guard let value = single(first, left, in: scope), let (x, xs) = alike(value, second, left, right, token, in: scope),
      hasEquality(x, left, token, in: scope)
    else { return nil }
    return Expression(.isMember(x, of: xs), .boolean, origin(syntax, scope))
  }

  func quotedBody(_ syntax: ExpressionSyntax) -> String { String(quoted(syntax).dropFirst().dropLast()) }

  private func reportNotAList(
    _ first: Expression, _ second: Expression, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    _ syntax: ExpressionSyntax, in scope: Scope
  ) {
    let source = builder.files[scope.file]
    if second.type.scalar == .period, first.type.scalar == .date || first.type.scalar == .period {
      report(
        .singleValue, "expected several values or a range after `in`, found the `Period` \(quoted(right))",
        at: right.range, scope,
        fixIts: [
          replacing(
            syntax.range, with: "\(source.text(in: right.range)) contains \(source.text(in: left.range))",
            "Write `\(quotedBody(right)) contains \(quotedBody(left))`")
        ])
      return
    }
    expectSeveral(second, right, in: scope)
  }

  private func checkRange(
    _ left: ExpressionSyntax, _ lower: ExpressionSyntax, _ upper: ExpressionSyntax, includesUpper: Bool,
    _ token: SyntaxToken, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let first = check(left, in: scope) else {
      // Faults of the ends themselves are still worth reporting.
      for end in [lower, upper] where !needsContext(end, in: scope) { _ = check(end, in: scope) }
      return nil
    }
    let low = check(lower, expecting: first.type.scalar, in: scope).flatMap { single($0, lower, in: scope) }
    let high = check(upper, expecting: first.type.scalar, in: scope).flatMap { single($0, upper, in: scope) }
    guard let value = single(first, left, in: scope), let low, let high,
      let (x, a) = alike(value, low, left, lower, token, in: scope),
      let (y, b) = alike(value, high, left, upper, token, in: scope),
      isOrdered(x, left, token, in: scope)
    else { return nil }
    // All three are widened where one is.
    let isDecimal = x.type.scalar == .decimal || y.type.scalar == .decimal
    let (value3, low3, high3) = isDecimal ? (widened(value), widened(a), widened(b)) : (x, a, b)
    return Expression(
      .isInRange(value3, lower: low3, upper: high3, includesUpper: includesUpper), .boolean, origin(syntax, scope))
  }

  /// A range where none is allowed.
  func rejectRange(_ syntax: ExpressionSyntax, _ scope: Scope) -> Expression? {
    report(
      .typeMismatch, "expected a value, found the range \(quoted(syntax))", at: syntax.range, scope,
      notes: ["a range goes after `in`: `x in 1 .. 5`"])
    return nil
  }

  /// The amount in the other currency, or its conversion: which of them is meant only the author knows.
  private func currencyFixes(_ syntax: ExpressionSyntax, _ wanted: Currency, _ found: Currency) -> [FixIt] {
    guard case .literal(let literal) = syntax.form, let unit = literal.unit else { return [] }
    return [
      replacing(unit.range, with: "\(wanted)", "Change `\(found)` to `\(wanted)`"),
      inserting(" in \(wanted) on today", at: syntax.range.end, "Convert at the rate of today"),
    ]
  }

  // MARK: Periods, sets and texts

  /// `period contains day`, `period contains period`
  func checkContains(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ token: SyntaxToken, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    // The operand before `contains` is a period, whatever follows it.
    let first = check(left, expecting: needsContext(left, in: scope) ? .period : nil, in: scope)
    let second = check(right, expecting: first?.type.scalar, in: scope)
    guard let first, let second else { return nil }
    // Of a list its element, of a text its part.
    if first.type.isMany { return checkMembership(right, left, token, syntax, in: scope) }
    if first.type.scalar == .text { return checkTextTest(.containsText, "contains", left, right, syntax, in: scope) }
    guard first.type.scalar == .period else {
      report(
        .typeMismatch,
        "expected a `Period`, a `Text` or several values before `contains`, found `\(spelling(first.type))`",
        at: left.range, scope)
      return nil
    }
    guard let period = single(first, left, in: scope), let value = single(second, right, in: scope) else { return nil }
    guard value.type.scalar == .date || value.type.scalar == .period else {
      reportMismatch(
        "expected a `Date` or a `Period` after `contains`, found `\(spelling(value.type))`", wanted: .date, value,
        right,
        in: scope)
      return nil
    }
    return Expression(.periodContains(period, value), .boolean, origin(syntax, scope))
  }

  /// `period overlaps period`
  func checkOverlaps(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let (first, second) = pair(left, right, in: scope) else { return nil }
    for (value, operand) in [(first, left), (second, right)] where value.type.scalar != .period {
      report(
        .typeMismatch, "expected a `Period` on both sides of `overlaps`, found `\(spelling(value.type))`",
        at: operand.range, scope)
      return nil
    }
    guard let a = single(first, left, in: scope), let b = single(second, right, in: scope) else { return nil }
    return Expression(.overlaps(a, b), .boolean, origin(syntax, scope))
  }

  /// `xs subset of ys`
  func checkSubset(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ token: SyntaxToken, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    guard let (first, second) = pair(left, right, in: scope) else { return nil }
    for (value, operand) in [(first, left), (second, right)] where !value.type.isMany {
      expectSeveral(value, operand, in: scope)
      return nil
    }
    guard let (a, b) = alike(first, second, left, right, token, in: scope), hasEquality(a, left, token, in: scope)
    else { return nil }
    return Expression(.isSubset(a, of: b), .boolean, origin(syntax, scope))
  }

  /// `text like "PAY_*"`
  func checkLike(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let checked = check(left, in: scope)
    let literal: SyntaxToken? =
      if case .literal(let literal) = right.form, let token = literal.token, token.kind == .string { token } else {
        nil
      }
    if literal == nil {
      if case .missing = right.form { return nil }
      return checkTextTest(.matches, "like", left, right, syntax, in: scope)
    }
    guard let checked, let token = literal else { return nil }
    guard checked.type.scalar == .text else {
      reportMismatch(
        "expected a `Text` before `like`, found `\(spelling(checked.type))`", wanted: .text, checked, left, in: scope)
      return nil
    }
    guard let text = single(checked, left, in: scope) else { return nil }
    return Expression(
      .like(text, TextPattern(StringSyntax(token).value)), .boolean, origin(syntax, scope))
  }
}
