public import Evaluation
public import Manifests

/// How long a check took, and over how much.
public struct CheckStatistics: Sendable {
  public enum Phase: String, Sendable, CaseIterable {
    case readPolicies = "read policies"
    case compile
    case load = "load data"
    case evaluate
    case assess
    case review = "review"
    case report
  }

  /// A norm with its name.
  public struct Rule: Sendable {
    public var name: String
    public var statistics: NormStatistics
  }

  /// A request whose review evaluated some norms again.
  public struct Request: Sendable {
    public var id: String
    public var time: Duration
    public var norms: Int
    /// Nil where a norm was evaluated for all rows.
    public var rows: Int?
  }

  public var phases: [(phase: Phase, time: Duration)] = []
  public var policyFiles = 0
  public var policyBytes = 0
  public var dataFiles = 0
  public var dataBytes = 0
  public var records = 0
  /// Files and folders among the data that were not read.
  public var passedFiles: [PassedFile] = []
  /// The records that sources have made, by index of the file in the store.
  public var sources: [Int: SourceCount] = [:]
  /// Days that were evaluated, and those of the span; nil without a span.
  public var days: (evaluated: Int, all: Int)?
  public var rules: [Rule] = []
  public var requests: [Request] = []

  public init() {}

  /// Does a piece of work and notes how long it took.
  public mutating func measure<Result>(_ phase: Phase, _ body: () -> Result) -> Result {
    let start = ContinuousClock.now
    let result = body()
    phases.append((phase, ContinuousClock.now - start))
    return result
  }
}
