import Diagnostics
import Evaluation
import RulePlan

/// The common parts of all findings of a norm, or of one access model of a segregation, computed once. A class, because
/// it is passed on for every finding.
final class FindingPattern: Sendable {
  let norm: Norm
  let title: String
  /// Where the norm is in the policies.
  let place: Place?
  let citations: [Finding.Citation]
  let message: TemplateText?
  let remedy: TemplateText?
  let requirement: Requirement?
  /// The field that a finding is reported at.
  let subjectField: LocatedField?
  /// The fields that the requirement reads of its variables.
  let reads: [FieldRead]
  /// The access model of a segregation.
  let model: AccessModelID?
  /// The same, with its namespace.
  let access: String?
  /// Whether a segregation counts only rights together whose scopes overlap.
  let isScoped: Bool
  /// The duties of a segregation.
  let duties: [DutyID: Finding.Conflict.Duty]
  /// The expressions evaluated for every finding.
  let questions: [Expression]

  init(
    norm: Norm, title: String, place: Place?, citations: [Finding.Citation], message: TemplateText?,
    remedy: TemplateText?, requirement: Requirement?, subjectField: LocatedField?, reads: [FieldRead],
    model: AccessModelID?, access: String?, segregation: Segregation?, duties: [DutyID: Finding.Conflict.Duty],
    questions: [Expression]
  ) {
    self.norm = norm
    self.title = title
    self.place = place
    self.citations = citations
    self.message = message
    self.remedy = remedy
    self.requirement = requirement
    self.subjectField = subjectField
    self.reads = reads
    self.model = model
    self.access = access
    isScoped = segregation?.withinOverlappingScope ?? false
    self.duties = duties
    self.questions = questions
  }
}

/// The answers to the questions of a pattern for one finding.
struct Answers {
  /// By question, then by finding.
  let values: [[Value]]
  let finding: Int

  subscript(question: Int) -> Value { values[question][finding] }
}

/// A field that a requirement reads of one of its variables.
struct FieldRead {
  /// As people write it, and what goes before its value: `o.contract.valid = `.
  let label: String
  /// A question.
  let value: Int
  /// Nil for a computed field, which is nowhere in the data.
  let field: LocatedField?

  /// More than this is a list and no explanation.
  private static let limit = 8

  static func all(of requirement: Requirement, plan: Plan, _ questions: inout [Expression]) -> [FieldRead] {
    let variables = Set(requirement.pipeline.steps.map(\.variable))
    return FieldReads.paths(in: requirement.condition, of: variables).prefix(limit).compactMap { path in
      guard case .field(_, let field) = path.node, let name = name(of: path, plan) else { return nil }
      let value = questions.count
      questions.append(path)
      let isInData = plan.schema[field].derivation == nil
      return FieldRead(
        label: name + " = ", value: value, field: isInData ? LocatedField(field: path, &questions) : nil)
    }
  }

  private static func name(of path: Expression, _ plan: Plan) -> String? {
    switch path.node {
    case .variable(let variable): return plan[variable].name
    case .field(let base, let field): return name(of: base, plan).map { $0 + "." + plan.schema[field].name }
    default: return nil
    }
  }
}

/// The patterns of all norms of a plan.
struct FindingPatterns {
  /// By norm; the first is that of the norm as a whole, the others are those of the scopes of a segregation.
  private let list: [[FindingPattern]]

  init(assessor: Assessor) {
    let plan = assessor.plan
    let requirements = Dictionary(plan.requirements.map { ($0.norm, $0) }) { first, _ in first }
    let segregations = Dictionary(plan.segregations.map { ($0.norm, $0) }) { first, _ in first }
    list = plan.norms.map { norm in
      let citations = norm.citations.map { citation in
        let instrument = plan[citation.instrument]
        let clause = instrument.clauses.first { $0.name == citation.clause }
        return Finding.Citation(
          instrument: instrument.symbol, clause: citation.clause, text: clause?.text.text(in: assessor.language))
      }
      func pattern(
        _ message: MessageTemplate?, _ remedy: MessageTemplate?, _ requirement: Requirement?, _ model: AccessModelID?
      ) -> FindingPattern {
        var questions: [Expression] = []
        let segregation = model == nil ? nil : segregations[norm.id]
        return FindingPattern(
          norm: norm, title: assessor.title(of: norm), place: assessor.places.place(of: norm.origin),
          citations: citations, message: message.flatMap { TemplateText($0, assessor.language, &questions) },
          remedy: remedy.flatMap { TemplateText($0, assessor.language, &questions) }, requirement: requirement,
          subjectField: requirement?.place.flatMap { LocatedField(field: $0, &questions) },
          reads: requirement.map { FieldRead.all(of: $0, plan: plan, &questions) } ?? [], model: model,
          access: model.map { plan[$0].fullName }, segregation: segregation,
          duties: Dictionary(
            uniqueKeysWithValues: (segregation?.conflict.duties ?? []).map { duty in
              let title = plan[duty].title.text(in: assessor.language) ?? ""
              return (
                duty,
                Finding.Conflict.Duty(name: plan[duty].fullName, title: title.isEmpty ? plan[duty].name : title)
              )
            }),
          questions: questions)
      }
      return [pattern(norm.message, norm.remedy, requirements[norm.id], nil)]
        + (segregations[norm.id]?.scopes ?? []).map { pattern($0.message, $0.remedy, nil, $0.model) }
    }
  }

  /// The place of an outcome’s pattern among those of its norm.
  private func place(_ outcome: Outcome) -> Int {
    guard let scope = outcome.scope, scope + 1 < list[outcome.norm.index].count else { return 0 }
    return scope + 1
  }

  /// The pattern of an outcome, and a number that only outcomes of the same pattern have.
  func pattern(of outcome: Outcome) -> FindingPattern { list[outcome.norm.index][place(outcome)] }

  func key(of outcome: Outcome) -> Key { Key(norm: outcome.norm.index, place: place(outcome)) }

  subscript(key: Key) -> FindingPattern { list[key.norm][key.place] }

  struct Key: Hashable {
    var norm: Int
    var place: Int
  }
}
