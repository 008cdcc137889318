import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Writes the findings of norms. What has to be evaluated or located for them is gathered first and asked for at once.
struct FindingWriter {
  let assessor: Assessor
  private let profiles: [NormProfile]
  private let evidenceWriter: EvidenceWriter
  private let identity: RowIdentity
  private let units: UnitFinder

  /// Findings that are worked on at a time: few enough for memory, so many that files are seldom gone over again.
  private static let blockSize = 1 << 16

  init(assessor: Assessor) {
    self.assessor = assessor
    profiles = NormProfile.all(of: assessor.plan, places: assessor.places, language: assessor.language)
    evidenceWriter = EvidenceWriter(assessor: assessor)
    identity = RowIdentity(store: assessor.store)
    units = UnitFinder(plan: assessor.plan, store: assessor.store)
  }

  /// What a finding is written from once the values and places are there.
  private struct Draft {
    var outcome: Outcome
    var message: TemplateText?
    var remedy: TemplateText?
    var place: LocatedValue?
    var evidence: [EvidenceDraft]
  }

  func findings(of outcomes: [Outcome], _ fingerprints: inout FingerprintMaker) -> [WaiverDesk.Candidate] {
    var candidates: [WaiverDesk.Candidate] = []
    candidates.reserveCapacity(outcomes.count)
    for start in stride(from: 0, to: outcomes.count, by: Self.blockSize) {
      write(outcomes[start..<min(outcomes.count, start + Self.blockSize)], to: &candidates, &fingerprints)
    }
    return candidates
  }

  private func write(
    _ outcomes: ArraySlice<Outcome>, to candidates: inout [WaiverDesk.Candidate],
    _ fingerprints: inout FingerprintMaker
  ) {
    var requests = ValueRequests()
    let drafts = outcomes.map { draft($0, &requests) }
    let values = assessor.evaluator.evaluate(requests.list)
    var located = PlaceRequests()
    let subjects = drafts.map { located.add(placeRequest($0, values)) }
    let evidence = drafts.map { draft in draft.evidence.map { located.add($0.placeRequest(values)) } }
    let places = located.resolve(in: assessor.store)
    for (index, draft) in drafts.enumerated() {
      let profile = profiles[draft.outcome.norm.index]
      var finding = finding(draft, profile, values)
      finding.place = places[subjects[index]]
      finding.unit = draft.outcome.subject.flatMap { units.unit(of: $0) }
      for (item, place) in zip(draft.evidence, evidence[index]) {
        guard let text = item.text(values, assessor.values) else { continue }
        finding.evidence.append(
          Finding.EvidenceItem(text: text, meaning: item.meaning, place: item.policyPlace ?? places[place]))
      }
      finding.fingerprint = fingerprints.fingerprint(
        rule: profile.norm.name, identities: identities(draft.outcome, profile))
      candidates.append(
        WaiverDesk.Candidate(norm: profile.norm.id, row: draft.outcome.subject, finding: finding))
    }
  }

  private func draft(_ outcome: Outcome, _ requests: inout ValueRequests) -> Draft {
    let profile = profiles[outcome.norm.index]
    var template = profile.norm.message
    var remedy = profile.norm.remedy
    var draft = Draft(outcome: outcome, evidence: [])
    if let scope = scope(of: outcome, profile) {
      template = scope.message
      remedy = scope.remedy
    }
    if outcome.kind == .failed {
      draft.message = template.flatMap { TemplateText($0, outcome, assessor.language, &requests) }
      draft.remedy = remedy.flatMap { TemplateText($0, outcome, assessor.language, &requests) }
    }
    if let requirement = profile.requirement {
      draft.place = requirement.place.flatMap { LocatedValue(field: $0, outcome, &requests) }
      draft.evidence = evidenceWriter.evidence(of: outcome, profile.reads, &requests)
    } else {
      draft.evidence = evidenceWriter.evidence(of: outcome)
    }
    return draft
  }

  /// The access model in which a segregation is broken.
  private func scope(of outcome: Outcome, _ profile: NormProfile) -> Segregation.Scope? {
    guard let scope = outcome.scope, let scopes = profile.segregation?.scopes, scopes.indices.contains(scope) else {
      return nil
    }
    return scopes[scope]
  }

  private func finding(_ draft: Draft, _ profile: NormProfile, _ values: [Value]) -> Finding {
    let outcome = draft.outcome
    let norm = profile.norm
    let isUndetermined = outcome.kind == .undetermined
    let message =
      isUndetermined
      ? assessor.wording.cannotBeDecided(profile.title, assessor.wording.reason(outcome.reason?.cause ?? .other))
      : draft.message?.text(values, assessor.values) ?? profile.title
    return Finding(
      rule: norm.name, title: profile.title, severity: isUndetermined ? .error : norm.severity, level: norm.level,
      status: isUndetermined ? .undetermined : .open, subject: subject(outcome, norm), message: message,
      rulePlace: profile.place, citations: profile.citations, remedy: draft.remedy?.text(values, assessor.values))
  }

  private func subject(_ outcome: Outcome, _ norm: Norm) -> Finding.Subject {
    guard let row = outcome.subject else { return Finding.Subject(type: "Policy", key: norm.namespace) }
    return Finding.Subject(
      type: assessor.plan.schema[row.table].name, key: assessor.store.instanceName(row.table, row: row.row))
  }

  private func placeRequest(_ draft: Draft, _ values: [Value]) -> PlaceRequest? {
    if let request = draft.place?.request(values) { return request }
    if let subject = draft.outcome.subject { return .row(subject.table, subject.row) }
    return profiles[draft.outcome.norm.index].requirement?.section.map { .section($0) }
  }

  /// What tells this finding of the norm from its others, apart from any place.
  private func identities(_ outcome: Outcome, _ profile: NormProfile) -> [String] {
    var identities = outcome.subject.map { [identity.identity(of: $0)] } ?? []
    for variable in profile.requirement?.subjects.dropFirst() ?? [] {
      guard let binding = outcome.bindings.first(where: { $0.variable == variable }) else { continue }
      if case .row(let row) = binding.value {
        identities.append(identity.identity(of: row))
      } else {
        identities.append(assessor.values.text(of: binding.value))
      }
    }
    if let scope = scope(of: outcome, profile) { identities.append(assessor.plan[scope.model].name) }
    return identities
  }
}
