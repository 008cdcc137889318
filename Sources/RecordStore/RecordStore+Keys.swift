public import RulePlan

extension RecordStore {
  /// The key that the fields of a row make up, whether or not the row is an instance; nil where a part is missing.
  public func composedKey(of row: Int, in table: TableID) -> String? {
    let fields = schema.keyFields(of: table)
    var parts: [[UInt8]] = []
    for field in fields {
      guard let column = column(field), row >= 0, row < column.values.count, column.isPresent(row) else { return nil }
      switch (column.values, schema[field].type.scalar) {
      case (.symbols(let list), _): parts.append(Array(symbols.bytes(of: list[row])))
      case (.integers(let list), _): parts.append(Array(String(list[row]).utf8))
      case (.days(let list), _): parts.append(Array(CalendarDate(days: list[row]).description.utf8))
      case (.ordinals(let list), .enumeration(let id)) where schema[id].cases.indices.contains(Int(list[row])):
        parts.append(Array(schema[id].cases[Int(list[row])].utf8))
      case (.rows(let list), .row(let target)):
        guard let key = key(of: Int(list[row]), in: target) else { return nil }
        parts.append(Array(symbols.bytes(of: key)))
      default: return nil
      }
    }
    guard !parts.isEmpty else { return nil }
    return String(decoding: parts.count == 1 ? parts[0] : KeyNotation.text(of: parts), as: UTF8.self)
  }
}
