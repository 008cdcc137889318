import ArgumentParser
import Diagnostics
import Governance
import Manifests
import Reports
import RulePlan
import Workbench

struct DiffCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Which findings appear and disappear between two versions of policies, or of data.",
    discussion: """
      OLD and NEW are policies where a `.policy` file is among them, else data. Common inputs are named with \
      --policy and --data. Exit code 1: there is a new finding that counts as an error.
      """)

  @Argument(help: ArgumentHelp("The earlier version: a file or a folder.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The later version: a file or a folder.", valueName: "new"))
  var new: String

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("text, markdown or json.", valueName: "format"))
  var format = DifferenceFormat.text

  @Option(help: ArgumentHelp("Where it goes; the file is replaced whole.", valueName: "file"))
  var output: String?

  func verdict() throws -> Verdict {
    do throws(LoadedProject.Failure) {
      let before = try findings(of: old)
      let after = try findings(of: new)
      let widening = after.assessor.map { ConflictWidening(from: before.assessor, to: $0) }
      let difference = FindingDifference(from: before.findings, to: after.findings, widening)
      let target = ReportTarget(format: .text, path: output == "-" ? nil : output)
      let report = DifferenceReport(
        difference, style: project.reading.color.style(for: target), library: after.library, language: after.language)
      let isWritten = ReportFile(path: output).write { report.write(format.reportFormat(for: report), to: $0) }
      guard isWritten else { return .inputOutputFailed }
      project.reading.report(after.missingSections, after.library)
      guard before.missingSections.isEmpty, after.missingSections.isEmpty else { return .dataFaulty }
      return difference.new.contains { $0.isOutstanding && $0.severity == .error } ? .failed : .passed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }

  private func findings(
    of path: String
  ) throws(LoadedProject.Failure) -> Version {
    let isPolicy =
      path.hasSuffix(".policy") || Project.file(at: path) != nil
      || !FolderWalk.isFile(path) && !PolicyFiles(reading: [path]).files.isEmpty
    var request: CheckRequest
    do {
      request = try project.request(isPolicy ? [path] : [], needsData: isPolicy)
    } catch {
      throw LoadedProject.Failure(
        diagnostics: [Diagnostic(.noPolicies, "\(error)", place: .none)], library: CheckLibrary(), verdict: .misused)
    }
    if !isPolicy { request.data = [DataInput(argument: path)] + project.data.map { DataInput(argument: $0) } }
    let loaded = try LoadedProject(request, loadsData: true)
    let evaluated = loaded.evaluated()
    let findings = evaluated.map { result, assessor in assessor.assess(result).findings }
    return Version(
      findings: findings ?? [], assessor: evaluated?.assessor, missingSections: loaded.missingSections,
      library: loaded.library, language: request.language)
  }

  /// The result for one version.
  private struct Version {
    var findings: [Finding]
    /// Nil where nothing was evaluated.
    var assessor: Assessor?
    var missingSections: [Diagnostic]
    var library: CheckLibrary
    var language: String
  }
}

enum DifferenceFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json

  func reportFormat<Library>(for report: DifferenceReport<Library>) -> DifferenceReport<Library>.Format {
    switch self {
    case .text: .text
    case .markdown: .markdown
    case .json: .json
    }
  }
}
