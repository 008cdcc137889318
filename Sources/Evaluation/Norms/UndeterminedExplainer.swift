import RulePlan

/// Finds the innermost expression that made a result undetermined, by evaluating the parts for one tuple again.
struct UndeterminedExplainer {
  let evaluator: ExpressionEvaluator

  /// Nil where the expression is determined for the tuple of the frame.
  func reason(_ expression: Expression, _ frame: Frame) -> UndeterminedReason? {
    guard isUndetermined(evaluator.evaluate(expression, frame)) else { return nil }
    return innermost(expression, frame) ?? UndeterminedReason(cause: .other, origin: expression.origin)
  }

  private func isUndetermined(_ values: Values) -> Bool {
    guard values.count > 0 else { return false }
    if values.status(0) == Values.undetermined { return true }
    if case .truths(let truths) = values.vector {
      return truths[0] == Kleene.isUndetermined && values.status(0) == Values.present
    }
    if case .lists(let lists) = values.vector { return lists.isUncertain }
    return false
  }

  private func innermost(_ expression: Expression, _ frame: Frame) -> UndeterminedReason? {
    switch expression.node {
    case .exists, .every, .collect, .call, .bind: break
    default:
      for operand in expression.operands {
        let values = evaluator.evaluate(operand, frame)
        if isUndetermined(values) { return innermost(operand, frame) ?? cause(of: operand, frame) }
      }
    }
    return cause(of: expression, frame)
  }

  private func cause(of expression: Expression, _ frame: Frame) -> UndeterminedReason {
    UndeterminedReason(cause: kind(of: expression, frame), origin: expression.origin)
  }

  private func kind(of expression: Expression, _ frame: Frame) -> UndeterminedReason.Cause {
    func value(_ operand: Expression) -> Value {
      evaluator.context.value(evaluator.evaluate(operand, frame), 0, operand.type)
    }
    switch expression.node {
    case .arithmetic(let operation, let left, let right):
      let (a, b) = (value(left), value(right))
      if a == .missing || b == .missing { return .missingValue }
      if operation == .divide, b.isZero { return .divisionByZero }
      if case .money(let first) = a, case .money(let second) = b, first.currency != second.currency {
        return .differentCurrencies
      }
      return .overflow
    case .negate: return .overflow
    case .convert(let money, let currency, let day):
      if case .money(let amount) = value(money), case .date(let date) = value(day) {
        return .noExchangeRate(from: amount.currency, to: currency, on: date)
      }
      return .missingValue
    case .parameter(let id, _): return .parameterNotYetSet(evaluator.context.plan.parameters[id.index].name)
    case .constant(.instance(_, let key)): return .noInstance(key)
    case .aggregate(_, let operand):
      if case .list(let list) = value(operand), list.contains(.undetermined) { return .other }
      if case .money = operand.type.scalar { return .differentCurrencies }
      return .overflow
    case .compare(_, let left, let right):
      let (a, b) = (value(left), value(right))
      if a == .missing || b == .missing { return .missingValue }
      if case .money = a { return .differentCurrencies }
      if case .duration = a { return .incomparableDurations }
      return .other
    default:
      return expression.operands.contains { value($0) == .missing } ? .missingValue : .other
    }
  }
}

extension Value {
  /// Whether this is a number or an amount that is zero.
  fileprivate var isZero: Bool {
    switch self {
    case .integer(let value): value == 0
    case .decimal(let value), .percent(let value): value.isZero
    case .money(let value): value.amount.isZero
    case .dataSize(let value): value.bytes == 0
    default: false
    }
  }
}
