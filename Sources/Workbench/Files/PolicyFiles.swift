public import Diagnostics
public import Manifests
public import SourceText

/// The policy files that paths stand for.
public struct PolicyFiles: Sendable {
  public private(set) var files: [SourceFile] = []
  /// The files that could not be read.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Reads files, folders with all `.policy` files below them, and standard input for `-`. A file that is named twice
  /// is read once.
  ///
  /// - Parameters:
  ///   - entersProjects: whether a folder also stands for the projects below it, which have a `policyc.yaml` of their own.
  ///     They may declare what the project around them does, so together they need not compile.
  ///   - root: where links in the folders of a project have to lead.
  ///   - confined: the paths that the project names.
  public init(
    reading paths: [String], entersProjects: Bool = false, root: ProjectRoot? = nil, confined: Set<String> = []
  ) {
    var seen: Set<String> = []
    for path in paths {
      do throws(FileFailure) {
        for file in try Self.files(of: path, entersProjects, confined.contains(path) ? root : nil)
        where seen.insert(Self.normalized(file)).inserted {
          let bytes = try TextFile.readText(file)
          files.append(SourceFile(path: file == "-" ? "standard input" : file, bytes: bytes))
        }
      } catch {
        let code: DiagnosticCode = error.kind == .limit ? .policyLimit : .unreadablePolicy
        diagnostics.append(Diagnostic(code, "cannot read `\(error.path)`: \(error.reason)", place: .none))
      }
    }
    if files.isEmpty, diagnostics.isEmpty {
      let folders = paths.map { "`\($0)`" }.joined(separator: ", ")
      diagnostics.append(Diagnostic(.noPolicies, "no file below \(folders) ends in `.policy`", place: .none))
    }
  }

  private static func files(
    of path: String, _ entersProjects: Bool, _ root: ProjectRoot?
  ) throws(FileFailure) -> [String] {
    guard path != "-", FolderWalk.isFolder(path) else {
      guard root?.holds(path) ?? true else { throw FileFailure(path: path, reason: "it leads out of the project") }
      return [path]
    }
    return try FolderWalk.files(below: path, entersProjects: entersProjects, root: root) { $0.hasSuffix(".policy") }
  }

  /// The path without `./`, so that one file is not taken for two.
  private static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
