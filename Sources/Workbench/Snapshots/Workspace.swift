import Manifests
import PolicySyntax
public import RulePlan
public import SourceText

/// The folders and documents that an editor has open, and the projects they belong to. Belongs to one thread, which
/// applies the edits; everyone else works on snapshots.
public final class Workspace {
  /// A project with the texts of its files as they are on disk, kept until they change.
  private struct ProjectState {
    var outcome: ProjectReader.Outcome?
    /// Paths of policy files, in the order in which they are compiled.
    var policyPaths: [String] = []
    var dataPaths: Set<String> = []
    var snapshot: ProjectSnapshot?
    /// The one before.
    var last: ProjectSnapshot?
  }

  public private(set) var folders: [String] = []
  public private(set) var documents: [String: TextDocument] = [:]
  private var policies: [String: PolicyDocument] = [:]
  private var projects: [String: ProjectState] = [:]
  private var revision = 0
  private let today: () -> CalendarDate

  public init(today: @escaping () -> CalendarDate) { self.today = today }

  // MARK: Folders

  public func add(folder: String) {
    if !folders.contains(folder) { folders.append(folder) }
  }

  public func remove(folder: String) { folders.removeAll { $0 == folder } }

  /// Finds the projects in the folders: the project files in them and below.
  public func discover() {
    for folder in folders where FolderWalk.isFolder(folder) {
      let found = (try? FolderWalk.files(below: folder) { $0 == Project.fileName }) ?? []
      for path in found { load(String(path.dropLast(Project.fileName.count))) }
      if found.isEmpty, let root = Self.root(above: folder + "/") { load(root) }
    }
  }

  // MARK: Documents

  public func open(_ document: TextDocument) {
    documents[document.path] = document
    touch(document.path)
  }

  /// False where no such document is open.
  public func change(
    _ path: String, _ changes: [TextDocument.Change], version: Int, unit: LineTable.ColumnUnit
  ) -> Bool {
    guard documents[path] != nil else { return false }
    documents[path]?.apply(changes, version: version, unit: unit)
    touch(path)
    return true
  }

  public func close(_ path: String) {
    documents[path] = nil
    touch(path)
  }

  /// Files on disk were made, changed or removed.
  public func filesChanged(_ paths: [String]) {
    for path in paths { policies[path] = nil }
    // The list of files is read again.
    let roots = projects.keys.sorted()
    projects = [:]
    for root in roots where root.hasSuffix("/") { load(root) }
    for path in paths where path.hasSuffix("/" + Project.fileName) {
      let root = String(path.dropLast(Project.fileName.count))
      if FolderWalk.exists(path) { load(root) } else { projects[root] = nil }
    }
    revision += 1
  }

  private func touch(_ path: String) {
    revision += 1
    policies[path] = documents[path].map { PolicyDocument($0.source) }
    for root in projects.keys { projects[root]?.snapshot = nil }
    if path.hasSuffix("/" + Project.fileName) { load(String(path.dropLast(Project.fileName.count))) }
    let root = self.root(of: path)
    if path.hasSuffix(".policy"), projects[root]?.policyPaths.contains(path) == false, root.hasSuffix("/") {
      load(root)
    }
    for root in projects.keys where !root.hasSuffix("/") { projects[root] = nil }
  }

  // MARK: Snapshots

  /// The project that a document belongs to. A document that belongs to none is checked with the files beside it whose
  /// namespaces it imports.
  public func snapshot(of path: String) -> ProjectSnapshot {
    let root = self.root(of: path)
    if projects[root] == nil { load(root) }
    return snapshot(root)
  }

  /// All projects that are known, and the documents that belong to none.
  public func snapshots() -> [ProjectSnapshot] {
    for path in documents.keys where isPolicy(path) { _ = snapshot(of: path) }
    return projects.keys.sorted().map { snapshot($0) }
  }

  public func isPolicy(_ path: String) -> Bool { path.hasSuffix(".policy") || documents[path]?.language == "policy" }

