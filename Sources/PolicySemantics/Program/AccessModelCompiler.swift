import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Compiles access models, each once and when it is first asked for.
struct AccessModelCompiler {
  let program: Program
  let checker: ExpressionChecker

  private var builder: PlanBuilder { program.builder }

  /// The compiled model; nil where it is faulty or rests on itself.
  func signature(of id: AccessModelID) -> Program.AccessSignature? {
    guard program.accessStates.indices.contains(id.index) else { return nil }
    switch program.accessStates[id.index] {
    case .done(let signature): return signature
    case .compiling: return nil
    case .pending: break
    }
    program.accessStates[id.index] = .compiling
    let (definition, context) = (checker.definition, checker.context)
    checker.definition = .accessModel(id)
    checker.context = nil
    defer { (checker.definition, checker.context) = (definition, context) }
    program.definitions.add(.accessModel(id))
    let model = compile(id)
    if let model { program.compiledAccessModels[id] = model }
    let signature = model.flatMap { model in
      model.subjects.steps.first.flatMap { step in
        builder.plan[step.variable].type.scalar.table.map {
          Program.AccessSignature(
            subject: $0, entitlement: model.entitlement, givesPatterns: model.givesPatterns)
        }
      }
    }
    program.accessStates[id.index] = .done(signature)
    return signature
  }

  private func compile(_ id: AccessModelID) -> AccessModel? {
    let declared = program.accessModels[id.index]
    let syntax = declared.syntax
    let file = declared.file
    let nameRange = program.range(of: declared.declaration.origin)
    func report(_ message: String, at range: SourceRange? = nil, notes: [String] = []) {
      builder.report(.accessModel, message, at: range ?? nameRange, in: file, notes: notes)
    }

    var rows = Rows(scope: Scope(file: file))
    guard let subjectClause = syntax.subjects, let subjectGenerator = subjectClause.generators.first else {
      report("an access model says who holds the entitlements: `for person in Person`")
      return nil
    }
    if subjectClause.generators.count > 1 {
      report(
        "expected one subject after `for`, found \(subjectClause.generators.count)",
        at: subjectClause.generators[1].range, notes: ["the rows that connect it to entitlements go after `each`"])
      return nil
    }
    checker.add(subjectClause, to: &rows)
    guard let gives = syntax.gives else {
      report("an access model says which entitlements it gives: `gives grant.role.permissions`")
      return nil
    }
    if let step = rows.pipeline.steps.first, case .scan = step.source {
    } else if !rows.isBroken {
      report(
        "expected the name of an entity, found \(checker.quoted(subjectGenerator.source ?? gives))",
        at: subjectGenerator.source?.range)
      return nil
    }
    let subjectSteps = rows.pipeline.steps.count
    for clause in syntax.rights { checker.add(clause, to: &rows) }
    for clause in syntax.conditions { if let condition = clause.condition { checker.add(where: condition, to: &rows) } }
    let given = checker.check(gives, in: rows.scope)
    let scope = syntax.over.flatMap { over(syntax, $0, in: rows.scope) }
    guard let given, !rows.isBroken, scope != nil || syntax.over == nil else { return nil }
    guard let entitlement = entitlement(given, gives, in: file) else { return nil }
    guard !syntax.givesPatterns || entitlement == .text else {
      report(
        "expected texts after `patterns`, found `\(program.spelling(given.type))`", at: gives.range,
        notes: ["write the key: `\(gives.node.text).id`"])
      return nil
    }
    guard let (pivot, variable, values) = pivoted(given, rows) else {
      report(
        "the entitlements must follow from one row, found \(checker.quoted(gives)), which rests on several",
        at: gives.range, notes: ["write a path from one variable: `grant.role.permissions`"])
      return nil
    }
    var model = AccessModel(
      id: id, name: declared.declaration.name, namespace: declared.declaration.namespace,
      subjects: Pipeline(Array(rows.pipeline.steps.prefix(subjectSteps))),
      rights: Pipeline(Array(rows.pipeline.steps.dropFirst(subjectSteps))), pivot: pivot, pivotVariable: variable,
      gives: values, scope: scope?.unit, containment: scope?.containment, entitlement: entitlement,
      origin: declared.declaration.origin)
    model.givesPatterns = syntax.givesPatterns
    return model
  }

