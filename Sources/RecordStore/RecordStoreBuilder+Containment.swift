import RulePlan

/// Instances that lie inside others.
extension RecordStoreBuilder {
  /// Leads each contained instance to its parent. Linear in those instances; nothing for other entities.
  func fillParents() {
    for table in schema.tables {
      guard let containment = table.containment else { continue }
      let builder = tables[table.id.index]
      guard let column = builder.columns[containment.parentField] else { continue }
      column.pad(to: builder.rowCount)
      for row in 0..<builder.rowCount {
        guard let parent = self.row(around: row, in: table.id, of: containment.parent) else { continue }
        column.set(record: Int32(clamping: parent), at: row)
      }
    }
  }

  /// Leads rows to the parents that they name by key. The keys of the parents are known.
  func resolveNamedParents(of table: Table, report: inout IntegrityReport) {
    guard let containment = table.containment, let named = parentKeys[table.id], !named.isEmpty,
      let column = tables[table.id.index].columns[containment.parentField],
      let keyField = schema[containment.parent].keyField,
      let keys = tables[containment.parent.index].columns[keyField]
    else { return }
    keys.pad(to: tables[containment.parent.index].rowCount)
    var rows: [UInt32: Int] = [:]
    for row in keys.symbols.indices where !keys.missing.contains(row) && rows[keys.symbols[row]] == nil {
      rows[keys.symbols[row]] = row
    }
    for (row, symbol) in named.sorted(by: { $0.key < $1.key }) {
      let form = schema.canonicalKey(Array(symbols.bytes(of: symbol)), of: containment.parent)
      let key = form.map { $0.withUnsafeBufferPointer { symbols.intern($0) } } ?? symbol
      if let parent = rows[key] {
        column.set(record: Int32(clamping: parent), at: row)
      } else {
        column.setUnreadable(at: row)
        report.add(
          IntegrityFault(
            field: FieldID(table.id, containment.parentField), row: row,
            kind: .noSuchInstance(containment.parent, key: symbol)))
      }
    }
  }

  /// The instance of an entity that a row lies in, at any depth, or is itself. Nil where it lies in none.
  func row(around row: Int, in table: TableID, of wanted: TableID) -> Int? {
    var (table, row) = (table, row)
    while table != wanted {
      let owners = tables[table.index].owners
      guard row >= 0, row < owners.count else { return nil }
      let owner = owners[row]
      if owner.row < 0, let containment = schema[table].containment,
        let parents = tables[table.index].columns[containment.parentField], row < parents.words.count
      {
        table = containment.parent
        row = Int(parents.words[row])
      } else {
        table = owner.field.table
        row = Int(owner.row)
      }
    }
    return row >= 0 ? row : nil
  }
}
