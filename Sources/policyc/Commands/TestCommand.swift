import ArgumentParser
import Diagnostics
import Governance
import Reports
import RulePlan
import SourceText
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

  @OptionGroup var project: ProjectFolder

  /// The date is that of tests that name none.
  @OptionGroup var reading: ReadingOptions

  @Flag(help: "A run without a test is a success.")
  var allowEmpty = false

  func validate() throws {
    for threshold in [normThreshold, conditionThreshold] {
      if let threshold, !(0...100).contains(threshold) { throw ValidationError("a threshold lies between 0 and 100") }
    }
  }

  func verdict() throws -> Verdict {
    let request = try makeRequest()
    let measures = coverage || normThreshold != nil || conditionThreshold != nil
    let result = TestSession(request, filter: filter, measuresCoverage: measures).run()
    reading.report(result.diagnostics, result.library)
    if result.verdict == .dataFaulty { Output.error.write(error: "no test was run") }
    guard result.verdict < .misused || result.verdict == .dataFaulty else { return result.verdict }
    let stream = ReportStream { Output.standard.write($0) }
    TestReport(style: reading.color.style(for: ReportTarget(format: .text, path: nil)))
      .write(result.outcomes, coverage: result.coverage, to: stream)
    stream.flush()
    if stream.isBroken { return .inputOutputFailed }
    return max(result.verdict, thresholdVerdict(result.coverage))
  }

  private func makeRequest() throws -> CheckRequest {
    let (named, others) = try project.named(among: paths + morePaths)
    var request = CheckRequest(policies: [], data: [], asOf: reading.day, language: reading.language)
    request.allowsEmpty = allowEmpty
    if named == nil || project.folder != nil { request.policies = others }
    if let project = named ?? (others.isEmpty ? Project.find() : nil) { reading.adopt(project, into: &request) }
    if named != nil, project.folder == nil { request.policies += others }
    guard !request.policies.isEmpty else {
      throw ValidationError("name a policy file or folder: there is no `\(Project.fileName)` here")
    }
    return request
  }

  private func thresholdVerdict(_ coverage: TestCoverage?) -> Verdict {
    guard let coverage else { return .passed }
    var verdict = Verdict.passed
    let thresholds: [(Int?, [TestCoverage.Item], PlainMarkup)] = [
      (normThreshold, coverage.norms, "norms"), (conditionThreshold, coverage.conditions, "conditions"),
    ]
    for (threshold, items, word) in thresholds {
      guard let threshold, TestCoverage.percent(items) < threshold else { continue }
      Output.error.write(
        error: "\(TestCoverage.percent(items)) % of the \(word) are covered, less than \(threshold) %")
      verdict = .failed
    }
    return verdict
  }
}
