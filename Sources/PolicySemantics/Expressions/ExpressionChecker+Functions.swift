import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Calls of the functions of the language.
extension ExpressionChecker {
  func checkFunction(
    _ function: FunctionWord, _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    guard let arguments = inputs(of: function, arguments, syntax, in: scope) else { return nil }
    let here = origin(syntax, scope)
    func text(_ index: Int) -> Expression? { input(arguments[index], .text, function, in: scope) }
    func texts(_ built: BuiltInFunction, _ result: ScalarType, _ cardinality: Cardinality = .one) -> Expression? {
      let operands = arguments.indices.map(text)
      guard !operands.contains(where: { $0 == nil }) else { return nil }
      return Expression(.function(built, operands.compactMap { $0 }), ValueType(result, cardinality), here)
    }
    func day(_ built: BuiltInFunction, _ result: ScalarType) -> Expression? {
      checkDate(arguments[0], in: scope).map { Expression(.function(built, [$0]), ValueType(result), here) }
    }
    switch function {
    case .round: return checkRounding(.round, arguments, function, syntax, in: scope)
    case .roundHalfUp: return checkRounding(.roundHalfUp, arguments, function, syntax, in: scope)
    case .roundUp: return checkRounding(.roundUp, arguments, function, syntax, in: scope)
    case .roundDown: return checkRounding(.roundDown, arguments, function, syntax, in: scope)
    case .floor: return checkRounding(.floor, arguments, function, syntax, in: scope)
    case .abs: return checkRounding(.absolute, arguments, function, syntax, in: scope)
    case .mod: return checkModulo(arguments, syntax, in: scope)
    case .lower: return texts(.lower, .text)
    case .upper: return texts(.upper, .text)
    case .trim: return texts(.trim, .text)
    case .collapse: return texts(.collapse, .text)
    case .length: return texts(.length, .integer)
    case .before: return texts(.before, .text)
    case .after: return texts(.after, .text)
    case .digits: return texts(.digits, .integer, .optional)
    case .similarity: return texts(.similarity, .percent)
    case .join:
      guard let list = several(arguments[0], .text, function, in: scope), let separator = text(1) else { return nil }
      return Expression(.function(.join, [list, separator]), ValueType(.text), here)
    case .weekday: return day(.weekday, .integer)
    case .quarter: return day(.quarter, .integer)
    case .endOfMonth: return day(.endOfMonth, .date)
    case .fiscalYear:
      guard let date = checkDate(arguments[0], in: scope),
        let first = input(arguments[1], .integer, function, in: scope)
      else { return nil }
      if case .constant(.integer(let month)) = first.node, !(1...12).contains(month) {
        report(.badLiteral, "there is no month \(month)", at: arguments[1].range, scope)
        return nil
      }
      return Expression(.function(.fiscalYear, [date, first]), ValueType(.integer), here)
    case .workingDays:
      guard let from = checkDate(arguments[0], in: scope), let until = checkDate(arguments[1], in: scope),
        let calendar = text(2)
      else { return nil }
      return Expression(.function(.workingDays, [from, until, calendar]), ValueType(.integer), here)
    case .count, .sum, .average, .min, .max, .median, .mode, .standardDeviation:
      return checkAggregate(function, name, arguments, syntax, in: scope)
    case .percentile: return checkPercentile(name, arguments, syntax, in: scope)
    case .rank: return checkRank(name, arguments, syntax, in: scope)
    }
  }

  /// The values in the order of the inputs; nil after reporting that they are not those.
  private func inputs(
    of function: FunctionWord, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, in scope: Scope
  ) -> [ExpressionSyntax]? {
    var all = arguments
    for named in syntax.namedArguments {
      guard named.name?.text == function.inputName, all.count == function.inputs.upperBound - 1 else {
        report(
          .argumentCount, "`\(function.word)` has no input `\(named.name?.text ?? "")` here", at: named.range,
          scope, notes: ["it is called as `\(function.signature)`"])
        return nil
      }
      guard let value = named.value else { return nil }
      all.append(value)
    }
    guard function.inputs.contains(all.count) else {
      report(
        .argumentCount, "`\(function.word)` is called as `\(function.signature)`, found \(all.count) inputs",
        at: all.count > function.inputs.upperBound ? all[function.inputs.upperBound].range : syntax.range, scope)
      return nil
    }
    return all
  }

  /// One value of a type.
  private func input(
    _ syntax: ExpressionSyntax, _ type: ScalarType, _ function: FunctionWord, in scope: Scope
  ) -> Expression? {
    guard let value = check(syntax, expecting: type, in: scope) else { return nil }
    return fit(value, to: ValueType(type), for: "`\(function.word)`", syntax, in: scope)
  }

  /// Several values of a type.
  private func several(
    _ syntax: ExpressionSyntax, _ type: ScalarType, _ function: FunctionWord, in scope: Scope
  ) -> Expression? {
    guard let value = check(syntax, expecting: type, in: scope) else { return nil }
    return fit(value, to: ValueType(type, .many), for: "`\(function.word)`", syntax, in: scope)
  }

  // MARK: Numbers

  private func number(
    _ syntax: ExpressionSyntax, _ name: String, expecting: ScalarType? = nil, in scope: Scope
  ) -> Expression? {
    guard let value = check(syntax, expecting: expecting, in: scope) else { return nil }
    guard value.type.scalar.isNumber || value.type.scalar.isMoney else {
      report(
        .noArithmetic, "`\(name)` needs a number or an amount, found `\(spelling(value.type))`", at: syntax.range,
        scope)
      return nil
    }
    return single(value, syntax, in: scope)
  }

