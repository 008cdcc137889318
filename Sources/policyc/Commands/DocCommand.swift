import ArgumentParser
import Glibc
import Governance
import Reports
import SourceText
import Workbench

struct DocCommand: VerdictCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc", abstract: "Writes the handbook: a static site of the policies in each language.",
    discussion: "The pages of a language go into a folder of its name. Files of the same names are replaced whole.")

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var output = "handbook"

  @Option(help: ArgumentHelp("The title of the book.", valueName: "title"))
  var title = "Policies"

  func verdict() throws -> Verdict {
    let request = try project.request(needsData: false)
    do throws(LoadedProject.Failure) {
      let builder = HandbookBuilder(try LoadedProject(request, loadsData: false))
      let languages = project.reading.language.map { [$0] } ?? (request.languages.isEmpty ? ["en"] : request.languages)
      guard makeFolder(output) else { return .inputOutputFailed }
      for language in languages {
        let folder = "\(output)/\(language)"
        guard makeFolder(folder) else { return .inputOutputFailed }
        for (path, page) in HandbookSite(builder.handbook(title: title, language: language)).files {
          guard ReportFile(path: "\(folder)/\(path)").write({ $0.write(page) }) else { return .inputOutputFailed }
        }
        Output.standard.write("wrote \(folder.shownName)/index.html\n")
      }
      return .passed
    } catch {
      project.reading.report(error.diagnostics, error.library)
      return error.verdict
    }
  }

  private func makeFolder(_ path: String) -> Bool {
    if mkdir(path, 0o777) == 0 || FolderWalk.isFolder(path) { return true }
    Output.error.write(error: "cannot make the folder `\(path.shownName)`: \(String(cString: strerror(errno)).shown)")
    return false
  }
}
