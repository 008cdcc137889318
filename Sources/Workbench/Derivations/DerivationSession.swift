import Diagnostics
import Evaluation
public import Governance
import RecordStore
public import RulePlan

/// Explains why norms find something about a subject, or why they do not.
public struct DerivationSession {
  private let project: LoadedProject

  /// The greatest number of subjects, and of combinations of a subject, that are shown.
  private static let limit = 20

  public init(_ project: LoadedProject) { self.project = project }

  /// Nil where the data has no such subject for any of the norms.
  ///
  /// - Parameter subject: a key or a place in a section; nil for all that the norms find something about.
  public func derivations(of norms: [Norm], subject: String?) -> [NormDerivation]? {
    guard let (result, assessor) = project.evaluated(), let store = project.store else { return nil }
    let findings = assessor.assess(result).findings
    var derivations: [NormDerivation] = []
    for norm in norms {
      let own = findings.filter { $0.rule == norm.name }
      var subjects: [RowReference?] = []
      if let subject {
        subjects = rows(named: subject, of: norm, store)
      } else {
        for outcome in result.outcomes where outcome.norm == norm.id && !subjects.contains(outcome.subject) {
          subjects.append(outcome.subject)
        }
      }
      for row in subjects.prefix(Self.limit) {
        derivations.append(derivation(of: norm, row, own, assessor, store))
      }
    }
    return subject != nil && derivations.isEmpty ? nil : derivations
  }

  /// The rows of the entities that the norm is about.
  private func rows(named name: String, of norm: Norm, _ store: RecordStore) -> [RowReference?] {
    var tables: [TableID] = []
    for requirement in project.plan.requirements where requirement.norm == norm.id {
      if let first = requirement.subjects.first, case .row(let table) = project.plan[first].type.scalar {
        tables.append(table)
      }
    }
    for segregation in project.plan.segregations where segregation.norm == norm.id {
      for scope in segregation.scopes {
        if case .row(let table) = project.plan[scope.subject].type.scalar { tables.append(table) }
      }
    }
    return tables.flatMap { table -> [RowReference] in
      if let row = store.row(of: table, key: name) { return [RowReference(table: table, row: row)] }
      let section = (project.plan.schema[table].section ?? "") + "["
      guard name.hasPrefix(section), name.hasSuffix("]"),
        let row = Int(name.dropFirst(section.count).dropLast()), row >= 0, row < store[table].rowCount
      else { return [] }
      return [RowReference(table: table, row: row)]
    }
  }

  private func derivation(
    of norm: Norm, _ row: RowReference?, _ findings: [Finding], _ assessor: Assessor, _ store: RecordStore
  ) -> NormDerivation {
    let subject = row.map { assessor.texts.subject($0) }
    let places = PolicyPlaces(files: project.files)
    let combinations = combinations(of: norm, row, assessor, store)
    return NormDerivation(
      rule: norm.name, title: norm.title.text(in: project.request.language) ?? norm.shortName,
      rulePlace: places.place(of: norm.origin),
      subject: subject ?? findings.first?.subject ?? Finding.Subject(type: "Policy", key: norm.namespace),
      subjectPlace: row.flatMap { store.place(of: $0.row, in: $0.table) }.map { Place($0) },
      findings: findings.filter { subject == nil || $0.subject == subject },
      combinations: combinations, isInForce: isInForce(norm, combinations))
  }

  /// Whether a norm is in force on the day of the evaluation, or on a day on which one of its rows is judged.
  private func isInForce(_ norm: Norm, _ combinations: [NormDerivation.Combination]) -> Bool {
    let days = combinations.compactMap(\.day)
    return days.isEmpty
      ? norm.isInForce(on: project.request.asOf) : days.contains { norm.isInForce(on: $0) }
  }

  /// Every combination of instances with the subject, those first to which the norm applies.
  private func combinations(
    of norm: Norm, _ row: RowReference?, _ assessor: Assessor, _ store: RecordStore
  ) -> [NormDerivation.Combination] {
    guard let requirement = project.plan.requirements.first(where: { $0.norm == norm.id }) else { return [] }
    let texts = assessor.texts
    var combinations: [NormDerivation.Combination] = []
    let today = project.request.asOf
    // A row that is judged later is shown as well.
    let days = requirement.day == nil ? [today] : [today, CalendarDate(days: CalendarDate.maximumDays)]
    for (open, isApplicable, day) in days.flatMap({ [(false, true, $0), (true, false, $0)] }) {
      var probe = project.plan
      var every = requirement
      if open { for index in every.pipeline.steps.indices { every.pipeline.steps[index].conditions = [] } }
      every.condition = Expression(.constant(.boolean(false)), .boolean, requirement.condition.origin)
      probe.requirements = [every]
      probe.segregations = []
      if let index = probe.norms.firstIndex(where: { $0.id == norm.id }) {
        probe.norms[index].inForceFrom = nil
        probe.norms[index].inForceUntil = nil
      }
      let outcomes = Evaluator(plan: probe, store: store, asOf: day, firstDay: today).run().outcomes
      for outcome in outcomes where outcome.subject == row && combinations.count < Self.limit {
        let instances = outcome.bindings.compactMap { binding -> String? in
          guard requirement.subjects.contains(binding.variable) else { return nil }
          return "\(project.plan[binding.variable].name) = \(texts.text(of: binding.value))"
        }
        guard !combinations.contains(where: { $0.instances == instances }) else { continue }
        combinations.append(
          NormDerivation.Combination(
            instances: instances, steps: assessor.trace.steps(of: requirement, outcome.bindings, on: outcome.day),
            isApplicable: isApplicable, day: outcome.day, isLater: outcome.day.map { $0 > today } ?? false))
      }
      if !combinations.isEmpty { break }
    }
    return combinations
  }
}
