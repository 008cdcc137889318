import ArgumentParser
import Diagnostics
import Glibc
import Governance
import Manifests
import Reports
import RulePlan
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

  @Option(name: .customLong("policy"), help: ArgumentHelp("A policy file or folder.", valueName: "path"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("Data: a file, a folder, or a file as one section.", valueName: "path|section=path"))
  var data: [String] = []

  @Option(help: ArgumentHelp("The evaluation date; today in UTC if not given.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language of messages, such as en or fr.", valueName: "language"))
  var language: String?

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format = ReviewFormat.text

  @Option(help: ArgumentHelp("Where the review goes; the file is replaced whole.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Option(help: ArgumentHelp("Threads to work on at once.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Unknown sections and fields in the data are warnings.")
  var lenient = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("`\(asOf)` is no date; write it as 2019-06-30")
    }
  }

  func verdict() throws -> Verdict {
    var request = CheckRequest(
      policies: policies, data: data.map { DataInput(argument: $0) },
      asOf: asOf.flatMap { CalendarDate($0) } ?? .today(), language: language)
    request.isLenient = lenient
    request.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    if policies.isEmpty || data.isEmpty {
      guard let project = Project.find() else {
        throw ValidationError("name policies and data: there is no `\(Project.fileName)` here")
      }
      request.adopt(ProjectReader.read(project), isAsOfGiven: asOf != nil, isLanguageGiven: language != nil)
      if request.projectDiagnostics.contains(where: { $0.severity == .error }) {
        report(request.projectDiagnostics, CheckLibrary(policies: request.projectFile.map { [$0] } ?? []))
        return .misused
      }
    }
    let result = ReviewSession(request, requests: requests).run()
    if format == .text || result.verdict > .failed { report(result.diagnostics, result.library) }
    let target = ReportTarget(format: .text, path: output == "-" ? nil : output)
    return try write(result, target) ? result.verdict : .inputOutputFailed
  }

  /// False where the output has refused it.
  private func write(_ result: ReviewSession.Result, _ target: ReportTarget) throws -> Bool {
    func write(to stream: ReportStream) {
      switch format {
      case .text:
        ReviewReport(style: color.style(for: target), library: result.library, language: language ?? "en")
          .write(result.reviews, to: stream)
      case .json: ReviewJSON().write(result.reviews, diagnostics: result.diagnostics, to: stream)
      }
      stream.flush()
    }
    guard let path = target.path else {
      let stream = ReportStream { Output.standard.write($0) }
      write(to: stream)
      return !stream.isBroken
    }
    do throws(OutputFile.Failure) {
      let file = try OutputFile(path: path)
      let stream = ReportStream { file.write($0) }
      write(to: stream)
      try file.finish(isComplete: !stream.isBroken)
      return true
    } catch {
      Output.error.write("error: \(error.message)\n")
      return false
    }
  }

  private func report(_ diagnostics: [Diagnostic], _ library: CheckLibrary) {
    let notices = diagnostics.map { Notice($0) }
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices { Output.error.write(renderer.render(notice) + "\n") }
  }
}

enum ReviewFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
