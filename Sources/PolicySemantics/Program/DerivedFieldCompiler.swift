import PolicySyntax
import RulePlan

/// Compiles derived fields, each once and when its type is first asked for.
struct DerivedFieldCompiler {
  let program: Program
  let checker: ExpressionChecker

  /// The type of a derived field; nil where its value is faulty or rests on itself.
  func type(of field: FieldID) -> ValueType? {
    switch program.derivedFields[field]?.state {
    case .done(let type): return type
    case .pending: return compile(field)
    // A cycle; it is reported from the graph of definitions once everything is compiled.
    case .compiling, nil: return nil
    }
  }

  private func compile(_ field: FieldID) -> ValueType? {
    guard let declared = program.derivedFields[field] else { return nil }
    program.derivedFields[field]?.state = .compiling
    let (definition, context) = (checker.definition, checker.context)
    checker.definition = .derivedField(field)
    checker.context = nil
    defer { (checker.definition, checker.context) = (definition, context) }
    program.definitions.add(.derivedField(field))
    let instance = program.builder.variable("self", ValueType(.row(field.table)))
    var scope = Scope(file: declared.file)
    scope.instance = (instance, field.table)
    let value = declared.syntax.value.flatMap { checker.check($0, in: scope) }
    if let value {
      program.builder.plan.schema.tables[field.table.index].fields[field.index].type = value.type
      program.builder.plan.schema.tables[field.table.index].fields[field.index].derivation =
        Derivation(instance: instance, value: value)
    }
    program.derivedFields[field]?.state = .done(value?.type)
    return value?.type
  }
}
