import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// The demands of operators on their operands: one value, present, of a type that fits.
extension ExpressionChecker {
  /// The expression, if it is one value that is present; nil after reporting that it is not.
  func single(_ expression: Expression, _ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    switch expression.type.cardinality {
    case .one: return expression
    case .optional: reportOptional(expression, syntax, in: scope)
    case .many: reportSeveral(expression, syntax, in: scope)
    }
    return nil
  }

  func reportSeveral(_ expression: Expression, _ syntax: ExpressionSyntax, in scope: Scope) {
    let text = quoted(syntax).dropFirst().dropLast()
    let note =
      expression.type.scalar == .boolean || context != nil
      ? "say for which of them: `some x in \(text) where …`, or `every x in \(text) satisfies …`"
      : "reduce them to one value with `sum(…)`, `count(…)`, `min(…)` or `max(…)`"
    report(
      .severalValues, "expected one value, found several: \(quoted(syntax)) is `\(spelling(expression.type))`",
      at: syntax.range, scope, notes: [note], fixIts: variableFix(syntax, in: scope))
  }

  /// `Person.mfa` where `p` is a person: the variable is meant.
  private func variableFix(_ syntax: ExpressionSyntax, in scope: Scope) -> [FixIt] {
    var base = syntax
    while let next = base.pathBase { base = next }
    guard case .name(let token) = base.form,
      case .found(let declaration) = program.names.resolve(token.text, in: scope.file, kinds: .values),
      case .table(let table) = declaration.reference
    else { return [] }
    let names = scope.variables.names.sorted().filter { scope.variables[$0]?.type?.scalar == .row(table) }
    guard names.count == 1, let name = names.first else { return [] }
    return [replacing(token.range, with: name, "Change `\(token.text)` to `\(name)`")]
  }

  func expectSeveral(_ expression: Expression, _ syntax: ExpressionSyntax, in scope: Scope) {
    report(
      .singleValue,
      "expected several values, found one: \(quoted(syntax)) is `\(spelling(expression.type))`", at: syntax.range,
      scope,
      notes: ["several are the name of an entity, a path over a field of type `[…]`, or a list `[a, b]`"],
      fixIts: [
        replacing(
          syntax.range, with: "[\(builder.files[scope.file].text(in: syntax.range))]", "Write `[\(quotedBody(syntax))]`"
        )
      ])
  }

  /// Reports a value that may be missing, with the two ways to say what that means.
  func reportOptional(_ expression: Expression, _ syntax: ExpressionSyntax, in scope: Scope) {
    let text = String(quoted(syntax).dropFirst().dropLast())
    let isPath = ValuePath(expression) != nil
    var fixIts: [FixIt] = []
    if isPath, let context {
      let source = builder.files[scope.file].text(in: syntax.range)
      var edits = [
        TextEdit(
          range: SourceRange(context.range.start, context.range.start),
          replacement: (context.needsBrackets ? "(" : "") + "\(source) is present and ")
      ]
      if context.needsBrackets {
        edits.append(TextEdit(range: SourceRange(context.range.end, context.range.end), replacement: ")"))
      }
      fixIts.append(FixIt(title: "Ask first: `\(text) is present and …`", edits: edits))
    }
    if let fallback = fallback(for: expression.type.scalar) {
      fixIts.append(
        FixIt(
          title: "Say what a missing value means: `\(text) otherwise \(fallback)`",
          edits: [
            TextEdit(range: SourceRange(syntax.range.start, syntax.range.start), replacement: "("),
            TextEdit(
              range: SourceRange(syntax.range.end, syntax.range.end), replacement: " otherwise \(fallback))"),
          ]))
    }
    let ways = (isPath ? ["`\(text) is present and …`"] : []) + ["`\(text) otherwise …`"]
    report(
      .optionalValue,
      "\(quoted(syntax)) may be missing (`\(spelling(expression.type))`); write " + ways.joined(separator: " or "),
      at: syntax.range, scope, fixIts: fixIts)
  }

  /// A value that often stands for a missing one; nil where there is none to propose.
  private func fallback(for type: ScalarType) -> String? {
    switch type {
    case .boolean: "false"
    case .integer, .decimal: "0"
    case .percent: "0 %"
    case .money(let currency?): "0 \(currency)"
    case .text: "\"\""
    case .duration: "0 days"
    case .dataSize: "0 GB"
    default: nil
    }
  }

  // MARK: Fitting

  /// The expression as a type that a declaration or a place asks for; nil after reporting that it does not fit.
  ///
  /// - Parameter place: what asks for it, for the message: “the field `size`”.
  func fit(
    _ expression: Expression, to type: ValueType, for place: String, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let isNumber = expression.type.scalar == .integer && type.scalar == .decimal
    guard fits(expression.type.scalar, type.scalar) || isNumber else {
      if case .money(let wanted?) = type.scalar, case .money(let found) = expression.type.scalar {
        reportCurrency(wanted, found, expression, syntax, place, in: scope)
      } else {
        reportMismatch(
          "expected `\(spelling(type))` for \(place), found `\(spelling(expression.type))`", wanted: type.scalar,
          expression, syntax, in: scope)
      }
      return nil
    }
    switch (expression.type.cardinality, type.cardinality) {
    case (.one, .one), (.one, .optional), (.optional, .optional), (.many, .many): break
    case (_, .many):
      expectSeveral(expression, syntax, in: scope)
      return nil
    default:
      guard single(expression, syntax, in: scope) != nil else { return nil }
    }
    return isNumber ? widened(expression) : expression
  }

  /// Whether a value of a type is also one of another: an amount of a fixed currency is an amount.
  func fits(_ type: ScalarType, _ wanted: ScalarType) -> Bool {
    if case .money = type, wanted == .money(nil) { return true }
    return type == wanted
  }

