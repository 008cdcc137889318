import ArgumentParser
import SourceText
import Workbench

/// The option that names a project, and which project a run is about.
struct ProjectFolder: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("project")],
    help: ArgumentHelp("The project: a folder with a policyc.yaml, or that file.", valueName: "folder"))
  var folder: String?

  /// The project that is named, by the option or among paths of policies, and the other paths.
  func named(among paths: [String]) throws -> (project: String?, others: [String]) {
    var projects: [String] = []
    if let folder {
      guard let file = Project.file(at: folder) else {
        throw ValidationError("`\(folder.shownName.line)` is not a project: it holds no \(Project.fileName)")
      }
      projects.append(file)
    }
    var others: [String] = []
    for path in paths {
      if let file = Project.file(at: path) { projects.append(file) } else { others.append(path) }
    }
    if let second = projects.first(where: { !FolderWalk.isSame($0, projects[0]) }) {
      throw ValidationError(
        "`\(projects[0].shownName.line)` and `\(second.shownName.line)` are two projects; a run is about one")
    }
    return (projects.first, others)
  }
}
