import ArgumentParser
import Governance
import Reports
import Workbench

struct ReviewCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Says what would change if requests were granted, and what is advised.",
    discussion: """
      Requests are reviewed in their order, each on top of those that are advised to be granted. Policies and data are \
      those of `policyc.yaml` where none are named. Exit code 1: a request is not advised to be granted.
      """)

  @Argument(help: ArgumentHelp("Files with requests, in YAML or JSON.", valueName: "request"))
  var requests: [String]

  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "text, json, markdown or html; `html=FILE` writes to a file. May be repeated.", valueName: "format"))
  var format: [String] = []

  @Option(help: ArgumentHelp("Where the review before it goes; the file is replaced whole.", valueName: "file"))
  var output: [String] = []

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Time and counts of each phase and each request, on standard error.")
  var stats = false

  func validate() throws { _ = try targets() }

  private func targets() throws -> [ReportTarget] {
    try ReportTarget.targets(formats: format, outputs: output, among: [.text, .json, .markdown, .html])
  }

  func verdict() throws -> Verdict {
    let targets = try targets()
    var request = try project.request(needsData: true)
    if request.projectPath == nil, let path = Project.find() { request.adoptRequests(of: ProjectReader.read(path)) }
    request.otherFiles = requests + targets.compactMap(\.path)
    limits.apply(to: &request)
    let result = ReviewSession(request, requests: requests).run()
    let isText = targets.contains { $0.format == .text }
    if isText || result.verdict > .failed { project.reading.report(result.diagnostics, result.library) }
    var isWritten = true
    for target in targets where !result.reviews.isEmpty || target.format == .json {
      isWritten = ReportFile(path: target.path).write { write(result, request.language, target, to: $0) } && isWritten
    }
    if stats { Output.error.write(StatisticsTable(statistics: result.statistics).markup) }
    return isWritten ? result.verdict : .inputOutputFailed
  }

  private func write(
    _ result: ReviewSession.Result, _ language: String, _ target: ReportTarget, to stream: ReportStream
  ) {
    switch target.format {
    case .text:
      ReviewText(style: project.reading.color.style(for: target), library: result.library, language: language)
        .write(result.reviews, to: stream)
    case .markdown: ReviewMarkdown(language: language).write(result.reviews, to: stream)
    case .html: ReviewHTML(language: language).write(result.reviews, to: stream)
    case .json:
      ReviewJSON().write(result.reviews, diagnostics: result.diagnostics, isBatch: result.isBatch, to: stream)
    case .sarif, .junit, .github, .csv: break
    }
  }
}
