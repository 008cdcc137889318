import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Finds the types of expressions, follows what is known to be present, and writes the plan’s expressions.
///
/// One for a compilation. Whatever cannot be compiled is reported once and gives nil, which silences what follows from it.
final class ExpressionChecker {
  /// The condition around what is being checked: where “… is present and” would go.
  struct ConditionContext {
    var range: SourceRange
    /// Whether the condition is the operand of `not`, so that more of it needs brackets.
    var needsBrackets: Bool
  }

  /// Levels of nesting that can be compiled: beyond what the parser allows, and far from the end of the stack.
  static let maximumDepth = 400

  let program: Program
  var builder: PlanBuilder { program.builder }
  /// The definition whose value is being compiled.
  var definition: DefinitionGraph.Definition?
  var context: ConditionContext?
  /// The comparison whose second operand is being checked.
  var comparisonAround: SourceRange?
  private var depth = 0

  init(program: Program) { self.program = program }

  /// The typed form of an expression; nil after reporting what is wrong with it.
  ///
  /// - Parameter expecting: the type that the place asks for; it gives bare cases, empty lists and records their type.
  func check(_ syntax: ExpressionSyntax, expecting: ScalarType? = nil, in scope: Scope) -> Expression? {
    check(syntax, syntax.form, expecting: expecting, in: scope)
  }

  /// The same where the form of the expression has been read already.
  func check(
    _ syntax: ExpressionSyntax, _ form: ExpressionSyntax.Form, expecting: ScalarType? = nil, in scope: Scope
  ) -> Expression? {
    guard enter(syntax, scope) else { return nil }
    defer { depth -= 1 }
    let expression = checkForm(syntax, form, expecting: expecting, in: scope)
    if let index = builder.index, let expression { index.type(expression.type, of: syntax.range, in: scope.file) }
    return expression
  }

  private func checkForm(
    _ syntax: ExpressionSyntax, _ form: ExpressionSyntax.Form, expecting: ScalarType?, in scope: Scope
  ) -> Expression? {
    switch form {
    // A position in brackets is read in sources alone.
    case .missing, .element: return nil
    case .group(let inner): return check(inner, expecting: expecting, in: scope)
    case .name(let token): return checkName(token, expecting: expecting, in: scope)
    case .literal(let literal): return checkLiteral(literal, expecting: expecting, in: scope)
    case .keyLookup(let words, let key): return checkKeyLookup(words, key, syntax, in: scope)
    case .member, .closure: return checkPath(syntax, in: scope)
    case .call(let name, let arguments): return checkCall(name, arguments, syntax, in: scope)
    case .comprehension(let element, let clause):
      return checkComprehension(element, clause, syntax, expecting, in: scope)
    case .negate(let operand): return checkNegation(operand, syntax, expecting, in: scope)
    case .range: return rejectRange(syntax, scope)
    case .list(let elements): return checkList(elements, syntax, expecting: expecting, in: scope)
    case .record(let fields): return checkRecord(fields, syntax, expecting: expecting, in: scope)
    case .distinct(let operand): return checkDistinct(operand, syntax, expecting, in: scope)
    case .convert(let amount, let currency, let day): return checkConversion(amount, currency, day, syntax, in: scope)
    case .zone(let base, let zone): return checkZone(base, zone, syntax, in: scope)
    case .on(let base, let day): return checkDay(base, day, syntax, expecting: expecting, in: scope)
    case .holds(let subject, let text, let isPattern, let model):
      return checkHolds(subject, text, isPattern: isPattern, model, syntax, in: scope)
    case .performs(let subject, let duty, let model): return checkPerforms(subject, duty, model, syntax, in: scope)
    case .choice(let condition, let first, let second):
      return checkChoice(condition, first, second, syntax, expecting, in: scope)
    case .workingDays: return rejectWorkingDays(syntax, scope)
    case .not, .presence, .quantifier: return condition(syntax, in: scope).expression
    case .binary(let op, let token, let left, let right):
      switch op {
      case .and, .or, .implies: return condition(syntax, in: scope).expression
      case .equal: return checkComparison(.equal, token, left, right, syntax, in: scope)
      case .notEqual: return checkComparison(.notEqual, token, left, right, syntax, in: scope)
      case .less: return checkComparison(.less, token, left, right, syntax, in: scope)
      case .lessOrEqual: return checkComparison(.lessOrEqual, token, left, right, syntax, in: scope)
      case .greater: return checkComparison(.greater, token, left, right, syntax, in: scope)
      case .greaterOrEqual: return checkComparison(.greaterOrEqual, token, left, right, syntax, in: scope)
      case .in: return checkMembership(left, right, token, syntax, in: scope)
      case .notIn: return checkMembership(left, right, token, syntax, in: scope).map { negated($0) }
      case .like: return checkLike(left, right, syntax, in: scope)
      case .contains: return checkContains(left, right, token, syntax, in: scope)
      case .startsWith: return checkTextTest(.startsWith, "starts with", left, right, syntax, in: scope)
      case .endsWith: return checkTextTest(.endsWith, "ends with", left, right, syntax, in: scope)
      case .overlaps: return checkOverlaps(left, right, syntax, in: scope)
      case .subset: return checkSubset(left, right, token, syntax, in: scope)
      case .otherwise: return checkOtherwise(left, right, syntax, expecting, in: scope)
      case .add where isWorkingDays(right), .subtract where isWorkingDays(right):
        return checkWorkingDays(op == .add, left, right, syntax, in: scope)
      case .add: return checkArithmetic(.add, token, left, right, syntax, expecting, in: scope)
      case .subtract: return checkArithmetic(.subtract, token, left, right, syntax, expecting, in: scope)
      case .multiply: return checkArithmetic(.multiply, token, left, right, syntax, expecting, in: scope)
      case .divide: return checkArithmetic(.divide, token, left, right, syntax, expecting, in: scope)
      }
    }
  }

  /// Counts a level of nesting; false, with a fault, where there are too many.
  private func enter(_ syntax: ExpressionSyntax, _ scope: Scope) -> Bool {
    guard depth < Self.maximumDepth else {
      report(
        .nestedTooDeep, "nested deeper than \(Self.maximumDepth) levels", at: syntax.range, scope,
        notes: ["name parts of it with `let` or `define`"])
      return false
    }
    depth += 1
    return true
  }

  // MARK: Reporting

  func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, _ scope: Scope, related: [RelatedPlace] = [],
    notes: [String] = [], fixIts: [FixIt] = []
  ) {
    builder.report(code, message, at: range, in: scope.file, related: related, notes: notes, fixIts: fixIts)
  }

  func origin(_ syntax: ExpressionSyntax, _ scope: Scope) -> Origin { builder.origin(syntax.range, in: scope.file) }

  func spelling(_ type: ValueType) -> String { program.spelling(type) }
  func spelling(_ type: ScalarType) -> String { program.spelling(type) }

  /// The text of an expression on one line, shortened, for messages.
  func quoted(_ syntax: ExpressionSyntax) -> String {
    let words = syntax.node.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "`\(words.count > 60 ? String(words.prefix(59)) + "…" : words)`"
  }

  func replacing(_ range: SourceRange, with text: String, _ title: String) -> FixIt {
    FixIt(title: title, edits: [TextEdit(range: range, replacement: text)])
  }

  func inserting(_ text: String, at offset: Int, _ title: String) -> FixIt {
    replacing(SourceRange(offset, offset), with: text, title)
  }

  func negated(_ expression: Expression) -> Expression { Expression(.not(expression), .boolean, expression.origin) }
}
