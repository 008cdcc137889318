import ArgumentParser
import Diagnostics
import Governance
import Reports
import RulePlan
import SourceText
import Workbench

/// The options by which commands say for which day, in which language and how colourful they answer.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The evaluation date; today in UTC if not given.", valueName: "date"))
  var asOf: String?

  @Option(help: ArgumentHelp("The language of messages, such as en or fr.", valueName: "language"))
  var language: String?

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  /// The evaluation date, in UTC.
  var day: CalendarDate { asOf.flatMap { CalendarDate($0) } ?? .today() }

  func validate() throws {
    if let asOf, CalendarDate(asOf) == nil {
      throw ValidationError("`\(asOf.shownName.line)` is not a date; write it as 2019-06-30")
    }
    if let language, !Project.isLanguage(language) {
      throw ValidationError("`\(language.shownName.line)` is not a language; write a code such as en or fr")
    }
  }

  /// Completes a request by a project file, wherever the command line does not say otherwise.
  func adopt(_ project: String, into request: inout CheckRequest) {
    request.adopt(ProjectReader.read(project), isAsOfGiven: asOf != nil, isLanguageGiven: language != nil)
  }

  /// Shows faults on standard error.
  func report(_ diagnostics: [Diagnostic], _ library: CheckLibrary) {
    let notices = diagnostics.map { Notice($0) }
    let style = color.style(for: ReportTarget(format: .text, path: nil))
    let renderer = NoticeRenderer(style: style, library: library, notices: notices)
    for notice in notices { Output.error.write("\(renderer.render(notice))\n") }
  }
}
