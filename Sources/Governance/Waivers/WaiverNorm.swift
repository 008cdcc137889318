import RulePlan

/// The subjects, variables and duties that a waiver of a norm can be about.
struct WaiverNorm {
  /// The entities whose instances are subjects; of a segregation one for each model. None for a rule about the data as a
  /// whole.
  let subjects: [TableID]
  /// The variables of a rule after the first.
  let others: [VariableID]
  let segregation: Segregation?
  let maximumDays: Int?

  init(_ norm: NormID, plan: Plan, requirements: [NormID: Requirement], segregations: [NormID: Segregation]) {
    segregation = segregations[norm]
    let subjects = segregation?.scopes.map(\.subject) ?? requirements[norm]?.subjects.prefix(1).map { $0 } ?? []
    self.subjects = subjects.compactMap { variable in
      if case .row(let table) = plan[variable].type.scalar { table } else { nil }
    }
    others = Array(requirements[norm]?.subjects.dropFirst() ?? [])
    maximumDays = plan[norm].waivability?.maximumDays
  }

  /// The entities of the subjects that a waiver may mean.
  func subjects(of waiver: Waiver, _ plan: Plan) -> [TableID] {
    var tables = subjects
    if let segregation, let model = waiver.model {
      tables = zip(segregation.scopes, subjects).filter { plan[$0.0.model].isCalled(model) }.map(\.1)
    }
    let typed = tables.filter { waiver.subject.hasPrefix(plan.schema[$0].name + " ") }
    return typed.isEmpty ? tables : typed
  }
}

/// By norm, the subjects, variables and duties that a waiver of it can be about.
struct WaiverNorms {
  private let norms: [WaiverNorm]

  init(plan: Plan) {
    let requirements = Dictionary(plan.requirements.map { ($0.norm, $0) }) { first, _ in first }
    let segregations = Dictionary(plan.segregations.map { ($0.norm, $0) }) { first, _ in first }
    norms = plan.norms.map { WaiverNorm($0.id, plan: plan, requirements: requirements, segregations: segregations) }
  }

  subscript(norm: NormID) -> WaiverNorm { norms[norm.index] }
}

extension AccessModel {
  /// With its namespace.
  var fullName: String { namespace.isEmpty ? name : namespace + "." + name }
  func isCalled(_ text: String) -> Bool { text == name || text == fullName }
}

extension Duty {
  /// With its namespace.
  var fullName: String { namespace.isEmpty ? name : namespace + "." + name }
  func isCalled(_ text: String) -> Bool { text == name || text == fullName }
}
