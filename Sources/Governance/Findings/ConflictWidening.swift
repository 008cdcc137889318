import Evaluation
import RecordStore
import RulePlan

/// Whether what a subject holds together has grown from one evaluation to another.
public struct ConflictWidening: Sendable {
  private let earlier: Assessor?
  private let later: Assessor
  private let models: [String: AccessModelID]

  /// Between two states of the same data, in which a row stays what it is.
  public init(within later: Assessor) { self.init(from: nil, to: later) }

  /// Between two sets of data, in which rows are known by what they say.
  public init(from earlier: Assessor?, to later: Assessor) {
    self.earlier = earlier
    self.later = later
    models = Dictionary(later.plan.accessModels.map { ($0.fullName, $0.id) }) { first, _ in first }
  }

  /// Whether there are duties that were not held together before, a right that took part in no way, or a unit at which the
  /// rights did not meet.
  public func isWider(_ finding: Finding, than before: Finding) -> Bool {
    finding.conflicts.contains { conflict in
      let names = conflict.dutyNames
      let known = before.conflicts.filter { $0.dutyNames.isSuperset(of: names) }
      return known.isEmpty || hasFurtherRights(conflict, beyond: known)
        || isWider(conflict.scopes, than: Set(known.flatMap(\.scopes)), finding.access)
    }
  }

  private func hasFurtherRights(_ conflict: Finding.Conflict, beyond known: [Finding.Conflict]) -> Bool {
    let before = Set(known.flatMap(\.rights))
    guard let earlier else { return conflict.rights.contains { !before.contains($0) } }
    return !later.identities(of: conflict.rights).isSubset(of: earlier.identities(of: Array(before)))
  }

  private func isWider(_ scopes: [String?], than earlier: Set<String?>, _ access: String?) -> Bool {
    let new = scopes.filter { !earlier.contains($0) }
    if new.isEmpty || earlier.contains(nil) { return false }
    guard let model = access.flatMap({ models[$0] }), case .row(let table)? = later.plan[model].scope?.type.scalar
    else {
      return true
    }
    let store = later.evaluator.store
    let rows = new.compactMap { key in key.flatMap { store.row(ofKey: $0, in: table) } }
    guard rows.count == new.count else { return true }
    let known = Set(earlier.compactMap { key in key.flatMap { store.row(ofKey: $0, in: table) } })
    return later.evaluator.units(covering: Set(rows), in: model).values.contains { $0.isDisjoint(with: known) }
  }
}
