import Diagnostics
import Evaluation
import RecordStore
import RulePlan

/// Writes the findings of norms. Expressions are evaluated for all findings of a norm together, and what has to be
/// located for all findings.
struct FindingWriter {
  let assessor: Assessor
  private let patterns: FindingPatterns
  private let evidenceWriter: EvidenceWriter
  private let identity: RowIdentity
  private let units: UnitFinder

  /// Findings that are worked on at a time: few enough for memory, enough that files seldom have to be read again.
  private static let blockSize = 1 << 16
  /// Fewer findings than this are written by one thread.
  private static let findingsWorthSplitting = 512

  /// - Parameter patterns: of the norms of the plan, where they have been computed before.
  init(assessor: Assessor, patterns: FindingPatterns? = nil) {
    self.assessor = assessor
    self.patterns = patterns ?? FindingPatterns(assessor: assessor)
    evidenceWriter = EvidenceWriter(assessor: assessor)
    identity = RowIdentity(store: assessor.store)
    units = UnitFinder(plan: assessor.plan, store: assessor.store)
  }

  /// The findings that one thread writes. Used by one thread at a time.
  private final class Part: @unchecked Sendable {
    var findings: [Finding] = []
    var hashes: [FingerprintHash] = []
    var requests: [PlaceRequest] = []
    /// The target of each place request: a finding, and a piece of its evidence, or −1 for the finding itself.
    var targets: [(finding: Int, evidence: Int)] = []

    func add(_ finding: consuming Finding, at place: PlaceRequest?, _ evidence: EvidenceDraft) {
      if let place {
        requests.append(place)
        targets.append((findings.count, -1))
      }
      for (index, place) in evidence.places.enumerated() {
        guard let place else { continue }
        requests.append(place)
        targets.append((findings.count, index))
      }
      finding.evidence = evidence.items
      findings.append(finding)
    }

    func set(_ places: ArraySlice<DataPlace?>) {
      for (target, place) in zip(targets, places) {
        let place = place.map(Place.init)
        if target.evidence < 0 {
          findings[target.finding].place = place
        } else {
          findings[target.finding].evidence[target.evidence].place = place
        }
      }
      requests = []
      targets = []
    }
  }

