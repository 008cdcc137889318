import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles what a source takes from what comes: its clauses `each` and `where`, and the values of its fields.
struct SourceExpressionCompiler {
  /// `each` and `where` of one source: a file is read by as many calls inside each other.
  static let maximumClauses = 100

  let program: Program
  let file: Int
  var plan: SourcePlan
  private var variables: [(name: String, number: Int)] = []

  init(program: Program, file: Int, plan: SourcePlan) {
    self.program = program
    self.file = file
    self.plan = plan
  }

  private var builder: PlanBuilder { program.builder }

  func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [String] = [], fixIts: [FixIt] = []
  ) {
    builder.report(code, message, at: range, in: file, notes: notes, fixIts: fixIts)
  }

  func origin(_ range: SourceRange) -> Origin { builder.origin(range, in: file) }

  mutating func compile(_ syntax: SourceSyntax) {
    if case .columns(let names) = plan.table.header {
      for (index, name) in names.enumerated() where names[..<index].contains(name) {
        report(.sourceClause, "the column `\(name)` is named twice", at: syntax.range)
      }
    }
    for (index, step) in syntax.steps.enumerated() {
      guard index < Self.maximumClauses else {
        report(
          .sourceClause,
          "a source has at most \(Self.maximumClauses) clauses `each` and `where`; join conditions with `and`",
          at: step.range)
        break
      }
      if let each = ElementsSyntax(step) {
        compile(each)
      } else if let condition = WhereSyntax(step)?.condition, let value = self.condition(condition) {
        plan.clauses.append(.where(value))
      }
    }
    compile(fields: syntax)
  }

  // MARK: Clauses

  private mutating func compile(_ syntax: ElementsSyntax) {
    let names = syntax.names
    guard let source = syntax.source else {
      guard let name = names.first else { return }
      if name.text != "row" || !plan.format.isTable {
        report(
          .sourceValue,
          plan.format.isTable
            ? "expected `each row`, or `each \(name.text) in` and a list"
            : "expected `each \(name.text) in` and where the elements are", at: name.range)
      }
      return
    }
    let list = value(source)
    let numbers = names.map { declare($0.text) }
    guard let list, let last = numbers.last else { return }
    plan.clauses.append(.each(name: numbers.count > 1 ? numbers[0] : nil, value: last, in: list))
  }

  private mutating func declare(_ name: String) -> Int {
    let number = plan.variableCount
    plan.variableCount += 1
    variables.append((name, number))
    return number
  }

  // MARK: Fields

  private mutating func compile(fields syntax: SourceSyntax) {
    let table = builder.plan.schema[plan.entity]
    var given: [Int: SourceRange] = [:]
    for field in syntax.fields {
      guard let name = field.name, let index = index(of: name, in: table) else { continue }
      if let earlier = given[index] {
        builder.report(
          .sourceField, "`\(name.text)` is taken twice", at: name.range, in: file,
          related: [RelatedPlace(message: "the first one is here", place: Place(earlier, in: builder.files[file]))])
        continue
      }
      given[index] = name.range
      builder.index?.use(.field(FieldID(table.id, index)), at: name.range, in: file)
      guard let value = field.value, let compiled = self.value(value, for: table.fields[index].type) else { continue }
      var taken = SourcePlan.TakenField(field: index, value: compiled, origin: origin(field.range))
      if let form = field.form,
        let pattern = SourceSettings.pattern(form, century: plan.forms.dates.first?.century, in: program, file)
      {
        taken.dates = [pattern]
      }
      plan.fields.append(taken)
    }
    let isWhole = !syntax.node.isBroken
    for (index, field) in table.fields.enumerated() where isWhole && field.isRequired && given[index] == nil {
      guard program.derivedFields[FieldID(table.id, index)] == nil, syntax.has(.takeClause) else { continue }
      report(
        .sourceFieldNeeded, "the source does not take `\(field.name)`, which each \(table.name) has",
        at: syntax.name?.range ?? syntax.range,
        notes: ["take it, give the field a default, or make it optional (`?`)"])
    }
  }

  private func index(of name: SyntaxToken, in table: Table) -> Int? {
    guard let index = table.fieldIndex(named: name.text) else {
      let nearest = NameSuggestion.nearest(to: name.text, in: table.fields.map(\.name))
      report(
        .sourceField,
        "`\(table.name)` has no field `\(name.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: name.range,
        fixIts: nearest.map {
          [FixIt(title: "Change `\(name.text)` to `\($0)`", edits: [TextEdit(range: name.range, replacement: $0)])]
        } ?? [])
      return nil
    }
    guard program.derivedFields[FieldID(table.id, index)] == nil else {
      report(.sourceField, "`\(name.text)` is computed, so a source cannot give it", at: name.range)
      return nil
    }
    return index
  }

  /// A value for a field of a type: records give periods, amounts and records of the policies.
  private mutating func value(_ syntax: ExpressionSyntax, for type: ValueType) -> SourceExpression? {
    switch syntax.form {
    case .group(let inner): return value(inner, for: type)
    case .record(let fields):
      guard !type.isMany else {
        report(.sourceType, "expected several values, found one record; put it in `[ ]`", at: syntax.range)
        return nil
      }
      return record(fields, of: type.scalar, at: syntax.range)
    case .list(let elements) where type.isMany:
      let values = elements.map { value($0, for: ValueType(type.scalar)) }
      return values.contains { $0 == nil } ? nil : .list(values.compactMap { $0 })
    case .list:
      report(
        .sourceType, "expected one value, found a list", at: syntax.range, notes: ["`[0]` after it takes the first"])
      return nil
    case .choice(let condition, let then, let other):
      guard let condition = self.condition(condition), let then = value(then, for: type),
        let other = value(other, for: type)
      else { return nil }
      return .choice(condition, then: then, else: other)
    case .comprehension(let element, let clause) where type.isMany:
      return comprehension(element, clause) { $0.value(element, for: ValueType(type.scalar)) }
    case .literal(let literal):
      guard let value = value(syntax) else { return nil }
      if case .constant(let text) = value { check(text, literal, for: type.scalar) }
      return value
    default: return value(syntax)
    }
  }

  private mutating func record(
    _ fields: [RecordFieldSyntax], of type: ScalarType, at range: SourceRange
  ) -> SourceExpression? {
    let parts: [(name: String, type: ValueType)]
    switch type {
    case .period: parts = [("from", ValueType(.date)), ("until", ValueType(.date))]
    case .money: parts = [("amount", ValueType(.decimal)), ("currency", ValueType(.text))]
    case .row(let table) where !builder.plan.schema[table].isEntity:
      parts = builder.plan.schema[table].fields.map { ($0.name, $0.type) }
    default:
      report(.sourceType, "expected one value of type `\(program.spelling(type))`, found a record", at: range)
      return nil
    }
    var members: [(name: String, value: SourceExpression)] = []
    for field in fields {
      guard let name = field.name else { continue }
      guard let part = parts.first(where: { $0.name == name.text }) else {
        let nearest = NameSuggestion.nearest(to: name.text, in: parts.map(\.name))
        report(
          .sourceField,
          "`\(program.spelling(type))` has no part `\(name.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
          at: name.range)
        continue
      }
      if let syntax = field.value, let value = value(syntax, for: part.type) { members.append((name.text, value)) }
    }
    return .record(members)
  }

  /// A constant has the notation of its field's type.
  private func check(_ text: String, _ literal: LiteralSyntax, for type: ScalarType) {
    let isValue: Bool
    switch type {
    case .date: isValue = CalendarDate(text) != nil
    case .timestamp: isValue = Timestamp(text) != nil
    case .integer: isValue = Int(text) != nil
    case .enumeration(let id): isValue = builder.plan.schema[id].cases.contains(text)
    case .boolean: isValue = text == "true" || text == "false"
    case .decimal: isValue = Decimal128(text) != nil
    case .text, .percent, .money, .duration, .period, .dataSize, .version, .row: isValue = true
    }
    if !isValue {
      report(
        .sourceType, "`\(text)` is not a value of type `\(program.spelling(type))`", at: literal.range)
    }
  }

  // MARK: Names

  mutating func variable(named name: String) -> Int? { variables.last { $0.name == name }?.number }

  /// Compiles with a variable that is known only meanwhile.
  mutating func comprehension(
    _ element: ExpressionSyntax, _ clause: ForClauseSyntax,
    _ compile: (inout SourceExpressionCompiler) -> SourceExpression?
  ) -> SourceExpression? {
    guard clause.generators.count == 1, let generator = clause.generators.first, let name = generator.variable,
      let source = generator.source
    else {
      report(.sourceValue, "a list of a source goes through one list", at: clause.range)
      return nil
    }
    guard let list = value(source, isOptional: true) else { return nil }
    let number = declare(name.text)
    defer { variables.removeLast() }
    var condition: SourceExpression?
    if let syntax = clause.condition {
      condition = self.condition(syntax)
      if condition == nil { return nil }
    }
    return compile(&self).map { .comprehension($0, variable: number, in: list, where: condition) }
  }

  /// The number of a column, which is noted the first time.
  mutating func column(_ reference: SourcePlan.Column.Reference, at range: SourceRange) -> SourceExpression {
    if let known = plan.columns.firstIndex(where: { $0.reference == reference }) { return .column(known) }
    plan.columns.append(SourcePlan.Column(reference, origin: origin(range)))
    return .column(plan.columns.count - 1)
  }
}
