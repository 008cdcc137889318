public import Diagnostics
public import Governance
public import RecordStore
public import RulePlan
public import SourceText

/// The result of a check.
public struct CheckResult: Sendable {
  /// Faults of the policies, then of the data, then of the run.
  public var diagnostics: [Diagnostic]
  /// Nil where nothing was evaluated.
  public var assessment: Assessment?
  /// Everything that is open now, as a baseline; nil where nothing was evaluated.
  public var baseline: Baseline?
  public var verdict: Verdict
  public var statistics: CheckStatistics
  public var library: CheckLibrary
  /// The evaluation; nil where the policies do not compile.
  public var plan: Plan?
  /// The data, as far as it could be read; nil where none was.
  public var store: RecordStore?

  public init(
    diagnostics: [Diagnostic], assessment: Assessment?, baseline: Baseline? = nil, verdict: Verdict,
    statistics: CheckStatistics, library: CheckLibrary, plan: Plan? = nil, store: RecordStore? = nil
  ) {
    self.store = store
    self.plan = plan
    self.diagnostics = diagnostics
    self.assessment = assessment
    self.baseline = baseline
    self.verdict = verdict
    self.statistics = statistics
    self.library = library
  }
}

/// The texts that a check has read, for reports that show lines of them.
public struct CheckLibrary: SourceLibrary, Sendable {
  private let policies: [SourceFile]
  private let data: [DataFile]

  public init(policies: [SourceFile] = [], data: [DataFile] = []) {
    self.policies = policies
    self.data = data
  }

  public func withBytes<Result>(
    ofFile path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    if let file = policies.first(where: { $0.path == path }) { return file.bytes.withUnsafeBufferPointer(body) }
    return data.first { $0.path == path }?.bytes.withBytes(body)
  }
}
