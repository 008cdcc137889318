import Evaluation
import RecordStore
public import RulePlan

/// Applies a baseline to findings, and writes one. There is no other place that does.
///
/// Its result for a day depends on the entries, the findings of that day and the day alone.
public struct BaselineDesk: Sendable {
  private let assessor: Assessor
  private let models: [String: AccessModelID]

  /// - Parameter assessor: that made the findings.
  public init(assessor: Assessor) {
    self.assessor = assessor
    models = Dictionary(assessor.plan.accessModels.map { ($0.fullName, $0.id) }) { first, _ in first }
  }

  /// Marks what is open and the baseline keeps on a day, and says which entries want to be looked at. A finding for which the data has a
  /// waiver for, be it ended, is left to the waiver.
  public func apply(_ baseline: Baseline, to assessment: inout Assessment, on day: CalendarDate) -> [BaselineRemark] {
    let (remarks, kept) = mark(&assessment.findings, by: baseline, on: day)
    assessment.count()
    assessment.keptEntries = kept.sorted { $0.key < $1.key }.map { (baseline.entries[$0.key], $0.value) }
    return remarks
  }

  /// Marks findings that are open and that the baseline keeps on a day. Returns the entries that want to be looked at, and
  /// the number of findings that each entry keeps something of, by its index.
  @discardableResult
  func mark(
    _ findings: inout [Finding], by baseline: Baseline, on day: CalendarDate
  ) -> (remarks: [BaselineRemark], kept: [Int: Int]) {
    let byFingerprint = Dictionary(grouping: baseline.entries.indices, by: { baseline.entries[$0].fingerprint })
    var fitting: [Int: BaselineRemark.Reason?] = [:]
    var kept: [Int: Int] = [:]
    for index in findings.indices {
      guard let entries = byFingerprint[findings[index].fingerprint] else { continue }
      for entry in apply(entries, of: baseline, to: &findings[index], on: day, &fitting) {
        kept[entry, default: 0] += 1
      }
    }
    let remarks = baseline.entries.enumerated().compactMap { index, entry -> BaselineRemark? in
      guard let found = fitting[index] else { return BaselineRemark(entry: entry, reason: .fitsNothing) }
      if let until = entry.until, until < day { return BaselineRemark(entry: entry, reason: .ended(until)) }
      return found.map { BaselineRemark(entry: entry, reason: $0) }
    }
    return (remarks, kept)
  }

  /// The entries that want to be looked at after the days of a span.
  ///
  /// - Parameters:
  ///   - findings: of all days of the span, each with what is said of it on the first day of its worst status.
  ///   - last: the last day of the span.
  func remarks(on baseline: Baseline, _ findings: [Finding], last: CalendarDate) -> [BaselineRemark] {
    // Their status on each day is settled.
    var copies = findings
    return mark(&copies, by: baseline, on: last).remarks
  }

  /// Applies some entries to a finding, and returns those that keep something of it.
  private func apply(
    _ indices: [Int], of baseline: Baseline, to finding: inout Finding, on day: CalendarDate,
    _ fitting: inout [Int: BaselineRemark.Reason?]
  ) -> Set<Int> {
    var keeping: Set<Int> = []
    for index in indices {
      let entry = baseline.entries[index]
      let holds = entry.until.map { day <= $0 } ?? true
      if finding.conflicts.isEmpty {
        fitting[index] = .some(further(entry, finding, nil))
        if holds, finding.status == .open, !finding.isClaimed {
          finding.status = .baseline
          keeping.insert(index)
        }
        continue
      }
      for place in finding.conflicts.indices where keeps(entry, finding.conflicts[place], finding.access) {
        let conflict = finding.conflicts[place]
        fitting[index] = .some((fitting[index] ?? nil) ?? further(entry, finding, conflict))
        if holds, conflict.status == .open, !conflict.isClaimed {
          finding.setStatus(.baseline, ofConflict: place)
          keeping.insert(index)
        }
      }
    }
    return keeping
  }

  /// Whether a conflict lies within the duties and the units of an entry.
  private func keeps(_ entry: Baseline.Entry, _ conflict: Finding.Conflict, _ access: String?) -> Bool {
    guard conflict.dutyNames.isSubset(of: entry.duties) else { return false }
    if entry.units.isEmpty || !conflict.isScoped || entry.units.contains(nil) { return true }
    guard let model = access.flatMap({ models[$0] }), case .row(let table)? = assessor.plan[model].scope?.type.scalar
    else { return false }
    let store = assessor.evaluator.store
    let units = Set(entry.units.compactMap { key in key.flatMap { store.row(ofKey: $0, in: table) } })
    let rows = conflict.scopes.map { key in key.flatMap { store.row(ofKey: $0, in: table) } }
    let covering = assessor.evaluator.units(covering: Set(rows.compactMap { $0 }), in: model)
    return rows.allSatisfy { row in row.flatMap { covering[$0] }.map { !$0.isDisjoint(with: units) } ?? false }
  }

  /// Whatever a finding says beyond an entry.
  private func further(
    _ entry: Baseline.Entry, _ finding: Finding, _ conflict: Finding.Conflict?
  ) -> BaselineRemark.Reason? {
    let rights = conflict.map { assessor.identities(of: $0.rights).subtracting(entry.rights).sorted() } ?? []
    let message = finding.message == entry.message ? nil : finding.message
    return message == nil && rights.isEmpty ? nil : .saysMore(message: message, rights: rights)
  }

  // MARK: Writing

  /// Everything that is open, to be known from now on, and everything that an earlier baseline keeps. Entries that still fit keep their day, their
  /// reason and their end; those that fit something that says more are written again with that.
  public func baseline(of assessment: Assessment, after known: Baseline?, on day: CalendarDate) -> Baseline {
    let earlier = Dictionary(grouping: known?.entries ?? [], by: \.fingerprint)
    var entries: [Baseline.Entry] = []
    for finding in assessment.findings {
      let parts: [Finding.Conflict?] = finding.conflicts.isEmpty ? [nil] : finding.conflicts
      for conflict in parts {
        let status = conflict?.status ?? finding.status
        guard status == .open || status == .baseline else { continue }
        var entry = entry(finding, conflict, on: day)
        let fits = (earlier[finding.fingerprint] ?? []).first { old in
          conflict.map { keeps(old, $0, finding.access) } ?? true
        }
        if status == .baseline, let fits {
          entry.reason = fits.reason
          entry.until = fits.until
          if fits.message == entry.message, Set(entry.rights).isSubset(of: fits.rights) { entry.written = fits.written }
        }
        entries.append(entry)
      }
    }
    return Baseline(sorting: entries)
  }

  private func entry(_ finding: Finding, _ conflict: Finding.Conflict?, on day: CalendarDate) -> Baseline.Entry {
    var entry = Baseline.Entry(
      rule: finding.rule, subject: finding.subject, fingerprint: finding.fingerprint, message: finding.message,
      written: day)
    entry.about = finding.about
    entry.access = finding.access
    if let conflict {
      entry.duties = conflict.duties.map(\.name)
      entry.units = conflict.isScoped ? conflict.scopes : []
      entry.rights = assessor.identities(of: conflict.rights).sorted()
    }
    return entry
  }
}
