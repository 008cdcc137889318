import Evaluation
import RecordStore
import RulePlan

/// The findings of the data in one state: those of the data as it was read, and apart from them those of the units that
/// changes since then have touched.
struct FindingLedger {
  private let origin: FindingOrigin
  let assessor: Assessor
  /// Findings in all, those about waivers among them.
  let count: Int
  private var changed: [NormID: Changed] = [:]

  private struct Changed {
    /// Whether nothing holds any more of what was found in the data as it was read.
    var isWhole = false
    var units: Set<RowReference> = []
    var outcomes: [Outcome] = []

    func contains(_ unit: RowReference?) -> Bool { isWhole || unit.map(units.contains) ?? false }
  }

  /// A finding in outline, with what it can be written in full from.
  struct Entry {
    enum Source {
      case outcome(Outcome)
      case waiver(Waiver, WaiverFault)
    }

    var source: Source
    var finding: Finding

    var outcome: Outcome? { if case .outcome(let outcome) = source { outcome } else { nil } }
  }

  /// The effect of a change of the data.
  struct Change {
    /// The assessor of the data as it is then.
    fileprivate var assessor: Assessor
    fileprivate var outcomes: [Outcome]
    fileprivate var count: Int
    /// Findings in outline that the data had not before, and those that it has no more.
    var new: [Entry]
    var settled: [Entry]
    /// How many stay as they are.
    var unchanged: Int
    /// The part that was evaluated again.
    var units: AffectedUnits
  }

  /// The findings of the data as it was read: evaluates every norm.
  init(plan: Plan, assessor: Assessor) {
    let origin = FindingOrigin(plan: plan, assessor: assessor)
    self.origin = origin
    self.assessor = assessor
    count = origin.count
  }

  private init(_ other: FindingLedger, assessor: Assessor, count: Int) {
    origin = other.origin
    self.assessor = assessor
    self.count = count
    changed = other.changed
  }

  var evaluator: Evaluator { assessor.evaluator }

  // MARK: Changing

  /// Evaluates again what may differ in another state of the data.
  func change(to state: DataState) -> Change {
    let evaluator = evaluator.over(state)
    let assessor = Assessor(self.assessor, over: evaluator)
    let difference = DataDifference(from: self.evaluator.state, to: state)
    var units = evaluator.affected(since: self.evaluator)
    units.formUnion(origin.book.units(of: difference, store: evaluator.store))
    origin.widen(&units)
    var old = outcomes(of: units)
    var new = evaluator.run(units)
    let alike = alike(old + new, assessor.store, besides: units)
    if !alike.extents.isEmpty {
      old = Self.sorted(old + outcomes(of: alike))
      new = Self.sorted(new + evaluator.run(alike))
      units.formUnion(alike)
    }
    let subjects = (old + new).map { outcome in
      (rule: origin.plan[outcome.norm].name, subject: origin.subject(of: outcome, assessor.store))
    }
    let waivers = origin.book.rows(about: subjects, difference)
    let before = entries(old, waivers)
    let after = FindingLedger(self, assessor: assessor, count: 0).entries(new, waivers)
    let count = count - before.count + after.count
    func name(_ entry: Entry) -> String { entry.finding.fingerprint + entry.finding.status.rawValue }
    let earlier = Dictionary(before.map { (name($0), $0) }) { first, _ in first }
    let later = Set(after.map(name))
    let widening = ConflictWidening(within: assessor)
    let added = after.filter { entry in
      earlier[name(entry)].map { widening.isWider(entry.finding, than: $0.finding) } ?? true
    }
    return Change(
      assessor: assessor, outcomes: new, count: count, new: added, settled: before.filter { !later.contains(name($0)) },
      unchanged: count - added.count, units: units)
  }

  /// The findings once a change of them is made.
  func after(_ change: Change) -> FindingLedger {
    var ledger = FindingLedger(self, assessor: change.assessor, count: change.count)
    ledger.replace(change.units, by: change.outcomes)
    return ledger
  }

  /// Whether one of the new findings of a change may differ if the surrounding data changes, given its states before
  /// and after the change. Nothing is evaluated for that.
  func isNewness(of change: Change, dependentOn before: DataState, _ after: DataState) -> Bool {
    var units = evaluator.over(before).affected(since: evaluator)
    units.formUnion(evaluator.over(after).affected(since: change.assessor.evaluator))
    origin.widen(&units)
    return change.new.contains { entry in
      guard let outcome = entry.outcome else { return true }
      return units.contains(outcome.unit, of: outcome.norm)
    }
  }