  /// The kind of the entitlements: instances of an entity with a key, or texts.
  private func entitlement(_ given: Expression, _ syntax: ExpressionSyntax, in file: Int) -> ScalarType? {
    let scope = Scope(file: file)
    switch given.type.scalar {
    case .text: return .text
    case .row(let table) where builder.plan.schema[table].isEntity:
      guard builder.plan.schema[table].keyField != nil else {
        checker.reportNoKey(table, at: syntax.range, scope)
        return nil
      }
      return .row(table)
    default:
      builder.report(
        .accessModel,
        "expected entitlements, which are texts or instances of an entity, found `\(program.spelling(given.type))`",
        at: syntax.range, in: file)
      return nil
    }
  }

  /// `over grant.unit within parent`
  private func over(
    _ syntax: AccessSyntax, _ unit: ExpressionSyntax, in scope: Scope
  ) -> (unit: Expression, containment: FieldID?)? {
    guard let value = checker.check(unit, in: scope) else { return nil }
    guard case .row(let table) = value.type.scalar, builder.plan.schema[table].isEntity else {
      checker.report(
        .accessModel, "expected an instance of an entity after `over`, found `\(program.spelling(value.type))`",
        at: unit.range, scope)
      return nil
    }
    guard !value.type.isMany else {
      checker.reportSeveral(value, unit, in: scope)
      return nil
    }
    guard let within = syntax.within else { return (value, nil) }
    guard let index = builder.plan.schema[table].fieldIndex(named: within.text) else {
      checker.reportUnknownField(within.text, of: table, at: within.range, scope)
      return nil
    }
    let field = FieldID(table, index)
    builder.index?.use(.field(field), at: within.range, in: scope.file)
    guard let type = checker.fieldType(field, in: scope) else { return nil }
    guard type.scalar == .row(table) else {
      checker.report(
        .closureField,
        "`within` needs a field that leads from `\(builder.plan.schema[table].name)` to the unit above it; `\(within.text)` is `\(program.spelling(type))`",
        at: within.range, scope)
      return nil
    }
    return (value, field)
  }

  /// The row that what is given follows from, with a variable in its place; nil where there are several such rows.
  private func pivoted(
    _ given: Expression, _ rows: Rows
  ) -> (pivot: Expression, variable: VariableID, gives: Expression)? {
    // The longest single-valued start of a path.
    var above: [Expression] = []
    var start = given
    walk: while start.type.isMany || start.type.scalar.table == nil {
      switch start.node {
      case .field(let base, _), .closure(let base, _, includesStart: _):
        above.append(start)
        start = base
      default: break walk
      }
    }
    if !start.type.isMany, let table = start.type.scalar.table {
      let variable = builder.variable("pivot", ValueType(.row(table)))
      var value = Expression(.variable(variable), ValueType(.row(table)), start.origin)
      for step in above.reversed() {
        switch step.node {
        case .field(_, let field):
          let declared = builder.plan.schema[field].type
          let cardinality: Cardinality = value.type.isMany || declared.isMany ? .many : declared.cardinality
          value = Expression(.field(value, field), declared.with(cardinality), step.origin)
        case .closure(_, let field, let includesStart):
          value = Expression(.closure(value, field, includesStart: includesStart), step.type, step.origin)
        default: break
        }
      }
      return (start, variable, several(value))
    }
    // Something else over one variable: that is the row.
    let used = FreeVariables.of(given)
    let steps = rows.pipeline.steps.filter { used.contains($0.variable.index) }
    guard steps.count <= 1, let step = steps.first ?? rows.pipeline.steps.last else { return nil }
    let type = builder.plan[step.variable].type
    guard type.scalar.table != nil else { return nil }
    return (Expression(.variable(step.variable), type, given.origin), step.variable, several(given))
  }

  /// One value as several.
  private func several(_ value: Expression) -> Expression {
    value.type.isMany ? value : Expression(.list([value]), value.type.with(.many), value.origin)
  }
}
