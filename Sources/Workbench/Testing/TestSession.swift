public import Diagnostics
public import Governance
import PolicySemantics
import RulePlan

/// All tests of some policies, from the texts to the verdict.
public struct TestSession {
  /// The result of a run of tests.
  public struct Result: Sendable {
    /// Faults of the policies and of the run.
    public var diagnostics: [Diagnostic] = []
    public var outcomes: [TestOutcome] = []
    /// Nil where it was not asked for.
    public var coverage: TestCoverage?
    public var verdict: Verdict
    public var library: CheckLibrary

    public var passed: Int { outcomes.count { $0.isPassed } }
    public var failed: Int { outcomes.count - passed }
  }

  private let request: CheckRequest
  private let filter: String?
  private let measuresCoverage: Bool

  /// - Parameters:
  ///   - request: the policies, the day of tests that name none, the language.
  ///   - filter: only tests whose title or namespace holds this text.
  public init(_ request: CheckRequest, filter: String? = nil, measuresCoverage: Bool = false) {
    self.request = request
    self.filter = filter
    self.measuresCoverage = measuresCoverage
  }

  public func run() -> Result {
    if let verdict = request.projectVerdict {
      return Result(
        diagnostics: request.projectDiagnostics, verdict: verdict,
        library: CheckLibrary(policies: request.projectFile.map { [$0] } ?? []))
    }
    let sources = request.readPolicies()
    let library = CheckLibrary(policies: sources.files)
    var result = Result(diagnostics: sources.diagnostics, verdict: .passed, library: library)
    guard sources.diagnostics.isEmpty else {
      result.verdict = sources.files.isEmpty ? .misused : .inputOutputFailed
      return result
    }
    let compilation = Compiler.compile(
      sources.files,
      options: CompilerOptions(
        languages: request.languages, givesAdvice: false, asOf: request.asOf,
        parameterOverrides: request.parameterOverrides, exchangePivot: request.exchangePivot))
    result.diagnostics += compilation.diagnostics.filter { $0.severity == .error }
    guard let plan = compilation.plan else {
      result.verdict = request.verdict(of: compilation)
      return result
    }
    let unknownSections = plan.unknownSections(among: request.optionalSections)
    result.diagnostics += unknownSections
    guard unknownSections.isEmpty else {
      result.verdict = .misused
      return result
    }
    let tests = compilation.tests.filter { test in
      filter.map { test.title.contains($0) || (test.namespace + "." + test.title).contains($0) } ?? true
    }
    let runner = TestRunner(plan: plan, files: sources.files, asOf: request.asOf, language: request.language)
    var meter = measuresCoverage ? CoverageMeter(plan: plan, files: sources.files) : nil
    result.outcomes = tests.map { runner.run($0, meter: &meter) }
    result.coverage = meter?.coverage
    result.verdict = verdict(result)
    return result
  }

  /// No test at all shows nothing, and is said rather than passed over.
  private func verdict(_ result: Result) -> Verdict {
    if result.outcomes.isEmpty { return request.allowsEmpty ? .passed : .dataFaulty }
    return result.failed == 0 ? .passed : .failed
  }
}
