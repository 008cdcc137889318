public import RulePlan
public import SourceText

/// The schema of the data as JSON Schema 2020-12, for other editors and for those who produce data.
public struct DataSchema {
  private let schema: Schema

  public init(_ schema: Schema) { self.schema = schema }

  /// - Parameter section: only this section; nil where the schema has none of the name.
  public func markup(section: String? = nil) -> JSONMarkup? {
    let entities = schema.tables.filter { $0.section != nil }
    let json = SchemaText()
    if let section {
      guard let table = entities.first(where: { $0.section == section }) else { return nil }
      return json.document([
        ("$schema", json.string("https://json-schema.org/draft/2020-12/schema")), ("type", "\"array\""),
        ("items", json.reference(table)), ("$defs", definitions(json)),
      ])
    }
    let sections: [(String, JSONMarkup)] = entities.map { table in
      (table.section ?? "", "{ \"type\": \"array\", \"items\": \(json.reference(table)) }")
    }
    return json.document([
      ("$schema", json.string("https://json-schema.org/draft/2020-12/schema")), ("type", "\"object\""),
      ("properties", json.object(sections, indent: 2)), ("additionalProperties", "false"),
      ("$defs", definitions(json)),
    ])
  }

  private func definitions(_ json: SchemaText) -> JSONMarkup {
    json.object(
      schema.tables.filter { $0.grouping == nil }.map { (SchemaText.name($0), definition($0, json)) }, indent: 2)
  }

  private func definition(_ table: Table, _ json: SchemaText) -> JSONMarkup {
    let given = table.declaredFields.filter { $0.derivation == nil && !$0.isGenerated }
    var members: [(String, JSONMarkup)] = [("type", "\"object\"")]
    if !table.documentation.isEmpty { members.append(("description", json.string(table.documentation))) }
    members.append(("properties", json.object(given.map { ($0.dataName, property($0, json)) }, indent: 6)))
    let required = given.filter(\.isRequired).map { json.string($0.dataName) }
    if !required.isEmpty { members.append(("required", "[\(required.joined(separator: ", "))]")) }
    members.append(("additionalProperties", table.isOpen ? "true" : "false"))
    return json.object(members, indent: 4)
  }

  private func property(_ field: Field, _ json: SchemaText) -> JSONMarkup {
    var type = self.type(field.type.scalar, json)
    if field.holdsRows, case .row(let id) = field.type.scalar { type = json.reference(schema[id]) }
    if field.type.isMany { type = "{ \"type\": \"array\", \"items\": \(type) }" }
    if field.type.isOptional || field.defaultValue != nil { type = "{ \"anyOf\": [\(type), { \"type\": \"null\" }] }" }
    guard !field.documentation.isEmpty else { return type }
    return "{ \"description\": \(json.string(field.documentation)), \"allOf\": [\(type)] }"
  }

  private func type(_ scalar: ScalarType, _ json: SchemaText) -> JSONMarkup {
    switch scalar {
    case .text: "{ \"type\": [\"string\", \"number\", \"boolean\"] }"
    case .boolean: "{ \"enum\": [true, false, \"true\", \"false\"] }"
    case .integer: "{ \"type\": [\"integer\", \"string\"], \"pattern\": \"^-?[0-9]+$\" }"
    case .decimal: "{ \"type\": [\"number\", \"string\"], \"pattern\": \"^-?[0-9]+([.][0-9]+)?$\" }"
    case .percent: "{ \"type\": \"string\", \"pattern\": \"^-?[0-9]+([.][0-9]+)? ?%$\" }"
    case .money(let currency): money(currency)
    case .date: "{ \"type\": \"string\", \"format\": \"date\" }"
    case .timestamp: "{ \"type\": \"string\", \"format\": \"date-time\" }"
    case .duration, .dataSize, .version: "{ \"type\": [\"string\", \"number\"] }"
    case .period:
      "{ \"anyOf\": [{ \"type\": \"string\" }, { \"type\": \"object\", \"properties\": { \"from\": \(type(.date, json)), "
        + "\"until\": { \"anyOf\": [\(type(.date, json)), { \"type\": \"null\" }] } }, \"required\": [\"from\"], "
        + "\"additionalProperties\": false }] }"
    case .enumeration(let id): "{ \"enum\": [\(schema[id].cases.map { json.string($0) }.joined(separator: ", "))] }"
    case .row(let id):
      schema[id].isEntity ? reference(to: id, json) : json.reference(schema[id])
    }
  }

  /// The key of an instance, as one text or by its parts.
  private func reference(to id: TableID, _ json: SchemaText) -> JSONMarkup {
    let fields = schema.keyFields(of: id)
    let text: JSONMarkup = "{ \"type\": [\"string\", \"number\"] }"
    guard fields.count > 1 else { return text }
    var parts = fields.map { (schema[$0].dataName, type(schema[$0].type.scalar, json)) }
    // Inside the parent its parts may be left out, and elsewhere it may be named itself.
    let required = parts.suffix(schema[id].keyParts.count)
    if let containment = schema[id].containment {
      parts.append((schema[id].fields[containment.parentField].name, reference(to: containment.parent, json)))
    }
    let properties = parts.map { "\(json.string($0.0)): \($0.1)" as JSONMarkup }.joined(separator: ", ")
    let names = required.map { json.string($0.0) }.joined(separator: ", ")
    return "{ \"anyOf\": [\(text), { \"type\": \"object\", \"properties\": { \(properties) }, "
      + "\"required\": [\(names)], \"additionalProperties\": false }] }"
  }

  private func money(_ currency: Currency?) -> JSONMarkup {
    let code: JSONMarkup =
      currency.map { "\"const\": \"\($0.description.shown)\"" } ?? "\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\""
    let number: JSONMarkup = currency == nil ? "" : "{ \"type\": \"number\" }, "
    return "{ \"anyOf\": [\(number){ \"type\": \"string\" }, { \"type\": \"object\", \"properties\": { \"amount\": "
      + "{ \"type\": [\"number\", \"string\"] }, \"currency\": { \(code) } }, \"required\": [\"amount\", \"currency\"], "
      + "\"additionalProperties\": false }] }"
  }
}

/// The parts of a schema.
private struct SchemaText {
  func document(_ members: [(String, JSONMarkup)]) -> JSONMarkup { object(members, indent: 0) + "\n" }

  func object(_ members: [(String, JSONMarkup)], indent: Int) -> JSONMarkup {
    guard !members.isEmpty else { return "{}" }
    let space = JSONMarkup(repeating: " ", count: indent + 2)
    let lines: [JSONMarkup] = members.map { "\(space)\(string($0.0)): \($0.1)" }
    return "{\n\(lines.joined(separator: ",\n"))\n\(JSONMarkup(repeating: " ", count: indent))}"
  }

  func reference(_ table: Table) -> JSONMarkup { "{ \"$ref\": \(string("#/$defs/" + Self.name(table))) }" }

  /// Unlike that of every other table.
  static func name(_ table: Table) -> String {
    table.namespace.isEmpty ? table.name : table.namespace + "." + table.name
  }

  func string(_ text: String) -> JSONMarkup { "\"\(text.shown)\"" }
}
