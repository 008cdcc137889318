import Diagnostics
import PolicySyntax
import RulePlan

/// Instances that are named by the parts of their keys.
extension ExpressionChecker {
  /// `{ order: "45", line: 20 }` where an instance is expected. Nil after reporting what is wrong.
  func checkKeyParts(
    _ fields: [RecordFieldSyntax], of table: TableID, _ syntax: ExpressionSyntax, in scope: Scope
  ) -> Constant? {
    let schema = builder.plan.schema
    let parts = schema.keyFields(of: table)
    var texts = [String?](repeating: nil, count: parts.count)
    for field in fields {
      guard let name = field.name else { return nil }
      guard let index = parts.lastIndex(where: { schema[$0].name == name.text }) else {
        report(
          .recordFields, "`\(name.text)` is not part of the key of `\(schema[table].name)`", at: name.range, scope,
          notes: ["its key is `\(schema.keyForm(of: table))`"])
        return nil
      }
      builder.index?.use(.field(parts[index]), at: name.range, in: scope.file)
      guard texts[index] == nil else {
        report(.recordFields, "the field `\(name.text)` is given twice", at: name.range, scope)
        return nil
      }
      guard let value = field.value,
        let constant = checkConstant(
          value, type: schema[parts[index]].type, for: "the field `\(name.text)`", in: scope)
      else { return nil }
      texts[index] = constant.keyText(in: schema)
    }
    // Inside the parent its parts may be left out.
    let ofParent = parts.count - schema[table].keyParts.count
    let isBare = ofParent > 0 && texts.prefix(ofParent).allSatisfy { $0 == nil }
    let missing = parts.indices.dropFirst(isBare ? ofParent : 0).filter { texts[$0] == nil }
    guard missing.isEmpty else {
      report(
        .recordFields,
        "a key of `\(schema[table].name)` needs " + listed(missing.map { schema[parts[$0]].name }), at: syntax.range,
        scope)
      return nil
    }
    let given = texts.compactMap { $0 }
    guard isBare else { return schema.key(of: table, parts: given).map { .instance(table, key: $0) } }
    let text = KeyNotation.text(of: given.map(\.utf8))
    return schema.bareKey(text, of: table).map { .instance(table, key: String(decoding: $0, as: UTF8.self)) }
  }
}
