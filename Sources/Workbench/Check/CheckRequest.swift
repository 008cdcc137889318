public import Diagnostics
public import Governance
public import Manifests
public import PolicySemantics
public import RulePlan
public import SourceText

/// The parameters of a check: the arguments of the command line and the project file put together.
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
  /// Findings that are known from before.
  public var baseline: Baseline?
  /// The project file that the request rests on, and what is wrong with it.
  public var projectFile: SourceFile?
  public var projectDiagnostics: [Diagnostic] = []

  public init(
    policies: [String], data: [DataInput], asOf: CalendarDate, languages: [String] = [], language: String? = nil
  ) {
    self.policies = policies
    self.data = data
    self.asOf = asOf
    self.languages = languages
    self.language = language ?? languages.first ?? "en"
  }

  /// Takes over what a project file says; settings of the request itself take precedence.
  public mutating func adopt(_ outcome: ProjectReader.Outcome, isAsOfGiven: Bool, isLanguageGiven: Bool) {
    let project = outcome.project
    projectFile = outcome.file
    projectDiagnostics = outcome.diagnostics
    if policies.isEmpty { policies = project.policies }
    if data.isEmpty { data = project.data.map { DataInput(argument: $0) } }
    if let day = project.asOf, !isAsOfGiven { asOf = day }
    languages = project.languages
    if let first = project.languages.first, !isLanguageGiven { language = first }
    parameterOverrides = project.parameters
  }
}
