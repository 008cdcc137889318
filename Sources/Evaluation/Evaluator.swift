public import RecordStore
public import RulePlan

/// Runs a plan over a store.
public struct Evaluator: Sendable {
  let context: EvaluationContext

  init(context: EvaluationContext) { self.context = context }

  /// - Parameters:
  ///   - plan: as the compiler wrote it; it is planned here.
  ///   - asOf: the day that `today` stands for.
  ///   - firstDay: the first of the days that are evaluated, from which on the project's own values of parameters hold
  ///     that do not say another day; nil for `asOf`.
  ///   - jobs: threads to work on at once; the result is the same for any number.
  ///   - rowsWorthSplitting: work over fewer rows stays on one thread.
  public init(
    plan: Plan, store: RecordStore, asOf: CalendarDate, firstDay: CalendarDate? = nil, jobs: Int = 1,
    rowsWorthSplitting: Int = 8192, cancellation: Cancellation = Cancellation()
  ) {
    let context = EvaluationContext(
      plan: Planner.planned(plan), store: store, asOf: asOf, firstDay: firstDay ?? asOf, jobs: max(1, jobs),
      rowsWorthSplitting: rowsWorthSplitting, cancellation: cancellation)
    self.context = plan.hasTemplates ? context.withOwnRules() : context
  }

  /// The same norms over the same data on another day. The values that do not depend on the day are shared; the rest is
  /// computed when it is first needed.
  ///
  /// - Parameter isForFew: whether only a few rows are to be evaluated.
  public func on(_ day: CalendarDate, isForFew: Bool = false) -> Evaluator {
    Evaluator(context: context.on(day, isForFew: isForFew))
  }

  /// The plan that is evaluated.
  public var plan: Plan { context.plan }

  /// The day that `today` stands for.
  public var asOf: CalendarDate { context.asOf }

  /// The definitions and expressions whose results depend on the day.
  public var dayDependence: DayDependence { context.dayDependence }

  /// Threads that may work at once.
  public var jobs: Int { context.jobs }

  /// Evaluates every norm that is in force.
  ///
  /// - Parameter excluded: norms that are left out all the same.
  public func run(besides excluded: Set<NormID> = []) -> EvaluationResult {
    var outcomes: [NormID: [Outcome]] = [:]
    var statistics: [NormID: NormStatistics] = [:]
    let clock = ContinuousClock()
    for requirement in context.plan.requirements
    where context.isEvaluated(requirement) && !excluded.contains(requirement.norm) {
      let start = clock.now
      let found = RequirementRunner(context: context, requirement: requirement).run()
      // A norm that is not in force on the day may judge rows of other days; where there are none, it is silent.
      guard context.isInForce[requirement.norm.index] || found.examined + found.later > 0 else { continue }
      outcomes[requirement.norm, default: []].append(contentsOf: found.outcomes)
      statistics[requirement.norm] = NormStatistics(
        found.outcomes, examined: found.examined, later: found.later, clock.now - start)
    }
    for (norm, found, examined, time) in runSegregations(clock, besides: excluded) {
      outcomes[norm, default: []].append(contentsOf: found)
      var total = statistics[norm] ?? NormStatistics()
      let undetermined = found.reduce(0) { $0 + ($1.kind == .undetermined ? 1 : 0) }
      total.examined += examined
      total.failed += found.count - undetermined
      total.undetermined += undetermined
      total.nanoseconds &+= time
      statistics[norm] = total
    }
    return EvaluationResult(
      outcomes: outcomes.keys.sorted().flatMap { outcomes[$0] ?? [] }, statistics: statistics, excluded: excluded,
      isCancelled: context.isCancelled)
  }

  /// All segregations, model by model: the rights of a model are read once for all of them.
  private func runSegregations(
    _ clock: ContinuousClock, besides excluded: Set<NormID>
  ) -> [(NormID, [Outcome], Int, UInt64)] {
    var byModel: [Int: [(segregation: Int, scope: Int)]] = [:]
    for (index, segregation) in context.plan.segregations.enumerated()
    where context.isInForce[segregation.norm.index] && !excluded.contains(segregation.norm) {
      for (place, scope) in segregation.scopes.enumerated() {
        byModel[scope.model.index, default: []].append((index, place))
      }
    }
    var results: [(NormID, [Outcome], Int, UInt64)] = []
    for model in byModel.keys.sorted() {
      let start = clock.now
      let segregations = byModel[model] ?? []
      let runner = SegregationRunner(context: context)
      let breaches = runner.run(model: AccessModelID(model), segregations: segregations)
      let open = runner.openHits(
        model: AccessModelID(model), segregations: segregations, besides: Set(breaches.map(\.hit)))
      let examined = context.access(of: AccessModelID(model)).subjects.count
      var bySegregation: [Int: [Outcome]] = [:]
      for hit in open {
        // A value that cannot be read may give any of the duties, so no conflict can be named.
        let breach = SegregationRunner.Breach(hit: hit, conflicts: [], evidence: Evidence(paths: []))
        var outcome = outcome(of: breach, AccessModelID(model))
        outcome.reason = UndeterminedReason(
          cause: .unreadableValue, origin: context.plan[AccessModelID(model)].origin)
        bySegregation[hit.segregation, default: []].append(outcome)
      }
      for breach in breaches {
        bySegregation[breach.hit.segregation, default: []].append(outcome(of: breach, AccessModelID(model)))
      }
      let time = NormStatistics.nanoseconds(clock.now - start) / UInt64(max(1, segregations.count))
      for (index, _) in segregations {
        results.append((context.plan.segregations[index].norm, bySegregation[index] ?? [], examined, time))
      }
    }
    return results
  }