  /// A number as a decimal; a constant one at once.
  func widened(_ expression: Expression) -> Expression {
    let type = ValueType(.decimal, expression.type.cardinality)
    switch expression.node {
    case _ where expression.type.scalar == .decimal: return expression
    case .constant(.integer(let number)):
      return Expression(.constant(.decimal(Decimal128(number))), type, expression.origin)
    case .constant(.percent(let fraction)): return Expression(.constant(.decimal(fraction)), type, expression.origin)
    default: return Expression(.decimal(expression), type, expression.origin)
    }
  }

  /// Both sides of an operator, each with the other’s type where its own form does not determine it.
  func pair(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, in scope: Scope
  ) -> (left: Expression, right: Expression)? {
    if needsContext(left, in: scope), !needsContext(right, in: scope) {
      guard let second = check(right, in: scope), let first = check(left, expecting: second.type.scalar, in: scope)
      else { return nil }
      return (first, second)
    }
    let first = check(left, in: scope)
    guard first != nil || !needsContext(right, in: scope) else { return nil }
    let second = check(right, expecting: first?.type.scalar, in: scope)
    guard let first, let second else { return nil }
    return (first, second)
  }

  // MARK: Mismatches

  /// Reports an operand of a wrong type, with what may help.
  func reportMismatch(
    _ message: String, wanted: ScalarType, _ found: Expression, _ syntax: ExpressionSyntax,
    at range: SourceRange? = nil,
    notes: [String] = [], in scope: Scope
  ) {
    let help = help(wanted, found, syntax)
    report(
      .typeMismatch, message, at: range ?? syntax.range, scope, notes: notes + help.notes, fixIts: help.fixIts)
  }

  private func help(
    _ wanted: ScalarType, _ found: Expression, _ syntax: ExpressionSyntax
  ) -> (notes: [String], fixIts: [FixIt]) {
    let end = syntax.range.end
    let schema = builder.plan.schema
    switch (wanted, found.type.scalar) {
    case (.money(let currency), .integer), (.money(let currency), .decimal):
      let code = currency.map { "\($0)" } ?? "USD"
      guard case .literal = syntax.form else { return (["an amount has a currency: `5_000 \(code)`"], []) }
      return (
        ["an amount has a currency"],
        [inserting(" \(code)", at: end, "Write `\(syntax.node.text) \(code)`")]
      )
    case (.date, .text):
      guard case .constant(.text(let text)) = found.node, text.utf8.count == 10,
        text.utf8.enumerated().allSatisfy({ $0 == 4 || $0 == 7 ? $1 == UInt8(ascii: "-") : $1 >= 0x30 && $1 <= 0x39 })
      else { return (["a day is written as `2026-07-01`"], []) }
      return ([], [replacing(syntax.range, with: text, "Write `\(text)` without quotes")])
    case (.duration, .integer):
      guard case .literal = syntax.form else { return (["a duration has a unit: `30 days`"], []) }
      return ([], [inserting(" days", at: end, "Write `\(syntax.node.text) days`")])
    case (.date, .timestamp):
      return (
        ["`.date` is the day of a timestamp where it was written"],
        [inserting(".date", at: end, "Take the day: add `.date`")]
      )
    case (.timestamp, .date):
      return (["compare days: `.date` is the day of a timestamp where it was written"], [])
    case (.percent, .integer), (.percent, .decimal):
      guard case .literal = syntax.form else { return ([], []) }
      return ([], [inserting(" %", at: end, "Write `\(syntax.node.text) %`")])
    case (.enumeration(let id), .text):
      guard case .constant(.text(let text)) = found.node, schema[id].cases.contains(text) else { return ([], []) }
      return ([], [replacing(syntax.range, with: text, "Write the case `\(text)` without quotes")])
    case (.row(let table), .text) where schema[table].keyField != nil:
      guard case .constant(.text) = found.node else { return ([], []) }
      let name = schema[table].name
      return (
        ["an instance is named by its entity and its key"],
        [inserting("\(name) ", at: syntax.range.start, "Write `\(name) \(syntax.node.text)`")]
      )
    case (.text, .row(let table)):
      guard let key = schema[table].keyField else { return ([], []) }
      guard !schema[table].fields[key].isGenerated else { return (["its key as a text is `\"{…}\"`"], []) }
      let name = schema[table].fields[key].name
      return (["its key is a text"], [inserting(".\(name)", at: end, "Take the key: add `.\(name)`")])
    case (.integer, .decimal):
      return (["a `Decimal` does not always fit an `Integer`; declare the place as `Decimal`"], [])
    default: return ([], [])
    }
  }

  /// Reports an amount that is not known to be of the currency that is needed.
  func reportCurrency(
    _ wanted: Currency, _ found: Currency?, _ expression: Expression, _ syntax: ExpressionSyntax, _ place: String,
    in scope: Scope
  ) {
    report(
      .mixedCurrencies,
      "expected an amount in `\(wanted)` for \(place), found \(quoted(syntax)), "
        + (found.map { "which is in `\($0)`" } ?? "whose currency is not known"),
      at: syntax.range, scope, notes: currencyNotes(syntax, wanted, isKnown: found != nil))
  }

  /// The ways to settle a currency.
  func currencyNotes(_ syntax: ExpressionSyntax, _ wanted: Currency?, isKnown: Bool) -> [String] {
    let code = wanted.map { "\($0)" } ?? "USD"
    let text = quoted(syntax).dropFirst().dropLast()
    let convert = "convert it at the rate of a day: `\(text) in \(code) on …`"
    return isKnown ? [convert] : ["fix the currency where the field is declared: `Money in \(code)`", convert]
  }
}
