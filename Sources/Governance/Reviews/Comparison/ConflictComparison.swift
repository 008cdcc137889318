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

  struct Result {
    /// The duties of conflicts that are new or worse.
    var worse: [Set<DutyID>] = []
    /// Those of conflicts of which less is left.
    var better: [Set<DutyID>] = []
    var isBetter = false
  }

  func compare(_ old: SpanLedger.Present, _ new: SpanLedger.Present, _ pair: DayPair) -> Result {
    let earlier = old.brokenConflicts
    var result = Result()
    let later = new.brokenConflicts
    for conflict in later {
      let duties = Set(conflict.duties)
      let around = earlier.filter { duties.isSubset(of: $0.duties) }
      guard let closest = around.min(by: { $0.duties.count < $1.duties.count }) else {
        result.worse.append(duties)
        continue
      }
      let isNewlyUndecided =
        new.status(of: conflict) == .undetermined && around.allSatisfy { old.status(of: $0) != .undetermined }
      let covered = Set(around.flatMap(\.scopes))
      let isWider = !conflict.scopes.allSatisfy { isCovered($0, by: covered, pair.new.store) }
      if isNewlyUndecided || isWider || hasFurtherWay(new.outcome, conflict, pair) {
        result.worse.append(duties)
      } else if closest.duties.count > conflict.duties.count || closest.rights.count > conflict.rights.count
        || !closest.scopes.allSatisfy({ isCovered($0, by: Set(conflict.scopes), pair.new.store) })
      {
        result.better.append(duties)
        result.isBetter = true
      }
    }
    let isSettled = earlier.contains { conflict in !later.contains { Set(conflict.duties).isSubset(of: $0.duties) } }
    if isSettled { result.isBetter = true }
    return result
  }

  // MARK: Scopes

  /// Whether a unit is, or lies below, one of some units; nil is everywhere.
  private func isCovered(_ unit: RowReference?, by units: Set<RowReference?>, _ store: RecordStore) -> Bool {
    if units.contains(nil) || units.contains(unit) { return true }
    guard let unit else { return false }
    for containment in plan.accessModels.compactMap(\.containment) where containment.table == unit.table {
      guard let column = store.column(containment) else { continue }
      var row = unit.row
      // Units above are as many as there are at most, also where they form a loop in the data.
      for _ in 0..<store[unit.table].rowCount {
        guard let above = column.targets(of: row).first else { break }
        if units.contains(RowReference(table: unit.table, row: above)) { return true }
        row = above
      }
    }
    return false
  }

  // MARK: Ways

  /// Whether a right that the request adds or widens takes part in a way.
  private func hasFurtherWay(_ outcome: Outcome, _ conflict: Outcome.Conflict, _ pair: DayPair) -> Bool {
    guard let subject = outcome.subject, let scope = outcome.scope,
      let segregation = plan.segregations.first(where: { $0.norm == outcome.norm }),
      segregation.scopes.indices.contains(scope)
    else { return false }
    let model = segregation.scopes[scope].model
    let taking = Set(conflict.rights)
    let later = pair.new.evaluator.rights(of: subject, in: model, naming: conflict.duties)
    let earlier = pair.old.evaluator.rights(of: subject, in: model, naming: conflict.duties)
    let replaced = Set(request.items.filter { $0.action != .add }.map(\.row))
    return later.contains { right in
      guard taking.contains(right.row) else { return false }
      return !earlier.contains { known in
        (known.row == right.row || replaced.contains(known.row)) && right.givesNoMore(than: known)
          && (!segregation.withinOverlappingScope || isCovered(right.scope, by: [known.scope], pair.new.store))
      }
    }
  }
}
