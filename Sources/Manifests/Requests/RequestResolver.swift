import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// Finds the rows of the data that requests speak of.
struct RequestResolver {
  let store: RecordStore
  /// Rows that are not part of the data: those that requests add, and those that hold what they say.
  private let foreign: [TableID: Set<Int>]
  private let index = RowsByValue()

  init(store: RecordStore, drafts: [DraftRequest]) {
    self.store = store
    var foreign: [TableID: Set<Int>] = [:]
    for draft in drafts {
      for addition in draft.additions { foreign[addition.table, default: []].insert(addition.row) }
      for reference in draft.removals + draft.changes { foreign[reference.table, default: []].insert(reference.row) }
    }
    self.foreign = foreign
  }

  /// The view of the data without anything that requests bring.
  var baseView: RowView {
    var view = RowView()
    for (table, rows) in foreign { view.hide(rows, in: table) }
    return store.completed(view)
  }

  func resolve(_ draft: DraftRequest, report: (DiagnosticCode, SourceRange, String) -> Void) -> RequestRecord {
    func place(_ start: Int, _ end: Int) -> Place? {
      store.linePositions(of: [SourceRange(start, end)], inFile: draft.file).first.map(Place.init)
    }
    var request = RequestRecord(
      id: draft.texts["id"] ?? "", reason: draft.texts["reason"], requester: draft.texts["requester"],
      approver: draft.texts["approver"], deadline: draft.texts["deadline"], place: place(draft.start, draft.end))
    request.additions = draft.additions
    for (references, isRemoval) in [(draft.removals, true), (draft.changes, false)] {
      for reference in references {
        let targets = isRemoval ? matches(of: reference) : row(of: reference).map { [$0] } ?? []
        check(reference, targets, isRemoval: isRemoval, report)
        let resolved = RequestRecord.Reference(
          table: reference.table, row: reference.row, given: reference.given, targets: targets,
          place: place(reference.start, reference.end))
        if isRemoval { request.removals.append(resolved) } else { request.changes.append(resolved) }
      }
    }
    return request
  }

  private func check(
    _ reference: DraftRequest.Reference, _ targets: [Int], isRemoval: Bool,
    _ report: (DiagnosticCode, SourceRange, String) -> Void
  ) {
    let name = store.schema[reference.table].name
    let range = SourceRange(reference.start, reference.end)
    if targets.isEmpty, isRemoval ? !reference.given.isEmpty : reference.givesKey {
      report(.requestMatchesNothing, range, "no \(name) of the data is like this")
    } else if targets.count > 1, !reference.takesEvery {
      let names = targets.prefix(3).map { store.instanceName(reference.table, row: $0) }.joined(separator: ", ")
      let more = targets.count > 3 ? ", …" : ""
      report(
        .unclearRequest, range,
        "\(targets.count) records are like this (\(names)\(more)); say more of the one that is meant, or `every: true`")
    }
  }

  private func row(of reference: DraftRequest.Reference) -> Int? {
    guard reference.givesParts else { return reference.key.flatMap { store[reference.table].keys?.row(of: $0) } }
    return store.composedKey(of: reference.row, in: reference.table).flatMap {
      store.row(of: reference.table, key: $0)
    }
  }

  /// Rows that are equal in every field that is given. Where there is no key, those are gone through that have one of the
  /// values, if they can be determined, or all.
  private func matches(of reference: DraftRequest.Reference) -> [Int] {
    let table = store[reference.table]
    let key = store.schema[reference.table].keyField
    let columns = reference.given.filter { $0 != key }.compactMap { table.columns[$0] }
    func fits(_ row: Int) -> Bool { columns.allSatisfy { $0.areEqual(row, reference.row) } }
    if reference.givesKey { return row(of: reference).map { fits($0) ? [$0] : [] } ?? [] }
    guard !reference.given.isEmpty else { return [] }
    let others = foreign[reference.table] ?? []
    let candidates = reference.given.lazy.compactMap { index.rows(in: table, $0, like: reference.row) }.first
    return (candidates ?? Array(0..<table.rowCount)).filter { !others.contains($0) && fits($0) }
  }
}
