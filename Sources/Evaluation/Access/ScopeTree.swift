import RecordStore
import RulePlan

/// Which units lie above which, for the question whether two rights overlap.
final class ScopeTree {
  private let links: LinkTable?
  /// Whether a unit may lie in several that do not lie in each other.
  let hasSeveralParents: Bool
  /// Units that are not there in this state of the data.
  private let hidden: RowSet?
  private var known: [Int32: Set<Int32>] = [:]

  init(model: AccessModel, context: EvaluationContext, evaluator: ExpressionEvaluator) {
    links = model.containment.map { context.links($0, evaluator: evaluator) }
    hidden = model.containment.flatMap { context.store.view.hiddenRows(in: $0.table) }
    hasSeveralParents = model.containment.map { context.plan.schema[$0].type.isMany } ?? false
  }

  /// The unit and all above it.
  func covering(_ unit: Int32) -> Set<Int32> {
    guard let links else { return [unit] }
    if let known = known[unit] { return known }
    var reached: [Int32] = []
    links.walk(from: [unit], includesStart: true, into: &reached)
    known[unit] = Set(reached)
    return Set(reached)
  }

  /// Units enough that rights over some units overlap just where they cover one of these. −1 is everywhere.
  ///
  /// In a tree, units that overlap pairwise lie one in the other, so it is enough to look at the deepest, which is one of
  /// them. Where a unit lies in several, they may overlap at any unit below.
  func meetingPlaces(of units: [Int32]) -> [Int32] {
    guard hasSeveralParents, let links, units.count > 1 else { return units }
    let scopes = Set(units)
    let below = (0..<Int32(clamping: links.offsets.count - 1)).filter { unit in
      guard !scopes.contains(unit), !(hidden?.contains(Int(unit)) ?? false) else { return false }
      let above = covering(unit).intersection(scopes)
      // Where one of them lies in all others, that one is enough.
      return above.count > 1 && !above.contains { covering($0).isSuperset(of: above) }
    }
    return units + below
  }
}