  /// New findings of a change in full, in the order of reports.
  func written(newOf change: Change) -> [Finding] {
    FindingLedger(self, assessor: change.assessor, count: 0).written(change.new)
  }

  private mutating func replace(_ units: AffectedUnits, by outcomes: [Outcome]) {
    for (norm, extent) in units.extents {
      let own = outcomes.filter { $0.norm == norm }
      switch extent {
      case .whole: changed[norm] = Changed(isWhole: true, outcomes: own)
      case .rows(let rows):
        var entry = changed[norm] ?? Changed()
        entry.outcomes.removeAll { $0.unit.map(rows.contains) ?? false }
        entry.outcomes += own
        entry.units.formUnion(rows)
        changed[norm] = entry
      }
    }
  }

  // MARK: Outcomes

  /// The outcomes of some units, in the order of an evaluation.
  private func outcomes(of units: AffectedUnits) -> [Outcome] {
    var found: [Outcome] = []
    for norm in units.norms {
      guard let extent = units.extents[norm] else { continue }
      let changed = changed[norm]
      if changed == nil, origin.outcomes[norm] == nil { continue }
      switch extent {
      case .whole:
        if changed?.isWhole != true {
          found += (origin.outcomes[norm] ?? []).filter { !(changed?.contains($0.unit) ?? false) }
        }
        found += changed?.outcomes ?? []
      case .rows(let rows):
        found += origin.outcomes(of: norm, changed.map { changed in rows.filter { !changed.contains($0) } } ?? rows)
        found += (changed?.outcomes ?? []).filter { $0.unit.map(rows.contains) ?? false }
      }
    }
    return Self.sorted(found)
  }

  /// Units without a key whose findings say the same as one of some: they are distinguished by their number.
  private func alike(_ found: [Outcome], _ store: RecordStore, besides units: AffectedUnits) -> AffectedUnits {
    var alike = AffectedUnits()
    let identity = RowIdentity(store: store)
    for outcome in found {
      guard let unit = outcome.unit, origin.plan.schema[unit.table].keyField == nil else { continue }
      let content = identity.identity(of: unit)
      for norm in origin.namesakes(of: outcome.norm) {
        let later = (changed[norm]?.outcomes ?? []).compactMap(\.unit).filter { identity.identity(of: $0) == content }
        for other in origin.units(of: norm, content) + later where !units.contains(other, of: norm) {
          alike.add(.rows([other]), to: norm)
        }
      }
    }
    return alike
  }

  private static func sorted(_ outcomes: [Outcome]) -> [Outcome] {
    let places = outcomes.indices.sorted { left, right in
      let (a, b) = (outcomes[left], outcomes[right])
      if a.norm != b.norm { return a.norm < b.norm }
      if a.scope != b.scope { return (a.scope ?? 0) < (b.scope ?? 0) }
      let order = Outcome.order(a, b)
      return order == 0 ? left < right : order < 0
    }
    return places.map { outcomes[$0] }
  }

  /// Outlines of the findings of some outcomes, and of what some waivers come to beside them.
  private func entries(_ outcomes: [Outcome], _ waiverRows: RowSet) -> [Entry] {
    let writer = FindingWriter(assessor: assessor, patterns: origin.patterns)
    var fingerprints = FingerprintMaker()
    var findings = outcomes.map { writer.outline(of: $0, &fingerprints) }
    let waivers = origin.book.waivers(waiverRows, in: assessor.store, evaluator.state)
    let faults = origin.desk(evaluator).judge(waivers, &findings, of: outcomes, on: origin.asOf).faults(
      of: waivers, on: origin.asOf)
    var entries = zip(outcomes, findings).map { Entry(source: .outcome($0), finding: $1) }
    for (waiver, fault) in faults {
      var finding = assessor.finding(waiver, fault, origin.book.names)
      finding.fingerprint = assessor.fingerprint(waiver, fault, &fingerprints)
      entries.append(Entry(source: .waiver(waiver, fault), finding: finding))
    }
    return entries
  }

  // MARK: Writing

  /// The findings of some outlines in full, in the order of reports.
  func written(_ entries: [Entry]) -> [Finding] {
    var fingerprints = FingerprintMaker()
    let outcomes = entries.compactMap(\.outcome)
    let writer = FindingWriter(assessor: assessor, patterns: origin.patterns)
    var written = writer.findings(of: outcomes, &fingerprints).makeIterator()
    var findings = entries.map { entry -> Finding in
      guard entry.outcome != nil, var finding = written.next() else { return entry.finding }
      writer.take(over: entry.finding, into: &finding)
      return finding
    }
    Finding.sort(&findings)
    return findings
  }
}
