import Diagnostics
import Manifests
import PolicySemantics
import RulePlan
import SourceText

/// The files that a run reads: those of sections, and files that the sources of the policies read.
struct DataPlan {
  var inputs: [DataInput] = []
  var sources: [SourceInput] = []
  var diagnostics: [Diagnostic] = []

  var isEmpty: Bool { inputs.isEmpty && sources.isEmpty }

  /// Whether a source that has to be read cannot be.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The files of all sources.
  var sourcePaths: [String] { sources.flatMap(\.paths) }

  /// - Parameters:
  ///   - isDataNamed: whether the command line names the data: then sources that it does not name are not read.
  ///   - root: the folder below which the patterns of sources are, empty or ending in `/`.
  init(
    _ plan: Plan, files: [SourceFile], data: [DataInput], isDataNamed: Bool, root: String, projectRoot: ProjectRoot?
  ) {
    var given: [String: [(path: String, isOfProject: Bool)]] = [:]
    let names = Set(plan.sources.map(\.name))
    for input in data {
      switch input {
      case .section(let name, let path) where names.contains(name): given[name, default: []].append((path, false))
      case .ofProject(let path, let name?, _) where names.contains(name):
        given[name, default: []].append((path, true))
      case .path, .section, .ofProject, .bytes: inputs.append(input)
      }
    }
    var unread: [String] = []
    for source in plan.sources {
      if let found = given[source.name] {
        sources.append(
          SourceInput(
            plan: source, paths: found.map(\.path), isOfProject: found.allSatisfy(\.isOfProject)))
      } else if !source.patterns.isEmpty {
        if isDataNamed { unread.append(source.name) } else { find(source, files, root) }
      }
    }
    if !unread.isEmpty {
      let listed = unread.map { "`\($0)`" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .sourceNotGiven,
          unread.count == 1
            ? "the source \(listed) was not read, since `--data` names the data and not its file"
            : "the sources \(listed) were not read, since `--data` names the data and not their files",
          place: .none))
    }
    removeFilesOfSources()
  }

  /// Finds the files that the patterns of a source fit.
  private mutating func find(_ source: SourcePlan, _ files: [SourceFile], _ root: String) {
    var paths: [String] = []
    var reasons: [String] = []
    for pattern in source.patterns {
      guard !pattern.text.hasPrefix("/"), !pattern.text.split(separator: "/").contains("..") else {
        reasons.append("`\(pattern.text)` leads out of the project")
        continue
      }
      do throws(FileFailure) {
        paths += try Glob(Self.spelledOut(pattern.text)).matches(in: root).filter {
          !paths.contains($0) && FolderWalk.isFile($0)
        }
      } catch {
        reasons.append("`\(error.path)`: \(error.reason)")
      }
    }
    guard paths.isEmpty else {
      sources.append(SourceInput(plan: source, paths: paths))
      return
    }
    let patterns = source.patterns.map { "`\($0.text)`" }.joined(separator: ", ")
    let message =
      "no file below the project fits \(patterns), so `\(source.name)` cannot be read"
      + (reasons.first.map { ": \($0)" } ?? "")
    guard let origin = source.patterns.first?.origin, files.indices.contains(origin.file) else { return }
    diagnostics.append(
      Diagnostic(
        .noSourceFiles, message, at: SourceRange(origin.start, origin.end), in: files[origin.file],
        notes: ["give it a file: `--data \(source.name)=PATH`"]))
  }

  /// `cluster/**.yaml` is `cluster/**/*.yaml`.
  private static func spelledOut(_ pattern: String) -> String {
    pattern.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.hasPrefix("**") && part.count > 2 ? "**/*" + part.dropFirst(2) : String(part)
    }.joined(separator: "/")
  }

  /// A file that a source reads is not read as sections too.
  private mutating func removeFilesOfSources() {
    let paths = sourcePaths
    guard !paths.isEmpty else { return }
    inputs.removeAll { input in
      switch input {
      case .path(let path), .ofProject(let path, nil, _):
        !FolderWalk.isFolder(path) && paths.contains { FolderWalk.isSame($0, path) }
      case .section, .ofProject, .bytes: false
      }
    }
  }
}

extension Plan {
  /// Where an origin is, for faults of data that a source reads.
  func places(in files: [SourceFile]) -> @Sendable (Origin) -> Place? {
    { origin in
      files.indices.contains(origin.file) ? Place(SourceRange(origin.start, origin.end), in: files[origin.file]) : nil
    }
  }
}

extension CheckRequest {
  /// The files that the run reads by some policies.
  func dataPlan(_ plan: Plan, files: [SourceFile]) -> DataPlan {
    DataPlan(
      plan, files: files, data: data, isDataNamed: isDataNamed, root: projectPath.map { Project.root(of: $0) } ?? "",
      projectRoot: projectRoot)
  }

  /// How it is read.
  func loadOptions(_ data: DataPlan, _ plan: Plan, files: [SourceFile]) -> LoadOptions {
    var options = loadOptions
    if !data.sources.isEmpty {
      options.filter = FileFilter(ignored: ignored, otherFiles: otherFiles + data.sourcePaths, root: projectRoot)
      options.policyPlace = plan.places(in: files)
    }
    return options
  }
}
