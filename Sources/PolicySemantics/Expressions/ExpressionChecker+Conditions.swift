import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// A condition with what is known to be present where it holds and where it does not.
struct CheckedCondition {
  /// Nil where something in it is wrong and has been reported.
  var expression: Expression?
  var whenTrue: Set<ValuePath> = []
  var whenFalse: Set<ValuePath> = []
}

extension ExpressionChecker {
  /// A condition that is neither missing nor several; nil after reporting what is wrong.
  func checkCondition(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    condition(syntax, in: scope).expression
  }

  /// Checks a condition and follows what it says of missing values.
  func condition(_ syntax: ExpressionSyntax, isNegated: Bool = false, in scope: Scope) -> CheckedCondition {
    let form = syntax.form
    switch form {
    case .group(let inner): return condition(inner, in: scope)
    case .not(let operand):
      let checked = condition(operand, isNegated: true, in: scope)
      return CheckedCondition(
        expression: checked.expression.map { Expression(.not($0), .boolean, origin(syntax, scope)) },
        whenTrue: checked.whenFalse, whenFalse: checked.whenTrue)
    case .binary(.and, _, let left, let right): return junction(left, right, isAnd: true, syntax, in: scope)
    case .binary(.or, _, let left, let right): return junction(left, right, isAnd: false, syntax, in: scope)
    case .binary(.implies, _, let left, let right): return implication(left, right, syntax, in: scope)
    case .presence(let operand, let isPresent): return presence(operand, isPresent: isPresent, syntax, in: scope)
    case .quantifier(let quantifier, let generator, let filter, let requirement):
      return quantified(quantifier, generator, filter, requirement, syntax, in: scope)
    default:
      let outer = context
      context = ConditionContext(range: syntax.range, needsBrackets: isNegated)
      defer { context = outer }
      guard let expression = check(syntax, form, expecting: .boolean, in: scope) else { return CheckedCondition() }
      return CheckedCondition(expression: truth(expression, syntax, in: scope), whenTrue: presence(after: expression))
    }
  }

  /// The paths that a call tests for presence: of a function whose body is a conjunction, the paths from its inputs that it
  /// tests, from what the call gives it.
  private func presence(after expression: Expression) -> Set<ValuePath> {
    guard case .call(let id, let arguments) = expression.node, builder.plan.functions.indices.contains(id.index) else {
      return []
    }
    let function = builder.plan.functions[id.index]
    var facts: Set<ValuePath> = []
    var waiting = [function.body]
    while let next = waiting.popLast() {
      switch next.node {
      case .and(let operands): waiting += operands
      case .isPresent(let operand):
        guard let path = ValuePath(operand) else { continue }
        for (parameter, argument) in zip(function.parameters, arguments) where path.starts(at: parameter) {
          if let found = ValuePath(argument).flatMap({ path.moved(from: parameter, to: $0) }) {
            facts.formUnion(found.withPrefixes)
          }
        }
      case .call: facts.formUnion(presence(after: next, in: function, arguments))
      default: continue
      }
    }
    return facts
  }

  /// The same of a call in the body of a function. Functions do not call themselves, so this ends.
  private func presence(
    after call: Expression, in function: Function, _ arguments: [Expression]
  ) -> Set<ValuePath> {
    var facts: Set<ValuePath> = []
    for path in presence(after: call) {
      for (parameter, argument) in zip(function.parameters, arguments) where path.starts(at: parameter) {
        if let found = ValuePath(argument).flatMap({ path.moved(from: parameter, to: $0) }) {
          facts.formUnion(found.withPrefixes)
        }
      }
    }
    return facts
  }

  /// The expression, if it is one truth value.
  private func truth(_ expression: Expression, _ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard expression.type.scalar == .boolean else {
      report(
        .typeMismatch, "expected a condition, found `\(spelling(expression.type))`", at: syntax.range, scope,
        notes: expression.type.isOptional && expression.type.scalar != .boolean
          ? ["to ask whether there is a value, write \(quotedText(syntax, " is present"))"] : [])
      return nil
    }
    return single(expression, syntax, in: scope)
  }

  func quotedText(_ syntax: ExpressionSyntax, _ more: String) -> String {
    String(quoted(syntax).dropLast()) + more + "`"
  }

