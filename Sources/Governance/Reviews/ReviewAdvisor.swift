import Evaluation
import RecordStore
import RulePlan

/// Advises on a request by what it makes new or worse.
struct ReviewAdvisor {
  let run: ReviewRun
  let lists: ReviewLists
  private let plan: Plan

  init(_ run: ReviewRun) {
    self.run = run
    lists = ReviewLists(run)
    plan = run.reviewer.plan
  }

  /// The advice by the findings that the request makes new or worse alone.
  var burden: Review.Advice {
    let errors = lists.errors(plan)
    guard errors.isEmpty else {
      var authorities: [String] = []
      for finding in errors {
        guard !finding.isNewlyUndetermined, let referral = referral(for: finding) else { return .refuse }
        for authority in referral.authorities where !authorities.contains(authority) { authorities.append(authority) }
      }
      return .refer(to: authorities)
    }
    return lists.new.isEmpty && lists.worse.isEmpty && lists.fallsDue.isEmpty ? .grant : .grantWithRemarks
  }

  var advice: Review.Advice {
    let burden = burden
    guard burden == .grant else { return burden }
    let isRemarkable =
      !lists.standing.isEmpty || !lists.better.isEmpty || !lists.waived.isEmpty || !hasEffect
    return isRemarkable ? .grantWithRemarks : .grant
  }

  var wantsAlternatives: Bool { burden > .grant }

  /// Whether an outcome differs on some day, or a row of the request is there on some day of the span.
  var hasEffect: Bool {
    if run.comparison.lastDifference != nil { return true }
    let periods = RequestPeriods(schema: plan.schema, store: run.reviewer.store).periods(of: run.request)
    return periods.contains { period in
      guard let last = period?.lastDay else { return true }
      return last >= run.span.first
    }
  }

  // MARK: Referring

  /// Who may waive a finding, and for how long.
  func referral(for finding: ComparedFinding) -> Review.Referral? {
    let norm = plan[finding.key.norm]
    guard norm.severity == .error, let waivability = norm.waivability, !waivability.authorities.isEmpty,
      let track = finding.after, let begin = finding.beginnings.first
    else { return nil }
    let assessor = run.assessor(on: begin)
    let subject = assessor.subject(of: track.outcome)
    var referral = Review.Referral(
      rule: norm.name, subject: subject, authorities: waivability.authorities.map { $0.text(in: assessor.language) },
      maximumDays: nil, fittingEnd: nil)
    guard let maximum = waivability.maximumDays else { return referral }
    let left = max(0, maximum - daysUsed(before: begin, rule: norm, subject))
    referral.maximumDays = left
    let end = begin.adding(days: Int64(left) - 1)
    let last = track.segments.last { $0.state.isBroken }.map { CalendarDate(days: $0.last) }
    if let end, let last, last > end, left > 0 { referral.fittingEnd = end }
    return referral
  }

  /// For how many days running, up to the day before, waivers excuse the same.
  private func daysUsed(before day: CalendarDate, rule: Norm, _ subject: Finding.Subject) -> Int {
    let own = run.reviewer.waivers.all.filter { waiver in
      [rule.name, rule.shortName].contains(waiver.rule)
        && [subject.key, subject.type + " " + subject.key].contains(waiver.subject)
    }
    var first = day.days
    var isExtended = true
    while isExtended {
      isExtended = false
      for waiver in own where waiver.valid.from < first && waiver.valid.until >= first - 1 {
        first = waiver.valid.from
        isExtended = !waiver.renews
        if waiver.renews { break }
      }
    }
    return Int(day.days) - Int(first)
  }
}
