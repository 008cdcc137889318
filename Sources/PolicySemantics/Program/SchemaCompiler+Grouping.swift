import Diagnostics
import PolicySyntax
import RulePlan
import SourceText
import Vocabulary

/// Entities whose instances are groups of those of another.
extension SchemaCompiler {
  /// The fields that every group has: the value that its members have in common, and the members. Their types come once
  /// expressions can be checked.
  func addFieldsOfGroups() {
    for (index, declared) in program.tables.enumerated() {
      guard let syntax = declared.syntax.grouping else { continue }
      let table = id(index)
      reportGivenFields(of: declared)
      let range = syntax.key?.range ?? syntax.range
      for name in [syntax.key?.text ?? "", "members"] {
        if let field = builder.plan.schema[table].declaredFields.first(where: { $0.name == name }) {
          builder.report(
            .duplicateField, "`\(declared.declaration.name)` has a field `\(name)` already, by what it groups",
            at: program.range(of: field.origin), in: declared.file)
          program.brokenFields.insert(FieldID(table, builder.plan.schema[table].fields.count))
        }
        var field = Field(
          name: name, type: ValueType(.text), isGenerated: true,
          documentation: name == "members" ? "The instances that have the value." : "",
          origin: builder.origin(range, in: declared.file))
        field.holdsRows = true
        builder.plan.schema.tables[table.index].fields.append(field)
      }
      let count = builder.plan.schema[table].fields.count
      if let key = syntax.key {
        builder.index?.declare(.field(FieldID(table, count - 2)), at: key.range, in: declared.file)
      }
      guard let members = entity(grouped: syntax, in: declared.file) else {
        program.brokenFields.formUnion([FieldID(table, count - 2), FieldID(table, count - 1)])
        continue
      }
      builder.plan.schema.tables[table.index].fields[count - 1].type = ValueType(.row(members), .many)
      program.groupedEntities[table] = members
    }
  }

  /// Data does not give groups, so there is nothing to declare of it.
  private func reportGivenFields(of declared: Program.Declared<TableSyntax>) {
    let name = declared.declaration.name
    for field in declared.syntax.fields where !field.isDerived {
      builder.report(
        .groupField, "`\(name)` is a group of instances, and data gives no field of it",
        at: field.name?.range ?? field.range,
        in: declared.file, notes: ["values computed of its `members` are declared with `let`"])
    }
    for text in declared.syntax.passedOver {
      builder.report(
        .groupField, "`\(name)` is a group of instances, and data gives no field of it", at: text.range,
        in: declared.file)
    }
    if declared.syntax.isOpen {
      builder.report(
        .groupField, "`\(name)` is a group of instances, and data gives no field of it",
        at: declared.syntax.name?.range ?? declared.syntax.range, in: declared.file,
        notes: ["`open` lets data give other fields, of an entity that it lists"])
    }
    if let day = declared.syntax.judgedOn {
      builder.report(
        .groupField, "a group of instances has no day of its own to be judged on", at: day.range, in: declared.file)
    }
  }

  /// The entity after `in`; nil after reporting that it is none.
  private func entity(grouped syntax: GroupingSyntax, in file: Int) -> TableID? {
    guard let source = syntax.generator?.source else { return nil }
    var words: [String] = []
    var stack = [source.node]
    while let next = stack.popLast() {
      words = next.tokens.filter { $0.kind == .identifier }.map(\.text) + words
      stack.append(contentsOf: next.nodes)
    }
    let name = words.joined(separator: ".")
    let resolution = program.names.resolve(name, in: file, kinds: [.entity])
    guard case .found(let found) = resolution, case .table(let table) = found.reference else {
      checker.report(resolution, of: name, "an entity to be grouped", at: source.range, in: file)
      return nil
    }
    builder.use(found, at: source.range, in: file)
    return table
  }

  /// The values that groups are made by. Those of instances that are given come before groups of groups.
  func compileGroupings() {
    let isGroup = Set(program.groupedEntities.keys)
    for ofGroups in [false, true] {
      for (index, declared) in program.tables.enumerated() {
        guard let syntax = declared.syntax.grouping, let members = program.groupedEntities[id(index)],
          isGroup.contains(members) == ofGroups
        else { continue }
        compile(syntax, members, of: id(index), declared)
      }
    }
  }

  private func compile(
    _ syntax: GroupingSyntax, _ members: TableID, of table: TableID, _ declared: Program.Declared<TableSyntax>
  ) {
    let fields = builder.plan.schema[table].fields
    // The text of the key comes last where the value is not a text.
    guard let membersField = fields.lastIndex(where: { $0.name == "members" }), membersField > 0 else { return }
    let keyField = membersField - 1
    checker.context = nil
    var scope = Scope(file: declared.file)
    guard let name = syntax.generator?.variable else { return }
    let variable = checker.bind(name, to: ValueType(.row(members)), in: &scope)
    var condition: Expression?
    if let written = syntax.condition {
      let checked = checker.condition(written, in: scope)
      guard let expression = checked.expression else { return markBroken(table, keyField) }
      scope.facts.formUnion(checked.whenTrue)
      condition = expression
    }
    guard let value = syntax.value.flatMap({ checker.check($0, in: scope) }) else { return markBroken(table, keyField) }
    guard Self.canBeKey(value.type.scalar, builder.plan.schema) else {
      builder.report(
        .groupKey,
        "expected a `Text`, an `Integer`, a `Date`, a case or an instance to group by, found "
          + "`\(program.spelling(value.type.with(.one)))`", at: syntax.value?.range ?? syntax.range, in: declared.file)
      return markBroken(table, keyField)
    }
    if case .row(let target) = value.type.scalar, builder.plan.schema[target].keyField == nil {
      checker.reportNoKey(target, at: syntax.value?.range ?? syntax.range, scope)
      return markBroken(table, keyField)
    }
    builder.plan.schema.tables[table.index].fields[keyField].type = value.type.with(.one)
    builder.plan.schema.tables[table.index].keyParts = [keyField]
    setKey(of: table)
    builder.plan.schema.tables[table.index].grouping = Grouping(
      members: members, variable: variable, condition: condition, value: value, keyField: keyField,
      membersField: membersField)
  }

  private func markBroken(_ table: TableID, _ field: Int) { program.brokenFields.insert(FieldID(table, field)) }

  /// Groups are the same on every day, and do not rest on themselves. Once everything is compiled.
  func checkGroupings() {
    var plan = builder.plan
    plan.accessModels = program.accessModels.indices.compactMap { program.compiledAccessModels[AccessModelID($0)] }
    let groups = program.tables.indices.filter { plan.schema[id($0)].grouping != nil }
    guard !groups.isEmpty else { return }
    let dependence = DayDependence(plan: plan)
    let ordered = Set(plan.groupOrder)
    for index in groups {
      let declared = program.tables[index]
      guard let syntax = declared.syntax.grouping, let grouping = plan.schema[id(index)].grouping else { continue }
      for (expression, written) in [(grouping.condition, syntax.condition), (grouping.value, syntax.value)] {
        guard let expression, let written, dependence.contains(expression) else { continue }
        builder.report(
          .groupOfADay, "groups are the same on every day, and \(checker.quoted(written)) depends on `today`",
          at: written.range, in: declared.file)
      }
      if !ordered.contains(id(index)) {
        builder.report(
          .groupCircle, "which instances are in a group of `\(declared.declaration.name)` depends on its groups",
          at: syntax.value?.range ?? syntax.range, in: declared.file)
      }
    }
  }
}
