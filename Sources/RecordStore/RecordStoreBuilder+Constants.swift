public import RulePlan

extension RecordStoreBuilder {
  /// Adds a record that is written in a policy; fields left out take their default or are missing.
  /// Returns the row, and the required fields that are left out.
  @discardableResult
  public func append(_ values: [Int: Constant], to table: TableID) -> (row: Int, lacking: [Int]) {
    let row = tables[table.index].beginRow(file: -1, start: 0)
    return (row, fill(row, of: table, with: { values[$0] }))
  }

  /// Sets a field of a row to its default, or to missing. Returns false for a required field.
  @discardableResult
  public func setAbsent(_ field: FieldID, row: Int) -> Bool {
    let declaration = schema[field]
    if let value = declaration.defaultValue {
      set(value, field: field, row: row)
      return true
    }
    tables[field.table.index].columns[field.index]?.setMissing(at: row)
    return !declaration.isRequired
  }

  /// Sets a field of a row to a constant of its type.
  public func set(_ constant: Constant, field: FieldID, row: Int) {
    guard let column = tables[field.table.index].columns[field.index] else { return }
    if let elements = column.elements {
      guard case .list(let constants) = constant else { return }
      var records: [Int32] = []
      if case .records(let table) = column.kind {
        for (index, constant) in constants.enumerated() {
          records.append(appendRecord(constant, to: table, field: field, row: row, element: index))
        }
      }
      let start = elements.count
      for (index, constant) in constants.enumerated() {
        if index < records.count {
          elements.set(record: records[index], at: start + index)
        } else {
          set(constant, in: elements, at: start + index)
        }
      }
      column.set(elements: start..<elements.count, at: row)
    } else if case .records(let table) = column.kind {
      column.set(record: appendRecord(constant, to: table, field: field, row: row, element: nil), at: row)
    } else {
      set(constant, in: column, at: row)
    }
  }

  private func appendRecord(
    _ constant: Constant, to table: TableID, field: FieldID, row: Int, element: Int?
  ) -> Int32 {
    let owner = RecordOwner(
      field: field, row: Int32(clamping: row), element: element.map { Int32(clamping: $0) } ?? -1)
    let record = tables[table.index].beginRow(file: -1, start: 0, owner: owner)
    var values: [Constant?] = []
    if case .record(_, let given) = constant { values = given }
    _ = fill(record, of: table, with: { $0 < values.count ? values[$0] : nil })
    return Int32(clamping: record)
  }

  private func fill(_ row: Int, of table: TableID, with value: (Int) -> Constant?) -> [Int] {
    var lacking: [Int] = []
    for (index, field) in schema[table].declaredFields.enumerated() where field.derivation == nil && !field.isGenerated
    {
      if let constant = value(index) {
        set(constant, field: FieldID(table, index), row: row)
      } else if !setAbsent(FieldID(table, index), row: row) {
        lacking.append(index)
      }
    }
    return lacking
  }

  /// A constant that is neither a list nor a record. One of another type than the column's is left out.
  private func set(_ constant: Constant, in column: ColumnBuilder, at row: Int) {
    switch (column.kind, constant) {
    case (.symbols, .text(let text)): column.set(symbol: symbols.intern(text), at: row)
    case (.truths, .boolean(let value)): column.set(truth: value, at: row)
    case (.integers, .integer(let value)): column.set(integer: value, at: row)
    case (.timestamps, .timestamp(let value)): column.set(timestamp: value, at: row)
    case (.integers, .dataSize(let value)): column.set(integer: value.bytes, at: row)
    case (.decimals, .decimal(.decimal(let value))), (.decimals, .percent(.decimal(let value))):
      column.set(decimal: value, at: row)
    case (.decimals, .integer(let value)): column.set(decimal: Decimal128(value), at: row)
    case (.monies, .money(let value)):
      guard let amount = value.number.decimal else { return column.setMissing(at: row) }
      column.set(money: Money(amount: amount, currency: value.currency), at: row)
    case (.days, .date(let value)): column.set(days: value.days, at: row)
    case (.durations, .duration(let value)): column.set(duration: value, at: row)
    case (.periods, .period(let value)): column.set(period: value, at: row)
    case (.versions, .version(let value)): column.set(version: value, at: row)
    case (.ordinals, .enumeration(_, let index)): column.set(ordinal: UInt16(clamping: index), at: row)
    case (.references, .instance(_, let key)), (.references, .text(let key)):
      column.set(key: symbols.intern(key), at: row)
    default: column.setMissing(at: row)
    }
  }
}
