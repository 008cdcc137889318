import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Writes the findings of norms. What has to be evaluated or located for them is gathered first and asked for at once.
struct FindingWriter {
  let assessor: Assessor
  private let requirements: [NormID: Requirement]
  private let segregations: [NormID: Segregation]

  init(assessor: Assessor) {
    self.assessor = assessor
    requirements = Dictionary(assessor.plan.requirements.map { ($0.norm, $0) }) { first, _ in first }
    segregations = Dictionary(assessor.plan.segregations.map { ($0.norm, $0) }) { first, _ in first }
  }

  /// What a finding is written from once the values and places are there.
  private struct Draft {
    var outcome: Outcome
    var message: TemplateText?
    var remedy: TemplateText?
    var place: LocatedValue?
    var evidence: [EvidenceDraft]
  }

  func findings(of outcomes: [Outcome]) -> [WaiverDesk.Candidate] {
    var requests = ValueRequests()
    let drafts = outcomes.map { draft($0, &requests) }
    let values = assessor.evaluator.evaluate(requests.list)
    var located = PlaceRequests()
    let subjects = drafts.map { located.add(placeRequest($0, values)) }
    let evidence = drafts.map { draft in draft.evidence.map { located.add($0.placeRequest(values)) } }
    let places = located.resolve(in: assessor.store)
    let identity = RowIdentity(store: assessor.store)
    var fingerprints = FingerprintMaker()
    return drafts.indices.map { index in
      let draft = drafts[index]
      let norm = assessor.plan[draft.outcome.norm]
      var finding = finding(draft, norm, values)
      finding.place = places[subjects[index]]
      for (item, place) in zip(draft.evidence, evidence[index]) {
        guard let text = item.text(values, assessor.values) else { continue }
        finding.evidence.append(Finding.EvidenceItem(text: text, place: item.policyPlace ?? places[place]))
      }
      finding.fingerprint = fingerprints.fingerprint(
        rule: norm.name, identities: identities(draft.outcome, identity))
      return WaiverDesk.Candidate(norm: norm.id, row: draft.outcome.subject, finding: finding)
    }
  }

  private func draft(_ outcome: Outcome, _ requests: inout ValueRequests) -> Draft {
    let norm = assessor.plan[outcome.norm]
    var template = norm.message
    var remedy = norm.remedy
    var draft = Draft(outcome: outcome, evidence: [])
    if let scope = outcome.scope, let scopes = segregations[norm.id]?.scopes, scopes.indices.contains(scope) {
      template = scopes[scope].message
      remedy = scopes[scope].remedy
    }
    if outcome.kind == .failed {
      draft.message = template.flatMap { TemplateText($0, outcome, assessor.language, &requests) }
      draft.remedy = remedy.flatMap { TemplateText($0, outcome, assessor.language, &requests) }
    }
    let evidence = EvidenceWriter(assessor: assessor)
    if let requirement = requirements[norm.id] {
      draft.place = requirement.place.flatMap { LocatedValue(field: $0, outcome, &requests) }
      draft.evidence = evidence.evidence(of: outcome, requirement, &requests)
    } else {
      draft.evidence = evidence.evidence(of: outcome)
    }
    return draft
  }

  private func finding(_ draft: Draft, _ norm: Norm, _ values: [Value]) -> Finding {
    let outcome = draft.outcome
    let title = assessor.title(of: norm)
    let isUndetermined = outcome.kind == .undetermined
    let message =
      isUndetermined
      ? assessor.wording.cannotBeDecided(title, assessor.wording.reason(outcome.reason?.cause ?? .other))
      : draft.message?.text(values, assessor.values) ?? title
    return Finding(
      rule: norm.name, title: title, severity: isUndetermined ? .error : norm.severity, level: norm.level,
      status: isUndetermined ? .undetermined : .open, subject: subject(outcome, norm), message: message,
      rulePlace: assessor.places.place(of: norm.origin), citations: norm.citations.map(citation),
      remedy: draft.remedy?.text(values, assessor.values))
  }

  private func subject(_ outcome: Outcome, _ norm: Norm) -> Finding.Subject {
    guard let row = outcome.subject else { return Finding.Subject(type: "Policy", key: norm.namespace) }
    return Finding.Subject(
      type: assessor.plan.schema[row.table].name, key: assessor.store.instanceName(row.table, row: row.row))
  }

  private func placeRequest(_ draft: Draft, _ values: [Value]) -> PlaceRequest? {
    if let request = draft.place?.request(values) { return request }
    if let subject = draft.outcome.subject { return .row(subject.table, subject.row) }
    return requirements[draft.outcome.norm]?.section.map { .section($0) }
  }

  private func citation(_ citation: Citation) -> Finding.Citation {
    let instrument = assessor.plan[citation.instrument]
    let clause = instrument.clauses.first { $0.name == citation.clause }
    return Finding.Citation(
      instrument: instrument.symbol, clause: citation.clause, text: clause?.text.text(in: assessor.language))
  }

  /// What tells this finding of the norm from its others, apart from any place.
  private func identities(_ outcome: Outcome, _ identity: RowIdentity) -> [String] {
    var identities = outcome.subject.map { [identity.identity(of: $0)] } ?? []
    if let requirement = requirements[outcome.norm] {
      for variable in requirement.subjects.dropFirst() {
        guard let binding = outcome.bindings.first(where: { $0.variable == variable }) else { continue }
        if case .row(let row) = binding.value {
          identities.append(identity.identity(of: row))
        } else {
          identities.append(assessor.values.text(of: binding.value))
        }
      }
    }
    if let scope = outcome.scope, let scopes = segregations[outcome.norm]?.scopes, scopes.indices.contains(scope) {
      identities.append(assessor.plan[scopes[scope].model].name)
    }
    return identities
  }
}