  private func snapshot(_ root: String) -> ProjectSnapshot {
    if let snapshot = projects[root]?.snapshot { return snapshot }
    let state = projects[root] ?? ProjectState()
    let snapshot = ProjectSnapshot(
      root: root, project: state.outcome?.project, projectFile: state.outcome?.file,
      projectDiagnostics: state.outcome?.diagnostics ?? [], documents: state.policyPaths.compactMap { policy($0) },
      open: documents, asOf: state.outcome?.project.asOf ?? today(), revision: revision,
      base: state.last?.lastAnalysis)
    projects[root]?.snapshot = snapshot
    projects[root]?.last = snapshot
    return snapshot
  }

  private func policy(_ path: String) -> PolicyDocument? {
    if let known = policies[path] { return known }
    let source =
      documents[path]?.source ?? (try? TextFile.read(path)).map { SourceFile(path: path, bytes: $0) }
    guard let source else { return nil }
    let document = PolicyDocument(source)
    policies[path] = document
    return document
  }

  // MARK: Projects

  /// The folder of the nearest project file above a document that names the document; else the path of the document.
  private func root(of path: String) -> String {
    guard let root = Self.root(above: path) else { return path }
    if projects[root] == nil { load(root) }
    guard isPolicy(path), let state = projects[root] else { return root }
    if state.policyPaths.contains(path) { return root }
    let named = state.outcome?.project.policies ?? []
    return named.contains { path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") || $0 == path } ? root : path
  }

  static func root(above path: String) -> String? {
    guard path.hasPrefix("/") else { return nil }
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      let root = String(folder[...slash])
      if FolderWalk.exists(root + Project.fileName) { return root }
      folder = folder[..<slash]
    }
    return nil
  }

  private func load(_ root: String) {
    var state = ProjectState()
    state.last = projects[root]?.last
    defer { projects[root] = state }
    guard root.hasSuffix("/") else {
      state.policyPaths = isPolicy(root) ? companions(of: root) : []
      return
    }
    let path = root + Project.fileName
    let outcome = documents[path].map { ProjectReader.read($0.source) } ?? ProjectReader.read(path)
    state.outcome = outcome
    var seen: Set<String> = []
    let confinement = ProjectRoot(folder: root)
    for entry in outcome.project.policies {
      let folder = Self.normalized(entry)
      var found =
        FolderWalk.isFolder(folder)
        ? (try? FolderWalk.files(below: folder, entersProjects: false, root: confinement) { $0.hasSuffix(".policy") })
          ?? [] : [folder]
      // Documents that are not saved yet.
      found += documents.keys.filter { $0.hasSuffix(".policy") && $0.hasPrefix(folder + "/") }.sorted()
      for file in found where seen.insert(file).inserted { state.policyPaths.append(file) }
    }
  }

  /// A document and the files beside it that open the namespaces it imports, directly or not.
  private func companions(of path: String) -> [String] {
    guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return [path] }
    let folder = String(path[..<slash])
    guard let first = policy(path) else { return [path] }
    guard !PolicyFileSyntax(node: first.tree.root).imports.isEmpty else { return [path] }
    let names = (try? FolderWalk.names(in: folder)) ?? []
    var namespaces: [String: [String]] = [:]
    for name in names.lazy.filter({ $0.hasSuffix(".policy") }).prefix(400) {
      let other = folder + "/" + name
      guard let document = policy(other) else { continue }
      let namespace = PolicyFileSyntax(node: document.tree.root).header?.name?.name ?? ""
      namespaces[namespace, default: []].append(other)
    }
    var result = [path]
    var next = 0
    while next < result.count {
      if let document = policy(result[next]) {
        for statement in PolicyFileSyntax(node: document.tree.root).imports {
          for other in namespaces[statement.name?.name ?? ""] ?? [] where !result.contains(other) {
            result.append(other)
          }
        }
      }
      next += 1
    }
    return result
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", parts.last.map({ $0 != ".." }) ?? false { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