  /// The findings of some outcomes, index by index.
  func findings(of outcomes: [Outcome], _ fingerprints: inout FingerprintMaker) -> [Finding] {
    var findings: [Finding] = []
    for start in stride(from: 0, to: outcomes.count, by: Self.blockSize) {
      let block = outcomes[start..<min(outcomes.count, start + Self.blockSize)]
      let jobs = block.count < Self.findingsWorthSplitting ? 1 : assessor.evaluator.jobs
      let ranges = Workers.ranges(of: block.count, parts: jobs)
      let parts = Workers.map(parts: ranges.count) { part in
        write(block[(start + ranges[part].lowerBound)..<(start + ranges[part].upperBound)])
      }
      let places = assessor.store.places(of: parts.flatMap(\.requests), jobs: jobs)
      let ends = parts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.requests.count) }
      _ = Workers.map(parts: parts.count) { parts[$0].set(places[ends[$0]..<ends[$0 + 1]]) }
      for part in parts {
        for (index, hash) in part.hashes.enumerated() {
          let outcome = outcomes[findings.count + index]
          let fingerprint = fingerprints.fingerprint(hash) {
            (patterns.pattern(of: outcome).norm.name, identities(outcome, patterns.pattern(of: outcome)))
          }
          if part.findings[index].fingerprint == fingerprint { continue }
          part.findings[index].fingerprint = fingerprint
          var hasher = FingerprintHasher()
          nameConflicts(of: &part.findings[index], &hasher)
        }
        if findings.isEmpty { swap(&findings, &part.findings) } else { findings += part.findings }
        part.findings = []
      }
    }
    return findings
  }

  /// The identity and the weight of an outcome's finding: without message, evidence and place.
  func outline(of outcome: Outcome, _ fingerprints: inout FingerprintMaker) -> Finding {
    let pattern = patterns.pattern(of: outcome)
    var finding = Finding(
      rule: pattern.norm.name, title: pattern.title,
      severity: outcome.kind == .undetermined ? .error : pattern.norm.severity, level: pattern.norm.level,
      status: outcome.kind == .undetermined ? .undetermined : .open, subject: assessor.subject(of: outcome),
      about: about(outcome, pattern), access: pattern.access, message: "",
      conflicts: conflicts(outcome, pattern, isOutline: true), judgedOn: outcome.day)
    finding.fingerprint = fingerprints.fingerprint(
      rule: pattern.norm.name, identities: identities(outcome, pattern))
    return finding
  }

  // MARK: Conflicts

  /// The conflicts of an outcome with their ways.
  func conflicts(of outcome: Outcome) -> [Finding.Conflict] {
    conflicts(outcome, patterns.pattern(of: outcome), isOutline: false)
  }

  private func conflicts(_ outcome: Outcome, _ pattern: FindingPattern, isOutline: Bool) -> [Finding.Conflict] {
    let day = [Period(from: assessor.asOf, until: assessor.asOf)]
    func name(_ row: RowReference) -> String { assessor.store.instanceName(row.table, row: row.row) }
    return outcome.conflicts.map { conflict in
      let status: Finding.Status = conflict.isSure ? .open : .undetermined
      return Finding.Conflict(
        duties: conflict.duties.map { pattern.duties[$0] ?? Finding.Conflict.Duty(name: "", title: "") },
        status: status,
        ways: isOutline
          ? []
          : conflict.ways.map { way in
            Finding.Conflict.Way(rights: way.rights.map(name), scope: way.scope.map(name), days: day)
          }, hasMoreWays: conflict.hasMoreWays, isScoped: pattern.isScoped,
        scopes: conflict.scopes.map { $0.map(name) },
        rights: conflict.rights, periods: [Finding.StatusPeriod(days: day[0], status: status)])
    }
  }

  /// Gives a finding the fingerprint, the status and the waivers of its outline.
  func take(over outline: Finding, into finding: inout Finding) {
    finding.status = outline.status
    finding.waiver = outline.waiver
    finding.isClaimed = outline.isClaimed
    for (index, conflict) in outline.conflicts.enumerated() where finding.conflicts.indices.contains(index) {
      finding.conflicts[index].status = conflict.status
      finding.conflicts[index].waivers = conflict.waivers
      finding.conflicts[index].periods = conflict.periods
      finding.conflicts[index].isClaimed = conflict.isClaimed
    }
    guard finding.fingerprint != outline.fingerprint else { return }
    finding.fingerprint = outline.fingerprint
    var hasher = FingerprintHasher()
    nameConflicts(of: &finding, &hasher)
  }

  func nameConflicts(of finding: inout Finding, _ hasher: inout FingerprintHasher) {
    for index in finding.conflicts.indices {
      finding.conflicts[index].fingerprint =
        hasher.hash(rule: finding.fingerprint, identities: finding.conflicts[index].duties.map(\.name).sorted()).text
    }
  }

  /// The rows that the evidence of an outcome names, the rows of its variables among them.
  func evidenceRows(of outcome: Outcome) -> Set<RowReference> {
    let pattern = patterns.pattern(of: outcome)
    let evidence =
      pattern.requirement == nil
      ? evidenceWriter.evidence(of: outcome)
      : evidenceWriter.evidence(
        of: outcome, pattern, answers([outcome]).first ?? Answers(values: [], samples: [], finding: 0))
    var rows = Set(evidence.places.compactMap { $0?.row.map { RowReference(table: $0.table, row: $0.row) } })
    if let subject = outcome.subject { rows.insert(subject) }
    return rows
  }

  private func write(_ outcomes: ArraySlice<Outcome>) -> Part {
    let part = Part()
    part.findings.reserveCapacity(outcomes.count)
    part.hashes.reserveCapacity(outcomes.count)
    assessor.labels?.prepare(outcomes.lazy.compactMap(\.subject))
    let answers = answers(outcomes)
    var hasher = FingerprintHasher()
    for (outcome, answers) in zip(outcomes, answers) {
      let pattern = patterns.pattern(of: outcome)
      let evidence =
        pattern.requirement == nil
        ? evidenceWriter.evidence(of: outcome) : evidenceWriter.evidence(of: outcome, pattern, answers)
      var finding = finding(outcome, pattern, answers)
      let hash = hasher.hash(rule: pattern.norm.name, identities: identities(outcome, pattern))
      finding.fingerprint = hash.text
      nameConflicts(of: &finding, &hasher)
      part.add(finding, at: placeRequest(outcome, pattern, answers), evidence)
      part.hashes.append(hash)
    }
    return part
  }

  /// The answers to the questions of each outcome’s pattern.
  private func answers(_ outcomes: ArraySlice<Outcome>) -> [Answers] {
    var indices: [FindingPatterns.Key: [Int]] = [:]
    for (index, outcome) in zip(outcomes.indices, outcomes) {
      indices[patterns.key(of: outcome), default: []].append(index)
    }
    var result = [Answers](repeating: Answers(values: [], samples: [], finding: 0), count: outcomes.count)
    for (key, indices) in indices {
      let pattern = patterns[key]
      if pattern.questions.isEmpty, pattern.samples.isEmpty { continue }
      let tuples = indices.map { outcomes[$0].bindings }
      let days = pattern.requirement?.day.map { _ in indices.map { outcomes[$0].day } }
      let values = assessor.evaluator.evaluate(pattern.questions, over: tuples, on: days)
      let samples = assessor.evaluator.samples(
        of: pattern.samples, over: tuples, on: days, limit: EvidenceWriter.sampleLimit)
      for (position, index) in indices.enumerated() {
        result[index - outcomes.startIndex] = Answers(values: values, samples: samples, finding: position)
      }
    }
    return result
  }

  private func finding(_ outcome: Outcome, _ pattern: FindingPattern, _ answers: Answers) -> Finding {
    let norm = pattern.norm
    let isUndetermined = outcome.kind == .undetermined
    let message =
      isUndetermined
      ? assessor.wording.cannotBeDecided(pattern.title, assessor.wording.reason(outcome.reason?.cause ?? .other))
      : pattern.message?.text(answers, assessor.values) ?? pattern.title
    return Finding(
      rule: norm.name, title: pattern.title, severity: isUndetermined ? .error : norm.severity, level: norm.level,
      status: isUndetermined ? .undetermined : .open, subject: assessor.subject(of: outcome),
      about: about(outcome, pattern), access: pattern.access, message: message,
      rulePlace: pattern.place, conflicts: conflicts(outcome, pattern, isOutline: false), citations: pattern.citations,
      remedy: isUndetermined ? nil : pattern.remedy?.text(answers, assessor.values),
      unit: outcome.subject.flatMap { units.unit(of: $0) }, judgedOn: outcome.day)
  }

  /// The instances or values of the variables of a rule after the first.
  private func about(_ outcome: Outcome, _ pattern: FindingPattern) -> [Finding.Subject] {
    guard let variables = pattern.requirement?.subjects, variables.count > 1 else { return [] }
    return variables.dropFirst().compactMap { variable in
      guard let value = outcome.bindings.first(where: { $0.variable == variable })?.value else { return nil }
      if case .row(let row) = value {
        return assessor.values.subject(row)
      }
      return Finding.Subject(type: assessor.values.type(of: value), key: assessor.values.text(of: value))
    }
  }

  private func placeRequest(_ outcome: Outcome, _ pattern: FindingPattern, _ answers: Answers) -> PlaceRequest? {
    if let request = pattern.subjectField?.request(outcome, answers) { return request }
    if let subject = outcome.subject { return .row(subject.table, subject.row) }
    return pattern.requirement?.section.map { .section($0) }
  }

  /// The identity of this finding among those of the norm, apart from any place.
  private func identities(_ outcome: Outcome, _ pattern: FindingPattern) -> [String] {
    var identities = outcome.subject.map { [identity.identity(of: $0)] } ?? []
    for variable in pattern.requirement?.subjects.dropFirst() ?? [] {
      guard let binding = outcome.bindings.first(where: { $0.variable == variable }) else { continue }
      if case .row(let row) = binding.value {
        identities.append(identity.identity(of: row))
      } else {
        identities.append(assessor.values.text(of: binding.value, isExact: true))
      }
    }
    if let model = pattern.model { identities.append(assessor.plan[model].name) }
    return identities
  }
}
