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
  public let library: CheckLibrary

  /// Reads and compiles the policies.
  ///
  /// - Parameter extra: a further file, such as the expression of a query.
  public init(_ request: CheckRequest, extra: SourceFile? = nil, loadsData: Bool) throws(Failure) {
    let sources = PolicyFiles(reading: request.policies)
    let project = request.projectFile.map { [$0] } ?? []
    var library = CheckLibrary(policies: sources.files + project)
    if request.projectDiagnostics.contains(where: { $0.severity == .error }) {
      throw Failure(diagnostics: request.projectDiagnostics, library: library, verdict: .misused)
    }
    guard sources.diagnostics.isEmpty else {
      throw Failure(diagnostics: sources.diagnostics, library: library, verdict: .inputOutputFailed)
    }
    let files = sources.files + (extra.map { [$0] } ?? [])
    library = CheckLibrary(policies: files + project)
    let compilation = Compiler.compile(
      files,
      options: CompilerOptions(
        languages: request.languages, givesAdvice: false, asOf: request.asOf,
        parameterOverrides: request.parameterOverrides))
    guard let plan = compilation.plan else {
      let errors = compilation.diagnostics.filter { $0.severity == .error }
      throw Failure(diagnostics: errors, library: library, verdict: .policiesFaulty)
    }
    var store: RecordStore?
    var diagnostics: [Diagnostic] = []
    if loadsData {
      let loaded = DataLoader.load(
        request.data, schema: plan.schema, options: LoadOptions(isLenient: request.isLenient, jobs: request.jobs))
      library = CheckLibrary(policies: files + project, data: loaded.store.files)
      guard loaded.outcome == .complete else {
        throw Failure(
          diagnostics: loaded.diagnostics, library: library,
          verdict: loaded.outcome == .failed ? .inputOutputFailed : .dataFaulty)
      }
      store = loaded.store
      diagnostics = loaded.diagnostics
    }
    self.request = request
    self.files = files
    self.compilation = compilation
    self.plan = plan
    self.store = store
    self.diagnostics = diagnostics
    self.library = library
  }

  /// Evaluates the data; nil where there is none.
  public func evaluated() -> (result: EvaluationResult, assessor: Assessor)? {
    guard let store else { return nil }
    let evaluator = Evaluator(plan: plan, store: store, asOf: request.asOf, jobs: request.jobs)
    let assessor = Assessor(
      plan: plan, store: store, evaluator: evaluator, asOf: request.asOf, language: request.language, files: files)
    return (evaluator.run(), assessor)
  }
}
