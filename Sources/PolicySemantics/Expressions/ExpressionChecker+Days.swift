import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Values on another day: `E on D`, and amounts in another currency at the rate of a day.
extension ExpressionChecker {
  /// `E on D`: definitions are read as on a day when `today` is that day.
  func checkDay(
    _ base: ExpressionSyntax, _ day: ExpressionSyntax, _ syntax: ExpressionSyntax, expecting: ScalarType?,
    in scope: Scope
  ) -> Expression? {
    let value = check(base, expecting: expecting, in: onAnotherDay(scope))
    let date = checkDate(day, after: "on", in: scope)
    guard let value, let date else { return nil }
    program.datedValues.append(
      Program.DatedValue(
        value: value, syntax: syntax.range, base: base.range, file: scope.file, comparison: comparisonAround))
    return dated(value, on: date, origin(syntax, scope), in: scope)
  }

  private func dated(_ value: Expression, on date: Expression, _ here: Origin, in scope: Scope) -> Expression {
    if case .parameter(let parameter, on: let today) = value.node, case .today = today.node {
      return narrowed(Expression(.parameter(parameter, on: date), value.type, here), in: scope)
    }
    return narrowed(Expression(.onDay(value, day: date), value.type, here), in: scope)
  }

  /// The scope of a value on another day: only paths that no day bears on are known to be present there.
  private func onAnotherDay(_ scope: Scope) -> Scope {
    guard !scope.facts.isEmpty else { return scope }
    var other = scope
    other.facts = scope.facts.filter { $0.isSameOnEveryDay { program.derivedFields.keys.contains($0) } }
    return other
  }

  // MARK: Currencies

  /// `amount in USD on day`, which is `(amount in USD) on day`; of several amounts, each. Like a step of a path, it leaves
  /// a missing amount missing.
  func checkConversion(
    _ amount: ExpressionSyntax, _ token: SyntaxToken, _ day: ExpressionSyntax, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    let value = check(amount, in: onAnotherDay(scope))
    let date = checkDate(day, after: "on", in: scope)
    let currency = currency(token, in: scope.file)
    guard let value, let date, let currency else { return nil }
    guard isMoney(value, amount, before: currency, in: scope) else { return nil }
    let here = origin(syntax, scope)
    if DayDependence.mayDepend(value, isDerived: { program.derivedFields.keys.contains($0) }) {
      let today = Expression(.today, ValueType(.date), here)
      return dated(converted(value, to: currency, on: today, here), on: date, here, in: scope)
    }
    return converted(value, to: currency, on: date, here)
  }

  /// `(amount in USD)`, at the rate of `today`; nil where the words ask whether a value is among others.
  func conversion(
    _ amount: ExpressionSyntax, _ word: ExpressionSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression?? {
    guard word.node.kind == .nameExpression, let token = word.node.token(.identifier),
      let currency = Currency(token.text),
      scope.variables[token.text] == nil, !isField(token.text, of: scope),
      case .unknown = program.names.resolve(token.text, in: scope.file, kinds: .values)
    else { return nil }
    guard let value = check(amount, in: scope) else { return .some(nil) }
    guard isMoney(value, amount, before: currency, in: scope) else { return .some(nil) }
    let here = origin(syntax, scope)
    return converted(value, to: currency, on: Expression(.today, ValueType(.date), here), here)
  }

  private func isField(_ name: String, of scope: Scope) -> Bool {
    guard let instance = scope.instance else { return false }
    return builder.plan.schema.field(named: name, of: instance.table) != nil
  }

  private func isMoney(
    _ value: Expression, _ syntax: ExpressionSyntax, before currency: Currency, in scope: Scope
  ) -> Bool {
    if value.type.scalar.isMoney { return true }
    report(
      .typeMismatch, "expected `Money` before `in \(currency)`, found `\(spelling(value.type))`", at: syntax.range,
      scope)
    return false
  }

  private func converted(
    _ value: Expression, to currency: Currency, on date: Expression, _ here: Origin
  ) -> Expression {
    let type = ScalarType.money(currency)
    guard value.type.isMany else {
      return Expression(.convert(value, to: currency, on: date), ValueType(type, value.type.cardinality), here)
    }
    let variable = builder.variable("amount", ValueType(value.type.scalar))
    let each = Expression(.variable(variable), ValueType(value.type.scalar), here)
    let converted = Expression(.convert(each, to: currency, on: date), ValueType(type), here)
    let step = Pipeline.Step(variable: variable, source: .values(value))
    return Expression(.collect(Pipeline([step]), converted), ValueType(type, .many), here)
  }

  // MARK: Days

  func checkDate(_ day: ExpressionSyntax, after words: String? = nil, in scope: Scope) -> Expression? {
    guard let checked = check(day, in: scope) else { return nil }
    guard checked.type.scalar == .date else {
      reportMismatch(
        "expected a `Date`\(words.map { " after `\($0)`" } ?? ""), found `\(spelling(checked.type))`", wanted: .date,
        checked, day, in: scope)
      return nil
    }
    return single(checked, day, in: scope)
  }
}
