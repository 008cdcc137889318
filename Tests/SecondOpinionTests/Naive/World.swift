import RulePlan

/// The data: rows of each entity in their order.
struct World {
  /// By index of the table.
  var rows: [[Row]]
  var keys: [[[UInt32]: Row]]

  func row(of table: TableID, key: String) -> Row? { keys[table.index][key.unicodeScalars.map(\.value)] }
}

extension World {
  /// The rows of a data set, as a schema names their fields.
  ///
  /// - Parameter hidden: records that are not there, by section and index; the others keep their places.
  init(_ data: DataSet, plan: Plan, hidden: [String: Set<Int>] = [:], naive constant: (Constant) -> Plain) {
    let tables = plan.schema.tables
    rows = tables.map { _ in [] }
    keys = tables.map { _ in [:] }
    var open: [(row: Row, record: DataSet.Record)] = []
    for section in data.sections {
      guard let table = plan.schema.entity(inSection: section.name) else { continue }
      for (index, record) in section.records.enumerated() where hidden[section.name]?.contains(index) != true {
        let row = Row(
          table: table.index, name: "\(section.name)[\(index)]", fields: tables[table.index].fields.map { _ in nil })
        rows[table.index].append(row)
        open.append((row, record))
        let key = Self.key(of: record, tables[table.index])
        if let key { keys[table.index][key] = row }
        openParts(of: row, record, key ?? [], plan, &open)
      }
    }
    // Keys are known now; what lies in records is opened as it is met.
    while let (row, record) = open.popLast() {
      for (index, field) in tables[row.table].fields.enumerated() where field.derivation == nil && !field.isGenerated {
        if field.holdsRows { continue }
        func plain(_ value: DataValue, _ path: String) -> Plain {
          switch value {
          case .literal(let literal): return literal.plain
          case .choice(_, let index): return .choice(index)
          case .list(let list):
            return .list(list.enumerated().map { plain($1, path + "[\($0)]") }, isOpen: false)
          case .reference(let key), .written(_, let key):
            guard case .row(let table) = field.type.scalar else { return .missing }
            return keys[table.index][key.unicodeScalars.map(\.value)].map { .row($0) } ?? .missing
          case .record(let inner):
            guard case .row(let table) = field.type.scalar else { return .missing }
            let row = Row(table: table.index, name: path, fields: tables[table.index].fields.map { _ in nil })
            open.append((row, inner))
            return .row(row)
          }
        }
        if let value = record.first(where: { $0.name == field.name })?.value {
          row.fields[index] = plain(value, row.name + "." + field.name)
        } else if let value = field.defaultValue {
          row.fields[index] = constant(value)
        } else {
          row.fields[index] = field.type.isMany ? .list([], isOpen: false) : .missing
        }
      }
    }
  }

  /// The instances that lie in one, which has a key of one part.
  private mutating func openParts(
    of row: Row, _ record: DataSet.Record, _ key: [UInt32], _ plan: Plan,
    _ open: inout [(row: Row, record: DataSet.Record)]
  ) {
    for (index, field) in plan.schema.tables[row.table].fields.enumerated() where field.holdsRows && !field.isGenerated
    {
      guard case .row(let table) = field.type.scalar else { continue }
      var held: [Plain] = []
      let value = record.first { $0.name == field.name }?.value
      if case .list(let list)? = value {
        for case .record(let inner) in list {
          let part = Row(
            table: table.index, name: "\(row.name).\(field.name)[\(held.count)]",
            fields: plan.schema[table].fields.map { _ in nil })
          if let parent = plan.schema[table].containment?.parentField { part.fields[parent] = .row(row) }
          rows[table.index].append(part)
          held.append(.row(part))
          open.append((part, inner))
          if let own = Self.key(of: inner, plan.schema[table]) {
            keys[table.index][Self.escaped(key) + [47] + own] = part
          }
        }
      }
      row.fields[index] = .list(held, isOpen: false)
    }
  }

  /// The parts of a key with slashes between them; of several, a slash or backslash in one has a backslash before it.
  private static func key(of record: DataSet.Record, _ table: Table) -> [UInt32]? {
    var parts: [[UInt32]] = []
    for part in table.keyParts {
      guard case .literal(let literal)? = record.first(where: { $0.name == table.fields[part].name })?.value else {
        return nil
      }
      switch literal.plain {
      case .text(let text): parts.append(text)
      case .integer(let number): parts.append("\(number)".unicodeScalars.map(\.value))
      default: return nil
      }
    }
    guard let first = parts.first else { return nil }
    guard parts.count > 1 || table.containment != nil else { return first }
    return Array(parts.map(escaped).joined(separator: [47]))
  }

  private static func escaped(_ part: [UInt32]) -> [UInt32] { part.flatMap { $0 == 47 || $0 == 92 ? [92, $0] : [$0] } }
}
