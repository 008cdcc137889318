import Diagnostics
import Evaluation
public import RecordStore
public import RulePlan
public import SourceText

/// Reviews requests in their order, each on top of those that are advised to be granted. Only the part that a request
/// touches is evaluated, before and after it, on each day on which something can differ.
public struct Reviewer: Sendable {
  let plan: Plan
  let store: RecordStore
  let asOf: CalendarDate
  let settings: RequestSettings
  let permission: ChangePermission
  let patterns: FindingPatterns
  let waivers: SpanWaivers
  let calendar: ReviewCalendar
  /// The last day that is looked at where a request has no end.
  let ordinaryEnd: CalendarDate
  let language: String
  private let requests: [AccessRequest]
  private let files: [SourceFile]
  private let cancellation: Cancellation

  /// - Parameters:
  ///   - store: with the rows that requests add; views decide which of them are there.
  ///   - view: the data without anything that requests add.
  ///   - requests: in the order in which they are to be reviewed.
  public init(
    plan: Plan, store: RecordStore, view: RowView, asOf: CalendarDate, language: String, files: [SourceFile],
    requests: [AccessRequest], settings: RequestSettings = RequestSettings(), jobs: Int = 1,
    cancellation: Cancellation = Cancellation()
  ) {
    self.plan = plan
    self.store = store
    self.asOf = asOf
    self.language = language
    self.settings = settings
    self.requests = requests
    self.files = files
    self.cancellation = cancellation
    permission = ChangePermission(plan: plan, settings: settings)
    let evaluator = Evaluator(
      plan: plan, store: store.viewed(as: view), asOf: asOf, jobs: jobs, cancellation: cancellation)
    let assessor = Assessor(
      plan: plan, store: evaluator.store, evaluator: evaluator, asOf: asOf, language: language, files: files)
    patterns = FindingPatterns(assessor: assessor)
    waivers = SpanWaivers(plan: plan, store: evaluator.store)
    let periods = RequestPeriods(schema: plan.schema, store: store)
    let year = asOf.adding(settings.lookAhead ?? CalendarDuration(count: 1, .year) ?? CalendarDuration()) ?? asOf
    let rights = Set(plan.accessModels.compactMap { RightLink(model: $0, plan: plan)?.field.table })
    ordinaryEnd = max(year, periods.lastBeginning(in: rights) ?? year)
    let ends = requests.flatMap { periods.periods(of: $0) }.compactMap { $0?.lastDay?.adding(days: 1) }
    let last = max(ordinaryEnd, ends.max() ?? ordinaryEnd)
    calendar = ReviewCalendar(
      first: assessor, span: DaySpan(first: asOf, last: last) ?? DaySpan(day: asOf), waivers: waivers)
  }

  /// A decision about a request, before it is written out.
  private struct Decision {
    var request: AccessRequest
    var before: DataState
    /// Nil for an invalid request.
    var run: ReviewRun?
    var advice: Review.Advice
    var problems: [Diagnostic] = []
    var conflicts: [String] = []
    var alternatives: [Review.Alternative] = []
    /// Findings of the day of the evaluation, before the request.
    var findingCount = 0
    var time: Duration
  }

  /// The reviews of all requests, in their order. They are all decided before the first is written out: looking up places
  /// in the data files is slow.
  ///
  /// - Returns: the reviews, and the request that was at work when the run was stopped; those after it have none.
  public func review() -> (reviews: [Review], stopped: String?) {
    let first = calendar.assessor(on: asOf).evaluator
    var state = first.state
    var findingCount = first.run().outcomes.count
    var granted: [(request: AccessRequest, units: AffectedUnits)] = []
    var decisions: [Decision] = []
    var stopped: String?
    for request in requests {
      var decision = decide(request, state, granted)
      guard !cancellation.isCancelled else {
        stopped = request.id
        break
      }
      decision.findingCount = findingCount
      decisions.append(decision)
      if let run = decision.run, decision.advice <= .grantWithRemarks {
        state = run.after
        findingCount += run.comparison.firstCounts.after - run.comparison.firstCounts.before
        granted.append((request, run.affected))
      }
    }
    // Whoever stopped the run asks for the reviews that are done without a way to stop them.
    if stopped != nil { return (decisions.map { Review(request: $0.request, advice: $0.advice) }, stopped) }
    let reviews = decisions.enumerated().map { place, decision in
      let isRepeated = decisions[..<place].contains { $0.request.id == decision.request.id }
      return makeReview(decision, isIdRepeated: isRepeated)
    }
    return (reviews, stopped)
  }

  private func decide(
    _ request: AccessRequest, _ before: DataState, _ granted: [(request: AccessRequest, units: AffectedUnits)]
  ) -> Decision {
    let start = ContinuousClock.now
    let after = before.applying(request)
    var problems = request.problems + permission.problems(of: request)
    if problems.isEmpty {
      let evaluator = calendar.assessor(on: asOf).evaluator.over(after)
      problems = ReferenceCheck(evaluator: evaluator, request: request).problems()
      // A rule set that is changed has to be as sound as one that is read.
      if problems.isEmpty, !evaluator.tablesOfRowNorms.isDisjoint(with: request.tables) {
        problems = evaluator.rowNormFaults().map { $0.diagnostic(in: store, of: plan, files: files) }
      }
    }
    guard problems.isEmpty else {
      return Decision(
        request: request, before: before, run: nil, advice: .invalid, problems: problems,
        time: ContinuousClock.now - start)
    }
    let run = ReviewRun(self, request, from: before, to: after)
    let advisor = ReviewAdvisor(run)
    var decision = Decision(
      request: request, before: before, run: run, advice: advisor.advice, time: ContinuousClock.now - start)
    if decision.advice > .grantWithRemarks {
      decision.conflicts = conflicts(of: run, decision.advice, with: granted)
    }
    if advisor.wantsAlternatives {
      decision.alternatives = AlternativeSearch(run: run, advisor: advisor).alternatives()
    }
    return decision
  }

  /// Earlier requests without which this one would be advised better.
  private func conflicts(
    of run: ReviewRun, _ advice: Review.Advice, with granted: [(request: AccessRequest, units: AffectedUnits)]
  ) -> [String] {
    let causes = ReviewLists(run).errors(plan)
    return granted.indices.filter { left in
      // Only a request that bears on what is new or worse can be the reason.
      guard causes.contains(where: { granted[left].units.contains($0.after?.outcome.unit, of: $0.key.norm) }) else {
        return false
      }
      var state = calendar.assessor(on: asOf).evaluator.state
      for (index, other) in granted.enumerated() where index != left { state = state.applying(other.request) }
      let other = ReviewRun(self, run.request, from: state, to: state.applying(run.request))
      return ReviewAdvisor(other).advice < advice
    }.map { granted[$0].request.id }
  }

  // MARK: Writing

  private func makeReview(_ decision: Decision, isIdRepeated: Bool) -> Review {
    guard let run = decision.run else {
      var review = Review(request: decision.request, advice: .invalid)
      review.problems = decision.problems
      review.span = ReviewSpan(first: asOf, last: asOf, isOpenEnded: false)
      return review
    }
    return ReviewWriter(run: run, patterns: patterns, findingCount: decision.findingCount).review(
      advice: decision.advice, conflicts: decision.conflicts, alternatives: decision.alternatives,
      isIdRepeated: isIdRepeated, time: decision.time)
  }
}
