public import Diagnostics

/// How one test of the policies went.
public struct TestOutcome: Sendable {
  /// An expectation that was not met.
  public struct Failure: Sendable {
    /// As written: `expect SEC_02 for Person "u3"`.
    public var expectation: String
    /// The difference between what was expected and what was found.
    public var message: String
    /// Where the expectation is written.
    public var place: Place?
    /// Findings that there should not be, or that were there in another way.
    public var findings: [Finding]
    /// The results of the conditions, for each combination of instances that matters.
    public var traces: [Trace]

    public init(
      expectation: String, message: String, place: Place?, findings: [Finding] = [], traces: [Trace] = []
    ) {
      self.expectation = expectation
      self.message = message
      self.place = place
      self.findings = findings
      self.traces = traces
    }
  }

  /// The values of the conditions of a norm.
  public struct Trace: Sendable {
    public var subject: Finding.Subject
    public var steps: [ConditionTrace.Step]

    public init(subject: Finding.Subject, steps: [ConditionTrace.Step]) {
      self.subject = subject
      self.steps = steps
    }
  }

  public var title: String
  public var namespace: String
  public var place: Place?
  public var failures: [Failure]
  /// Why the test could not be run: its data has errors.
  public var diagnostics: [Diagnostic]

  public init(
    title: String, namespace: String, place: Place?, failures: [Failure] = [], diagnostics: [Diagnostic] = []
  ) {
    self.title = title
    self.namespace = namespace
    self.place = place
    self.failures = failures
    self.diagnostics = diagnostics
  }

  public var isPassed: Bool { failures.isEmpty && diagnostics.isEmpty }
}

/// The coverage of the tests of the policies: norms that fired and did not, conditions that were true and false.
public struct TestCoverage: Sendable {
  /// A norm or a condition with what was seen of it.
  public struct Item: Sendable {
    /// The norm.
    public var norm: String
    /// The condition as it is written; nil for the norm itself.
    public var condition: String?
    public var place: Place?
    /// A norm that fired, a condition that was true.
    public var isSeenPositive = false
    /// A norm that looked at something and did not fire, a condition that was false.
    public var isSeenNegative = false

    public init(norm: String, condition: String? = nil, place: Place?) {
      self.norm = norm
      self.condition = condition
      self.place = place
    }

    public var isCovered: Bool { isSeenPositive && isSeenNegative }
  }

  public var norms: [Item]
  public var conditions: [Item]

  public init(norms: [Item], conditions: [Item]) {
    self.norms = norms
    self.conditions = conditions
  }

  /// A share in per cent, rounded down; of nothing, all.
  public static func percent(_ items: [Item]) -> Int {
    items.isEmpty ? 100 : items.count { $0.isCovered } * 100 / items.count
  }
}
