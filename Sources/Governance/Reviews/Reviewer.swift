import Diagnostics
import Evaluation
public import RecordStore
public import RulePlan
public import SourceText

/// Reviews requests in their order, each on top of those that are advised to be granted.
public struct Reviewer: Sendable {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let language: String
  let files: [SourceFile]
  let jobs: Int
  private let reads: TableReads

  /// - Parameter store: with the rows that requests add; which of them are there is settled by views.
  public init(
    plan: Plan, store: RecordStore, asOf: CalendarDate, language: String, files: [SourceFile], jobs: Int = 1
  ) {
    self.plan = plan
    self.store = store
    self.asOf = asOf
    self.language = language
    self.files = files
    self.jobs = jobs
    reads = TableReads(plan: plan)
  }

  /// - Parameter view: the data without anything that requests add.
  public func review(_ requests: [AccessRequest], over view: RowView) -> [Review] {
    var state = RequestState(view: view)
    var before = evaluate(state)
    var granted: [AccessRequest] = []
    var reviews: [Review] = []
    for request in requests {
      let after = evaluate(state.applying(request), after: before, touching: request)
      var review = makeReview(request, before, after)
      review.profiles = profiles(of: request, in: state)
      if review.advice > .grantWithRemarks {
        review.conflicts = conflicts(of: request, review.advice, with: granted, over: view)
      }
      if review.advice > .grant {
        review.alternatives = AlternativeSearch(
          reviewer: self, request: request, state: state, before: before, after: after, advice: review.advice
        ).alternatives()
      }
      reviews.append(review)
      if review.advice <= .grantWithRemarks {
        state = state.applying(request)
        before = after
        granted.append(request)
      }
    }
    return reviews
  }

  // MARK: Evaluating

  /// The findings of a state of the data, with what they were made of.
  struct Evaluated {
    var outcomes: [Outcome]
    var statistics: [NormID: NormStatistics]
    var assessment: Assessment
  }

  func evaluate(_ state: RequestState) -> Evaluated { evaluate(state, plan, kept: []) }

  /// Evaluates again only what a request can touch.
  func evaluate(
    _ state: RequestState, after before: Evaluated, touching request: AccessRequest, besides more: Set<TableID> = []
  ) -> Evaluated {
    let touched = Set(reads.norms(reading: request.tables.union(more)))
    var part = plan
    part.requirements.removeAll { !touched.contains($0.norm) }
    part.segregations.removeAll { !touched.contains($0.norm) }
    return evaluate(state, part, kept: before.outcomes.filter { !touched.contains($0.norm) })
  }

  private func evaluate(_ state: RequestState, _ part: Plan, kept: [Outcome]) -> Evaluated {
    let viewed = store.viewed(as: state.view, replacing: state.replaced)
    let evaluator = Evaluator(plan: part, store: viewed, asOf: asOf, jobs: jobs)
    var result = evaluator.run()
    result.outcomes = (kept + result.outcomes).enumerated().sorted {
      ($0.element.norm, $0.offset) < ($1.element.norm, $1.offset)
    }.map(\.element)
    // Messages and evidence of what was kept are written by the whole plan.
    let whole = Evaluator(plan: plan, store: viewed, asOf: asOf, jobs: jobs)
    let assessor = Assessor(
      plan: plan, store: viewed, evaluator: whole, asOf: asOf, language: language, files: files)
    return Evaluated(
      outcomes: result.outcomes, statistics: result.statistics, assessment: assessor.assess(result))
  }

  private func profiles(of request: AccessRequest, in state: RequestState) -> [SubjectProfile] {
    let viewed = store.viewed(as: state.view, replacing: state.replaced)
    return ProfileWriter(
      plan: plan, store: viewed, texts: ValueText(store: viewed, language: language),
      evaluator: Evaluator(plan: plan, store: viewed, asOf: asOf)
    ).profiles(of: request)
  }

  // MARK: Comparing

  /// Findings of the second that the first does not have, and the other way round.
  func difference(_ before: Evaluated, _ after: Evaluated) -> (new: [Finding], settled: [Finding], unchanged: Int) {
    let difference = FindingDifference(from: before.assessment.findings, to: after.assessment.findings)
    return (difference.new, difference.settled, difference.unchanged)
  }

  private func makeReview(_ request: AccessRequest, _ before: Evaluated, _ after: Evaluated) -> Review {
    let (new, settled, unchanged) = difference(before, after)
    return Review(
      request: request, advice: advice(on: new), new: new, settled: settled, unchanged: unchanged,
      referrals: new.compactMap { referral(for: $0) }, alternatives: [], conflicts: [], profiles: [],
      touchedNorms: reads.norms(reading: request.tables).map { plan[$0].name })
  }

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
    of request: AccessRequest, _ advice: Review.Advice, with granted: [AccessRequest], over view: RowView
  ) -> [String] {
    granted.indices.filter { left in
      var state = RequestState(view: view)
      for (index, other) in granted.enumerated() where index != left { state = state.applying(other) }
      let before = evaluate(state)
      let after = evaluate(state.applying(request), after: before, touching: request)
      return self.advice(on: difference(before, after).new) < advice
    }.map { granted[$0].id }
  }
}

extension AccessRequest {
  /// The tables in which the request changes something.
  var tables: Set<TableID> { Set(items.map(\.row.table)).union(replaced.map(\.field.table)) }
}
