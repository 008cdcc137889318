import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Entities whose instances lie inside those of another.
extension SchemaCompiler {
  /// Finds the field that holds the instances of each such entity, and adds the field that leads back.
  func compileContainments() {
    for (index, declared) in program.tables.enumerated() {
      guard let syntax = declared.syntax.containment, let path = syntax.path,
        let holder = holder(path, of: id(index), in: declared.file)
      else { continue }
      builder.plan.schema.tables[holder.field.table.index].fields[holder.field.index].holdsRows = true
      addParent(holder.parent, holder: holder.field, of: id(index), syntax, declared)
    }
    checkPartsOfContainments()
    checkContainmentCircles()
  }

  /// The entity that a path begins with, and the field that it ends with; nil after reporting what is wrong.
  private func holder(
    _ path: QualifiedNameSyntax, of table: TableID, in file: Int
  ) -> (parent: TableID, field: FieldID)? {
    let parts = path.parts
    guard let (parent, count) = parent(parts, in: file) else { return nil }
    let schema = builder.plan.schema
    var current = parent
    guard count < parts.count else {
      builder.report(
        .containment, "expected the field of `\(schema[parent].name)` that holds instances of `\(schema[table].name)`",
        at: path.range, in: file,
        notes: ["for example `within \(schema[parent].name).\(fieldHolding(table, of: parent))`"])
      return nil
    }
    for (position, part) in parts.enumerated().dropFirst(count) {
      guard let field = builder.field(named: part.text, of: current) else {
        checker.reportUnknownField(part.text, of: current, at: part.range, Scope(file: file))
        return nil
      }
      builder.index?.use(.field(field), at: part.range, in: file)
      let isLast = position == parts.count - 1
      guard program.derivedFields[field] == nil, case .row(let inner) = schema[field].type.scalar,
        isLast ? inner == table : !schema[inner].isEntity
      else {
        if !program.brokenFields.contains(field) { reportHolder(field, part, table, isLast: isLast, in: file) }
        return nil
      }
      if isLast { return (parent, field) }
      current = inner
    }
    return nil
  }

  private func fieldHolding(_ table: TableID, of parent: TableID) -> String {
    builder.plan.schema[parent].declaredFields.first { $0.type.scalar == .row(table) }?.name ?? "…"
  }

  /// The entity that the first parts of a path name, and how many they are.
  private func parent(_ parts: [SyntaxToken], in file: Int) -> (TableID, Int)? {
    guard let first = parts.first else { return nil }
    for count in parts.indices.map({ $0 + 1 }) {
      let name = parts.prefix(count).map(\.text).joined(separator: ".")
      guard case .found(let found) = program.names.resolve(name, in: file, kinds: [.entity]),
        case .table(let table) = found.reference
      else { continue }
      builder.use(found, at: first.range.union(parts[count - 1].range), in: file)
      return (table, count)
    }
    checker.report(
      program.names.resolve(first.text, in: file, kinds: [.entity]), of: first.text, "an entity after `within`",
      at: first.range, in: file)
    return nil
  }

  private func reportHolder(_ field: FieldID, _ part: SyntaxToken, _ table: TableID, isLast: Bool, in file: Int) {
    let schema = builder.plan.schema
    let name = schema[table].name
    if program.derivedFields[field] != nil {
      return builder.report(
        .containment, "`\(part.text)` is computed, so no instances of `\(name)` are given in it", at: part.range,
        in: file)
    }
    let type = program.spelling(schema[field].type)
    if isLast {
      builder.report(
        .containment, "expected a field that holds instances of `\(name)`, found `\(part.text)`, which is `\(type)`",
        at: part.range, in: file)
    } else if case .row(let inner) = schema[field].type.scalar, schema[inner].isEntity {
      builder.report(
        .containment,
        "`\(part.text)` leads to the entity `\(schema[inner].name)`, and a path goes through records only",
        at: part.range, in: file, notes: ["an entity inside that one is declared `within \(schema[inner].name).…`"])
    } else {
      builder.report(
        .containment, "expected a field with a record, found `\(part.text)`, which is `\(type)`", at: part.range,
        in: file)
    }
  }

