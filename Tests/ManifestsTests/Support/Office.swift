import Diagnostics
import Manifests
import PolicySemantics
import RecordStore
import RulePlan
import SourceText
import Testing

/// Policies whose data the tests read, and short ways to read it.
enum Office {
  /// The schema of the pages about data.
  static let schema = compile(Catalogue.dataExamplePolicy)

  /// A field of every type.
  static let typesSchema = compile(
    """
    policy demo.types

    enum Level ordered { low, high }

    record Address {
      city : Text
      zip  : Text?
      tags : [Text] = []
    }

    entity Thing from things {
      key id    : Text
      text      : Text?
      flag      : Boolean?
      integer   : Integer?
      decimal   : Decimal?
      percent   : Percent?
      money     : Money?
      dollars   : Money in USD?
      date      : Date?
      timestamp : Timestamp?
      duration  : Duration?
      period    : Period?
      size      : DataSize?
      version   : Version?
      level     : Level?
      address   : Address?
      thing     : Thing?
      texts     : [Text] = []
      dates     : [Date] = []
      things    : [Thing] = []
      addresses : [Address] = []
      preset    : Level = high
    }
    """)

  static func compile(_ text: String) -> Schema {
    let compilation = Compiler.compile([SourceFile(path: "office.policy", text: text)], options: CompilerOptions())
    if compilation.plan == nil { Issue.record("\(compilation.diagnostics.map(\.message))") }
    return compilation.plan?.schema ?? Schema(tables: BuiltInTables.tables)
  }

  static func load(
    _ text: String, name: String = "data.yaml", section: String? = nil, schema: Schema = schema,
    options: LoadOptions = LoadOptions()
  ) -> LoadResult {
    DataLoader.load([.bytes(Array(text.utf8), name: name, section: section)], schema: schema, options: options)
  }
}

extension LoadResult {
  /// Code, line and column, message.
  var lines: [String] { diagnostics.map { "\($0.code.code) \($0.place.line):\($0.place.column) \($0.message)" } }
  var codes: [String] { diagnostics.map(\.code.code) }
}

extension RecordStore {
  /// The instances of a section as text, a line each, fields that are missing left out.
  func dump(_ section: String) -> [String] {
    guard let table = schema.entity(inSection: section) else { return [] }
    return (0..<self[table].rowCount).map { dump(table, $0) }
  }

  private func dump(_ table: TableID, _ row: Int) -> String {
    let fields = schema[table].fields.enumerated().compactMap { index, field -> String? in
      guard let column = self[table].column(FieldID(table, index)), column.isPresent(row) else { return nil }
      let value = text(column.values, row, field.type.scalar)
      return value.isEmpty ? nil : "\(field.name)=\(value)"
    }
    return fields.joined(separator: " ")
  }

  private func text(_ values: Column.Values, _ row: Int, _ type: ScalarType) -> String {
    switch values {
    case .truths(let values): values[row] == 1 ? "true" : "false"
    case .integers(let values):
      switch type {
      case .dataSize: "\(DataSize(bytes: values[row]))"
      default: "\(values[row])"
      }
    case .timestamps(let values): "\(values[row])"
    case .days(let values): "\(CalendarDate(days: values[row]))"
    case .symbols(let values): "'" + symbols.string(of: values[row]) + "'"
    case .ordinals(let values):
      if case .enumeration(let id) = type { schema[id].cases[Int(values[row])] } else { "?" }
    case .rows(let values):
      if case .row(let target) = type, !schema[target].isEntity {
        "{" + dump(target, Int(values[row])) + "}"
      } else if case .row(let target) = type {
        instanceName(target, row: Int(values[row]))
      } else {
        "?"
      }
    case .decimals(let values): "\(values[row])"
    case .monies(let values): "\(values[row])"
    case .durations(let values): "\(values[row])"
    case .periods(let from, let until): "\(Period(from: from[row], until: until[row]))"
    case .versions(let values): "\(values[row])"
    case .many(let offsets, let elements):
      offsets[row] == offsets[row + 1]
        ? ""
        : "["
          + (Int(offsets[row])..<Int(offsets[row + 1])).map { text(elements, $0, type) }.joined(separator: ",") + "]"
    }
  }
}
