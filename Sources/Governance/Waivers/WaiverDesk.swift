import Evaluation
import RecordStore
import RulePlan

/// Applies waivers to findings. There is no other place that does.
///
/// Its result for a day depends on the waivers, the findings of that day and the day alone, so that it can be computed for
/// any of many days.
struct WaiverDesk {
  let plan: Plan
  let evaluator: Evaluator
  let names: NormNames
  private let norms: WaiverNorms

  init(plan: Plan, evaluator: Evaluator, names: NormNames) {
    self.plan = plan
    self.evaluator = evaluator
    self.names = names
    norms = WaiverNorms(plan: plan)
  }

  var store: RecordStore { evaluator.store }

  subscript(norm: NormID) -> WaiverNorm { norms[norm] }

  /// A finding, or one of its conflicts, that a waiver is for.
  private struct Target: Hashable {
    var finding: Int
    /// −1 for the finding of a rule.
    var conflict: Int
  }

  /// The result of some waivers on a day.
  struct Judgement {
    /// Of each waiver that does not hold, what is wrong with it; of those that fit nothing, nothing yet.
    var faults: [(waiver: Waiver, fault: WaiverFault)] = []
    /// Waivers without a fault that fit nothing, by their index.
    var idle: [Int: WaiverFault.Idleness] = [:]

    /// With the waivers that are of no use on a day of which they claim something.
    func faults(of waivers: [Waiver], on day: CalendarDate) -> [(waiver: Waiver, fault: WaiverFault)] {
      faults
        + idle.sorted { $0.key < $1.key }.compactMap { index, idleness in
          waivers[index].valid.contains(day) ? (waivers[index], .unused(idleness)) : nil
        }
    }
  }

  /// Marks what is waived on a day, and says of each waiver what is wrong with it.
  ///
  /// - Parameter outcomes: of which the findings came, index by index.
  func judge(
    _ waivers: [Waiver], _ findings: inout [Finding], of outcomes: [Outcome], on day: CalendarDate
  ) -> Judgement {
    var judgement = Judgement()
    guard !waivers.isEmpty else { return judgement }
    let index = FindingIndex(findings, waivers, names, plan)
    let units = WaiverUnits(of: waivers.contains { $0.unit != nil } ? outcomes : [], self)
    var nearest: [String: String?] = [:]
    var candidates: [(waiver: Int, targets: [Target])] = []
    for (number, waiver) in waivers.enumerated() {
      let fullNames = names.fullNames(called: waiver.rule)
      let group = fullNames.flatMap { names.norms(named: $0) }
      var targets: [Target] = []
      for finding in index.findings(of: waiver, group.map { plan[$0].name }) {
        let own = self.targets(of: waiver, findings[finding], finding, outcomes[finding], units)
        for target in own {
          if target.conflict < 0 {
            findings[finding].isClaimed = true
          } else {
            findings[finding].conflicts[target.conflict].isClaimed = true
          }
        }
        targets += own
      }
      // Of several versions of a standard, the one that found something, or else the one in force, says who may waive.
      let norm =
        targets.first.map { outcomes[$0.finding].norm } ?? group.first { plan[$0].isInForce(on: day) } ?? group.last
      guard let norm else {
        if let end = waiver.valid.lastDay, end < day {
          judgement.faults.append((waiver, .expired(end)))
        } else {
          // Looking for names is slow, and one slip is often made for many waivers.
          let known = nearest[waiver.rule] ?? names.nearest(to: waiver.rule)
          nearest[waiver.rule] = .some(known)
          judgement.idle[number] = .noRule(nearest: known)
        }
        continue
      }
      let fault = fault(of: waiver, norm, group, fullNames)
      let isExpired = waiver.valid.lastDay.map { $0 < day } ?? false
      if isExpired, fault != .notAllowed, let end = waiver.valid.lastDay {
        judgement.faults.append((waiver, .expired(end)))
      } else if let fault {
        judgement.faults.append((waiver, fault))
      } else if targets.isEmpty {
        judgement.idle[number] = .noFinding
      }
      if fault == nil, !targets.isEmpty { candidates.append((number, targets)) }
    }
    candidates.sort { left, right in
      let (first, second) = (waivers[left.waiver].valid.from, waivers[right.waiver].valid.from)
      return first == second ? left.waiver < right.waiver : first < second
    }
    excuse(candidates, waivers, &findings, outcomes, units, day, &judgement)
    return judgement
  }

