import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

extension SourceExpressionCompiler {
  // MARK: Values

  /// A value; nil after reporting what is wrong with it.
  ///
  /// - Parameter isOptional: whether the source says what holds where a step is not there.
  mutating func value(_ syntax: ExpressionSyntax, isOptional: Bool = false) -> SourceExpression? {
    switch syntax.form {
    case .missing: return nil
    case .group(let inner): return value(inner, isOptional: isOptional)
    case .name(let token): return name(token)
    case .literal(let literal): return self.literal(literal)
    case .negate(let inner):
      guard case .literal = inner.form, case .constant(let text)? = value(inner) else { return unknown(syntax) }
      return .constant("-" + text)
    case .member(let base, let token): return token.flatMap { member(base, $0, isOptional: isOptional) }
    case .element(let base, let token):
      guard let position = Int(token.text) else { return unknown(syntax) }
      if isRow(base) { return column(.position(position), at: syntax.range) }
      return value(base, isOptional: true).map { .element($0, position) }
    case .list(let elements):
      let values = elements.map { value($0) }
      return values.contains { $0 == nil } ? nil : .list(values.compactMap { $0 })
    case .comprehension(let element, let clause):
      return comprehension(element, clause) { $0.value(element, isOptional: true) }
    case .choice(let condition, let then, let other):
      guard let condition = self.condition(condition), let then = value(then), let other = value(other) else {
        return nil
      }
      return .choice(condition, then: then, else: other)
    case .binary(.otherwise, _, let left, let right):
      guard let first = value(left, isOptional: true), let second = value(right, isOptional: true) else { return nil }
      return .otherwise(first, second)
    case .call(let name, let arguments): return call(name, arguments, syntax, isOptional: isOptional)
    case .binary, .not, .presence: return condition(syntax)
    case .keyLookup, .closure, .range, .quantifier, .record, .distinct, .convert, .zone, .on, .workingDays, .holds,
      .performs:
      return unknown(syntax)
    }
  }

  private func unknown(_ syntax: ExpressionSyntax) -> SourceExpression? {
    report(
      .sourceValue, "a source cannot compute this; what comes is texts, lists, objects, and what is missing",
      at: syntax.range)
    return nil
  }

  private mutating func name(_ token: SyntaxToken) -> SourceExpression? {
    let text = token.text
    if let number = variable(named: text) { return .variable(number) }
    switch text {
    case "file": return .file
    case "true", "false": return .constant(text)
    case "document" where !plan.format.isTable: return .document
    case "row" where plan.format.isTable:
      report(.sourceValue, "a row is not a value; take a column of it, as in `row.NAME`", at: token.range)
      return nil
    default: break
    }
    let top = plan.format.isTable ? "row" : "document"
    let names = [top, "file"]
    let nearest = NameSuggestion.nearest(to: text, in: names)
    let isOther = text == "row" || text == "document"
    report(
      .sourceUnknownName,
      isOther
        ? "\(plan.format.rawValue) files hold \(plan.format.isTable ? "rows" : "documents"): write `\(top)`"
        : "nothing here is named `\(text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: token.range,
      fixIts: (isOther ? top : nearest).map {
        [FixIt(title: "Change `\(text)` to `\($0)`", edits: [TextEdit(range: token.range, replacement: $0)])]
      } ?? [])
    return nil
  }

  func isRow(_ syntax: ExpressionSyntax) -> Bool {
    guard plan.format.isTable, case .name(let token) = syntax.form else { return false }
    return token.text == "row"
  }

  private mutating func member(
    _ base: ExpressionSyntax, _ token: SyntaxToken, isOptional: Bool
  ) -> SourceExpression? {
    let name = token.kind == .string ? StringSyntax(token).value : token.text
    if isRow(base) { return column(.name(name), at: token.range) }
    guard let inner = value(base, isOptional: isOptional) else { return nil }
    if case .column = inner {
      report(.sourceValue, "a cell is a text and has no `\(name)`", at: token.range)
      return nil
    }
    plan.steps.append(SourcePlan.Step(name: name, origin: origin(token.range), isOptional: isOptional))
    return .step(inner, plan.steps.count - 1)
  }

  private mutating func literal(_ literal: LiteralSyntax) -> SourceExpression? {
    guard let token = literal.token else { return nil }
    guard token.kind == .string else {
      let digits = token.kind == .integer || token.kind == .decimal ? token.text.filter { $0 != "_" } : token.text
      let notation = token.kind == .version ? String(digits) : String(digits)
      return .constant(literal.unit.map { notation + ($0.kind == .percent ? " %" : " " + $0.text) } ?? notation)
    }
    let parts = StringSyntax(token).partsOfSource
    var values: [SourceExpression] = []
    for part in parts {
      switch part {
      case .text(let text): values.append(.constant(text))
      case .value(let syntax, _, let tree):
        for diagnostic in tree.diagnostics { builderReport(diagnostic) }
        guard tree.diagnostics.isEmpty, let value = value(syntax) else { return nil }
        values.append(value)
      }
    }
    if values.isEmpty { return .constant("") }
    if values.count == 1, case .constant = values[0] { return values[0] }
    return .interpolation(values)
  }

