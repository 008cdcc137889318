import Diagnostics
import RecordStore
import RulePlan

/// The section `waivers` of the data.
struct WaiverSection {
  let waivers: [Waiver]

  /// Reads all rows; they are few beside the rest of the data.
  init(store: RecordStore) {
    let table = BuiltInTables.waiver
    let count = table.index < store.tables.count ? store[table].rowCount : 0
    let columns = count == 0 ? [] : store[table].columns
    self.init(
      rows: (0..<count).filter { row in
        // A waiver of which a part cannot be read excuses nothing.
        store.view.isVisible(row, in: table) && !columns.contains { $0?.unreadable?.contains(row) ?? false }
      }, store: store)
  }

  /// Reads some rows, hidden or not.
  init(rows: [Int], store: RecordStore) {
    typealias Fields = BuiltInTables.WaiverField
    let places = store.places(of: rows.map { .row(BuiltInTables.waiver, $0) })
    waivers = zip(rows, places).map { row, place in
      var waiver = Waiver(
        row: row, rule: Self.text(store, Fields.rule, row) ?? "", subject: Self.text(store, Fields.subject, row) ?? "",
        reason: Self.text(store, Fields.reason, row) ?? "", approvedBy: Self.text(store, Fields.approvedBy, row) ?? "",
        valid: Self.period(store, row), controls: Self.texts(store, Fields.controls, row),
        place: place.map(Place.init))
      waiver.duties = Self.texts(store, Fields.duties, row)
      waiver.unit = Self.text(store, Fields.unit, row)
      waiver.model = Self.text(store, Fields.model, row)
      waiver.about = Self.texts(store, Fields.about, row)
      waiver.requestedBy = Self.text(store, Fields.requestedBy, row)
      waiver.renews = Self.truth(store, Fields.renews, row)
      return waiver
    }
  }

  private static func text(_ store: RecordStore, _ field: FieldID, _ row: Int) -> String? {
    guard let column = store.column(field), case .symbols(let symbols) = column.values, symbols.indices.contains(row),
      column.isPresent(row)
    else { return nil }
    return store.symbols.string(of: symbols[row])
  }

  private static func texts(_ store: RecordStore, _ field: FieldID, _ row: Int) -> [String] {
    guard let column = store.column(field), case .many(let offsets, .symbols(let symbols)) = column.values,
      row + 1 < offsets.count
    else { return [] }
    let end = min(Int(offsets[row + 1]), symbols.count)
    return symbols[min(Int(offsets[row]), end)..<end].map { store.symbols.string(of: $0) }
  }

  private static func truth(_ store: RecordStore, _ field: FieldID, _ row: Int) -> Bool {
    guard let column = store.column(field), case .truths(let truths) = column.values, truths.indices.contains(row),
      column.isPresent(row)
    else { return false }
    return truths[row] == 1
  }

  private static func period(_ store: RecordStore, _ row: Int) -> Period {
    guard let column = store.column(BuiltInTables.WaiverField.valid),
      case .periods(let from, let until) = column.values,
      from.indices.contains(row), until.indices.contains(row), column.isPresent(row)
    else { return Period(from: nil, until: nil) }
    return Period(from: from[row], until: until[row])
  }
}
