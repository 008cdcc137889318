import Evaluation
import RecordStore
import RulePlan

/// A field of a variable, or of a question's rows, which is somewhere in the data.
struct LocatedField {
  private enum Base {
    case variable(VariableID)
    case value(Int)
  }

  private let base: Base
  private let field: FieldID

  /// Nil where the expression is not a field of one row.
  init?(field expression: Expression, _ questions: inout [Expression]) {
    guard case .field(let owner, let field) = expression.node, !owner.type.isMany else { return nil }
    self.field = field
    if case .variable(let variable) = owner.node {
      base = .variable(variable)
    } else {
      base = .value(questions.count)
      questions.append(owner)
    }
  }

  func request(_ outcome: Outcome, _ answers: Answers) -> PlaceRequest? {
    let value: Value?
    switch base {
    case .variable(let variable): value = outcome.bindings.first { $0.variable == variable }?.value
    case .value(let question): value = answers[question]
    }
    guard case .row(let row) = value, row.table == field.table else { return nil }
    return .field(field, row: row.row)
  }
}
