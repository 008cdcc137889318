import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Paths: fields, closures, and names with their namespace.
extension ExpressionChecker {
  /// `a.b.c`, `role.includes*.permissions`, `Level.low`, `un.access.Grant`.
  func checkPath(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    // A path leans to the left; it is taken apart without recursion.
    var steps: [ExpressionSyntax] = []
    var base = syntax
    while let inner = base.pathBase {
      steps.append(base)
      base = inner
    }
    steps.reverse()
    var value: Expression?
    var next = 0
    if let start = declared(base, steps, in: scope) {
      value = start.value
      next = start.steps
    } else {
      value = check(base, in: scope)
    }
    while next < steps.count {
      guard let start = value else { return nil }
      let step = steps[next]
      if step.node.kind == .closureExpression {
        value = closure(start, includesStart: step.node.token(.star) != nil, step, in: scope)
      } else {
        guard let token = step.node.token(.identifier) else { return nil }
        value = member(of: start, token, step, in: scope)
      }
      if let value { builder.index?.type(value.type, of: step.range, in: scope.file) }
      next += 1
    }
    return value
  }

  /// The field that a step of a path goes to; nil for a closure, and where it is missing.
  private func field(of step: ExpressionSyntax) -> SyntaxToken? {
    step.node.kind == .memberExpression ? step.node.token(.identifier) : nil
  }

  /// A path that begins with a name of a namespace or an enum: what it stands for, and how many steps belong to it.
  /// Nil where the path begins with a value.
  private func declared(
    _ base: ExpressionSyntax, _ steps: [ExpressionSyntax], in scope: Scope
  ) -> (value: Expression?, steps: Int)? {
    guard base.node.kind == .nameExpression, let first = base.node.token(.identifier) else { return nil }
    let name = first.text
    if scope.variables[name] != nil || Self.reservedNames.contains(name) { return nil }
    if let instance = scope.instance, builder.field(named: name, of: instance.table) != nil { return nil }
    if case .found(let declaration) = program.names.resolve(name, in: scope.file, kinds: .values) {
      guard case .enumeration(let id) = declaration.reference else { return nil }
      builder.use(declaration, at: first.range, in: scope.file)
      return enumerationCase(of: id, declaration, steps, from: 0, first, in: scope)
    }
    // The longest start that is the full name of something.
    var qualified = name
    for (index, step) in steps.prefix(program.names.mostPoints).enumerated() {
      guard let token = field(of: step) else { break }
      qualified += "." + token.text
      guard case .found(let declaration) = program.names.resolve(qualified, in: scope.file, kinds: .values) else {
        continue
      }
      if case .enumeration(let id) = declaration.reference {
        builder.use(declaration, at: first.range.union(token.range), in: scope.file)
        return enumerationCase(of: id, declaration, steps, from: index + 1, first, in: scope)
      }
      return (value(of: declaration, at: first.range.union(token.range), in: scope), index + 1)
    }
    return nil
  }

  private func enumerationCase(
    of id: EnumerationID, _ declaration: Declaration, _ steps: [ExpressionSyntax], from index: Int,
    _ first: SyntaxToken, in scope: Scope
  ) -> (value: Expression?, steps: Int) {
    guard index < steps.count, let token = field(of: steps[index]) else {
      return (value(of: declaration, at: first.range, in: scope), steps.count)
    }
    guard let position = builder.nameIndex.position(ofCase: token.text, of: id, in: builder.plan.schema) else {
      return (reportUnknownCase(token.text, of: id, at: token.range, scope), steps.count)
    }
    builder.index?.use(.enumerationCase(id, position), at: token.range, in: scope.file)
    let here = builder.origin(first.range.union(token.range), in: scope.file)
    return (Expression(.constant(.enumeration(id, position)), ValueType(.enumeration(id)), here), index + 1)
  }

  // MARK: Fields

  /// The type of a field; compiles a derived one where that is needed. Nil where it is faulty.
  func fieldType(_ field: FieldID, in scope: Scope) -> ValueType? {
    guard !program.brokenFields.contains(field) else { return nil }
    if program.derivedFields.keys.contains(field) {
      if let definition { program.definitions.add(definition, uses: .derivedField(field)) }
      return DerivedFieldCompiler(program: program, checker: self).type(of: field)
    }
    return builder.plan.schema[field].type
  }

