import Evaluation
import RecordStore
import RulePlan
import Synchronization

/// The labels of instances, where their entities have one. Each label is written once; free where no entity has
/// one. Any number of threads may ask.
public final class LabelBook: Sendable {
  private struct Pattern: Sendable {
    var instance: VariableID
    var text: TemplateText
    var questions: [Expression]
  }

  private let patterns: [TableID: Pattern]
  private let evaluator: Evaluator
  /// Instances in a label go by their keys: labels never contain each other.
  private let values: ValueText
  private let known = Mutex<[RowReference: String?]>([:])

  /// Nil where no entity has a label.
  public init?(_ evaluator: Evaluator, language: String) {
    let plan = evaluator.plan
    var patterns: [TableID: Pattern] = [:]
    for table in plan.schema.tables {
      guard let label = table.label else { continue }
      var questions: [Expression] = []
      guard let text = TemplateText(label.text, language, &questions) else { continue }
      patterns[table.id] = Pattern(
        instance: label.instance, text: text, questions: questions.map { Planner.planned($0, of: plan) })
    }
    guard !patterns.isEmpty else { return nil }
    self.patterns = patterns
    self.evaluator = evaluator
    values = ValueText(store: evaluator.store, language: language)
  }

  /// The label of an instance; nil for one of an entity without labels, and where a value in it is missing.
  public func label(of row: RowReference) -> String? {
    guard patterns[row.table] != nil else { return nil }
    if let label = known.withLock({ $0[row] }) { return label }
    prepare([row])
    return known.withLock { $0[row] } ?? nil
  }

  /// Writes the labels of some rows together, which is faster than one by one.
  func prepare(_ rows: some Sequence<RowReference>) {
    let lacking = known.withLock { known in rows.filter { patterns[$0.table] != nil && known[$0] == nil } }
    for (table, rows) in Dictionary(grouping: Set(lacking), by: \.table) {
      guard let pattern = patterns[table] else { continue }
      let answers = evaluator.evaluate(
        pattern.questions, over: rows.map { [Outcome.Binding(variable: pattern.instance, value: .row($0))] })
      let labels = rows.indices.map { index -> String? in
        let isWhole = answers.allSatisfy { $0[index] != .missing && $0[index] != .undetermined }
        guard isWhole else { return nil }
        return pattern.text.text(Answers(values: answers, samples: [], finding: index), values)
      }
      known.withLock { known in for (row, label) in zip(rows, labels) { known[row] = .some(label) } }
    }
  }
}
