import Diagnostics
import Evaluation
import Governance
import Manifests
import PolicySemantics
import RecordStore
import RulePlan
import SourceText

/// One check from the texts to the verdict.
public struct CheckSession {
  public let request: CheckRequest
  private let progress: (CheckStatistics.Phase) -> Void

  /// - Parameter progress: told before each phase.
  public init(_ request: CheckRequest, progress: @escaping (CheckStatistics.Phase) -> Void = { _ in }) {
    self.request = request
    self.progress = progress
  }

  public func run() -> CheckResult {
    var run = CheckRun(request: request, progress: progress)
    return run.run()
  }
}

/// The state of a check on its way.
private struct CheckRun {
  let request: CheckRequest
  let progress: (CheckStatistics.Phase) -> Void
  private var diagnostics: [Diagnostic] = []
  private var statistics = CheckStatistics()
  private var library = CheckLibrary()
  private var plan: Plan?
  private var store: RecordStore?
  private var known: Baseline?
  private var baseline: Baseline?

  init(request: CheckRequest, progress: @escaping (CheckStatistics.Phase) -> Void) {
    self.request = request
    self.progress = progress
  }

  mutating func run() -> CheckResult {
    library = CheckLibrary(policies: own)
    diagnostics += request.projectDiagnostics
    if let verdict = request.projectVerdict { return result(nil, verdict) }

    if let file = request.baseline {
      do throws(BaselineFile.Fault) {
        known = try BaselineFile.read(file)
      } catch {
        diagnostics.append(error.diagnostic(in: file))
        return result(nil, .dataFaulty)
      }
    }

    progress(.readPolicies)
    let request = request
    let sources = statistics.measure(.readPolicies) { request.readPolicies() }
    library = CheckLibrary(policies: sources.files + own)
    statistics.policyFiles = sources.files.count
    statistics.policyBytes = sources.files.reduce(0) { $0 + $1.bytes.count }
    diagnostics += sources.diagnostics
    if sources.files.isEmpty, sources.diagnostics.allSatisfy({ $0.code == .noPolicies }) {
      return result(nil, request.allowsEmpty ? .passed : .dataFaulty)
    }
    guard sources.diagnostics.isEmpty else { return result(nil, .inputOutputFailed) }

    progress(.compile)
    let options = compilerOptions
    let compilation = statistics.measure(.compile) { Compiler.compile(sources.files, options: options) }
    diagnostics += compilation.diagnostics
    guard let plan = compilation.plan, !compilation.hasErrors else {
      return result(nil, request.verdict(of: compilation))
    }
    self.plan = plan
    diagnostics += overrideNotes(plan)
    let unknownSections = plan.unknownSections(among: request.optionalSections)
    diagnostics += unknownSections
    guard unknownSections.isEmpty else { return result(nil, .misused) }
    if request.checksPoliciesOnly { return result(nil, verdict(nil)) }
    let data = request.dataPlan(plan, files: sources.files)
    diagnostics += data.diagnostics
    guard !data.hasErrors else { return result(nil, .dataFaulty) }
    guard !data.isEmpty else {
      diagnostics.append(request.noData)
      return result(nil, .dataFaulty)
    }
    return evaluate(plan, sources.files, data)
  }

