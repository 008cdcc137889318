public import Diagnostics
public import Evaluation
public import Governance
public import Manifests
public import PolicySemantics
public import RulePlan
public import SourceText

/// The parameters of a check: the arguments of the command line and the project file put together.
public struct CheckRequest: Sendable {
  /// Files, folders, or `-`.
  public var policies: [String]
  public var data: [DataInput]
  /// Whether the command line names the data, and not a project.
  public var isDataNamed: Bool
  public var asOf: CalendarDate
  /// Of the project; the first is the default. May be empty.
  public var languages: [String]
  /// Of the messages of findings.
  public var language: String
  /// The days to check; nil for that of the evaluation alone.
  public var span: SpanRequest?
  public var isLenient = false
  public var givesAdvice = true
  public var allowsEmpty = false
  /// Whether data with values that cannot be read is evaluated all the same: they are undetermined.
  public var keepsGoing = false
  /// Whether the policies are compiled, and no data is read.
  public var checksPoliciesOnly = false
  /// Patterns of files among the data that are not data.
  public var ignored: [PathPattern] = []
  /// Files that the run names for something else than data: requests, baselines, reports.
  public var otherFiles: [String] = []
  /// Sections that the project may be without.
  public var optionalSections: [Project.OptionalSection] = []
  public var threshold = Verdict.Threshold.error
  /// Threads to work on at once.
  public var jobs = 1
  /// Findings that are kept; those beyond are counted.
  public var maximumFindings = 1_000_000
  /// By which the evaluation is stopped: what is done by then is reported.
  public var cancellation = Cancellation()
  public var parameterOverrides: [CompilerOptions.ParameterOverride] = []
  /// The currency through which amounts are converted where the data has several ways.
  public var exchangePivot: Currency?
  /// The settings of the project for requests.
  public var requests = RequestSettings()
  /// The file of the findings that are known from before.
  public var baseline: SourceFile?
  /// Whether the run gives a baseline of what it finds.
  public var givesBaseline = false
  /// Where the project file is that the request rests on.
  public var projectPath: String?
  /// Where what the project names has to lie, and the policies that it names.
  public var projectRoot: ProjectRoot?
  public var projectPolicies: Set<String> = []
  /// The project file that the request rests on, and what is wrong with it.
  public var projectFile: SourceFile?
  public var projectDiagnostics: [Diagnostic] = []

  public init(
    policies: [String], data: [DataInput], asOf: CalendarDate, languages: [String] = [], language: String? = nil
  ) {
    self.policies = policies
    self.data = data
    isDataNamed = !data.isEmpty
    self.asOf = asOf
    self.languages = languages
    self.language = language ?? languages.first ?? "en"
  }

  /// How the data is read.
  var loadOptions: LoadOptions {
    var options = LoadOptions(isLenient: isLenient, jobs: jobs)
    options.filter = FileFilter(ignored: ignored, otherFiles: otherFiles, root: projectRoot)
    return options
  }

  /// The texts of the policies.
  func readPolicies() -> PolicyFiles {
    PolicyFiles(reading: policies, root: projectRoot, confined: projectPolicies)
  }

  /// How a run ends whose project file is wrong or cannot be read; nil where it is right.
  var projectVerdict: Verdict? {
    let errors = projectDiagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return nil }
    let isRead = errors.contains { $0.code != .unreadablePolicy && $0.code != .policyLimit }
    return isRead ? .misused : .inputOutputFailed
  }

  /// How a run ends whose policies do not compile: values that the project sets belong to the project file.
  func verdict(of compilation: Compilation) -> Verdict {
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    let isOfProject = projectFile.map { file in errors.allSatisfy { $0.place.file == file.path } } ?? false
    return isOfProject && !errors.isEmpty ? .misused : .policiesFaulty
  }

  /// Said of a run that was stopped.
  func timedOut(at work: String, done: String) -> Diagnostic {
    Diagnostic(.timedOut, "the time limit was reached at \(work); \(done)", place: .none)
  }

  /// Said of a run without data.
  var noData: Diagnostic {
    let place = projectFile == nil ? "name it with `--data`" : "name it under `data` in `\(projectFile?.path ?? "")`"
    return Diagnostic(
      .noData, "no data was named, so nothing was checked; \(place), or say `--policies-only`", place: .none)
  }

  /// Takes over what a project file says; settings of the request itself take precedence, and a diagnostic says so where
  /// they replace policies or data of the project.
  public mutating func adopt(_ outcome: ProjectReader.Outcome, isAsOfGiven: Bool, isLanguageGiven: Bool) {
    let project = outcome.project
    projectPath = project.path
    projectRoot = ProjectRoot(folder: Project.root(of: project.path))
    projectPolicies = Set(project.policies)
    projectFile = outcome.file
    projectDiagnostics = outcome.diagnostics
    ignored += project.ignored
    optionalSections = project.optionalSections
    if policies.isEmpty {
      policies = project.policies
    } else if policies != project.policies {
      projectDiagnostics.append(
        Diagnostic(
          .namedInPlace, "the policies that are named take the place of those of `\(project.path)`", place: .none))
    }
    if data.isEmpty {
      data = project.dataInputs
    } else if !project.data.isEmpty {
      projectDiagnostics.append(
        Diagnostic(.namedInPlace, "`--data` takes the place of the data of `\(project.path)`", place: .none))
    }
    if let day = project.asOf, !isAsOfGiven { asOf = day }
    languages = project.languages
    if let first = project.languages.first, !isLanguageGiven { language = first }
    parameterOverrides = project.parameters
    requests = project.requests
    exchangePivot = project.exchangePivot
  }

  /// Takes over what a project file says about requests, and nothing else of it: whoever names policies and data apart
  /// from the project still cannot widen what requests may touch.
  public mutating func adoptRequests(of outcome: ProjectReader.Outcome) {
    requests = outcome.project.requests
    projectFile = outcome.file
    projectDiagnostics += outcome.diagnostics.filter { $0.severity == .error }
  }
}
