import RulePlan

/// Something that breaks a norm, or may break it.
struct NaiveOutcome {
  var norm: Int
  var isUndetermined: Bool
  var subject: Row?
  /// The values of the variables in order.
  var bindings: [Plain]
  /// The day on which the row was judged, where it is one of its own.
  var day: Plain?
  /// For a segregation: the index of the scope.
  var scope: Int?
  var evidence: NaiveEvidence?
}

extension NaiveEvaluator {
  /// A row of a pipeline. Not sure: its existence is undetermined.
  struct Tuple {
    var environment: Environment
    var isSure: Bool
  }

  /// All rows of a pipeline, by nested loops.
  func tuples(_ pipeline: Pipeline, _ environment: Environment) -> [Tuple] {
    var result: [Tuple] = []
    extend(Tuple(environment: environment, isSure: true), pipeline.steps[...], &result)
    return result
  }

  private func extend(_ tuple: Tuple, _ steps: ArraySlice<Pipeline.Step>, _ result: inout [Tuple]) {
    guard let step = steps.first else {
      result.append(tuple)
      return
    }
    for (value, isSure) in values(of: step.source, tuple.environment) {
      var next = tuple
      if case .day = step.source {
        next.environment[Self.todayPlace] = value.isPresent ? value : .undetermined
      } else {
        next.environment[step.variable.index] = value
      }
      let truths = step.conditions.map { truth($0, next.environment) }
      if truths.contains(false) { continue }
      next.isSure = tuple.isSure && isSure && !truths.contains(nil)
      extend(next, steps.dropFirst(), &result)
    }
  }

  /// The rows that a source yields. For open lists, one more that is unknown and not sure to be there.
  private func values(of source: Pipeline.Source, _ environment: Environment) -> [(value: Plain, isSure: Bool)] {
    switch source {
    case .scan(let table): return world.rows[table.index].map { (.row($0), true) }
    case .value(let expression): return [(value(expression, environment), true)]
    case .day(let expression):
      let day = value(expression, environment)
      return [(day, day.isPresent)]
    case .values(let expression):
      guard case .list(let elements, let isOpen) = value(expression, environment) else {
        return [(.undetermined, false)]
      }
      return elements.map { ($0, true) } + (isOpen ? [(.undetermined, false)] : [])
    }
  }

  // MARK: Norms

  /// The outcomes of all norms in force.
  func outcomes() -> [NaiveOutcome] {
    var result: [NaiveOutcome] = []
    for requirement in plan.requirements {
      for tuple in tuples(requirement.pipeline, [:]) {
        // On the day of the evaluation, or on one of its own, which has come.
        let day = day(in: tuple.environment)
        if case .date(let date) = day, !isInForce(plan[requirement.norm], on: date) || date.number > today.number {
          continue
        }
        let truth = truth(requirement.condition, tuple.environment)
        if truth == true { continue }
        let bindings = requirement.variables.map { tuple.environment[$0.index] ?? .undetermined }
        let subject = requirement.subjects.lazy.compactMap { variable -> Row? in
          if case .row(let row)? = tuple.environment[variable.index] { row } else { nil }
        }.first
        result.append(
          NaiveOutcome(
            norm: requirement.norm.index, isUndetermined: truth == nil || !tuple.isSure, subject: subject,
            bindings: bindings, day: requirement.day.map { _ in day }))
      }
    }
    return result + segregationOutcomes()
  }

  func isInForce(_ norm: Norm, on day: Civil) -> Bool {
    if let from = norm.inForceFrom, day.number < Civil(text: from.description).number { return false }
    if let until = norm.inForceUntil, day.number > Civil(text: until.description).number { return false }
    return true
  }
}
