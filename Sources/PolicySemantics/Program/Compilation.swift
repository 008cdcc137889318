public import Diagnostics
public import RulePlan
public import SourceText

/// Settings of the compiler besides the texts.
public struct CompilerOptions: Sendable {
  /// A value that the project sets for a parameter in place of what the policies say.
  public struct ParameterOverride: Sendable {
    /// With or without its namespace.
    public var name: String
    /// As written in the project file.
    public var value: String
    /// The day from which on it holds; nil for the first day that is evaluated.
    public var from: CalendarDate?
    public var place: Place

    public init(name: String, value: String, from: CalendarDate? = nil, place: Place) {
      self.name = name
      self.value = value
      self.from = from
      self.place = place
    }
  }

  /// The languages of the project; the first is the default. Empty: `en`, and none is required.
  public var languages: [String]
  /// Whether to give warnings about the policies themselves.
  public var givesAdvice: Bool
  /// The evaluation date, for advice that depends on it (`review by`, superseded instruments).
  public var asOf: CalendarDate?
  public var parameterOverrides: [ParameterOverride]
  /// The currency through which amounts are converted where the data has several ways.
  public var exchangePivot: Currency?
  /// Where the rules of time zones come from that policies name.
  public var timeZones: TimeZoneDatabase

  public init(
    languages: [String] = [], givesAdvice: Bool = true, asOf: CalendarDate? = nil,
    parameterOverrides: [ParameterOverride] = [], exchangePivot: Currency? = nil,
    timeZones: TimeZoneDatabase = .system
  ) {
    self.languages = languages
    self.givesAdvice = givesAdvice
    self.asOf = asOf
    self.parameterOverrides = parameterOverrides
    self.exchangePivot = exchangePivot
    self.timeZones = timeZones
  }
}

/// The result of compiling a set of policy files.
public struct Compilation: Sendable {
  public var files: [SourceFile]
  /// Sorted by file, place and code.
  public var diagnostics: [Diagnostic]
  /// Nil where there is an error.
  public var plan: Plan?
  /// The tests of the policies, in the order of the files; empty where there is an error.
  public var tests: [PolicyTest]

  public init(files: [SourceFile], diagnostics: [Diagnostic], plan: Plan?, tests: [PolicyTest] = []) {
    self.files = files
    self.diagnostics = diagnostics
    self.plan = plan
    self.tests = tests
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
