import Evaluation
import RecordStore
import RulePlan

/// Compares the conflicts of a segregation before and after a request, on one day.
///
/// A conflict within the duties of one that was there is what is left of it. Whether there is a further way is decided by
/// the rights that take part: one that the request adds, or by which it gives more than before.
struct ConflictComparison {
  let plan: Plan
  let request: AccessRequest
  /// The evaluators of a stretch of days, before the request and after it.
  let evaluators: (Int) -> (before: Evaluator, after: Evaluator)

  /// The duties of conflicts that are new or worse, and whether anything is better.
  func compare(
    _ old: FindingHistory.Day, _ new: FindingHistory.Day, _ stretch: Int
  ) -> (worse: [Set<String>], isBetter: Bool) {
    let earlier = old.outline.brokenConflicts
    let later = new.outline.brokenConflicts
    let (before, after) = evaluators(stretch)
    var worse: [Set<String>] = []
    var isBetter = false
    for conflict in later {
      let around = earlier.filter { conflict.dutyNames.isSubset(of: $0.dutyNames) }
      guard let closest = around.min(by: { $0.duties.count < $1.duties.count }) else {
        worse.append(conflict.dutyNames)
        continue
      }
      let isUndecided = conflict.status == .undetermined && around.allSatisfy { $0.status != .undetermined }
      if isUndecided || hasWiderScope(conflict, than: around, after.store) || hasFurtherWay(new, conflict, before, after) {
        worse.append(conflict.dutyNames)
      } else if closest.duties.count > conflict.duties.count || isNarrower(conflict, than: closest, after.store)
        || conflict.rights.count < closest.rights.count
      {
        isBetter = true
      }
    }
    for conflict in earlier where !later.contains(where: { conflict.dutyNames.isSubset(of: $0.dutyNames) }) {
      isBetter = true
    }
    return (worse, isBetter)
  }

  // MARK: Scopes

  /// Whether a conflict meets at a unit that none of some earlier ones covers.
  private func hasWiderScope(
    _ conflict: Finding.Conflict, than earlier: [Finding.Conflict], _ store: RecordStore
  ) -> Bool {
    let covered = Set(earlier.flatMap(\.scopes))
    return !conflict.scopes.allSatisfy { isCovered($0, by: covered, store) }
  }

  private func isNarrower(_ conflict: Finding.Conflict, than earlier: Finding.Conflict, _ store: RecordStore) -> Bool {
    let covered = Set(conflict.scopes)
    return !earlier.scopes.allSatisfy { isCovered($0, by: covered, store) }
  }

  /// Whether a unit is, or lies below, one of some units; nil is everywhere.
  private func isCovered(_ unit: String?, by units: Set<String?>, _ store: RecordStore) -> Bool {
    if units.contains(nil) || units.contains(unit) { return true }
    guard let unit else { return false }
    for containment in plan.accessModels.compactMap(\.containment) {
      guard case .row(let table) = plan.schema[containment].type.scalar, var row = store.row(of: table, key: unit),
        let column = store.column(containment)
      else { continue }
      // Units above are as many as there are at most, also where the data has them in a circle.
      for _ in 0..<store[table].rowCount {
        guard let above = column.targets(of: row).first else { break }
        if units.contains(store.instanceName(table, row: above)) { return true }
        row = above
      }
    }
    return false
  }

  // MARK: Ways

  /// Whether a right that the request adds or widens takes part in a way.
  private func hasFurtherWay(
    _ new: FindingHistory.Day, _ conflict: Finding.Conflict, _ before: Evaluator, _ after: Evaluator
  ) -> Bool {
    guard let subject = new.outcome.subject, let scope = new.outcome.scope,
      let segregation = plan.segregations.first(where: { $0.norm == new.outcome.norm }),
      segregation.scopes.indices.contains(scope)
    else { return false }
    let model = segregation.scopes[scope].model
    let names = conflict.dutyNames
    let duties = plan.duties.filter { names.contains($0.namespace + "." + $0.name) }.map(\.id)
    let given = after.rights(of: subject, in: model, naming: duties)
    let earlier = before.rights(of: subject, in: model, naming: duties)
    let taking = Set(conflict.rights)
    let replaced = Set(request.items.filter { $0.action != .add }.map(\.row))
    for right in given where taking.contains(right.row) {
      let standsFor = earlier.filter { $0.row == right.row || replaced.contains($0.row) }
      let isKnown = standsFor.contains { earlier in
        right.givesNoMore(than: earlier)
          && (!conflict.isScoped || covers(earlier.scope, right.scope, after.store))
      }
      if !isKnown { return true }
    }
    return false
  }

  private func covers(_ outer: RowReference?, _ inner: RowReference?, _ store: RecordStore) -> Bool {
    guard let outer else { return true }
    guard let inner else { return false }
    return isCovered(
      store.instanceName(inner.table, row: inner.row), by: [store.instanceName(outer.table, row: outer.row)], store)
  }
}