  private func member(
    of base: Expression, _ token: SyntaxToken, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let name = token.text
    let here = origin(syntax, scope)
    if case .row(let table) = base.type.scalar {
      guard let field = builder.field(named: name, of: table) else {
        reportUnknownField(name, of: table, at: token.range, scope)
        return nil
      }
      builder.index?.use(.field(field), at: token.range, in: scope.file)
      return member(of: base, field, here, in: scope)
    }
    switch (base.type.scalar, name) {
    case (.period, "from"): return part(of: base, .date, here, in: scope) { .periodFrom($0) }
    case (.period, "until"): return part(of: base, .date, isOptional: true, here, in: scope) { .periodUntil($0) }
    case (.money, "amount"): return part(of: base, .decimal, here, in: scope) { .component(.amount, $0) }
    case (.money, "currency"): return part(of: base, .text, here, in: scope) { .component(.currency, $0) }
    case (.date, "year"): return part(of: base, .integer, here, in: scope) { .component(.year, $0) }
    case (.date, "month"): return part(of: base, .integer, here, in: scope) { .component(.month, $0) }
    case (.date, "day"): return part(of: base, .integer, here, in: scope) { .component(.day, $0) }
    case (.timestamp, "date"): return part(of: base, .date, here, in: scope) { .component(.date, $0) }
    default: break
    }
    let parts = Self.parts(of: base.type.scalar)
    let nearest = NameSuggestion.nearest(to: name, in: parts)
    report(
      .noFields,
      parts.isEmpty
        ? "`\(spelling(base.type.scalar))` has no fields, so `.\(name)` cannot follow"
        : "`\(spelling(base.type.scalar))` has no part `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: token.range, scope, notes: parts.isEmpty ? [] : ["its parts are " + listed(parts)],
      fixIts: nearest.map { [replacing(token.range, with: $0, "Change `\(name)` to `\($0)`")] } ?? [])
    return nil
  }

  /// The members that may follow a point after a value of a built-in type.
  static func parts(of type: ScalarType) -> [String] {
    switch type {
    case .period: ["from", "until"]
    case .money: ["amount", "currency"]
    case .date: ["year", "month", "day"]
    case .timestamp: ["date"]
    default: []
    }
  }

  /// A field of a row, or of each of several rows.
  func member(of base: Expression, _ field: FieldID, _ here: Origin, in scope: Scope) -> Expression? {
    guard let type = fieldType(field, in: scope) else { return nil }
    let cardinality: Cardinality =
      base.type.isMany || type.isMany ? .many : base.type.isOptional || type.isOptional ? .optional : .one
    return narrowed(Expression(.field(base, field), type.with(cardinality), here), in: scope)
  }

  /// A part of a value; of several values, that of each, without those that are missing.
  func part(
    of base: Expression, _ type: ScalarType, isOptional: Bool = false, _ here: Origin, in scope: Scope,
    _ node: (Expression) -> Expression.Node
  ) -> Expression {
    guard base.type.isMany else {
      let cardinality: Cardinality = isOptional || base.type.isOptional ? .optional : .one
      return narrowed(Expression(node(base), ValueType(type, cardinality), here), in: scope)
    }
    let variable = builder.variable("value", ValueType(base.type.scalar))
    let each = Expression(.variable(variable), ValueType(base.type.scalar), here)
    let value = Expression(node(each), ValueType(type, isOptional ? .optional : .one), here)
    var step = Pipeline.Step(variable: variable, source: .values(base))
    if isOptional { step.conditions = [Expression(.isPresent(value), .boolean, here)] }
    return Expression(
      .collect(Pipeline([step]), Expression(value.node, ValueType(type), here)), ValueType(type, .many), here)
  }

  /// The expression, no longer optional where its path is known to be present.
  func narrowed(_ expression: Expression, in scope: Scope) -> Expression {
    guard expression.type.isOptional, !scope.facts.isEmpty, let path = ValuePath(expression),
      scope.facts.contains(path)
    else { return expression }
    var narrowed = expression
    narrowed.type.cardinality = .one
    return narrowed
  }

