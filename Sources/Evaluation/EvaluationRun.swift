import RecordStore
import RulePlan

/// One evaluation of all norms that are in force, norm by norm.
struct EvaluationRun {
  private let context: EvaluationContext
  private let clock = ContinuousClock()
  private var excluded: Set<NormID>
  private var outcomes: [NormID: [Outcome]] = [:]
  private var statistics: [NormID: NormStatistics] = [:]
  /// Outcomes that may still be kept.
  private var room: Int

  /// - Parameter excluded: norms that are left out.
  init(context: EvaluationContext, excluded: Set<NormID>) {
    self.context = context
    self.excluded = excluded
    room = context.limits.outcomes
  }

  /// All outcomes, by norm and inside a norm in the order of the data.
  var result: EvaluationResult {
    EvaluationResult(
      outcomes: outcomes.keys.sorted().flatMap { outcomes[$0] ?? [] }, statistics: statistics, excluded: excluded,
      isCancelled: context.isCancelled)
  }

  mutating func evaluateRequirements() {
    for requirement in context.plan.requirements
    where context.isEvaluated(requirement) && !excluded.contains(requirement.norm) {
      guard !context.isCancelled else {
        leaveOut(requirement.norm)
        continue
      }
      context.cancellation.begin(requirement.norm)
      let start = clock.now
      let found = RequirementRunner(context: context, requirement: requirement, limit: room).run()
      guard !context.isCancelled else {
        leaveOut(requirement.norm)
        continue
      }
      // A norm that is not in force on the day may judge rows of other days; where there are none, it is silent.
      guard context.isInForce[requirement.norm.index] || found.examined + found.later > 0 else { continue }
      room -= found.outcomes.count
      outcomes[requirement.norm, default: []].append(contentsOf: found.outcomes)
      statistics[requirement.norm] = NormStatistics(found, clock.now - start)
    }
  }

  /// All segregations, model by model: the rights of a model are read once for all of them.
  mutating func evaluateSegregations() {
    var byModel: [Int: [(segregation: Int, scope: Int)]] = [:]
    for (index, segregation) in context.plan.segregations.enumerated()
    where context.isInForce[segregation.norm.index] && !excluded.contains(segregation.norm) {
      for (place, scope) in segregation.scopes.enumerated() {
        byModel[scope.model.index, default: []].append((index, place))
      }
    }
    for model in byModel.keys.sorted() { evaluate(byModel[model] ?? [], in: AccessModelID(model)) }
  }

  private mutating func evaluate(_ segregations: [(segregation: Int, scope: Int)], in model: AccessModelID) {
    let norms = segregations.map { context.plan.segregations[$0.segregation].norm }
    if let first = norms.first { context.cancellation.begin(first) }
    let start = clock.now
    let runner = SegregationRunner(context: context)
    let breaches = runner.run(model: model, segregations: segregations)
    let open = runner.openHits(model: model, segregations: segregations, besides: Set(breaches.map(\.hit)))
    let examined = context.access(of: model).subjects.count
    guard !context.isCancelled else {
      for norm in norms { leaveOut(norm) }
      return
    }
    var found: [Int: [Outcome]] = [:]
    let evaluator = Evaluator(context: context)
    for hit in open {
      // A value that cannot be read may give any of the duties, so no conflict can be named.
      let breach = SegregationRunner.Breach(hit: hit, conflicts: [], evidence: Evidence(paths: []))
      var outcome = evaluator.outcome(of: breach, model)
      outcome.reason = UndeterminedReason(cause: .unreadableValue, origin: context.plan[model].origin)
      found[hit.segregation, default: []].append(outcome)
    }
    for breach in breaches {
      found[breach.hit.segregation, default: []].append(evaluator.outcome(of: breach, model))
    }
    let time = NormStatistics.nanoseconds(clock.now - start) / UInt64(max(1, segregations.count))
    for (norm, segregation) in zip(norms, segregations) {
      add(found[segregation.segregation] ?? [], of: norm, examined: examined, time)
    }
  }

  /// Adds what a segregation found in one model to what it found in others.
  private mutating func add(_ found: [Outcome], of norm: NormID, examined: Int, _ time: UInt64) {
    let kept = found.prefix(room)
    room -= kept.count
    outcomes[norm, default: []].append(contentsOf: kept)
    let undetermined = found.reduce(0) { $0 + ($1.kind == .undetermined ? 1 : 0) }
    let new = NormStatistics(
      examined: examined, failed: found.count - undetermined, undetermined: undetermined,
      notKept: found.count - kept.count, nanoseconds: time)
    statistics[norm] = statistics[norm]?.adding(new) ?? new
  }

  /// Leaves out a norm that was not done when the evaluation was stopped.
  private mutating func leaveOut(_ norm: NormID) {
    outcomes[norm] = nil
    statistics[norm] = nil
    excluded.insert(norm)
  }
}
