import Evaluation
import RecordStore
import RulePlan

/// Finds the unit that an instance belongs to, for reports by unit. Access models say what a unit is, with
/// `over … within`: the entity whose instances contain each other.
struct UnitFinder {
  private let store: RecordStore
  private let units: TableID?
  /// By table: the fields to follow to the unit, one or two of them; empty where there is no way.
  private let ways: [[FieldID]]

  init(plan: Plan, store: RecordStore) {
    self.store = store
    let units = plan.accessModels.lazy.compactMap(\.containment?.table).first
    self.units = units
    guard let units else {
      ways = []
      return
    }
    let tables = plan.schema.tables
    func reference(from table: Table, to target: TableID) -> FieldID? {
      table.fields.indices.first {
        table.fields[$0].derivation == nil && !table.fields[$0].type.isMany
          && table.fields[$0].type.scalar == .row(target)
      }.map { FieldID(table.id, $0) }
    }
    let direct = tables.map { reference(from: $0, to: units) }
    ways = tables.map { table in
      if let field = direct[table.id.index] { return [field] }
      for (index, field) in table.fields.enumerated() where field.derivation == nil && !field.type.isMany {
        guard case .row(let next) = field.type.scalar, tables[next.index].isEntity, let last = direct[next.index] else {
          continue
        }
        return [FieldID(table.id, index), last]
      }
      return []
    }
  }

  /// The key of the unit; nil where there is none.
  func unit(of subject: RowReference) -> String? {
    guard let units else { return nil }
    if subject.table == units { return store.instanceName(units, row: subject.row) }
    guard ways.indices.contains(subject.table.index), !ways[subject.table.index].isEmpty else { return nil }
    var row = subject.row
    for field in ways[subject.table.index] {
      guard case .rows(let rows) = store.column(field)?.values, rows.indices.contains(row), rows[row] >= 0 else {
        return nil
      }
      row = Int(rows[row])
    }
    return store.instanceName(units, row: row)
  }
}