  // MARK: Fitting

  private func targets(
    of waiver: Waiver, _ finding: Finding, _ index: Int, _ outcome: Outcome, _ units: WaiverUnits
  ) -> [Target] {
    guard !finding.conflicts.isEmpty else {
      let isMeant =
        waiver.about.isEmpty
        || waiver.about.count == finding.about.count
          && zip(waiver.about, finding.about).allSatisfy { $0 == $1.key || $0 == $1.type + " " + $1.key }
      return isMeant ? [Target(finding: index, conflict: -1)] : []
    }
    guard let segregation = self[outcome.norm].segregation, let scope = outcome.scope,
      segregation.scopes.indices.contains(scope)
    else { return [] }
    let model = segregation.scopes[scope].model
    if let wanted = waiver.model, !plan[model].isCalled(wanted) { return [] }
    return outcome.conflicts.indices.filter { index in
      let conflict = outcome.conflicts[index]
      return
        (waiver.duties.isEmpty
        || conflict.duties.allSatisfy { duty in waiver.duties.contains { plan[duty].isCalled($0) } })
        && (waiver.unit == nil || !units.covered(by: waiver, conflict.scopes, model).isEmpty)
    }.map { Target(finding: index, conflict: $0) }
  }

  /// The places of a target, and those that a waiver covers.
  private func places(
    _ target: Target, _ waiver: Waiver, _ outcomes: [Outcome], _ units: WaiverUnits
  ) -> (count: Int, covered: [Int]) {
    guard target.conflict >= 0 else { return (1, waiver.unit == nil ? [0] : []) }
    let outcome = outcomes[target.finding]
    let scopes = outcome.conflicts[target.conflict].scopes
    guard waiver.unit != nil else { return (scopes.count, Array(scopes.indices)) }
    guard let scope = outcome.scope, let model = self[outcome.norm].segregation?.scopes[scope].model else {
      return (scopes.count, [])
    }
    return (scopes.count, units.covered(by: waiver, scopes, model))
  }

  // MARK: Excusing

  /// Lets waivers hold in the order of their first days, up to the one that passes the limit of a norm.
  private func excuse(
    _ candidates: [(waiver: Int, targets: [Target])], _ waivers: [Waiver], _ findings: inout [Finding],
    _ outcomes: [Outcome], _ units: WaiverUnits, _ day: CalendarDate, _ judgement: inout Judgement
  ) {
    var runs: [Target: WaiverRun] = [:]
    for (number, targets) in candidates {
      let waiver = waivers[number]
      var fault: WaiverFault?
      var added: [(target: Target, state: WaiverRun.State)] = []
      for target in targets where fault == nil {
        let (count, covered) = places(target, waiver, outcomes, units)
        // Taken out, so that no list is copied.
        var run = runs.removeValue(forKey: target) ?? WaiverRun(placeCount: count)
        let state = run.state
        let days = run.add(number, waiver, covering: covered)
        if let maximum = self[outcomes[target.finding].norm].maximumDays, days > Int64(maximum) {
          fault = .passesLimit(days: days, maximum: maximum)
        }
        added.append((target, state))
        runs[target] = run
      }
      guard let fault else { continue }
      for (target, state) in added { runs[target]?.takeBack(to: state) }
      if waiver.valid.until >= day.days { judgement.faults.append((waiver, fault)) }
    }
    for (target, run) in runs { mark(target, run, waivers, &findings, day) }
  }

  private func mark(
    _ target: Target, _ run: WaiverRun, _ waivers: [Waiver], _ findings: inout [Finding], _ day: CalendarDate
  ) {
    let holding = run.waivers.filter { waivers[$0.index].valid.contains(day) }
    guard run.isCovered(by: holding.map(\.places)) else { return }
    let shown = holding.map { index, term, _ in
      var waiver = waivers[index]
      waiver.term = term
      return waiver
    }
    if target.conflict < 0 {
      guard findings[target.finding].status == .open else { return }
      findings[target.finding].status = .waived
      findings[target.finding].waiver = shown.first
    } else {
      guard findings[target.finding].conflicts[target.conflict].status == .open else { return }
      findings[target.finding].conflicts[target.conflict].waivers = shown
      findings[target.finding].setStatus(.waived, ofConflict: target.conflict)
      if findings[target.finding].status == .waived {
        findings[target.finding].waiver = findings[target.finding].conflicts.first?.waivers.first
      }
    }
  }
}
