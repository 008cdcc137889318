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
  /// Quantifiers, aggregates and parameters that the requirement reads.
  let conditionReads: [ConditionRead]
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
  /// The lists of which samples are taken for every finding.
  let samples: [SampleQuestion]

  init(
    norm: Norm, title: String, place: Place?, citations: [Finding.Citation], message: TemplateText?,
    remedy: TemplateText?, requirement: Requirement?, subjectField: LocatedField?, reads: [FieldRead],
    conditionReads: [ConditionRead], model: AccessModelID?, access: String?, segregation: Segregation?,
    duties: [DutyID: Finding.Conflict.Duty], questions: [Expression], samples: [SampleQuestion]
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
    self.conditionReads = conditionReads
    self.model = model
    self.access = access
    isScoped = segregation?.withinOverlappingScope ?? false
    self.duties = duties
    self.questions = questions
    self.samples = samples
  }
}

/// The answers to the questions of a pattern for one finding.
struct Answers {
  /// By question, then by finding.
  let values: [[Value]]
  /// By list, then by finding.
  let samples: [[RowSample]]
  let finding: Int

  subscript(question: Int) -> Value { values[question][finding] }
  func sample(_ list: Int) -> RowSample { samples[list][finding] }
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
    let variables = Set(requirement.variables)
    return FieldReads.paths(in: requirement.condition, of: variables).prefix(limit).compactMap { path in
      var path = path
      // A field of the data is the same on every day.
      if case .onDay(let value, _) = path.node, isStored(value, plan) { path = value }
      guard let name = name(of: path, plan) else { return nil }
      guard case .field(_, let field) = path.node else {
        questions.append(path)
        return FieldRead(label: name + " = ", value: questions.count - 1, field: nil)
      }
      let value = questions.count
      questions.append(path)
      let isInData = plan.schema[field].derivation == nil
      return FieldRead(
        label: name + " = ", value: value, field: isInData ? LocatedField(field: path, &questions) : nil)
    }
  }

  private static func isStored(_ path: Expression, _ plan: Plan) -> Bool {
    guard case .field(let base, let field) = path.node else { return true }
    return plan.schema[field].derivation == nil && isStored(base, plan)
  }

  private static func name(of path: Expression, _ plan: Plan) -> String? {
    switch path.node {
    case .onDay(let value, let day):
      return name(of: value, plan).map { value in name(of: day, plan).map { "\(value) on \($0)" } ?? value }
    case .constant(.date(let day)): return day.description
    case .variable(let variable): return plan[variable].name
    case .field(let base, let field):
      // The key of several parts has no name of its own.
      guard !plan.schema[field].isGenerated else { return name(of: base, plan) }
      return name(of: base, plan).map { $0 + "." + plan.schema[field].name }
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
      let citations = norm.citations.map { Finding.Citation($0, of: plan, language: assessor.language) }
      func pattern(
        _ message: MessageTemplate?, _ remedy: MessageTemplate?, _ requirement: Requirement?, _ model: AccessModelID?
      ) -> FindingPattern {
        var questions: [Expression] = []
        let segregation = model == nil ? nil : segregations[norm.id]
        let message = message.flatMap { TemplateText($0, assessor.language, &questions) }
        let remedy = remedy.flatMap { TemplateText($0, assessor.language, &questions) }
        let subjectField = requirement?.place.flatMap { LocatedField(field: $0, &questions) }
        let reads = requirement.map { FieldRead.all(of: $0, plan: plan, &questions) } ?? []
        let further = requirement.map {
          ConditionReads(of: $0, plan: plan, questions: questions, text: assessor.places.text)
        }
        // Planned, so that the questions of every finding use indexes as the norms do.
        return FindingPattern(
          norm: norm, title: assessor.title(of: norm), place: assessor.places.place(of: norm.origin),
          citations: citations, message: message, remedy: remedy, requirement: requirement,
          subjectField: subjectField, reads: reads, conditionReads: further?.reads ?? [], model: model,
          access: model.map { plan[$0].fullName }, segregation: segregation, duties: Self.duties(segregation, assessor),
          questions: (further?.questions ?? questions).map { Planner.planned($0, of: plan) },
          samples: (further?.samples ?? []).map { question in
            SampleQuestion(
              rows: Planner.planned(question.rows, of: plan),
              weights: question.weights.map { Planner.planned($0, of: plan) })
          })
      }
      return [pattern(norm.message, norm.remedy, requirements[norm.id], nil)]
        + (segregations[norm.id]?.scopes ?? []).map { pattern($0.message, $0.remedy, nil, $0.model) }
    }
  }

  private static func duties(_ segregation: Segregation?, _ assessor: Assessor) -> [DutyID: Finding.Conflict.Duty] {
    var duties: [DutyID: Finding.Conflict.Duty] = [:]
    for duty in segregation?.conflict.duties ?? [] {
      let title = assessor.plan[duty].title.text(in: assessor.language) ?? ""
      duties[duty] = Finding.Conflict.Duty(
        name: assessor.plan[duty].fullName, title: title.isEmpty ? assessor.plan[duty].name : title)
    }
    return duties
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
