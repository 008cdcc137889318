import Diagnostics
import RulePlan

/// What all findings of a norm have in common, worked out once.
struct NormProfile {
  let norm: Norm
  let title: String
  /// Where the norm stands in the policies.
  let place: Place?
  let citations: [Finding.Citation]
  let requirement: Requirement?
  let segregation: Segregation?
  /// The fields that the requirement reads of its variables.
  let reads: [FieldRead]

  /// All norms of a plan, by ``NormID/index``.
  static func all(of plan: Plan, places: PolicyPlaces, language: String) -> [NormProfile] {
    let requirements = Dictionary(plan.requirements.map { ($0.norm, $0) }) { first, _ in first }
    let segregations = Dictionary(plan.segregations.map { ($0.norm, $0) }) { first, _ in first }
    return plan.norms.map { norm in
      NormProfile(
        norm: norm, title: norm.title.text(in: language) ?? norm.shortName, place: places.place(of: norm.origin),
        citations: norm.citations.map { citation in
          let instrument = plan[citation.instrument]
          let clause = instrument.clauses.first { $0.name == citation.clause }
          return Finding.Citation(
            instrument: instrument.symbol, clause: citation.clause, text: clause?.text.text(in: language))
        }, requirement: requirements[norm.id], segregation: segregations[norm.id],
        reads: requirements[norm.id].map { FieldRead.all(of: $0, plan: plan) } ?? [])
    }
  }
}

/// A field that a requirement reads of one of its variables.
struct FieldRead {
  /// As people write it: `o.contract.valid`.
  let name: String
  let path: Expression
  /// A computed field stands nowhere in the data.
  let isInData: Bool

  /// More than this is a list and no explanation.
  private static let limit = 8

  static func all(of requirement: Requirement, plan: Plan) -> [FieldRead] {
    let variables = Set(requirement.pipeline.steps.map(\.variable))
    return FieldReads.paths(in: requirement.condition, of: variables).prefix(limit).compactMap { path in
      guard case .field(_, let field) = path.node, let name = name(of: path, plan) else { return nil }
      return FieldRead(name: name, path: path, isInData: plan.schema[field].derivation == nil)
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
