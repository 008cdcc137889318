public import Governance
public import Manifests
public import PolicySemantics
public import RulePlan

/// What a check is asked for: the arguments of the command line and the project file put together.
public struct CheckRequest: Sendable {
  /// Files, folders, or `-`.
  public var policies: [String]
  /// None: the policies alone are checked.
  public var data: [DataInput]
  public var asOf: CalendarDate
  /// Of the project; the first is the default. May be empty.
  public var languages: [String]
  /// Of the messages of findings.
  public var language: String
  public var isLenient = false
  public var givesAdvice = true
  public var allowsEmpty = false
  public var threshold = Verdict.Threshold.error
  /// Threads to work on at once.
  public var jobs = 1
  public var parameterOverrides: [CompilerOptions.ParameterOverride] = []

  public init(
    policies: [String], data: [DataInput], asOf: CalendarDate, languages: [String] = [], language: String? = nil
  ) {
    self.policies = policies
    self.data = data
    self.asOf = asOf
    self.languages = languages
    self.language = language ?? languages.first ?? "en"
  }
}