  private func addParent(
    _ parent: TableID, holder: FieldID, of table: TableID, _ syntax: ContainmentSyntax,
    _ declared: Program.Declared<TableSyntax>
  ) {
    let schema = builder.plan.schema
    let parentName = schema[parent].name
    let name = syntax.parentName?.text ?? parentName.prefix(1).lowercased() + parentName.dropFirst()
    let range = syntax.parentName?.range ?? syntax.path?.range ?? syntax.range
    if let field = schema[table].declaredFields.first(where: { $0.name == name }) {
      builder.report(
        .duplicateField, "`\(schema[table].name)` has a field `\(name)`, which would be its parent", at: range,
        in: declared.file,
        related: related(program.range(of: field.origin), "the field is here", in: declared.file),
        notes: syntax.parentName == nil ? ["`as` gives the parent another name: `within … as owner`"] : [])
      return
    }
    if schema[parent].keyField == nil && schema[parent].keyParts.isEmpty, !schema[table].keyParts.isEmpty {
      return checker.reportNoKey(parent, at: range, Scope(file: declared.file))
    }
    let index = schema[table].fields.count
    var field = Field(
      name: name, type: ValueType(.row(parent)), isGenerated: true,
      documentation: "The \(parentName) that it lies in.", origin: builder.origin(range, in: declared.file))
    field.holdsRows = true
    builder.plan.schema.tables[table.index].fields.append(field)
    builder.plan.schema.tables[table.index].containment = Containment(
      parent: parent, holder: holder, parentField: index)
    if let token = syntax.parentName {
      builder.index?.declare(.field(FieldID(table, index)), at: token.range, in: declared.file)
    }
  }

  /// A record on the way to contained instances is part of one thing only: elsewhere they would have no parent.
  private func checkPartsOfContainments() {
    let tables = builder.plan.schema.tables
    var holders: [Int: [FieldID]] = [:]
    for table in tables {
      for (index, field) in table.fields.enumerated() where !field.isGenerated {
        let id = FieldID(table.id, index)
        guard case .row(let inner) = field.type.scalar, !tables[inner.index].isEntity,
          program.derivedFields[id] == nil
        else { continue }
        holders[inner.index, default: []].append(id)
      }
    }
    for table in tables {
      guard let containment = table.containment else { continue }
      var record = containment.holder.table
      var left = tables.count
      while record != containment.parent, left > 0 {
        left -= 1
        let own = holders[record.index] ?? []
        guard own.count == 1, let only = own.first else {
          if let other = own.first(where: { $0.table != containment.parent }) ?? own.last {
            let name = tables[record.index].name
            let origin = tables[other.table.index].fields[other.index].origin
            builder.report(
              .containmentParts,
              "`\(name)` holds the instances of `\(table.name)`, so `\(tables[containment.parent.index].name)` alone can "
                + "have it, and once", at: program.range(of: origin), in: origin.file,
              notes: ["declare another record for this field"])
          }
          break
        }
        record = only.table
      }
    }
  }

  /// Reports entities that lie in themselves. Linear in the entities.
  private func checkContainmentCircles() {
    let tables = builder.plan.schema.tables
    var done: Set<Int> = []
    for start in tables.indices where tables[start].containment != nil {
      var path: [Int] = []
      var table = start
      while let containment = tables[table].containment, done.insert(table).inserted {
        path.append(table)
        table = containment.parent.index
      }
      guard let first = path.firstIndex(of: table) else { continue }
      let names = path[first...].map { tables[$0].name } + [tables[table].name]
      let field = tables[table].containment.map { tables[table].fields[$0.parentField].origin } ?? tables[table].origin
      builder.report(
        .containment, "`\(tables[table].name)` would lie in itself: " + names.joined(separator: " → "),
        at: program.range(of: field), in: field.file)
      builder.plan.schema.tables[table].containment = nil
    }
  }
}
