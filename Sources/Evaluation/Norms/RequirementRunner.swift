import RecordStore
import RulePlan

/// Evaluates one requirement over all rows of its pipeline.
struct RequirementRunner {
  let context: EvaluationContext
  let requirement: Requirement
  /// Outcomes that are kept, the first in the order of the data; others are counted.
  var limit = Int.max

  /// The results of one thread.
  struct Found {
    var outcomes: [Outcome] = []
    /// Outcomes beyond those that are kept, and how many of them are undetermined.
    var notKept = 0
    var undeterminedNotKept = 0
    var examined = 0
    /// Rows that are judged on a day after that of the evaluation.
    var later = 0
  }

  /// Outcomes in the order of the rows, and how many rows there were.
  func run() -> Found {
    guard let first = requirement.pipeline.steps.first, case .scan(let table) = first.source,
      first.equalities.isEmpty, first.window == nil
    else {
      var found = run(nil)
      found.outcomes = Self.sorted(found.outcomes)
      return found
    }
    let parts = Workers.map(splitting: context.rowCount(table), context) { run($0) }
    var found = Found(
      outcomes: Self.sorted(parts.flatMap(\.outcomes)), notKept: parts.reduce(0) { $0 + $1.notKept },
      undeterminedNotKept: parts.reduce(0) { $0 + $1.undeterminedNotKept },
      examined: parts.reduce(0) { $0 + $1.examined }, later: parts.reduce(0) { $0 + $1.later })
    // Each thread keeps as many as there may be of all.
    found.drop(beyond: limit)
    return found
  }

  /// The outcomes for some rows of the first step, in the same order.
  func run(rows: [Int32]) -> Found {
    var found = run(nil, rows: rows)
    found.outcomes = Self.sorted(found.outcomes)
    return found
  }

  /// In the order of the data: indexes give rows in an order of their own, and what is not known comes last.
  private static func sorted(_ outcomes: [Outcome]) -> [Outcome] {
    let isSorted = outcomes.indices.dropFirst().allSatisfy { Outcome.order(outcomes[$0 - 1], outcomes[$0]) <= 0 }
    if isSorted { return outcomes }
    let places = outcomes.indices.sorted { left, right in
      let order = Outcome.order(outcomes[left], outcomes[right])
      return order == 0 ? left < right : order < 0
    }
    return places.map { outcomes[$0] }
  }

  private func run(_ range: Range<Int>?, rows: [Int32]? = nil) -> Found {
    let evaluator = ExpressionEvaluator(context: context)
    let sink = RequirementSink(requirement: requirement, evaluator: evaluator, limit: limit)
    var runner = PipelineRunner(evaluator: evaluator, pipeline: requirement.pipeline, sink: sink)
    runner.firstScan = range
    runner.firstRows = rows
    let norm = context.plan[requirement.norm]
    runner.isJudged = { norm.isInForce(on: $0) }
    runner.run(.single)
    return sink.found
  }
}

extension RequirementRunner.Found {
  fileprivate mutating func drop(beyond limit: Int) {
    guard outcomes.count > limit else { return }
    for outcome in outcomes[limit...] where outcome.kind == .undetermined { undeterminedNotKept += 1 }
    notKept += outcomes.count - limit
    outcomes.removeSubrange(limit...)
  }
}

/// Notes the tuples for which the condition does not hold or cannot be decided.
private final class RequirementSink: PipelineSink {
  private let requirement: Requirement
  private let evaluator: ExpressionEvaluator
  private let isJudgedByRow: Bool
  private let limit: Int
  private(set) var found = RequirementRunner.Found()

  init(requirement: Requirement, evaluator: ExpressionEvaluator, limit: Int) {
    self.requirement = requirement
    self.limit = limit
    self.evaluator = evaluator
    isJudgedByRow = requirement.day != nil
  }

  func take(_ frame: Frame, roots: [Int32], uncertain: [UInt8]) {
    if isJudgedByRow, let days = frame.days, case .days(let numbers) = days.vector {
      let today = evaluator.context.asOf.days
      let due = numbers.indices.filter { numbers[$0] <= today || days.status($0) != Values.present }
      if due.count < numbers.count {
        found.later += numbers.count - due.count
        let places = due.map { Int32(clamping: $0) }
        return judge(frame.selected(places), uncertain.gathered(places))
      }
    }
    judge(frame, uncertain)
  }

  private func judge(_ frame: Frame, _ uncertain: [UInt8]) {
    guard frame.count > 0 else { return }
    let truths = evaluator.evaluate(requirement.condition, frame).truths
    found.examined += frame.count
    var places: [Int32] = []
    var kinds: [Outcome.Kind] = []
    for tuple in truths.indices where truths[tuple] != Kleene.isTrue {
      // A tuple that may not be there at all breaks nothing for sure.
      places.append(Int32(tuple))
      kinds.append(truths[tuple] == Kleene.isUndetermined || uncertain[tuple] != 0 ? .undetermined : .failed)
    }
    let room = limit - found.outcomes.count
    if places.count > room {
      found.notKept += places.count - room
      found.undeterminedNotKept += kinds[room...].reduce(0) { $0 + ($1 == .undetermined ? 1 : 0) }
      places.removeSubrange(room...)
      kinds.removeSubrange(room...)
    }
    guard !places.isEmpty else { return }
    let selected = frame.selected(places)
    let context = evaluator.context
    let variables = requirement.variables
    let days = isJudgedByRow ? selected.days : nil
    let values = variables.map { ($0, selected.values(of: $0.index), context.plan[$0].type) }
    for index in places.indices {
      let bindings = values.compactMap { variable, values, type in
        values.map { Outcome.Binding(variable: variable, value: context.value($0, index, type)) }
      }
      found.outcomes.append(
        Outcome(
          norm: requirement.norm, kind: kinds[index], bindings: bindings, subject: subject(of: bindings),
          reason: kinds[index] == .undetermined ? reason(selected.selected([Int32(index)])) : nil,
          day: isJudgedByRow ? day(index, days) : nil))
    }
  }

  private func subject(of bindings: [Outcome.Binding]) -> RowReference? {
    for subject in requirement.subjects {
      if let binding = bindings.first(where: { $0.variable == subject }), case .row(let row) = binding.value {
        return row
      }
    }
    return nil
  }

  /// The day on which a tuple is judged; nil where it is undetermined.
  private func day(_ index: Int, _ days: Values?) -> CalendarDate? {
    guard let days else { return evaluator.context.asOf }
    guard days.status(index) == Values.present, case .days(let numbers) = days.vector else { return nil }
    return CalendarDate(days: numbers[index])
  }

  private func reason(_ frame: Frame) -> UndeterminedReason? {
    let explainer = UndeterminedExplainer(evaluator: evaluator, pipeline: requirement.pipeline)
    if let reason = explainer.reason(steps: requirement.pipeline, frame) { return reason }
    return explainer.reason(requirement.condition, frame)
  }

  func isDecided(_ root: Int32) -> Bool { false }
}
