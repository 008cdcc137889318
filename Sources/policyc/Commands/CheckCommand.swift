import ArgumentParser
import Diagnostics
import Evaluation
import Glibc
import Governance
import Manifests
import Reports
import RulePlan
import SourceText
import Workbench

struct CheckCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compiles the policies, loads the data, evaluates, reports.",
    discussion: """
      Without arguments it checks what the nearest `policyc.yaml` names; a folder that holds one means that project, its \
      data included. Any other folder stands for all policies or data files below it, and `-` is standard input.
      """)

  @Argument(help: ArgumentHelp("Policy files or folders.", valueName: "policy"))
  var policies: [String] = []

  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "text, json, sarif, junit, github, markdown, csv or html; `json=FILE` writes to a file. May be repeated.",
      valueName: "format"))
  var format: [String] = []

  @Option(help: ArgumentHelp("Where the report before it goes; the file is replaced whole.", valueName: "file"))
  var output: [String] = []

  @Option(help: ArgumentHelp("error, warning or never: from what on findings give exit code 1.", valueName: "severity"))
  var failOn = FailureThreshold.error

  @Flag(help: "One line for each error in the text report, and nothing else.")
  var quiet = false

  @Flag(help: "The text report also lists what was read, all norms, and what the result rests on.")
  var verbose = false

  @Flag(help: "No warnings about the policies themselves.")
  var noLint = false

  @Flag(help: "Time and counts of each phase and rule, on standard error.")
  var stats = false

  @Option(help: ArgumentHelp("Only what this file does not keep counts.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Writes what is open now, and what the baseline keeps, as a baseline.", valueName: "file"))
  var writeBaseline: String?

  @Option(help: ArgumentHelp("The first day of a span to check, with --until.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The last day of the span.", valueName: "date"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Checks the days from the evaluation date until this much later: '90 days'.", valueName: "duration"))
  var ahead: String?

  @OptionGroup var limits: LimitOptions

  @Option(help: ArgumentHelp("Findings that are kept; those beyond are counted.", valueName: "count"))
  var maxFindings: Int?

  @Flag(help: "A run in whose data no norm has a subject is a success.")
  var allowEmpty = false

  @Flag(help: "Evaluates data with values that cannot be read; what depends on them is undetermined.")
  var keepGoing = false

  @Flag(help: "Compiles the policies and reads no data.")
  var policiesOnly = false

  func validate() throws {
    if let maxFindings, maxFindings < 1 { throw ValidationError("--max-findings must be at least 1") }
    _ = try reportTargets()
    let request = try makeRequest()
    if request.projectPath == nil, request.policies.isEmpty { _ = try projectFile() }
  }

  func verdict() throws -> Verdict {
    let targets = try reportTargets()
    var request = try makeRequest()
    // Without policies on the command line, the project file says what to check.
    if request.projectPath == nil, request.policies.isEmpty {
      project.reading.adopt(try projectFile(), into: &request)
    }
    request.otherFiles = targets.compactMap(\.path) + [baseline, writeBaseline].compactMap { $0 }
    request.givesBaseline = writeBaseline != nil
    if let maxFindings { request.maximumFindings = maxFindings }
    limits.apply(to: &request)
    try checkSpan(of: request)
    if let baseline {
      guard let file = try readBaseline(baseline) else { return .inputOutputFailed }
      request.baseline = file
    }
    let progress = ProgressLine(isShown: Output.error.isTerminal && !quiet)
    var result = CheckSession(request) { progress.show($0) }.run()
    defer { KeptToTheEnd.keep(result) }
    progress.clear()
    let report = Report(
      toolVersion: toolVersion, asOf: request.asOf, language: request.language, diagnostics: result.diagnostics,
      read: result.read(withDigests: showsDigests(targets), jobs: request.jobs), assessment: result.assessment,
      verdict: result.verdict)
    let library = result.library
    let printer = ReportPrinter(report: report) { target in
      switch target.format {
      case .text:
        TextReport(
          style: project.reading.color.style(for: target), library: library, isBrief: quiet, isVerbose: verbose)
      case .json: JSONReport(jobs: request.jobs)
      case .sarif: SARIFReport()
      case .junit: JUnitReport()
      case .github: GitHubReport()
      case .markdown: MarkdownReport()
      case .csv: CSVReport()
      case .html: HTMLReport()
      }
    }
    let failures = result.statistics.measure(.report) { printer.write(to: targets) }
    if stats { Output.error.write(StatisticsTable(statistics: result.statistics).markup) }
    if let writeBaseline, let baseline = result.baseline {
      let isWritten = ReportFile(path: writeBaseline).write { $0.write(BaselineFile.markup(of: baseline)) }
      guard isWritten else { return .inputOutputFailed }
    }
    for failure in failures where !failure.isEmpty { Output.error.write(error: failure) }
    return failures.isEmpty ? result.verdict : .inputOutputFailed
  }

  /// Whether a report shows the digests of what was read: they take time.
  private func showsDigests(_ targets: [ReportTarget]) -> Bool {
    targets.contains { target in
      switch target.format {
      case .text: verbose && !quiet
      case .csv: false
      case .json, .sarif, .junit, .github, .markdown, .html: true
      }
    }
  }

  /// Nil, after saying why, where the file cannot be read.
  private func readBaseline(_ path: String) throws -> SourceFile? {
    let file: SourceFile
    do throws(FileFailure) {
      file = SourceFile(path: path, bytes: try TextFile.read(path))
    } catch {
      Output.error.write(error: "cannot read `\(error.path.shownName)`: \(error.reason.shown)")
      return nil
    }
    if case .failure(.other) = Result(catching: { () throws(BaselineFile.Fault) in try BaselineFile.read(file) }) {
      throw ValidationError("`\(path.shownName.line)` is not a baseline file; create one with --write-baseline")
    }
    return file
  }

  private func makeRequest() throws -> CheckRequest {
    var request = try project.namedRequest(policies)
    if policiesOnly, !project.data.isEmpty { throw ValidationError("--policies-only reads no data; leave out --data") }
    request.checksPoliciesOnly = policiesOnly
    request.givesAdvice = !noLint
    request.allowsEmpty = allowEmpty
    request.keepsGoing = keepGoing
    request.threshold = failOn.threshold
    request.span = try span()
    if case .days(let days) = request.span, project.reading.asOf == nil { request.asOf = days.first }
    if request.policies.contains("-"), project.data.contains(where: { $0 == "-" || $0.hasSuffix("=-") }) {
      throw ValidationError("policies and data cannot both come from standard input")
    }
    return request
  }

  /// The requested days; nil for that of the evaluation alone.
  private func span() throws -> SpanRequest? {
    if let ahead {
      guard from == nil, until == nil else { throw ValidationError("--ahead goes without --from and --until") }
      guard let duration = CalendarDuration(ahead) else {
        throw ValidationError("`\(ahead.shownName.line)` is not a duration; write it as '90 days' or '3 months'")
      }
      return .ahead(duration)
    }
    guard let from, let until else {
      if from == nil, until == nil { return nil }
      throw ValidationError("--from and --until go together")
    }
    guard let first = CalendarDate(from) else { throw Self.notADate(from) }
    guard let last = CalendarDate(until) else { throw Self.notADate(until) }
    guard let days = DaySpan(first: first, last: last) else {
      throw ValidationError("--from \(first) comes after --until \(last)")
    }
    return .days(days)
  }

  private static func notADate(_ text: String) -> ValidationError {
    ValidationError("`\(text.shownName.line)` is not a date; write it as 2019-06-30")
  }

  /// The day of the evaluation is known only after the project file has been read.
  private func checkSpan(of request: CheckRequest) throws {
    guard let span = request.span, span.days(from: request.asOf) == nil, let ahead else { return }
    throw ValidationError("`\(ahead.shownName.line)` does not lead from \(request.asOf) to a later day of the calendar")
  }

  private func projectFile() throws -> String {
    guard let path = Project.find() else {
      throw ValidationError("nothing to check: no policy is named, and there is no \(Project.fileName) here or above")
    }
    return path
  }

  /// The reports to write; text on standard output where none is requested.

  private func reportTargets() throws -> [ReportTarget] {
    try ReportTarget.targets(formats: format, outputs: output)
  }
}

/// When to use colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// From which severity on findings make the exit code 1.
enum FailureThreshold: String, ExpressibleByArgument, CaseIterable {
  case error, warning, never

  var threshold: Verdict.Threshold {
    switch self {
    case .error: .error
    case .warning: .warning
    case .never: .never
    }
  }
}