  private func checkRounding(
    _ built: BuiltInFunction, _ arguments: [ExpressionSyntax], _ function: FunctionWord, _ syntax: ExpressionSyntax,
    in scope: Scope
  ) -> Expression? {
    guard let value = number(arguments[0], "\(function.word)", in: scope) else { return nil }
    var operands = [value]
    if arguments.count > 1 {
      guard let step = checkStep(arguments[1], of: value, arguments[0], in: scope) else { return nil }
      operands.append(step)
    } else if value.type.scalar == .percent, built != .absolute {
      // A whole number of a percentage is one of hundredths.
      let hundredth = Constant.percent(.decimal(Decimal128(coefficient: 1, scale: 2)))
      operands.append(Expression(.constant(hundredth), value.type, value.origin))
    }
    return Expression(.function(built, operands), ValueType(value.type.scalar), origin(syntax, scope))
  }

  /// The step of a rounding: a number above zero; for an amount, an amount of the same currency.
  private func checkStep(
    _ syntax: ExpressionSyntax, of value: Expression, _ rounded: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let wanted = value.type.scalar
    guard let step = check(syntax, expecting: wanted, in: scope) else { return nil }
    let result: Expression?
    switch (wanted, step.type.scalar) {
    case (.money(let currency), .integer), (.money(let currency), .decimal):
      let code = currency.map { "\($0)" } ?? "USD"
      report(
        .typeMismatch, "the step of an amount is an amount, found \(quoted(syntax))", at: syntax.range, scope,
        fixIts: [inserting(" \(code)", at: syntax.range.end, "Write `\(quotedBody(syntax)) \(code)`")])
      return nil
    case (.money(let first), .money(let second)):
      guard sameCurrency(first, second, rounded, syntax, "the step", in: scope) else { return nil }
      result = single(step, syntax, in: scope)
    case (.decimal, let type) where type.isNumber: result = single(step, syntax, in: scope).map { widened($0) }
    default: result = fit(step, to: ValueType(wanted), for: "the step", syntax, in: scope)
    }
    guard let result else { return nil }
    if case .constant(let constant) = result.node, !constant.isAboveZero {
      report(.badLiteral, "a step is above zero, found \(quoted(syntax))", at: syntax.range, scope)
      return nil
    }
    return result
  }

  /// `mod(a, b)`
  private func checkModulo(
    _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let first = number(arguments[0], "mod", in: scope), let second = number(arguments[1], "mod", in: scope) else {
      return nil
    }
    let here = origin(syntax, scope)
    switch (first.type.scalar, second.type.scalar) {
    case (.integer, .integer), (.decimal, .decimal), (.percent, .percent):
      return Expression(.function(.modulo, [first, second]), first.type, here)
    case (.money(let one), .money(let other)):
      guard sameCurrency(one, other, arguments[0], arguments[1], "`mod`", in: scope) else { return nil }
      return Expression(.function(.modulo, [first, second]), first.type, here)
    case (let one, let other) where one.isNumber && other.isNumber:
      return Expression(.function(.modulo, [widened(first), widened(second)]), ValueType(.decimal), here)
    default:
      report(
        .noArithmetic,
        "`mod` has no meaning between `\(spelling(first.type))` and `\(spelling(second.type))`", at: syntax.range, scope
      )
      return nil
    }
  }

  // MARK: Statistics

  private func checkPercentile(
    _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let checked = check(arguments[0], in: scope) else { return nil }
    guard checked.type.isMany else {
      expectSeveral(checked, arguments[0], in: scope)
      return nil
    }
    guard canAverage(checked.type.scalar, name, arguments[0], in: scope),
      let share = input(arguments[1], .percent, .percentile, in: scope)
    else { return nil }
    if case .constant(.percent(let fraction)) = share.node, fraction.isNegative || fraction.compare(Number(1)) == 1 {
      report(.badLiteral, "a percentile lies between 0 % and 100 %", at: arguments[1].range, scope)
      return nil
    }
    let values = checked.type.scalar == .integer ? widened(checked) : checked
    return Expression(
      .function(.percentile, [values, share]), ValueType(values.type.scalar, .optional), origin(syntax, scope))
  }

  private func checkRank(
    _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let first = check(arguments[0], in: scope), let value = single(first, arguments[0], in: scope),
      let list = check(arguments[1], expecting: value.type.scalar, in: scope)
    else { return nil }
    guard list.type.isMany else {
      expectSeveral(list, arguments[1], in: scope)
      return nil
    }
    guard let (x, xs) = alike(value, list, arguments[0], arguments[1], name, in: scope),
      isOrdered(x, arguments[0], name, in: scope)
    else { return nil }
    return Expression(.function(.rank, [x, xs]), ValueType(.integer, .optional), origin(syntax, scope))
  }
}

extension Value {
  /// Whether it is a number or an amount above zero.
  fileprivate var isAboveZero: Bool {
    switch self {
    case .integer(let value): value > 0
    case .decimal(let value), .percent(let value): value.compare(.zero) == 1
    case .money(let amount): amount.number.compare(.zero) == 1
    default: false
    }
  }
}
