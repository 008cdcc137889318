import ArgumentParser
import Governance
import PolicySemantics
import Reports
import RulePlan
import Workbench

struct TraceCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Clause by clause: the norms and tests that implement it, or that none does.")

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("text, markdown, json or html.", valueName: "format"))
  var format = TraceFormat.text

  @Option(help: ArgumentHelp("Where it goes; the file is replaced whole.", valueName: "file"))
  var output: String?

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: false)
    do throws(LoadedProject.Failure) {
      let loaded = try LoadedProject(request, loadsData: false)
      let trace = ClauseTrace(
        plan: loaded.plan, tests: Self.tests(loaded.compilation.tests), files: loaded.files, language: request.language)
      let isWritten = ReportFile(path: output).write {
        TraceReport(trace, language: request.language).write(format.reportFormat, to: $0)
      }
      return isWritten ? .passed : .inputOutputFailed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }

  /// For each norm the tests that expect something of it.
  private static func tests(_ tests: [PolicyTest]) -> [NormID: [String]] {
    var result: [NormID: [String]] = [:]
    for test in tests {
      var norms: Set<NormID> = []
      for expectation in test.expectations {
        norms.formUnion(expectation.target.norms)
      }
      for norm in norms { result[norm, default: []].append(test.title) }
    }
    return result
  }
}

enum TraceFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json, html

  var reportFormat: TraceReport.Format {
    switch self {
    case .text: .text
    case .markdown: .markdown
    case .json: .json
    case .html: .html
    }
  }
}
