import ArgumentParser
import Diagnostics
import Governance
import Reports
import RulePlan
import Workbench

struct TestCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the test declarations of policies.",
    discussion: """
      A folder stands for all policies below it; without a path it is what `policyc.yaml` names. A run without a test \
      shows nothing, and ends with exit code 4.
      """)

  @Argument(help: ArgumentHelp("Policy files or folders.", valueName: "path"))
  var paths: [String] = []

  @Option(name: .customLong("policy"), help: ArgumentHelp("A further policy file or folder.", valueName: "path"))
  var morePaths: [String] = []

  @Option(help: ArgumentHelp("Only tests whose name holds this text.", valueName: "text"))
  var filter: String?

  @Flag(help: "Also names the norms and conditions that the tests never exercise, true or false.")
  var coverage = false

  @Option(help: ArgumentHelp("The least share of norms that fire and do not, in per cent.", valueName: "percent"))
  var normThreshold: Int?

  @Option(help: ArgumentHelp("The least share of conditions seen true and false, in per cent.", valueName: "percent"))
  var conditionThreshold: Int?

  @Option(help: ArgumentHelp("The day of tests that name none; today in UTC if not given.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language of messages, such as en or fr.", valueName: "language"))
  var language: String?

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "A run without a test is a success.")
  var allowEmpty = false

  func validate() throws {
    for threshold in [normThreshold, conditionThreshold] {
      if let threshold, !(0...100).contains(threshold) { throw ValidationError("a threshold lies between 0 and 100") }
    }
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("`\(asOf)` is no date; write it as 2019-06-30")
    }
  }

  func verdict() throws -> Verdict {
    var request = CheckRequest(
      policies: paths + morePaths, data: [], asOf: asOf.flatMap { CalendarDate($0) } ?? .today(), language: language)
    request.allowsEmpty = allowEmpty
    if request.policies.isEmpty {
      guard let project = Project.find() else {
        throw ValidationError("name a policy file or folder: there is no `\(Project.fileName)` here")
      }
      request.adopt(ProjectReader.read(project), isAsOfGiven: asOf != nil, isLanguageGiven: language != nil)
      guard !request.projectDiagnostics.contains(where: { $0.severity == .error }) else {
        report(request.projectDiagnostics, CheckLibrary(policies: request.projectFile.map { [$0] } ?? []))
        return .misused
      }
    }
    let measures = coverage || normThreshold != nil || conditionThreshold != nil
    let result = TestSession(request, filter: filter, measuresCoverage: measures).run()
    report(result.diagnostics, result.library)
    if result.verdict == .dataFaulty { Output.error.write("error: no test was run\n") }
    guard result.verdict < .misused || result.verdict == .dataFaulty else { return result.verdict }
    let stream = ReportStream { Output.standard.write($0) }
    TestReport(style: color.style(for: ReportTarget(format: .text, path: nil)))
      .write(result.outcomes, coverage: result.coverage, to: stream)
    stream.flush()
    if stream.isBroken { return .inputOutputFailed }
    return max(result.verdict, thresholdVerdict(result.coverage))
  }

  private func thresholdVerdict(_ coverage: TestCoverage?) -> Verdict {
    guard let coverage else { return .passed }
    var verdict = Verdict.passed
    for (threshold, items, word) in [
      (normThreshold, coverage.norms, "norms"), (conditionThreshold, coverage.conditions, "conditions"),
    ] {
      guard let threshold, TestCoverage.percent(items) < threshold else { continue }
      Output.error.write(
        "error: \(TestCoverage.percent(items)) % of the \(word) are covered, less than \(threshold) %\n")
      verdict = .failed
    }
    return verdict
  }

  private func report(_ diagnostics: [Diagnostic], _ library: CheckLibrary) {
    let notices = diagnostics.map { Notice($0) }
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices { Output.error.write(renderer.render(notice) + "\n") }
  }
}
