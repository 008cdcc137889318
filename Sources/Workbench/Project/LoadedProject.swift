public import Diagnostics
public import Evaluation
public import Governance
import Manifests
public import PolicySemantics
public import RecordStore
public import RulePlan
public import SourceText

/// Policies that compile, with the data of a project where it is wanted: what commands besides `check` work on.
public struct LoadedProject: Sendable {
  /// Why there is nothing to work on.
  public struct Failure: Error {
    public var diagnostics: [Diagnostic]
    public var library: CheckLibrary
    public var verdict: Verdict

    public init(diagnostics: [Diagnostic], library: CheckLibrary, verdict: Verdict) {
      self.diagnostics = diagnostics
      self.library = library
      self.verdict = verdict
    }
  }

  public let request: CheckRequest
  public let files: [SourceFile]
  public let compilation: Compilation
  public let plan: Plan
  /// Nil where no data was wanted.
  public let store: RecordStore?
  /// Warnings about the data.
  public let diagnostics: [Diagnostic]
  /// Sections that norms depend on and the data does not give.
  public let missingSections: [Diagnostic]
  /// The norms that are not evaluated because of them.
  public let unevaluated: Set<NormID>
  public let library: CheckLibrary

  /// Reads and compiles the policies.
  ///
  /// - Parameter extra: a further file, such as the expression of a query.
  public init(_ request: CheckRequest, extra: SourceFile? = nil, loadsData: Bool) throws(Failure) {
    let project = request.projectFile.map { [$0] } ?? []
    if let verdict = request.projectVerdict {
      throw Failure(
        diagnostics: request.projectDiagnostics, library: CheckLibrary(policies: project), verdict: verdict)
    }
    let sources = request.readPolicies()
    var library = CheckLibrary(policies: sources.files + project)
    guard sources.diagnostics.isEmpty else {
      throw Failure(diagnostics: sources.diagnostics, library: library, verdict: .inputOutputFailed)
    }
    let files = sources.files + (extra.map { [$0] } ?? [])
    library = CheckLibrary(policies: files + project)
    let compilation = Compiler.compile(
      files,
      options: CompilerOptions(
        languages: request.languages, givesAdvice: false, asOf: request.asOf,
        parameterOverrides: request.parameterOverrides, exchangePivot: request.exchangePivot))
    guard var plan = compilation.plan else {
      let errors = compilation.diagnostics.filter { $0.severity == .error }
      throw Failure(diagnostics: errors, library: library, verdict: request.verdict(of: compilation))
    }
    let unknownSections = plan.unknownSections(among: request.optionalSections)
    guard unknownSections.isEmpty else {
      throw Failure(diagnostics: unknownSections, library: library, verdict: .misused)
    }
    var store: RecordStore?
    var diagnostics: [Diagnostic] = []
    var coverage: SectionCoverage?
    if loadsData {
      let data = request.dataPlan(plan, files: files)
      guard !data.isEmpty, !data.hasErrors else {
        throw Failure(
          diagnostics: data.hasErrors ? data.diagnostics : [request.noData], library: library, verdict: .dataFaulty)
      }
      let loaded = DataLoader.load(
        data.inputs, sources: data.sources, schema: plan.schema,
        options: request.loadOptions(data, plan, files: files))
      library = CheckLibrary(policies: files + project, data: loaded.store.files)
      guard loaded.outcome == .complete else {
        throw Failure(
          diagnostics: loaded.diagnostics, library: library,
          verdict: loaded.outcome == .failed ? .inputOutputFailed : .dataFaulty)
      }
      let grouped = GroupedData(loaded.store, plan: plan, jobs: request.jobs).store
      let rows = RowNorms(of: plan, store: grouped, asOf: request.asOf, language: request.language)
      guard rows.faults.isEmpty else {
        throw Failure(
          diagnostics: loaded.diagnostics
            + rows.faults.map { $0.diagnostic(in: loaded.store, of: rows.plan, files: files) },
          library: library, verdict: .dataFaulty)
      }
      plan = rows.plan
      let waiverFaults = WaiverCheck(plan: plan, store: loaded.store).diagnostics()
      guard waiverFaults.isEmpty else {
        throw Failure(diagnostics: loaded.diagnostics + waiverFaults, library: library, verdict: .dataFaulty)
      }
      store = grouped
      diagnostics = loaded.diagnostics
      coverage = SectionCoverage(
        plan: plan, store: loaded.store, days: DaySpan(day: request.asOf), files: files,
        optional: request.optionalSections)
    }
    self.request = request
    self.files = files
    self.compilation = compilation
    self.plan = plan
    self.store = store
    self.diagnostics = diagnostics
    missingSections = coverage?.diagnostics ?? []
    unevaluated = coverage?.unevaluated ?? []
    self.library = library
  }

  /// Evaluates the data; nil where there is none.
  public func evaluated() -> (result: EvaluationResult, assessor: Assessor)? {
    guard let store else { return nil }
    let evaluator = Evaluator(plan: plan, store: store, asOf: request.asOf, jobs: request.jobs)
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: request.asOf, language: request.language, files: files)
    return (evaluator.run(besides: unevaluated), assessor)
  }
}
