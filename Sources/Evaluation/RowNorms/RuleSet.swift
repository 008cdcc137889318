import RecordStore
import RulePlan

/// The duties and norms of one state of the data on one day, with the atoms of the duties. Two evaluations with the same rule
/// set share what is computed from it.
final class RuleSet: Sendable {
  let plan: Plan
  let atoms: AtomTable
  /// The tables that the rows of the rule set are read from; none where the policies write it out.
  let tables: Set<TableID>
  /// Whether there may be other norms or duties on another day.
  let changesWithDays: Bool

  init(plan: Plan) {
    self.plan = plan
    atoms = AtomTable(plan: plan)
    guard plan.hasTemplates else {
      tables = []
      changesWithDays = false
      return
    }
    tables = TableReads.tables(ofTemplatesIn: plan)
    let dependence = DayDependence(plan: plan)
    changesWithDays =
      plan.segregationTemplates.contains { $0.changing.contains { dependence.contains($0) } }
      || plan.dutyTemplates.contains { $0.formula.values.contains { dependence.contains($0) } }
  }

  /// The same rows with other norms or duties.
  init(_ other: RuleSet, plan: Plan) {
    self.plan = plan
    atoms = AtomTable(plan: plan)
    tables = other.tables
    changesWithDays = other.changesWithDays
  }

  /// The norms that keep other duties apart in another rule set of the same policies, or that only one of them has.
  func norms(differingFrom other: RuleSet) -> [NormID] {
    guard self !== other else { return [] }
    var changed: Set<DutyID> = []
    for (own, earlier) in zip(plan.duties, other.plan.duties) where own.formula != earlier.formula {
      changed.insert(own.id)
    }
    var norms: [NormID] = []
    for (own, earlier) in zip(plan.segregations, other.plan.segregations) {
      let isSame =
        own.conflict == earlier.conflict
        && plan.absentNorms.contains(own.norm) == other.plan.absentNorms.contains(own.norm)
        && (changed.isEmpty || own.conflict.duties.allSatisfy { !changed.contains($0) })
      if !isSame { norms.append(own.norm) }
    }
    return norms
  }
}
