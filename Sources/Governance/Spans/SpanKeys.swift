import Evaluation
import RulePlan

/// Names outcomes by the rows that they are about, so that they are known again on another day.
struct SpanKeys {
  /// By norm, the variables by which its findings are known, for a rule.
  private let subjects: [NormID: Set<VariableID>]

  init(plan: Plan) {
    subjects = Dictionary(plan.requirements.map { ($0.norm, Set($0.subjects)) }) { $0.union($1) }
  }

  /// Outcomes with their keys; those that are about the same rows are counted through.
  func keyed(_ outcomes: [Outcome]) -> [(key: SpanTrack.Key, outcome: Outcome)] {
    var counts: [SpanTrack.Key: Int] = [:]
    return outcomes.map { outcome in
      var key = SpanTrack.Key(norm: outcome.norm, scope: outcome.scope, values: values(of: outcome))
      let count = counts[key, default: 0]
      counts[key] = count + 1
      key.repetition = count
      return (key, outcome)
    }
  }

  private func values(of outcome: Outcome) -> [Value] {
    guard outcome.scope == nil, let subjects = subjects[outcome.norm] else { return outcome.bindings.map(\.value) }
    return outcome.bindings.filter { subjects.contains($0.variable) }.map(\.value)
  }
}
