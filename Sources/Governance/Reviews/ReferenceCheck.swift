import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Finds the references to nothing that a request would leave: in what it adds or changes, and in what refers to a record
/// that it removes.
struct ReferenceCheck {
  /// Over the data as it is once the request is granted.
  let evaluator: Evaluator
  let request: AccessRequest

  /// How many of the records that refer to a removed one are shown.
  private static let shownReferrers = 10

  private var store: RecordStore { evaluator.store }

  /// Linear in the records of the request, and once in each section that can refer to what is removed.
  func problems() -> [Diagnostic] {
    request.items.compactMap { item in
      switch item.action {
      case .add, .change: danglingReference(in: item)
      case .remove: referrers(to: item)
      }
    }
  }

  // MARK: What is added or changed

  private func danglingReference(in item: AccessRequest.Item) -> Diagnostic? {
    var open = [item.row]
    while let row = open.popLast() {
      for (index, field) in store.schema[row.table].fields.enumerated() {
        guard case .row(let table) = field.type.scalar, field.derivation == nil,
          let column = store.column(FieldID(row.table, index))
        else { continue }
        let targets = column.targets(of: row.row)
        if field.isGenerated { continue }
        guard store.schema[table].isEntity, !field.holdsRows else {
          open += targets.map { RowReference(table: table, row: $0) }
          continue
        }
        if let target = targets.first(where: { !store.view.isVisible($0, in: table) }) {
          let name = "\(store.schema[table].name) `\(store.instanceName(table, row: target))`"
          return Diagnostic(
            .requestRefersToNothing,
            "`\(field.name)` refers to \(name), which is not there once the requests before this one are decided",
            place: item.place ?? .none)
        }
      }
    }
    return nil
  }

  // MARK: What is removed

  private func referrers(to item: AccessRequest.Item) -> Diagnostic? {
    let removed = [item.row] + store.contained(in: item.row)
    var found: [RowReference] = []
    var target = item.row
    for row in removed {
      let earlier = found.count
      for table in store.schema.tables {
        for (index, field) in table.fields.enumerated()
        where field.derivation == nil && !field.holdsRows && field.type.scalar == .row(row.table) {
          found += evaluator.referrers(FieldID(table.id, index), of: row.row).filter(isThere)
        }
      }
      if earlier == 0, !found.isEmpty { target = row }
    }
    guard let first = found.first else { return nil }
    let shown = found.prefix(Self.shownReferrers)
    let places = store.places(of: shown.map { .row($0.table, $0.row) })
    let related = zip(shown, places).compactMap { row, place in
      place.map { RelatedPlace(message: "`\(position(of: row))` refers to it", place: Place($0)) }
    }
    let name = "\(store.schema[target.table].name) `\(store.instanceName(target.table, row: target.row))`"
    let others = found.count > 1 ? " and \(found.count - 1) more" : ""
    return Diagnostic(
      .requestLeavesReference, "`\(position(of: first))`\(others) would refer to \(name), which is removed",
      place: item.place ?? .none, related: related)
  }

  private func position(of row: RowReference) -> String { store.positionName(row.table, row: row.row) }

  /// Whether a row, or the instance that a record lies in, is part of the data.
  private func isThere(_ row: RowReference) -> Bool {
    var row = row
    while !store.schema[row.table].isEntity {
      let owners = store[row.table].owners
      guard owners.indices.contains(row.row) else { return true }
      row = RowReference(table: owners[row.row].field.table, row: Int(owners[row.row].row))
    }
    return store.view.isVisible(row.row, in: row.table)
  }
}
