public import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// One record that a request adds, removes or changes, in words.
public struct RequestedChange: Sendable {
  /// A field that a request sets.
  public struct FieldChange: Hashable, Sendable {
    public var field: String
    /// Nil where there was no value.
    public var old: String?
    public var new: String?
  }

  public var action: AccessRequest.Item.Action
  /// The entity, and the key or the place in the section: `Grant grants[+0]`.
  public var subject: Finding.Subject
  /// The fields with their values, `role = CASHIER`; empty for a change.
  public var values: [String]
  /// The fields that differ; empty but for a change.
  public var fields: [FieldChange]
  /// Fields that the project takes for claims of the request.
  public var claims: [String]
  /// Where the request says it.
  public var place: Place?
}

/// Duties that somebody can perform once a request is granted, and could not before.
public struct DutyGain: Hashable, Sendable {
  public var subject: Finding.Subject
  /// The titles, in the order of the policies.
  public var duties: [String]
}

/// Describes what a request asks for: the records, and what they let people do.
struct RequestWriter {
  let plan: Plan
  let before: Evaluator
  let after: Evaluator
  let language: String
  let permission: ChangePermission

  /// Linear in the records of the request and their fields.
  func changes(of request: AccessRequest) -> [RequestedChange] {
    let claims = Dictionary(grouping: permission.claims(of: request), by: \.row)
    return request.items.map { item in
      let source = item.action == .add ? after : before
      var change = RequestedChange(
        action: item.action,
        subject: texts(of: source).subject(item.row),
        values: [], fields: [],
        claims: (claims[item.row] ?? []).filter { isGiven($0.field, item.row) }.map { plan.schema[$0.field].name },
        place: item.place)
      if item.action == .change {
        change.fields = fieldChanges(request, item.row)
      } else {
        change.values = plan.schema[item.row.table].declaredFields.indices.compactMap { index in
          text(of: FieldID(item.row.table, index), item.row, source).map {
            "\(plan.schema[item.row.table].fields[index].name) = \($0)"
          }
        }
      }
      return change
    }
  }

  private func fieldChanges(_ request: AccessRequest, _ row: RowReference) -> [RequestedChange.FieldChange] {
    let fields = Set(request.replaced.filter { $0.field.table == row.table && $0.row == row.row }.map(\.field))
    return fields.sorted { $0.index < $1.index }.map { field in
      RequestedChange.FieldChange(
        field: plan.schema[field].name, old: text(of: field, row, before), new: text(of: field, row, after))
    }
  }

  private func isGiven(_ field: FieldID, _ row: RowReference) -> Bool { text(of: field, row, after) != nil }

  /// Nil for what is missing, empty or derived.
  private func text(of field: FieldID, _ row: RowReference, _ evaluator: Evaluator) -> String? {
    guard plan.schema[field].derivation == nil,
      let variable = plan.variables.indices.first(where: { plan.variables[$0].type == ValueType(.row(row.table)) })
    else { return nil }
    let instance = Expression(.variable(VariableID(variable)), ValueType(.row(row.table)), .builtIn)
    let value = evaluator.evaluate(
      Expression(.field(instance, field), plan.schema[field].type, .builtIn),
      [Outcome.Binding(variable: VariableID(variable), value: .row(row))])
    if value == .missing || value == .list([]) { return nil }
    return texts(of: evaluator).text(of: value)
  }

  private func texts(of evaluator: Evaluator) -> ValueText {
    ValueText(store: evaluator.store, language: language, labels: LabelBook(evaluator, language: language))
  }

  // MARK: What it lets people do

  /// The duties that subjects of the request perform after it and not before, on the day of the evaluators.
  func gains(of subjects: [RowReference]) -> [DutyGain] {
    subjects.compactMap { subject in
      let gained = plan.duties.filter { duty in
        plan.accessModels.contains { model in
          model.subjectTable == subject.table && model.entitlement == duty.entitlement
            && performs(subject, duty.id, model.id, after) && !performs(subject, duty.id, model.id, before)
        }
      }
      guard !gained.isEmpty else { return nil }
      return DutyGain(
        subject: texts(of: after).subject(subject),
        duties: gained.map { $0.title.text(in: language) ?? $0.name })
    }
  }

  private func performs(
    _ subject: RowReference, _ duty: DutyID, _ model: AccessModelID, _ evaluator: Evaluator
  ) -> Bool {
    guard evaluator.store.view.isVisible(subject.row, in: subject.table),
      let variable = plan[model].subjects.steps.first?.variable
    else { return false }
    let instance = Expression(.variable(variable), ValueType(.row(subject.table)), .builtIn)
    let value = evaluator.evaluate(
      Expression(.performs(instance, duty, in: model), ValueType(.boolean), .builtIn),
      [Outcome.Binding(variable: variable, value: .row(subject))])
    return value == .boolean(true)
  }
}
