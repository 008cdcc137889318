import Evaluation
import RecordStore
import RulePlan
import SourceText

/// Applies waivers to findings. There is no other place that does.
struct WaiverDesk {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let names: NormNames

  /// A finding that a waiver is for.
  private struct Match {
    var subject: Finding.Subject
    var row: RowReference?
  }

  /// Marks what is waived, and returns the findings about waivers that do not hold or do nothing.
  ///
  /// - Parameter outcomes: of which the findings came, index by index.
  func apply(
    _ waivers: [Waiver], to findings: inout [Finding], of outcomes: [Outcome]
  ) -> [(waiver: Waiver, fault: WaiverFault)] {
    guard !waivers.isEmpty else { return [] }
    var indices: [String: [String: [Int]]] = [:]
    let wanted = Set(
      waivers.flatMap { names.fullNames(called: $0.rule) }.flatMap { names.norms(named: $0) }.map { plan[$0].name })
    let subjects = Set(waivers.map(\.subject))
    for index in findings.indices where wanted.contains(findings[index].rule) {
      let subject = findings[index].subject
      for name in [subject.key, subject.type + " " + subject.key] where subjects.contains(name) {
        indices[findings[index].rule, default: [:]][name, default: []].append(index)
      }
    }
    var faults: [(Waiver, WaiverFault)] = []
    var nearest: [String: String?] = [:]
    for waiver in waivers {
      let fullNames = names.fullNames(called: waiver.rule)
      guard let name = fullNames.first else {
        // Name suggestions are slow, and the same typo tends to recur.
        let known = nearest[waiver.rule] ?? names.nearest(to: waiver.rule)
        nearest[waiver.rule] = .some(known)
        faults.append((waiver, .unusedNoRule(nearest: known)))
        continue
      }
      guard fullNames.count == 1 else {
        faults.append((waiver, .unusedUnclearRule(fullNames)))
        continue
      }
      // Of several versions of a standard, the one that found something, or else the one in force, says who may waive.
      let versions = names.norms(named: name)
      let matched = Set(versions.map { plan[$0].name }).flatMap { indices[$0]?[waiver.subject] ?? [] }.sorted()
      guard
        let norm = matched.first.map({ outcomes[$0].norm }) ?? versions.first(where: { plan[$0].isInForce(on: asOf) })
          ?? versions.last
      else { continue }
      let found = self.faults(
        of: waiver, plan[norm], matched.map { Match(subject: findings[$0].subject, row: outcomes[$0].subject) })
      faults.append(contentsOf: found.map { (waiver, $0) })
      guard found.isEmpty, waiver.valid.contains(asOf) else { continue }
      for index in matched where findings[index].status == .open {
        findings[index].status = .waived
        findings[index].waiver = waiver
      }
    }
    return faults
  }

  /// The faults of a waiver of a norm: one for each mistake.
  private func faults(of waiver: Waiver, _ norm: Norm, _ matched: [Match]) -> [WaiverFault] {
    guard let waivability = norm.waivability else { return [.notAllowed] }
    // An expired waiver claims nothing any more, so its approver and length no longer matter.
    if let end = waiver.valid.lastDay, end < asOf { return [.expired(end)] }
    var faults: [WaiverFault] = []
    if isSelfApproved(waiver, matched) {
      faults.append(.selfApproved)
    } else if !waivability.authorities.contains(waiver.approvedBy) {
      faults.append(.noAuthority(waivability.authorities))
    }
    if let maximum = waivability.maximumDays {
      let days = waiver.valid.dayCount
      if days.map({ $0 > Int64(maximum) }) ?? true { faults.append(.tooLong(days: days, maximum: maximum)) }
    }
    guard faults.isEmpty else { return faults }
    let types = Set(matched.map(\.subject.type)).sorted()
    if types.count > 1 { return [.unusedUnclearSubject(types)] }
    // Before its first day a waiver cannot be of use yet.
    let hasBegun = waiver.valid.firstDay.map { $0 <= asOf } ?? true
    return matched.isEmpty && hasBegun ? [.unusedNoFinding] : []
  }

  /// Whether the approver is the subject: by its key, or by its `name`.
  private func isSelfApproved(_ waiver: Waiver, _ matched: [Match]) -> Bool {
    let approver = waiver.approvedBy
    if approver == waiver.subject { return true }
    return matched.contains { match in
      if match.subject.key == approver { return true }
      guard let row = match.row, let field = plan.schema[row.table].fieldIndex(named: "name"),
        let column = store.column(FieldID(row.table, field)), case .symbols(let symbols) = column.values,
        symbols.indices.contains(row.row), column.isPresent(row.row)
      else { return false }
      return store.symbols.string(of: symbols[row.row]) == approver
    }
  }
}
