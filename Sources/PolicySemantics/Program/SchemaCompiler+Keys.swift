import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Keys and labels of instances.
extension SchemaCompiler {
  /// Gives a table its key: the one text that is declared, or a text that is put together from the parts.
  func setKey(of table: TableID) {
    let parts = builder.plan.schema[table].keyParts
    guard let last = parts.last else { return }
    let fields = builder.plan.schema[table].fields
    if parts.count == 1, fields[last].type == ValueType(.text), builder.plan.schema[table].containment == nil {
      builder.plan.schema.tables[table.index].keyField = last
    } else {
      builder.plan.schema.tables[table.index].keyField = fields.count
      builder.plan.schema.tables[table.index].fields.append(.composedKey)
    }
  }

  /// The word `key` before the name of a field, with the space after it.
  private func keyword(of syntax: FieldSyntax) -> SourceRange? {
    guard let name = syntax.name, name.range.start > syntax.range.start else { return nil }
    return SourceRange(syntax.range.start, name.range.start)
  }

  func check(key syntax: FieldSyntax, _ type: ValueType?, of declared: Program.Declared<TableSyntax>) {
    let range = syntax.name?.range ?? syntax.range
    let name = declared.declaration.name
    if !declared.syntax.isEntity {
      builder.report(
        .keyField, "`\(name)` is a record, and a record has no key", at: range, in: declared.file,
        notes: ["declare an entity to refer to its instances by a key"],
        fixIts: keyword(of: syntax).map {
          [FixIt(title: "Remove `key`", edits: [TextEdit(range: $0, replacement: "")])]
        } ?? [])
    } else if let type, type.cardinality != .one || !Self.canBeKey(type.scalar, builder.plan.schema) {
      builder.report(
        .keyField,
        "expected `Text`, `Integer`, `Date`, an enum or an entity for a key, found `\(program.spelling(type))`",
        at: syntax.type?.range ?? range, in: declared.file,
        notes: type.cardinality == .one ? [] : ["a part of a key is one value and never missing"],
        fixIts: syntax.type.map {
          [FixIt(title: "Make it `Text`", edits: [TextEdit(range: $0.range, replacement: "Text")])]
        } ?? [])
    } else if let value = syntax.value {
      builder.report(.keyField, "a key has no default: each instance has its own", at: value.range, in: declared.file)
    }
  }

  static func canBeKey(_ type: ScalarType, _ schema: Schema) -> Bool {
    switch type {
    case .text, .integer, .date, .enumeration: true
    case .row(let table): schema[table].isEntity
    case .boolean, .decimal, .percent, .money, .timestamp, .duration, .period, .dataSize, .version: false
    }
  }

  /// Reports entities whose key contains itself, by way of the keys of others. Linear in the keys; no recursion.
  func checkKeyCircles() {
    let tables = builder.plan.schema.tables
    let inner = tables.map { table in
      (table.keyParts + (table.containment.map { [$0.parentField] } ?? [])).compactMap {
        part -> (field: Int, table: Int)? in
        guard case .row(let target) = table.fields[part].type.scalar, tables[target.index].isEntity else { return nil }
        return (part, target.index)
      }
    }
    var done: Set<Int> = []
    for start in tables.indices where !inner[start].isEmpty && !done.contains(start) {
      var path: [(table: Int, next: Int)] = [(start, 0)]
      while let (table, next) = path.last {
        guard next < inner[table].count else {
          done.insert(table)
          path.removeLast()
          continue
        }
        path[path.count - 1].next = next + 1
        let (field, target) = inner[table][next]
        if let first = path.firstIndex(where: { $0.table == target }) {
          let names = path[first...].map { tables[$0.table].name } + [tables[target].name]
          let origin = tables[table].fields[field].origin
          builder.report(
            .keyCircle, "the key of `\(tables[target].name)` contains itself: " + names.joined(separator: " → "),
            at: program.range(of: origin), in: origin.file)
          // Later passes read keys to their end.
          builder.plan.schema.tables[table].keyParts.removeAll { $0 == field }
          if builder.plan.schema.tables[table].containment?.parentField == field {
            builder.plan.schema.tables[table].containment = nil
          }
        } else if !done.contains(target) {
          path.append((target, 0))
        }
      }
    }
  }

  /// The labels of instances, once the types of derived fields are known.
  func compileLabels() {
    for (index, declared) in program.tables.enumerated() where !declared.syntax.label.isEmpty {
      let instance = builder.variable("self", ValueType(.row(id(index))))
      var scope = Scope(file: declared.file)
      scope.instance = (instance, id(index))
      checker.context = nil
      guard let text = checker.checkMessage(declared.syntax.label, in: scope) else { continue }
      builder.plan.schema.tables[id(index).index].label = InstanceLabel(
        instance: instance, text: text.template(for: LocalizedText()))
    }
  }
}
