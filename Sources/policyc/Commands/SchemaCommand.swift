import ArgumentParser
import Governance
import Reports
import RulePlan
import SourceText
import Workbench

struct SchemaCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Writes the JSON Schema of the data, for other editors and producers.")

  @Option(help: ArgumentHelp("Only the records of this section.", valueName: "section"))
  var section: String?

  @OptionGroup var project: ProjectOptions

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: false)
    do throws(LoadedProject.Failure) {
      let loaded = try LoadedProject(request, loadsData: false)
      guard let schema = DataSchema(loaded.plan.schema).markup(section: section) else {
        let names = loaded.plan.schema.tables.compactMap(\.section).map { "`\($0)`" }.joined(separator: ", ").shown
        Output.error.write(error: "no entity is read from a section `\((section ?? "").shownName)`; there are \(names)")
        return .misused
      }
      return ReportFile(path: nil).write { $0.write(schema) } ? .passed : .inputOutputFailed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }
}
