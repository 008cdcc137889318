import Evaluation
import RecordStore
import RulePlan

/// At which places of a conflict a waiver of one unit holds.
struct WaiverUnits {
  private let plan: Plan
  private let store: RecordStore
  /// By access model, then by unit at which some conflict meets: the unit and all above it.
  private var covering: [AccessModelID: [Int: Set<Int>]] = [:]

  /// For all conflicts of some outcomes.
  init(of outcomes: [Outcome], _ desk: WaiverDesk) {
    plan = desk.plan
    store = desk.store
    var units: [AccessModelID: Set<Int>] = [:]
    for outcome in outcomes where !outcome.conflicts.isEmpty {
      guard let scope = outcome.scope, let model = desk[outcome.norm].segregation?.scopes[scope].model else { continue }
      for case .some(let unit) in outcome.conflicts.flatMap(\.scopes) { units[model, default: []].insert(unit.row) }
    }
    for (model, units) in units { covering[model] = desk.evaluator.units(covering: units, in: model) }
  }

  /// The indices of the scopes that are the waiver’s unit or lie below it.
  func covered(by waiver: Waiver, _ scopes: [RowReference?], _ model: AccessModelID) -> [Int] {
    guard let unit = waiver.unit.flatMap({ row(of: $0, in: model) }) else { return [] }
    return scopes.indices.filter { index in
      scopes[index].map { covering[model]?[$0.row]?.contains(unit) ?? false } ?? false
    }
  }

  /// The row of a unit of an access model, by its key.
  private func row(of key: String, in model: AccessModelID) -> Int? {
    guard case .row(let table)? = plan[model].scope?.type.scalar else { return nil }
    return store.row(ofKey: key, in: table)
  }
}

extension RecordStore {
  /// The row of a key that is there in this view of the data.
  func row(ofKey key: String, in table: TableID) -> Int? {
    row(of: table, key: key)
  }
}
