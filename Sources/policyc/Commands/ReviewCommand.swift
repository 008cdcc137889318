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

  @Option(help: ArgumentHelp("text, json, markdown or html.", valueName: "format"))
  var format = ReviewFormat.text

  @Option(help: ArgumentHelp("Where the review goes; the file is replaced whole.", valueName: "file"))
  var output: String?

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Time and counts of each phase and each request, on standard error.")
  var stats = false

  func verdict() throws -> Verdict {
    var request = try project.request(needsData: true)
    if request.projectPath == nil, let path = Project.find() { request.adoptRequests(of: ProjectReader.read(path)) }
    request.otherFiles = requests + [output].compactMap { $0 }
    limits.apply(to: &request)
    let result = ReviewSession(request, requests: requests).run()
    if format == .text || result.verdict > .failed { project.reading.report(result.diagnostics, result.library) }
    guard !result.reviews.isEmpty || format == .json else { return result.verdict }
    let isWritten = ReportFile(path: output).write { stream in
      switch format {
      case .text:
        let target = ReportTarget(format: .text, path: output == "-" ? nil : output)
        ReviewText(style: project.reading.color.style(for: target), library: result.library, language: request.language)
          .write(result.reviews, to: stream)
      case .markdown: ReviewMarkdown(language: request.language).write(result.reviews, to: stream)
      case .html: ReviewHTML(language: request.language).write(result.reviews, to: stream)
      case .json:
        ReviewJSON().write(
          result.reviews, diagnostics: result.diagnostics, isBatch: result.isBatch, to: stream)
      }
    }
    if stats { Output.error.write(StatisticsTable(statistics: result.statistics).markup) }
    return isWritten ? result.verdict : .inputOutputFailed
  }
}

enum ReviewFormat: String, ExpressibleByArgument, CaseIterable { case text, json, markdown, html }
