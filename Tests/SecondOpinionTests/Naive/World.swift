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
        if let key = tables[table.index].keyField,
          case .literal(let literal)? = record.first(where: { $0.name == tables[table.index].fields[key].name })?.value,
          case .text(let text) = literal.plain
        {
          keys[table.index][text] = row
        }
      }
    }
    // Keys are known now; what lies in records is opened as it is met.
    while let (row, record) = open.popLast() {
      for (index, field) in tables[row.table].fields.enumerated() where field.derivation == nil {
        func plain(_ value: DataValue, _ path: String) -> Plain {
          switch value {
          case .literal(let literal): return literal.plain
          case .choice(_, let index): return .choice(index)
          case .list(let list):
            return .list(list.enumerated().map { plain($1, path + "[\($0)]") }, isOpen: false)
          case .reference(let key):
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
}
