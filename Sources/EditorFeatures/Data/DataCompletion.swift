import PolicySemantics
import RulePlan
import SourceText
import Workbench

/// Completions in a data document: sections, fields, cases, keys.
public enum DataCompletion {
  /// Keys offered at most.
  private static let limit = 200

  public static func at(_ offset: Int, in context: DataContext) -> Completion.Result {
    let caret = DataCaret(offset, in: context.source)
    let schema = context.schema
    var path = caret.path
    let section = context.snapshot.section(ofDataFile: context.source.path)
    if let section { path.insert(section, at: 0) }
    guard let first = path.first else { return Completion.Result(items: sections(schema, caret), range: caret.word) }
    guard var table = schema.entity(inSection: first) else { return Completion.Result(items: [], range: caret.word) }
    for (position, name) in path.dropFirst().enumerated() {
      guard let index = schema[table].fieldIndex(inData: name) else {
        return Completion.Result(items: [], range: caret.word)
      }
      let type = schema[table].fields[index].type.scalar
      guard case .row(let inner) = type, !schema[inner].isEntity || schema[table].fields[index].holdsRows else {
        // Inside a list of values, or in a period.
        let isLast = position == path.count - 2
        return Completion.Result(items: isLast ? values(type, caret, context) : [], range: caret.word)
      }
      table = inner
    }
    if let field = caret.field {
      guard let index = schema[table].fieldIndex(inData: field) else {
        return Completion.Result(items: [], range: caret.word)
      }
      return Completion.Result(
        items: values(schema[table].fields[index].type.scalar, caret, context), range: caret.word)
    }
    let spelling = context.snapshot.analysis.index
    let items = schema[table].declaredFields.enumerated().compactMap { position, field -> Completion.Item? in
      guard field.derivation == nil, !field.isGenerated else { return nil }
      return Completion.Item(
        field.dataName, .field, detail: spelling.spelling(field.type),
        text: caret.isJSON ? field.dataName : field.dataName + ": ",
        rank: field.isRequired ? 0 : 1, symbol: .field(FieldID(table, position)),
        documentation: field.documentation.isEmpty ? nil : field.documentation)
    }
    return Completion.Result(items: items, range: caret.word)
  }

  private static func sections(_ schema: Schema, _ caret: DataCaret) -> [Completion.Item] {
    guard caret.field == nil else { return [] }
    return schema.tables.compactMap { table in
      table.section.map {
        Completion.Item(
          $0, .entity, detail: table.name, text: caret.isJSON ? $0 : $0 + ":",
          documentation: table.documentation.isEmpty ? nil : table.documentation)
      }
    }
  }

  private static func values(_ type: ScalarType, _ caret: DataCaret, _ context: DataContext) -> [Completion.Item] {
    let schema = context.schema
    switch type {
    case .enumeration(let id):
      return schema[id].cases.enumerated().map { position, name in
        Completion.Item(name, .enumerationCase, detail: schema[id].name, symbol: .enumerationCase(id, position))
      }
    case .boolean: return [Completion.Item("true", .value), Completion.Item("false", .value)]
    case .period:
      return caret.field == "from" || caret.field == "until"
        ? [] : ["from", "until"].map { Completion.Item($0, .field, detail: "Date", text: $0 + ": ") }
    case .row(let table) where schema[table].isEntity:
      var keys: [String] = []
      for (_, index) in context.allIndexes() {
        for row in index.rows where row.table == table { if let key = row.key { keys.append(key) } }
      }
      return keys.prefix(limit).map { Completion.Item($0, .value, detail: schema[table].name) }
    default: return []
    }
  }
}
