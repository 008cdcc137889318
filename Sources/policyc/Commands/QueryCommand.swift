import ArgumentParser
import Governance
import Reports
import Workbench

struct QueryCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Evaluates an expression over the data.",
    discussion: """
      Several instances of an entity are shown as a table of their fields, several values one below the other. For \
      example: policyc query '[g for g in Grant where g.valid contains today]'
      """)

  @Argument(help: ArgumentHelp("The expression.", valueName: "expression"))
  var expression: String

  @OptionGroup var project: ProjectOptions

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: true)
    do throws(LoadedProject.Failure) {
      let result = try QuerySession(request, expression: expression).run()
      return ReportFile(path: nil).write { QueryTable(result).write(to: $0) } ? .passed : .inputOutputFailed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }
}
