import Diagnostics
public import Evaluation
public import RecordStore
public import RulePlan
public import SourceText

/// Makes findings of what an evaluation found: messages, places, evidence, waivers, fingerprints, order.
public struct Assessor: Sendable {
  let plan: Plan
  public let store: RecordStore
  let evaluator: Evaluator
  let asOf: CalendarDate
  let language: String
  let places: PolicyPlaces
  let labels: LabelBook?
  let values: ValueText
  let wording: Wording

  /// - Parameters:
  ///   - language: of the messages, `en` or `fr`; other languages get messages of policies that are written in them.
  ///   - files: the policies, in the order of ``Plan/files``.
  public init(
    plan: Plan, store: RecordStore, evaluator: Evaluator, asOf: CalendarDate, language: String, files: [SourceFile]
  ) {
    self.plan = plan
    self.store = store
    self.evaluator = evaluator
    self.asOf = asOf
    self.language = language
    places = PolicyPlaces(files: files)
    labels = LabelBook(evaluator, language: language)
    values = ValueText(store: store, language: language, labels: labels)
    wording = Wording(language: language)
  }

  /// How values are shown.
  public var texts: ValueText { values }

  /// The same policies and the same language over another state of the data.
  init(_ other: Assessor, over evaluator: Evaluator) {
    plan = other.plan
    store = evaluator.store
    self.evaluator = evaluator
    asOf = evaluator.asOf
    language = other.language
    places = other.places
    labels = LabelBook(evaluator, language: other.language)
    values = ValueText(store: evaluator.store, language: other.language, labels: labels)
    wording = other.wording
  }

  /// The same policies and the same language with another evaluator of the same data.
  public func over(_ evaluator: Evaluator) -> Assessor { Assessor(self, over: evaluator) }

  /// The same policies and the same language on another day.
  ///
  /// - Parameter isForFew: whether only a few findings are to be written.
  func on(_ day: CalendarDate, isForFew: Bool) -> Assessor {
    day == asOf ? self : Assessor(self, over: evaluator.on(day, isForFew: isForFew))
  }

  /// Evaluates every norm on the day.
  ///
  /// - Parameter excluded: norms that are left out all the same.
  public func evaluate(besides excluded: Set<NormID> = []) -> EvaluationResult { evaluator.run(besides: excluded) }

  /// All findings of an evaluation, in the order of reports. Each data file is read once or a few times.
  public func assess(_ result: EvaluationResult) -> Assessment {
    var fingerprints = FingerprintMaker()
    var findings = FindingWriter(assessor: self).findings(of: result.outcomes, &fingerprints)
    let names = NormNames(plan: plan)
    let waivers = WaiverSection(store: store).waivers
    let judgement = WaiverDesk(plan: plan, evaluator: evaluator, names: names).judge(
      waivers, &findings, of: result.outcomes, on: asOf)
    for (waiver, fault) in judgement.faults(of: waivers, on: asOf) {
      var finding = self.finding(waiver, fault, names)
      finding.fingerprint = fingerprint(waiver, fault, &fingerprints)
      findings.append(finding)
    }
    return assessment(of: &findings, result.statistics, besides: result.excluded)
  }

  /// Puts findings in the order of reports and counts them.
  func assessment(
    of findings: inout [Finding], _ statistics: [NormID: NormStatistics], besides excluded: Set<NormID>
  ) -> Assessment {
    Finding.sort(&findings)
    var summary = Assessment.Summary()
    summary.rules = statistics.count
    summary.records = store.recordCount
    summary.timeZones = plan.timeZoneVersion
    var assessment = Assessment(findings: findings, summary: summary, emptiness: emptiness(statistics))
    assessment.rules = rules(statistics, besides: excluded)
    assessment.count()
    return assessment
  }

  private func emptiness(_ statistics: [NormID: NormStatistics]) -> Assessment.Emptiness? {
    if statistics.isEmpty { return .noNorm }
    return statistics.values.allSatisfy { $0.examined == 0 } ? .noSubject : nil
  }

  /// The subject that a finding of an outcome names.
  func subject(of outcome: Outcome) -> Finding.Subject {
    guard let row = outcome.subject else {
      return Finding.Subject(type: "Policy", key: plan[outcome.norm].namespace)
    }
    return values.subject(row)
  }

  func fingerprint(_ waiver: Waiver, _ fault: WaiverFault, _ fingerprints: inout FingerprintMaker) -> String {
    let row = RowReference(table: BuiltInTables.waiver, row: waiver.row)
    return fingerprints.fingerprint(rule: fault.rule, identities: [RowIdentity(store: store).identity(of: row)])
  }

  /// A fault of a waiver, as a finding without a fingerprint.
  func finding(_ waiver: Waiver, _ fault: WaiverFault, _ names: NormNames) -> Finding {
    let fullNames = names.fullNames(called: waiver.rule)
    let norms = fullNames.count == 1 ? names.norms(named: fullNames[0]).map { plan[$0] } : []
    var evidence: [Finding.EvidenceItem] = []
    if let norm = norms.first(where: { $0.isInForce(on: asOf) }) ?? norms.last {
      evidence.append(
        Finding.EvidenceItem(text: "\(norm.name): \(title(of: norm))", place: places.place(of: norm.origin)))
    }
    return Finding(
      rule: fault.rule, title: wording.waiverTitle(fault), severity: fault.severity,
      subject: Finding.Subject(
        type: plan.schema[BuiltInTables.waiver].name,
        key: store.positionName(BuiltInTables.waiver, row: waiver.row)),
      message: wording.message(fault, of: waiver), place: waiver.place, evidence: evidence)
  }

  /// Rows as later data has them too, wherever it lists them: by key, else by all that they say.
  public func identities(of rows: [RowReference]) -> Set<String> {
    let identity = RowIdentity(store: store)
    return Set(rows.map { identity.identity(of: $0) })
  }

  func title(of norm: Norm) -> String { norm.title.text(in: language) ?? norm.shortName }
}
