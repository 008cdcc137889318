import Diagnostics
import Evaluation
public import RecordStore
public import RulePlan
public import SourceText

/// Reviews requests in their order, each on top of those that are advised to be granted. Every norm is evaluated once
/// over the data as it is; then for each request only what it touches.
public struct Reviewer: Sendable {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let language: String
  private let origin: FindingLedger

  /// Evaluates every norm over the data as it is.
  ///
  /// - Parameters:
  ///   - store: with the rows that requests add; views determine which of them are there.
  ///   - view: the data without anything that requests add.
  public init(
    plan: Plan, store: RecordStore, view: RowView, asOf: CalendarDate, language: String, files: [SourceFile],
    jobs: Int = 1
  ) {
    self.plan = plan
    self.store = store
    self.asOf = asOf
    self.language = language
    let evaluator = Evaluator(plan: plan, store: store.viewed(as: view), asOf: asOf, jobs: jobs)
    origin = FindingLedger(
      plan: plan,
      assessor: Assessor(
        plan: plan, store: evaluator.store, evaluator: evaluator, asOf: asOf, language: language, files: files))
  }

  /// The result for a request, before it is written out.
  private struct Decision {
    var request: AccessRequest
    var before: FindingLedger
    var change: FindingLedger.Change
    var advice: Review.Advice
    var conflicts: [String] = []
    var alternatives: [Review.Alternative] = []
    var time: Duration
  }

  /// All requests are decided before the first is written out: places are looked for in the files of the data, which is
  /// slow beside an evaluation.
  public func review(_ requests: [AccessRequest]) -> [Review] {
    var before = origin
    var granted: [AccessRequest] = []
    var decisions: [Decision] = []
    for request in requests {
      let decision = decide(request, before, granted)
      decisions.append(decision)
      if decision.advice <= .grantWithRemarks {
        before = before.after(decision.change)
        granted.append(request)
      }
    }
    return decisions.map { makeReview($0) }
  }

  private func decide(_ request: AccessRequest, _ before: FindingLedger, _ granted: [AccessRequest]) -> Decision {
    let start = ContinuousClock.now
    let change = before.change(to: before.evaluator.state.applying(request))
    let advice = advice(on: change.new.map(\.finding))
    var decision = Decision(
      request: request, before: before, change: change, advice: advice, time: ContinuousClock.now - start)
    if advice > .grantWithRemarks { decision.conflicts = conflicts(of: request, change, advice, with: granted, before) }
    if advice > .grant {
      decision.alternatives = AlternativeSearch(
        reviewer: self, request: request, before: before, change: change, advice: advice
      ).alternatives()
    }
    return decision
  }

  private func profiles(in state: FindingLedger) -> ProfileWriter {
    let store = state.assessor.store
    return ProfileWriter(
      plan: plan, store: store, texts: ValueText(store: store, language: language), evaluator: state.evaluator)
  }

  private func makeReview(_ decision: Decision) -> Review {
    let request = decision.request
    let new = decision.before.written(newOf: decision.change)
    let profiles = profiles(in: decision.before)
    var review = Review(
      request: request, advice: advice(on: new), new: new,
      settled: decision.before.written(decision.change.settled), unchanged: decision.change.unchanged,
      referrals: new.compactMap { referral(for: $0) }, alternatives: decision.alternatives,
      conflicts: decision.conflicts, profiles: profiles.profiles(of: request),
      touchedNorms: decision.change.units.norms.map { plan[$0].name })
    review.approver = request.approver.flatMap { profiles.approver($0) }
    review.remarks = remarks(on: request, review.profiles)
    review.evaluation = Review.Evaluation(time: decision.time, units: decision.change.units)
    return review
  }

  private func remarks(on request: AccessRequest, _ profiles: [SubjectProfile]) -> [Review.Remark] {
    var remarks: [Review.Remark] = []
    if let approver = request.approver {
      if request.requester == approver { remarks.append(.approverAsks) }
      if profiles.contains(where: { $0.subject.key == approver }) { remarks.append(.approverIsSubject) }
    }
    if let deadline = request.deadline.flatMap({ CalendarDate($0) }), deadline < asOf {
      remarks.append(.deadlineHasPassed)
    }
    return remarks
  }

  // MARK: Advising

  func advice(on new: [Finding]) -> Review.Advice {
    let outstanding = new.filter(\.isOutstanding)
    if outstanding.isEmpty { return .grant }
    let errors = outstanding.filter { $0.severity == .error || $0.status == .undetermined }
    if errors.isEmpty { return .grantWithRemarks }
    var authorities: [String] = []
    for finding in errors {
      guard finding.status == .open, let referral = referral(for: finding) else { return .refuse }
      for authority in referral.authorities where !authorities.contains(authority) { authorities.append(authority) }
    }
    return .refer(to: authorities)
  }

  private func referral(for finding: Finding) -> Review.Referral? {
    guard finding.status == .open, finding.severity == .error,
      let waivability = plan.norms.first(where: { $0.name == finding.rule })?.waivability,
      !waivability.authorities.isEmpty
    else { return nil }
    return Review.Referral(
      rule: finding.rule, subject: finding.subject, authorities: waivability.authorities,
      maximumDays: waivability.maximumDays)
  }

  /// Earlier requests without which this one would be advised better.
  private func conflicts(
    of request: AccessRequest, _ change: FindingLedger.Change, _ advice: Review.Advice,
    with granted: [AccessRequest], _ before: FindingLedger
  ) -> [String] {
    granted.indices.filter { left in
      var state = origin.evaluator.state
      for (index, other) in granted.enumerated() where index != left { state = state.applying(other) }
      let both = state.applying(request)
      guard before.isNewness(of: change, dependentOn: state, both) else { return false }
      return self.advice(on: before.after(before.change(to: state)).change(to: both).new.map(\.finding)) < advice
    }.map { granted[$0].id }
  }
}
