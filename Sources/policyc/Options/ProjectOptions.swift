import ArgumentParser
import Diagnostics
import Glibc
import Governance
import Manifests
import RulePlan
import Workbench

/// The options by which commands say what policies and data they are about.
struct ProjectOptions: ParsableArguments {
  @Option(name: .customLong("policy"), help: ArgumentHelp("A policy file or folder.", valueName: "path"))
  var policies: [String] = []

  @Option(help: ArgumentHelp("Data: a file, a folder, or a file as one section.", valueName: "path|section=path"))
  var data: [String] = []

  @Option(help: ArgumentHelp("The evaluation date; today in UTC if not given.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language of messages, such as en or fr.", valueName: "language"))
  var language: String?

  @Option(help: ArgumentHelp("Threads to work on at once.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Unknown sections and fields in the data are warnings.")
  var lenient = false

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("`\(asOf)` is no date; write it as 2019-06-30")
    }
    if let language, !Project.isLanguage(language) {
      throw ValidationError("`\(language)` is no language; write a code such as en or fr")
    }
  }

  /// What is asked for; what is not named is that of the project file.
  ///
  /// - Parameter paths: further policies.
  func request(_ paths: [String] = [], needsData: Bool) throws -> CheckRequest {
    var request = CheckRequest(
      policies: policies + paths, data: data.map { DataInput(argument: $0) },
      asOf: asOf.flatMap { CalendarDate($0) } ?? .today(), language: language)
    request.isLenient = lenient
    request.givesAdvice = false
    request.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    guard request.policies.isEmpty || needsData && request.data.isEmpty else { return request }
    guard let project = Project.find() else {
      let wanted = request.policies.isEmpty ? "policies with --policy" : "data with --data"
      throw ValidationError("name \(wanted): there is no \(Project.fileName) here or above")
    }
    request.adopt(ProjectReader.read(project), isAsOfGiven: asOf != nil, isLanguageGiven: language != nil)
    return request
  }

  /// Shows faults on standard error.
  func report(_ diagnostics: [Diagnostic], _ library: CheckLibrary) {
    let notices = diagnostics.map { Notice($0) }
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices { Output.error.write(renderer.render(notice) + "\n") }
  }
}
