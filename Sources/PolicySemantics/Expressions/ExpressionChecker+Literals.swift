import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Literals: numbers, quantities, dates and texts.
extension ExpressionChecker {
  func checkLiteral(_ literal: LiteralSyntax, expecting: ScalarType?, in scope: Scope) -> Expression? {
    guard let token = literal.token else { return nil }
    if token.kind == .string, token.text.utf8.contains(where: { $0 == 0x7B || $0 == 0x7D }) {
      return checkText(StringSyntax(token), in: scope)
    }
    guard let constant = constant(of: literal, token, in: scope) else { return nil }
    var value = constant
    if expecting == .decimal, case .integer(let number) = constant { value = .decimal(Decimal128(number)) }
    return Expression(.constant(value), ValueType(Self.type(of: value)), builder.origin(literal.range, in: scope.file))
  }

  /// The type of a literal; of no use for lists and records.
  private static func type(of constant: Constant) -> ScalarType {
    switch constant {
    case .integer: .integer
    case .decimal: .decimal
    case .percent: .percent
    case .money(let money): .money(money.currency)
    case .date: .date
    case .timestamp: .timestamp
    case .duration: .duration
    case .dataSize: .dataSize
    case .version: .version
    default: .text
    }
  }

  private func constant(of literal: LiteralSyntax, _ token: SyntaxToken, in scope: Scope) -> Constant? {
    let text = token.text
    func bad(_ message: String, notes: [String] = []) -> Constant? {
      report(.badLiteral, message, at: literal.range, scope, notes: notes)
      return nil
    }
    switch token.kind {
    case .string: return .text(StringSyntax(token).value)
    case .date:
      guard let date = CalendarDate(text) else { return bad("there is no day `\(text)`") }
      return .date(date)
    case .timestamp:
      guard let timestamp = Timestamp(text) else {
        return bad("there is no moment `\(text)`", notes: ["for example `2019-06-30T14:00:00Z`"])
      }
      return .timestamp(timestamp)
    case .version:
      guard let version = Version(text) else {
        return bad("`\(text)` is not a version", notes: ["a version has at most four parts, each of 32 bits"])
      }
      return .version(version)
    case .integer, .decimal: break
    default: return nil
    }
    guard let number = Decimal128(text, allowsUnderscores: true) else {
      return bad(
        "`\(text)` has more digits than the tool computes with",
        notes: ["at most 38 digits, 28 of them after the decimal point"])
    }
    guard let unit = literal.unit else {
      if token.kind == .decimal { return .decimal(number) }
      guard let integer = number.integer else {
        return bad("`\(text)` is beyond the whole numbers of 64 bits", notes: ["write `\(text).0` for a `Decimal`"])
      }
      return .integer(integer)
    }
    let word = unit.text
    if unit.kind == .percent {
      guard let fraction = number.multiplied(by: Decimal128(coefficient: 1, scale: 2)) else {
        return bad("`\(text) %` has more digits than the tool computes with")
      }
      return .percent(fraction.normalized)
    }
    if CalendarDuration.units.contains(word) {
      guard token.kind == .integer else {
        return bad("`\(text) \(word)` is not a whole number of \(word)", notes: ["write it in a smaller unit"])
      }
      guard let count = number.integer, let duration = CalendarDuration(count: count, unit: word) else {
        return bad("`\(text) \(word)` is longer than the calendar")
      }
      return .duration(duration)
    }
    if DataSize.units.contains(where: { $0.name == word }) {
      guard let size = DataSize(count: number, unit: word) else {
        return bad("`\(text) \(word)` is not a whole number of bytes of 64 bits")
      }
      return .dataSize(size)
    }
    guard let currency = currency(unit, in: scope.file) else { return nil }
    return .money(Money(amount: number, currency: currency))
  }

  /// A currency by its code; nil after reporting one that does not exist.
  func currency(_ token: SyntaxToken, in file: Int) -> Currency? {
    let text = token.text
    if let currency = Currency(text) { return currency }
    let nearest = NameSuggestion.nearest(to: text.uppercased(), in: Currency.codes)
    let upper = Currency(text.uppercased()) == nil ? nearest : text.uppercased()
    builder.report(
      .unknownCurrency, "there is no currency `\(text)`" + (upper.map { "; did you mean `\($0)`?" } ?? ""),
      at: token.range, in: file,
      notes: upper == nil
        ? ["a currency has a code of three capital letters, as in ISO 4217: `USD`, `EUR`, `KES`"] : [],
      fixIts: upper.map { [replacing(token.range, with: $0, "Change `\(text)` to `\($0)`")] } ?? [])
    return nil
  }

  /// `-x`; of a literal, the literal with the other sign.
  func checkNegation(
    _ operand: ExpressionSyntax, _ syntax: ExpressionSyntax, _ expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    guard let checked = check(operand, expecting: expecting, in: scope),
      let value = single(checked, operand, in: scope)
    else { return nil }
    let here = origin(syntax, scope)
    switch value.type.scalar {
    case .integer, .decimal, .percent, .money, .duration: break
    default:
      report(
        .noArithmetic, "`-` has no meaning before `\(spelling(value.type))`", at: operand.range, scope,
        notes: ["it is for numbers, amounts and durations"])
      return nil
    }
    if case .constant(let constant) = value.node, let negative = Self.negative(constant) {
      return Expression(.constant(negative), value.type, here)
    }
    return Expression(.negate(value), value.type, here)
  }

  private static func negative(_ constant: Constant) -> Constant? {
    switch constant {
    case .integer(let number): number == .min ? nil : .integer(-number)
    case .decimal(let number): .decimal(number.negated())
    case .percent(let number): .percent(number.negated())
    case .money(let amount): .money(amount.negated())
    case .duration(let duration): duration.negated().map { .duration($0) }
    default: nil
    }
  }
}
