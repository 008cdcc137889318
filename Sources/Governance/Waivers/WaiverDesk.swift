import Evaluation
import RecordStore
import RulePlan
import SourceText

/// Applies waivers to findings. There is no other place that does.
struct WaiverDesk {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let wording: Wording

  /// A finding with what a waiver is matched by.
  struct Candidate {
    var norm: NormID
    var row: RowReference?
    var finding: Finding
  }

  /// Marks what is waived, and returns the findings about waivers that do not hold or do nothing.
  func apply(_ waivers: [Waiver], to candidates: inout [Candidate]) -> [(waiver: Waiver, fault: WaiverFault)] {
    guard !waivers.isEmpty else { return [] }
    let names = NormNames(plan: plan)
    var indices: [NormID: [String: [Int]]] = [:]
    let wanted = Set(waivers.flatMap { names.norms(called: $0.rule) })
    for (index, candidate) in candidates.enumerated() where wanted.contains(candidate.norm) {
      let subject = candidate.finding.subject
      indices[candidate.norm, default: [:]][subject.key, default: []].append(index)
      indices[candidate.norm, default: [:]][subject.type + " " + subject.key, default: []].append(index)
    }
    var faults: [(Waiver, WaiverFault)] = []
    for waiver in waivers {
      let norms = names.norms(called: waiver.rule)
      guard let norm = norms.first else {
        faults.append((waiver, .unusedNoRule(nearest: names.nearest(to: waiver.rule))))
        continue
      }
      guard norms.count == 1 else {
        faults.append((waiver, .unusedUnclearRule(norms.map { plan[$0].name })))
        continue
      }
      let matched = indices[norm]?[waiver.subject] ?? []
      let found = self.faults(of: waiver, plan[norm], matched.map { candidates[$0] })
      faults.append(contentsOf: found.map { (waiver, $0) })
      guard found.isEmpty, waiver.valid.contains(asOf) else { continue }
      for index in matched where candidates[index].finding.status == .open {
        candidates[index].finding.status = .waived
        candidates[index].finding.waiver = waiver
      }
    }
    return faults
  }

  /// What is wrong with a waiver of a norm: one fault for each mistake.
  private func faults(of waiver: Waiver, _ norm: Norm, _ matched: [Candidate]) -> [WaiverFault] {
    guard let waivability = norm.waivability else { return [.notAllowed] }
    // What has ended claims nothing any more, so who approved it and for how long is no longer asked.
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
    let types = Set(matched.map(\.finding.subject.type)).sorted()
    if types.count > 1 { return [.unusedUnclearSubject(types)] }
    // Before its first day a waiver cannot be of use yet.
    let hasBegun = waiver.valid.firstDay.map { $0 <= asOf } ?? true
    return matched.isEmpty && hasBegun ? [.unusedNoFinding] : []
  }

  /// Whether the approver is the subject: by its key, or by its `name`.
  private func isSelfApproved(_ waiver: Waiver, _ matched: [Candidate]) -> Bool {
    let approver = waiver.approvedBy
    if approver == waiver.subject { return true }
    return matched.contains { candidate in
      if candidate.finding.subject.key == approver { return true }
      guard let row = candidate.row, let field = plan.schema[row.table].fieldIndex(named: "name"),
        let column = store.column(FieldID(row.table, field)), case .symbols(let symbols) = column.values,
        symbols.indices.contains(row.row), column.isPresent(row.row)
      else { return false }
      return store.symbols.string(of: symbols[row.row]) == approver
    }
  }
}
