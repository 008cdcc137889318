public import RulePlan

/// Instances that lie inside others.
extension RecordStore {
  /// The instances that lie in a row, at any depth.
  public func contained(in row: RowReference) -> [RowReference] {
    var found: [RowReference] = []
    var open = [row]
    while let row = open.popLast() {
      for (index, field) in schema.tables[row.table.index].fields.enumerated() {
        guard case .row(let table) = field.type.scalar, field.derivation == nil, !field.isGenerated,
          field.holdsRows || !schema.tables[table.index].isEntity,
          let column = tables[row.table.index].columns[index]
        else { continue }
        let targets = column.targets(of: row.row).map { RowReference(table: table, row: $0) }
        if field.holdsRows { found += targets }
        open += targets
      }
    }
    return found
  }

  /// The view without the instances that lie in rows that it does not have. Linear in the hidden rows of entities that
  /// contain others.
  public func completed(_ view: RowView) -> RowView {
    guard schema.hasContainment else { return view }
    var view = view
    // Instances in a row that is there again are there too.
    for table in schema.tables where table.containment != nil {
      if let hidden = view.hiddenRows(in: table.id) { view.show(Array(hidden), in: table.id) }
    }
    var inner: [TableID: [Int]] = [:]
    for table in schema.tables where table.isEntity && table.containment == nil {
      for row in view.hiddenRows(in: table.id) ?? RowSet() {
        for found in contained(in: RowReference(table: table.id, row: row)) {
          inner[found.table, default: []].append(found.row)
        }
      }
    }
    for (table, rows) in inner { view.hide(rows, in: table) }
    return view
  }
}