  func reportUnknownField(_ name: String, of table: TableID, at range: SourceRange, _ scope: Scope) {
    let declaration = builder.plan.schema[table]
    let nearest = builder.nameIndex.nearest(to: name, in: declaration.declaredFields.lazy.map(\.name))
    var related: [RelatedPlace] = []
    if let place = builder.place(of: declaration.origin) {
      related = [RelatedPlace(message: "`\(declaration.name)` is declared here", place: place)]
    }
    report(
      .unknownField,
      "`\(declaration.name)` has no field `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: range,
      scope, related: related,
      notes: nearest == nil && !declaration.fields.isEmpty
        ? ["its fields are " + listed(declaration.declaredFields.lazy.map(\.name))] : [],
      fixIts: nearest.map { [replacing(range, with: $0, "Change `\(name)` to `\($0)`")] } ?? [])
  }

  // MARK: Closures and keys

  /// `role.includes*`, `unit.parent+`
  private func closure(
    _ value: Expression, includesStart: Bool, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    let sign = includesStart ? "*" : "+"
    guard case .field(let start, let field) = value.node else {
      report(
        .closureField, "`\(sign)` follows the name of a field that leads from an entity to the same entity",
        at: syntax.range, scope, notes: ["for example `role.includes\(sign)`, `unit.parent\(sign)`"])
      return nil
    }
    guard value.type.scalar == .row(field.table) else {
      let schema = builder.plan.schema
      report(
        .closureField,
        "`\(sign)` needs a field that leads from `\(schema[field.table].name)` to `\(schema[field.table].name)`; `\(schema[field].name)` leads to `\(spelling(value.type.scalar))`",
        at: syntax.range, scope)
      return nil
    }
    return Expression(
      .closure(start, field, includesStart: includesStart), ValueType(.row(field.table), .many), origin(syntax, scope))
  }

  /// `Person "u1"`
  func checkKeyLookup(
    _ words: [SyntaxToken], _ key: StringSyntax, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Expression? {
    guard let first = words.first, let last = words.last else { return nil }
    let range = first.range.union(last.range)
    let name = words.map(\.text).joined(separator: ".")
    let resolution = program.names.resolve(name, in: scope.file, kinds: [.entity])
    guard case .found(let declaration) = resolution, case .table(let table) = declaration.reference else {
      report(resolution, of: name, "an entity before the key", at: range, in: scope.file)
      return nil
    }
    builder.use(declaration, at: range, in: scope.file)
    guard builder.plan.schema[table].keyField != nil else {
      reportNoKey(table, at: range, scope)
      return nil
    }
    guard let text = canonicalKey(key, of: table, in: scope) else { return nil }
    return Expression(.constant(.instance(table, key: text)), ValueType(.row(table)), origin(syntax, scope))
  }

  /// A key in the one form that instances have it in; nil after reporting a text that cannot be one.
  ///
  /// - Parameter mayBeBare: whether the parent may be left out, as inside of it.
  func canonicalKey(
    _ key: StringSyntax, of table: TableID, mayBeBare: Bool = false, in scope: Scope
  ) -> String? {
    let schema = builder.plan.schema
    if mayBeBare, schema[table].containment != nil, let text = schema.bareKey(Array(key.value.utf8), of: table) {
      return String(decoding: text, as: UTF8.self)
    }
    if let text = schema.canonicalKey(key.value, of: table) { return text }
    let isWhole = schema.keyFields(of: table).count > 1
    report(
      .policyKeyForm,
      "a key of `\(schema[table].name)` is written `\(schema.keyForm(of: table))`, found \(key.token.text)",
      at: key.range, scope,
      notes: isWhole ? ["a slash inside a part is written `\\\\/` in a text, and a backslash `\\\\\\\\`"] : [])
    return nil
  }

  func reportNoKey(_ table: TableID, at range: SourceRange, _ scope: Scope) {
    let declaration = builder.plan.schema[table]
    var related: [RelatedPlace] = []
    if let place = builder.place(of: declaration.origin) {
      related = [RelatedPlace(message: "`\(declaration.name)` is declared here", place: place)]
    }
    report(
      .noKey, "`\(declaration.name)` has no key, so none of its instances can be named", at: range, scope,
      related: related, notes: ["give it one: `key id : Text`"])
  }
}