  private func builderReport(_ diagnostic: Diagnostic) { program.builder.report(diagnostic) }

  private mutating func call(
    _ name: SyntaxToken, _ arguments: [ExpressionSyntax], _ syntax: ExpressionSyntax, isOptional: Bool
  ) -> SourceExpression? {
    if name.isText("written") {
      guard let argument = arguments.first, arguments.count == 1 else { return wrongCount(name, 1, syntax) }
      return value(argument, isOptional: isOptional).map { .written($0) }
    }
    guard let function = SourceFunction(rawValue: syntax.calledName) else {
      let names = SourceFunction.allCases.map(\.rawValue) + ["written"]
      let nearest = NameSuggestion.nearest(to: name.text, in: names)
      report(
        .sourceUnknownName,
        "sources have no function `\(syntax.calledName)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: name.range,
        notes: ["functions here: " + names.map { "`\($0)`" }.joined(separator: ", ")],
        fixIts: nearest.map {
          [FixIt(title: "Change `\(name.text)` to `\($0)`", edits: [TextEdit(range: name.range, replacement: $0)])]
        } ?? [])
      return nil
    }
    let count =
      switch function {
      case .lower, .upper, .trim, .collapse, .digits, .dn: 1
      case .split, .before, .after: 2
      case .replace: 3
      }
    guard arguments.count == count else { return wrongCount(name, count, syntax) }
    let values = arguments.map { value($0, isOptional: isOptional) }
    return values.contains { $0 == nil } ? nil : .call(function, values.compactMap { $0 })
  }

  private func wrongCount(_ name: SyntaxToken, _ count: Int, _ syntax: ExpressionSyntax) -> SourceExpression? {
    report(
      .sourceValue, "`\(name.text)` expects \(count == 1 ? "one value" : "\(count) values")", at: syntax.range)
    return nil
  }

  // MARK: Conditions

  /// A condition; nil after reporting what is wrong with it.
  mutating func condition(_ syntax: ExpressionSyntax) -> SourceExpression? {
    switch syntax.form {
    case .missing: return nil
    case .group(let inner): return condition(inner)
    case .not(let inner): return condition(inner).map { .not($0) }
    case .presence(let inner, let isPresent):
      guard let value = value(inner, isOptional: true) else { return nil }
      return isPresent ? .not(.isMissing(value)) : .isMissing(value)
    case .binary(let op, let token, let left, let right): return binary(op, token, left, right)
    default:
      guard value(syntax) != nil else { return nil }
      report(
        .sourceValue, "expected a condition, found a value", at: syntax.range,
        notes: ["compare it with a text, as in `x.enabled == true`, or ask for it: `x.end is missing`"])
      return nil
    }
  }

  private mutating func binary(
    _ op: ExpressionSyntax.Operator, _ token: SyntaxToken, _ left: ExpressionSyntax, _ right: ExpressionSyntax
  ) -> SourceExpression? {
    switch op {
    case .and, .or:
      guard let first = condition(left), let second = condition(right) else { return nil }
      return op == .and ? .and(first, second) : .or(first, second)
    case .like:
      guard let value = value(left) else { return nil }
      guard case .literal(let literal) = right.form, literal.token?.kind == .string,
        case .constant(let pattern)? = self.value(right)
      else {
        report(.sourceValue, "expected a pattern in quotes after `like`", at: right.range)
        return nil
      }
      return .like(value, TextPattern(pattern))
    case .equal, .notEqual, .in, .notIn, .startsWith, .endsWith:
      guard let first = value(left), let second = value(right) else { return nil }
      switch op {
      case .equal: return .equal(first, second)
      case .notEqual: return .not(.equal(first, second))
      case .in: return .in(first, second)
      case .notIn: return .not(.in(first, second))
      case .startsWith: return .startsWith(first, second)
      default: return .endsWith(first, second)
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      report(
        .sourceValue, "a source compares nothing by size: what comes is texts", at: token.range,
        notes: ["compare in a norm, where the values have types"])
      return nil
    case .implies, .contains, .overlaps, .subset, .otherwise, .add, .subtract, .multiply, .divide:
      report(
        .sourceValue, op == .otherwise ? "expected a condition, found a value" : "sources have no `\(token.text)`",
        at: token.range)
      return nil
    }
  }
}