  private mutating func evaluate(_ plan: Plan, _ files: [SourceFile], _ data: DataPlan) -> CheckResult {
    progress(.load)
    let request = request
    let loaded = statistics.measure(.load) {
      DataLoader.load(
        data.inputs, sources: data.sources, schema: plan.schema,
        options: request.loadOptions(data, plan, files: files))
    }
    library = CheckLibrary(policies: files + own, data: loaded.store.files)
    statistics.dataFiles = loaded.statistics.fileCount
    statistics.dataBytes = loaded.statistics.byteCount
    statistics.records = loaded.statistics.recordCount
    statistics.passedFiles = loaded.statistics.passedFiles
    statistics.sources = loaded.statistics.sources
    diagnostics += loaded.diagnostics
    store = loaded.store
    switch loaded.outcome {
    case .complete: break
    case .faulty:
      guard request.keepsGoing, loaded.isWhole else { return result(nil, .dataFaulty) }
    case .failed: return result(nil, .inputOutputFailed)
    }

    let grouped = GroupedData(loaded.store, plan: plan, jobs: request.jobs)
    let store = grouped.store
    self.store = store
    let days = request.span.flatMap { $0.days(from: request.asOf) } ?? DaySpan(day: request.asOf)
    let rows = RowNorms(of: plan, store: store, asOf: days.first, language: request.language)
    diagnostics += rows.faults.map { $0.diagnostic(in: store, of: rows.plan, files: files) }
    guard rows.faults.isEmpty || request.keepsGoing else { return result(nil, .dataFaulty) }
    let plan = rows.plan
    self.plan = plan
    let waiverFaults = WaiverCheck(plan: plan, store: store).diagnostics()
    diagnostics += waiverFaults
    guard waiverFaults.isEmpty else { return result(nil, .dataFaulty) }
    let coverage = SectionCoverage(
      plan: plan, store: store, days: days, files: files, optional: request.optionalSections)
    diagnostics += coverage.diagnostics
    diagnostics +=
      UnmatchedEntitlements(plan: plan, store: store, days: days, besides: coverage.unevaluated, files: files)
      .diagnostics
    diagnostics += LiteralPatterns(plan: plan, store: store).diagnostics
    diagnostics +=
      LookAlikes(plan: plan, store: store, days: days, besides: coverage.unevaluated, files: files).diagnostics
    progress(.evaluate)
    let evaluator = Evaluator(
      plan: plan, store: store, asOf: days.first, jobs: request.jobs,
      limits: EvaluationLimits(outcomes: request.maximumFindings), cancellation: request.cancellation)
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: days.first, language: request.language, files: files)
    var assessment =
      request.span == nil
      ? assess(plan, assessor, besides: coverage.unevaluated)
      : assess(plan, assessor, over: days, besides: coverage.unevaluated)
    assessment.groups = grouped.counts.map { GroupSummary($0, plan: plan) }
    // Places were looked up in the files once more.
    if let changed = store.changedFile {
      diagnostics.append(
        Diagnostic(.changedWhileRead, "`\(changed.path)` was changed while it was read", place: .none))
      return result(nil, .inputOutputFailed)
    }
    if request.givesBaseline {
      baseline = BaselineDesk(assessor: assessor).baseline(of: assessment, after: known, on: request.asOf)
    }
    if request.cancellation.isCancelled { return stopped(assessment, plan) }
    let passedLimit = addLimits(assessment, plan)
    // Where norms were left out because a section is missing, that has been said.
    if !coverage.unevaluated.isEmpty { assessment.emptiness = nil }
    if let emptiness = assessment.emptiness { diagnostics.append(diagnostic(emptiness)) }
    return result(assessment, passedLimit ? .inputOutputFailed : verdict(assessment))
  }

  /// The result of a run that was stopped: norms that were done by then have their findings. Of a span nothing is said,
  /// as each of its days rests on the one before.
  private mutating func stopped(_ assessment: Assessment, _ plan: Plan) -> CheckResult {
    let norm = request.cancellation.norm.map { "norm `\(plan[$0].name)`" } ?? "the first norm"
    let done = assessment.rules.reduce(0) { $0 + ($1.statistics == nil ? 0 : 1) }
    diagnostics.append(
      request.timedOut(
        at: norm,
        done: request.span == nil
          ? "\(done) of \(assessment.rules.count) norms were evaluated, and their findings are listed"
          : "nothing is said of the span"))
    var assessment = assessment
    assessment.emptiness = nil
    return result(request.span == nil ? assessment : nil, .inputOutputFailed)
  }

  /// Says of which norms not all findings are kept. Returns whether there are any.
  private mutating func addLimits(_ assessment: Assessment, _ plan: Plan) -> Bool {
    let beyond = assessment.rules.filter { ($0.statistics?.notKept ?? 0) > 0 }
    diagnostics += beyond.map { rule in
      Diagnostic(
        .tooManyFindings,
        "norm `\(rule.name)` has \(rule.statistics?.notKept ?? 0) more findings than `--max-findings "
          + "\(request.maximumFindings)` keeps: they are counted and not listed", place: rule.place ?? .none)
    }
    return !beyond.isEmpty
  }

  /// Evaluates the day of the assessor.
  private mutating func assess(_ plan: Plan, _ assessor: Assessor, besides excluded: Set<NormID>) -> Assessment {
    let outcome = statistics.measure(.evaluate) { assessor.evaluate(besides: excluded) }
    note(outcome.statistics, plan)
    progress(.assess)
    // Values that were computed while the evaluation was being stopped are not to be relied on.
    let assessor =
      outcome.isCancelled
      ? assessor.over(Evaluator(plan: plan, store: assessor.store, asOf: request.asOf, jobs: request.jobs)) : assessor
    var assessment = statistics.measure(.assess) { assessor.assess(outcome) }
    if let known {
      let desk = BaselineDesk(assessor: assessor)
      diagnostics += desk.apply(known, to: &assessment, on: request.asOf).map(\.diagnostic)
    }
    return assessment
  }

  /// Evaluates the days of a span on which something can change, and assesses them in one go.
  private mutating func assess(
    _ plan: Plan, _ assessor: Assessor, over days: DaySpan, besides excluded: Set<NormID>
  ) -> Assessment {
    let known = known
    let outcome = statistics.measure(.evaluate) {
      SpanAssessor(assessor: assessor, span: days, baseline: known, excluded: excluded).assess()
    }
    note(outcome.statistics, plan)
    statistics.days = outcome.assessment.span.map { ($0.evaluatedDays, days.dayCount) }
    diagnostics += outcome.remarks.map(\.diagnostic)
    return outcome.assessment
  }

  private mutating func note(_ statistics: [NormID: NormStatistics], _ plan: Plan) {
    self.statistics.rules = statistics.sorted { $0.key < $1.key }.map {
      CheckStatistics.Rule(name: plan[$0.key].name, statistics: $0.value)
    }
  }

  /// Texts beside the policies and the data that diagnostics point into.
  private var own: [SourceFile] { [request.projectFile, request.baseline].compactMap { $0 } }

  private var compilerOptions: CompilerOptions {
    CompilerOptions(
      languages: request.languages, givesAdvice: request.givesAdvice, asOf: request.asOf,
      parameterOverrides: request.parameterOverrides, exchangePivot: request.exchangePivot)
  }

  /// Values that the project sets are said in every report.
  private func overrideNotes(_ plan: Plan) -> [Diagnostic] {
    request.parameterOverrides.map { override in
      Diagnostic(
        .parameterSetByProject,
        "the project sets `\(override.name)` to \(override.value)" + (override.from.map { " from \($0)" } ?? ""),
        place: override.place)
    }
  }

  /// In words, for a message.
  private var evaluatedDays: String {
    guard let days = request.span?.days(from: request.asOf) else { return request.asOf.description }
    return "a day from \(days.first) to \(days.last)"
  }

  private func diagnostic(_ emptiness: Assessment.Emptiness) -> Diagnostic {
    let severity: Severity = request.allowsEmpty ? .warning : .error
    switch emptiness {
    case .noNorm:
      return Diagnostic(
        .nothingEvaluated, "no norm was evaluated: the policies have none in force on \(evaluatedDays)", place: .none,
        severity: severity)
    case .noSubject:
      return Diagnostic(
        .noSubject, "no norm had a subject: nothing in the data is what the norms are about", place: .none,
        severity: severity)
    }
  }

  private func verdict(_ assessment: Assessment?) -> Verdict {
    let verdict = Verdict.of(
      assessment, policyWarnings: diagnostics.reduce(0) { $0 + ($1.severity == .warning ? 1 : 0) },
      threshold: request.threshold, allowsEmpty: request.allowsEmpty)
    // Beside an error of the data, the evaluation does not cover everything.
    return diagnostics.contains { $0.severity == .error } ? max(verdict, .dataFaulty) : verdict
  }

  private func result(_ assessment: Assessment?, _ verdict: Verdict) -> CheckResult {
    CheckResult(
      diagnostics: diagnostics, assessment: assessment, baseline: baseline, verdict: verdict, statistics: statistics,
      library: library, plan: plan, store: store)
  }
}
