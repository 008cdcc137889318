import Manifests
import RulePlan
import SourceText

/// The meaning of the names and values of a data document under the schema.
struct DataIndex {
  enum Symbol: Hashable {
    case section(TableID)
    case field(FieldID)
    case enumerationCase(EnumerationID, Int)
    /// An instance by its key.
    case instance(TableID, key: String)
  }

  struct Occurrence {
    var symbol: Symbol
    var range: SourceRange
    var isDeclaration: Bool
  }

  /// A record with its table: the whole of it.
  struct Row {
    var table: TableID
    var key: String?
    var range: SourceRange
  }

  private(set) var occurrences: [Occurrence] = []
  private(set) var rows: [Row] = []
  /// Sections with the ranges of their names.
  private(set) var sections: [(table: TableID, name: SourceRange, range: SourceRange)] = []
  private let schema: Schema

  /// Empty for a document that cannot be read.
  init(_ source: SourceFile, schema: Schema, section: String?) {
    self.schema = schema
    guard let root = DocumentReader.read(source).root else { return }
    if let section, let table = schema.entity(inSection: section) {
      for element in root.elements ?? [] { add(row: element, of: table) }
      return
    }
    for entry in root.entries ?? [] {
      guard let table = schema.entity(inSection: entry.name) else { continue }
      occurrences.append(Occurrence(symbol: .section(table), range: entry.nameRange, isDeclaration: true))
      sections.append((table, entry.nameRange, entry.value.range))
      for element in entry.value.elements ?? [] { add(row: element, of: table) }
    }
  }

  private mutating func add(row: DocumentNode, of table: TableID) {
    guard let entries = row.entries, schema.tables.indices.contains(table.index) else { return }
    let declared = schema[table]
    var key: String?
    var parts = [String?](repeating: nil, count: declared.keyParts.count)
    for entry in entries {
      guard let position = declared.fieldIndex(inData: entry.name) else { continue }
      let field = FieldID(table, position)
      occurrences.append(Occurrence(symbol: .field(field), range: entry.nameRange, isDeclaration: false))
      if position == declared.keyField, let text = entry.value.text {
        key = text
        occurrences.append(
          Occurrence(symbol: .instance(table, key: text), range: entry.value.range, isDeclaration: true))
      } else {
        if declared.hasComposedKey, let part = declared.keyParts.firstIndex(of: position) {
          parts[part] = entry.value.text
        } else if declared.furtherKeys.contains(position), let text = entry.value.text {
          occurrences.append(
            Occurrence(symbol: .instance(table, key: text), range: entry.value.range, isDeclaration: true))
        }
        add(
          value: entry.value, of: declared.fields[position].type.scalar, holdsRows: declared.fields[position].holdsRows)
      }
    }
    let texts = parts.compactMap { $0 }
    if declared.hasComposedKey, texts.count == parts.count { key = schema.key(of: table, parts: texts) }
    if declared.hasComposedKey, let key {
      occurrences.append(Occurrence(symbol: .instance(table, key: key), range: row.range, isDeclaration: true))
    }
    rows.append(Row(table: table, key: key, range: row.range))
  }

  /// The reader limits how deep values nest.
  private mutating func add(value: DocumentNode, of type: ScalarType, holdsRows: Bool) {
    if let elements = value.elements {
      for element in elements { add(value: element, of: type, holdsRows: holdsRows) }
      return
    }
    switch type {
    case .row(let table) where schema[table].isEntity && !holdsRows:
      if let text = value.text {
        let key = schema.canonicalKey(text, of: table) ?? text
        occurrences.append(
          Occurrence(symbol: .instance(table, key: key), range: value.range, isDeclaration: false))
      }
    case .row(let table): add(row: value, of: table)
    case .enumeration(let id):
      if let text = value.text, let position = schema[id].cases.firstIndex(of: text) {
        occurrences.append(
          Occurrence(symbol: .enumerationCase(id, position), range: value.range, isDeclaration: false))
      }
    default: break
    }
  }

  /// The smallest occurrence that a caret touches.
  func occurrence(at offset: Int) -> Occurrence? {
    occurrences.filter { $0.range.touches(offset) }.min { $0.range.count < $1.range.count }
  }
}
