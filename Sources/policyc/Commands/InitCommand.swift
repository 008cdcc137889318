import ArgumentParser
import Governance
import SourceText
import Workbench

struct InitCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a small project that checks, tests and opens in an editor.",
    discussion: "No file is overwritten: if one of them already exists, none is written.")

  @Argument(help: ArgumentHelp("The folder; it is made where it is missing.", valueName: "folder"))
  var folder = "."

  func verdict() throws -> Verdict {
    do throws(StarterProject.Failure) {
      for path in try StarterProject(folder: folder).write() { Output.standard.write("wrote \(path.shownName)\n") }
    } catch {
      Output.error.write(error: error.message)
      return .inputOutputFailed
    }
    Output.standard.write("\nnow try:  cd \(folder.shownName) && policyc check && policyc test\n")
    return .passed
  }
}
