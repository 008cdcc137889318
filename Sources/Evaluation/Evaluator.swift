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
  ///   - limits: the bounds of the evaluation.
  ///   - cancellation: by which it is stopped.
  public init(
    plan: Plan, store: RecordStore, asOf: CalendarDate, firstDay: CalendarDate? = nil, jobs: Int = 1,
    rowsWorthSplitting: Int = 8192, limits: EvaluationLimits = EvaluationLimits(),
    cancellation: Cancellation = Cancellation()
  ) {
    let context = EvaluationContext(
      plan: Planner.planned(plan), store: store, asOf: asOf, firstDay: firstDay ?? asOf, jobs: max(1, jobs),
      rowsWorthSplitting: rowsWorthSplitting, limits: limits, cancellation: cancellation)
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

  /// Whether the evaluation was stopped.
  public var isCancelled: Bool { context.isCancelled }

  /// Threads that may work at once.
  public var jobs: Int { context.jobs }

  /// Evaluates every norm that is in force. Where the evaluation is stopped, norms that were not done by then count as left
  /// out.
  ///
  /// - Parameter excluded: norms that are left out all the same.
  public func run(besides excluded: Set<NormID> = []) -> EvaluationResult {
    var run = EvaluationRun(context: context, excluded: excluded)
    run.evaluateRequirements()
    run.evaluateSegregations()
    return run.result
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
