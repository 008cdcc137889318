import RulePlan

/// Something that breaks a norm, or may break it.
struct NaiveOutcome {
  var norm: Int
  var isUndetermined: Bool
  var subject: Row?
  /// The values of the variables in order.
  var bindings: [Plain]
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
      next.environment[step.variable.index] = value
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
    for requirement in plan.requirements where isInForce(plan[requirement.norm]) {
      for tuple in tuples(requirement.pipeline, [:]) {
        let truth = truth(requirement.condition, tuple.environment)
        if truth == true { continue }
        let bindings = requirement.pipeline.steps.map { tuple.environment[$0.variable.index] ?? .undetermined }
        let subject = requirement.subjects.lazy.compactMap { variable -> Row? in
          if case .row(let row)? = tuple.environment[variable.index] { row } else { nil }
        }.first
        result.append(
          NaiveOutcome(
            norm: requirement.norm.index, isUndetermined: truth == nil || !tuple.isSure, subject: subject,
            bindings: bindings))
      }
    }
    return result + segregationOutcomes()
  }

  func isInForce(_ norm: Norm) -> Bool {
    if let from = norm.inForceFrom, today.number < Civil(text: from.description).number { return false }
    if let until = norm.inForceUntil, today.number > Civil(text: until.description).number { return false }
    return true
  }
}