  func outcome(of breach: SegregationRunner.Breach, _ model: AccessModelID) -> Outcome {
    let segregation = context.plan.segregations[breach.hit.segregation]
    let subject = RowReference(table: context.plan[model].subjectTable, row: breach.hit.subject)
    let isSure = breach.conflicts.contains(where: \.isSure)
    return Outcome(
      norm: segregation.norm, kind: isSure ? .failed : .undetermined,
      bindings: bindings(segregation, breach.hit.scope, subject),
      subject: subject, scope: breach.hit.scope, evidence: breach.evidence, conflicts: breach.conflicts,
      reason: isSure ? nil : UndeterminedReason(cause: .other, origin: context.plan[model].origin))
  }

  private func bindings(_ segregation: Segregation, _ scope: Int, _ subject: RowReference) -> [Outcome.Binding] {
    let scope = segregation.scopes[scope]
    var bindings = [Outcome.Binding(variable: scope.subject, value: .row(subject))]
    if let variable = scope.row, let row = context.plan[segregation.norm].row {
      bindings.append(Outcome.Binding(variable: variable, value: .row(row.row)))
    }
    return bindings
  }

  /// For each of some units, the unit and all above it, by the containment of an access model.
  public func units(covering units: Set<Int>, in model: AccessModelID) -> [Int: Set<Int>] {
    let tree = ScopeTree(
      model: context.plan[model], context: context, evaluator: ExpressionEvaluator(context: context))
    return Dictionary(
      uniqueKeysWithValues: units.map { unit in (unit, Set(tree.covering(Int32(clamping: unit)).map(Int.init))) })
  }

  /// The rates by which amounts of one currency are converted to another on a day, in their order: one, or two through a
  /// third currency. None where there is no rate, or nothing to convert.
  public func exchangeSteps(from: Currency, to: Currency, on day: CalendarDate) -> [ExchangeStep] {
    context.exchangeRates.steps(from: from, to: to, on: day)
  }

  /// Why an expression without variables has no value; nil where it has one.
  public func reason(_ expression: Expression) -> UndeterminedReason? {
    UndeterminedExplainer(evaluator: ExpressionEvaluator(context: context)).reason(expression, Frame(count: 1))
  }

  /// The value of an expression for some values of its variables.
  ///
  /// - Parameter day: what `today` stands for; nil for the day of the evaluation.
  public func evaluate(
    _ expression: Expression, _ bindings: [Outcome.Binding], on day: CalendarDate? = nil
  ) -> Value {
    let evaluator = ExpressionEvaluator(context: context)
    return evaluate(expression, bindings, on: day, evaluator)
  }

  /// The values of several expressions for each of some tuples, which bind the same variables: by expression, then by
  /// tuple.
  ///
  /// - Parameter days: what `today` stands for in each tuple, nil for the day of the evaluation; nil where it is that in
  ///   all of them.
  public func evaluate(
    _ expressions: [Expression], over tuples: [[Outcome.Binding]], on days: [CalendarDate?]? = nil
  ) -> [[Value]] {
    let evaluator = ExpressionEvaluator(context: context)
    let frame = frame(of: tuples, on: days, evaluator)
    return expressions.map { expression in
      let values = evaluator.evaluate(expression, frame)
      return tuples.indices.map { context.value(values, $0, expression.type) }
    }
  }

  /// The tuples, each on its day.
  func frame(of tuples: [[Outcome.Binding]], on days: [CalendarDate?]?, _ evaluator: ExpressionEvaluator) -> Frame {
    guard let days else { return frame(of: tuples) }
    return evaluator.frame(frame(of: tuples), on: Values(.days(days.map { ($0 ?? context.asOf).days })))
  }

  private func frame(of tuples: [[Outcome.Binding]]) -> Frame {
    let frame = Frame(count: tuples.count)
    for (position, binding) in (tuples.first ?? []).enumerated() {
      let variable = binding.variable
      let column = tuples.map { tuple -> Value in
        // Nearly always in the same place.
        if position < tuple.count, tuple[position].variable == variable { return tuple[position].value }
        return tuple.first { $0.variable == variable }?.value ?? .undetermined
      }
      let type = context.plan[variable].type
      let rows = column.compactMap { if case .row(let row) = $0 { Int32(clamping: row.row) } else { nil } }
      if rows.count == column.count {
        frame.bind(variable.index, Values(.rows(rows)))
      } else {
        let parts = column.map { context.constants.values($0, type, count: 1) }
        frame.bind(variable.index, Values.concatenated(parts, like: context.constants.empty(type)))
      }
    }
    return frame
  }

  private func evaluate(
    _ expression: Expression, _ bindings: [Outcome.Binding], on day: CalendarDate?, _ evaluator: ExpressionEvaluator
  ) -> Value {
    var frame = Frame(count: 1)
    for binding in bindings {
      frame.bind(
        binding.variable.index,
        context.constants.values(binding.value, context.plan[binding.variable].type, count: 1))
    }
    if let day { frame = evaluator.frame(frame, on: Values(.days([day.days]))) }
    return context.value(evaluator.evaluate(expression, frame), 0, expression.type)
  }
}