  /// `a and b and c` or `a or b or c`: each operand is checked with what those before it say.
  private func junction(
    _ left: ExpressionSyntax, _ last: ExpressionSyntax, isAnd: Bool, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> CheckedCondition {
    // A chain leans to the left; it is taken apart without recursion.
    var operands: [ExpressionSyntax] = []
    operands.reserveCapacity(4)
    operands.append(last)
    var rest = left
    while case .binary(let op, _, let left, let right) = rest.form, isAnd ? op == .and : op == .or {
      operands.append(right)
      rest = left
    }
    operands.append(rest)
    operands.reverse()

    var expressions: [Expression] = []
    expressions.reserveCapacity(operands.count)
    var isBroken = false
    /// The facts that hold once all so far were true (`and`) or false (`or`).
    var known: Set<ValuePath> = []
    /// The facts that hold wherever one of them was false (`and`) or true (`or`).
    var common: Set<ValuePath>?
    var inner = scope
    for operand in operands {
      let checked = condition(operand, in: inner)
      if let expression = checked.expression { expressions.append(expression) } else { isBroken = true }
      if common?.isEmpty != true {
        let stopped = known.union(isAnd ? checked.whenFalse : checked.whenTrue)
        common = common?.intersection(stopped) ?? stopped
      }
      let passed = isAnd ? checked.whenTrue : checked.whenFalse
      known.add(passed)
      inner.facts.add(passed)
    }
    let node: Expression.Node = isAnd ? .and(expressions) : .or(expressions)
    return CheckedCondition(
      expression: isBroken ? nil : Expression(node, .boolean, origin(syntax, scope)),
      whenTrue: isAnd ? known : common ?? [], whenFalse: isAnd ? common ?? [] : known)
  }

  private func implication(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> CheckedCondition {
    let premise = condition(left, in: scope)
    let conclusion = condition(right, in: scope.adding(facts: premise.whenTrue))
    var result = CheckedCondition(
      whenTrue: premise.whenFalse.intersection(premise.whenTrue.union(conclusion.whenTrue)),
      whenFalse: premise.whenTrue.union(conclusion.whenFalse))
    if let premise = premise.expression, let conclusion = conclusion.expression {
      result.expression = Expression(.implies(premise, conclusion), .boolean, origin(syntax, scope))
    }
    return result
  }

  private func presence(
    _ operand: ExpressionSyntax, isPresent: Bool, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> CheckedCondition {
    let outer = context
    context = nil
    defer { context = outer }
    guard let value = check(operand, in: scope) else { return CheckedCondition() }
    if value.type.isMany {
      report(
        .severalValues, "\(quoted(operand)) is several values (`\(spelling(value.type))`), which are never missing",
        at: operand.range, scope,
        notes: [
          "to ask whether there are any, write `count(…) > 0`, or `some x in … where …` with what must hold for one"
        ])
      return CheckedCondition()
    }
    let path = ValuePath(value)
    if value.type.cardinality == .one, path.map({ !scope.facts.contains($0) }) ?? true {
      neverMissing(value, operand, isPresent ? "the condition always holds" : "the condition never holds", in: scope)
    }
    let test = Expression(.isPresent(value), .boolean, origin(syntax, scope))
    let facts = path?.withPrefixes ?? []
    return isPresent
      ? CheckedCondition(expression: test, whenTrue: facts)
      : CheckedCondition(expression: negated(test), whenFalse: facts)
  }

  /// Warns of a question whose answer the types already give.
  func neverMissing(_ value: Expression, _ syntax: ExpressionSyntax, _ consequence: String, in scope: Scope) {
    guard builder.options.givesAdvice else { return }
    report(
      .neverMissing, "\(quoted(syntax)) is never missing (`\(spelling(value.type))`), so \(consequence)",
      at: syntax.range, scope)
  }

  private func quantified(
    _ quantifier: ExpressionSyntax.Quantifier, _ generator: GeneratorSyntax, _ filter: ExpressionSyntax?,
    _ requirement: ExpressionSyntax?, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> CheckedCondition {
    var rows = Rows(scope: scope)
    add(generator, to: &rows)
    if let filter { add(where: filter, to: &rows) }
    let here = origin(syntax, scope)
    // The filter's facts about outer paths hold wherever some row fits.
    let outside = rows.scope.facts.subtracting(scope.facts).filter { path in
      !rows.subjects.contains { path.starts(at: $0) }
    }
    switch quantifier {
    case .every:
      let checked = requirement.map { condition($0, in: rows.scope) } ?? CheckedCondition()
      guard !rows.isBroken, let expression = checked.expression else { return CheckedCondition() }
      return CheckedCondition(expression: Expression(.every(rows.pipeline, expression), .boolean, here))
    case .some:
      guard !rows.isBroken else { return CheckedCondition() }
      return CheckedCondition(
        expression: Expression(.exists(rows.pipeline), .boolean, here), whenTrue: outside)
    case .no:
      guard !rows.isBroken else { return CheckedCondition() }
      return CheckedCondition(
        expression: negated(Expression(.exists(rows.pipeline), .boolean, here)), whenFalse: outside)
    }
  }
}
