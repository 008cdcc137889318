import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// How the data names fields and instances.
extension SchemaCompiler {
  /// A further key is a text, of an entity that has a key.
  func checkFurtherKeys(of table: TableID, _ declared: Program.Declared<TableSyntax>) {
    let schema = builder.plan.schema
    for syntax in declared.syntax.fields where syntax.isFurtherKey {
      guard let name = syntax.name, let field = schema.field(named: name.text, of: table),
        !program.brokenFields.contains(field)
      else { continue }
      let type = schema[field].type
      if schema[table].keyField == nil {
        builder.report(
          .furtherKey, "`\(schema[table].name)` has no key that `\(name.text)` could be a further one to",
          at: name.range,
          in: declared.file, notes: ["declare the key that findings show: `key \(name.text) : Text`"])
      } else if type.scalar != .text || type.isMany {
        builder.report(
          .furtherKey, "expected `Text` or `Text?` for a further key, found `\(program.spelling(type))`",
          at: syntax.type?.range ?? name.range, in: declared.file,
          fixIts: syntax.type.map {
            [FixIt(title: "Make it `Text?`", edits: [TextEdit(range: $0.range, replacement: "Text?")])]
          } ?? [])
      } else if let value = syntax.value {
        builder.report(
          .furtherKey, "a further key has no default: each instance has its own", at: value.range, in: declared.file)
      }
    }
  }

  /// Each name of the data is that of one field, and those that are passed over are of none.
  func checkNamesInData(of table: TableID, _ declared: Program.Declared<TableSyntax>) {
    let fields = builder.plan.schema[table].declaredFields
    var owners: [String: Int] = [:]
    for (index, field) in fields.enumerated()
    where program.derivedFields[FieldID(table, index)] == nil && !field.isGenerated {
      guard let owner = owners.updateValue(index, forKey: field.dataName) else { continue }
      owners[field.dataName] = owner
      let range = declared.syntax.fields.first { $0.name?.range.start == field.origin.start }?.sourceName?.range
      builder.report(
        .nameInData, "`\(fields[owner].name)` is read from `\(field.dataName)` already",
        at: range ?? program.range(of: field.origin), in: declared.file,
        related: related(program.range(of: fields[owner].origin), "the first one is here", in: declared.file))
    }
    var passed: [String] = []
    for text in declared.syntax.passedOver {
      if !declared.syntax.isOpen {
        builder.report(
          .passedOver, "`\(builder.plan.schema[table].name)` is not open, so no other field may come", at: text.range,
          in: declared.file, notes: ["write `open` before the brace to let other fields come"])
      } else if let owner = owners[text.value] {
        builder.report(
          .passedOver, "`\(text.value)` is the field `\(fields[owner].name)` itself", at: text.range, in: declared.file,
          related: related(program.range(of: fields[owner].origin), "it is declared here", in: declared.file))
      } else {
        passed.append(text.value)
      }
    }
    builder.plan.schema.tables[table.index].passedOver = passed
  }
}
