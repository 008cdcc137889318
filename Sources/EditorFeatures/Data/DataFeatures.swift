import Diagnostics
import Governance
import PolicySemantics
import RecordStore
import RulePlan
public import SourceText
public import Workbench

/// Editor features for data documents.
public enum DataFeatures {
  // MARK: Hover

  /// The description of a field, a case or an instance; with the findings at the place.
  public static func hover(at offset: Int, in context: DataContext, data: DataAnalysis?) -> Hover.Result? {
    let position = context.source.position(at: offset)
    var parts: [String] = []
    var range: SourceRange?
    if let occurrence = context.index.occurrence(at: offset) {
      range = occurrence.range
      parts.append(text(of: occurrence.symbol, in: context))
    }
    for finding in data?.findings ?? [] {
      guard let place = finding.place, place.file == context.source.path, place.line <= position.humanLine,
        position.humanLine <= place.endLine,
        place.line != place.endLine || (place.column <= position.humanColumn && position.humanColumn <= place.endColumn)
      else { continue }
      let cites = finding.citations.map { "**\($0.reference)** \($0.text ?? "")" }
      parts.append((["**\(finding.rule)**: \(finding.message)"] + cites).joined(separator: "\n\n"))
    }
    parts.removeAll(where: \.isEmpty)
    guard !parts.isEmpty else { return nil }
    return Hover.Result(
      markdown: parts.joined(separator: "\n\n---\n\n"), range: range ?? SourceRange(offset, offset))
  }

  private static func text(of symbol: DataIndex.Symbol, in context: DataContext) -> String {
    let index = context.snapshot.analysis.index
    let schema = context.schema
    switch symbol {
    case .section(let table):
      return "```policy\nentity \(schema[table].name) from \(schema[table].section ?? "")\n```\n\n"
        + schema[table].documentation
    case .field(let field):
      let declared = schema[field]
      return "```policy\n\(schema[field.table].name).\(declared.name) : \(index.spelling(declared.type))\n```\n\n"
        + declared.documentation
    case .enumerationCase(let id, let position):
      return "`\(schema[id].name)`: "
        + schema[id].cases.enumerated().map {
          $0.offset == position ? "**\($0.element)**" : $0.element
        }.joined(separator: ", ")
    case .instance(let table, let key): return instance(key, of: table, in: context)
    }
  }

  /// An instance with what it holds.
  private static func instance(_ key: String, of table: TableID, in context: DataContext) -> String {
    var lines = ["**\(context.schema[table].name) `\(key)`**"]
    for (source, index) in context.allIndexes() {
      guard let row = index.rows.first(where: { $0.table == table && $0.key == key }) else { continue }
      let text = source.text(in: row.range)
      lines.append("```yaml\n\(text.count > 600 ? String(text.prefix(600)) + "…" : text)\n```")
      return lines.joined(separator: "\n\n")
    }
    return lines[0]
  }

  // MARK: Definitions and references

  /// Where an instance is, or where a field or a case is declared in the policies.
  public static func definition(
    at offset: Int, in context: DataContext, data: DataAnalysis?
  ) -> [FileLocation] {
    guard let occurrence = context.index.occurrence(at: offset) else { return [] }
    let schema = context.schema
    func policy(_ origin: Origin) -> [FileLocation] {
      context.snapshot.analysis.source(origin.file).map {
        [FileLocation(file: $0, range: SourceRange(origin.start, origin.end))]
      } ?? []
    }
    switch occurrence.symbol {
    case .section(let table): return policy(schema[table].origin)
    case .field(let field): return policy(schema[field].origin)
    case .enumerationCase(let id, let position):
      let index = context.snapshot.analysis.index
      for (file, list) in index.occurrences.enumerated() {
        for other in list where other.isDeclaration && other.symbol == .enumerationCase(id, position) {
          return context.snapshot.analysis.source(file).map { [FileLocation(file: $0, range: other.range)] } ?? []
        }
      }
      return policy(schema[id].origin)
    case .instance(let table, let key):
      for (source, index) in context.allIndexes() {
        for other in index.occurrences where other.isDeclaration && other.symbol == occurrence.symbol {
          return [FileLocation(file: source, range: other.range)]
        }
      }
      // In a file that is not a tree, such as CSV.
      guard let store = data?.store, let row = store.row(of: table, key: key),
        let (file, range) = store.range(of: .row(table, row)), store.files.indices.contains(file),
        let source = context.snapshot.dataText(store.files[file].path)
      else { return [] }
      return [FileLocation(file: source, range: range)]
    }
  }

  /// All places in the data that name the thing at an offset.
  public static func references(at offset: Int, in context: DataContext, withDeclaration: Bool) -> [FileLocation] {
    guard let occurrence = context.index.occurrence(at: offset) else { return [] }
    var result: [FileLocation] = []
    for (source, index) in context.allIndexes() {
      for other in index.occurrences where other.symbol == occurrence.symbol {
        if withDeclaration || !other.isDeclaration { result.append(FileLocation(file: source, range: other.range)) }
      }
    }
    return result
  }

  // MARK: Lenses

  /// The number of findings of each section.
  public static func lenses(in context: DataContext, data: DataAnalysis?) -> [(range: SourceRange, title: String)] {
    guard let data else { return [] }
    return context.index.sections.map { section in
      let first = context.source.position(at: section.name.start).humanLine
      let last = context.source.position(at: section.range.end).humanLine
      let count = data.findings.count { finding in
        finding.isOutstanding && finding.place?.file == context.source.path
          && (first...max(first, last)).contains(finding.place?.line ?? 0)
      }
      return (section.name, count == 1 ? "1 finding" : "\(count) findings")
    }
  }
}
