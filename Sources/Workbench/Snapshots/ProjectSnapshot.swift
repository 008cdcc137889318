public import Diagnostics
public import Manifests
public import PolicySemantics
public import RulePlan
public import SourceText
import Synchronization

/// A project as it was at one moment: its texts, open or on disk. Immutable; results that follow from the texts are
/// computed when it is first asked for, once, by whichever thread asks first.
public final class ProjectSnapshot: Sendable {
  /// The folder of the project with `/` at its end; the path of the document for one that belongs to no project.
  public let root: String
  /// Nil for a document that belongs to no project.
  public let project: Project?
  public let projectFile: SourceFile?
  public let projectDiagnostics: [Diagnostic]
  /// In the order in which they are compiled.
  public let documents: [PolicyDocument]
  /// Texts that the editor has open, by path.
  public let open: [String: TextDocument]
  /// The evaluation date.
  public let asOf: CalendarDate
  /// Grows with every change of anything.
  public let revision: Int
  /// The last whole analysis of an earlier moment.
  private let base: PolicyAnalysis?
  /// Held while the policies are compiled.
  private let compiling = Mutex(())
  private let whole = Mutex<PolicyAnalysis?>(nil)
  private let quick = Mutex<PolicyAnalysis?>(nil)

  /// Bytes of policies from which on a change is checked by itself before everything is.
  static let largeSize = 1 << 18

  init(
    root: String, project: Project?, projectFile: SourceFile?, projectDiagnostics: [Diagnostic],
    documents: [PolicyDocument], open: [String: TextDocument], asOf: CalendarDate, revision: Int,
    base: PolicyAnalysis? = nil
  ) {
    self.base = base
    self.root = root
    self.project = project
    self.projectFile = projectFile
    self.projectDiagnostics = projectDiagnostics
    self.documents = documents
    self.open = open
    self.asOf = asOf
    self.revision = revision
  }

  /// The compiler's analysis of all policies.
  public var analysis: PolicyAnalysis {
    compiling.withLock { _ in
      if let known = whole.withLock({ $0 }) { return known }
      let analysis: PolicyAnalysis
      if let base, base.options.isSame(as: options), base.changes(in: documents) == [] {
        analysis = base
      } else {
        // From the last one on: ``firstLook`` may be reading from the first one on, at the same time.
        analysis = PolicyAnalysis(trees: documents.reversed().map(\.tree).reversed(), options: options)
      }
      whole.withLock { $0 = analysis }
      return analysis
    }
  }

  /// The whole analysis if it is there, or the one before it.
  var lastAnalysis: PolicyAnalysis? { whole.withLock { $0 } ?? base }

  /// Whether it is a large project that has not been compiled yet.
  public var isNew: Bool { base == nil && whole.withLock { $0 == nil } && isLarge }

  /// Whether a policy of the project is open.
  public var isOpen: Bool { documents.contains { open[$0.path] != nil } }

  /// The faults of the documents that are open, by path, before a large project is compiled for the first time. Nil
  /// where that has been done, or where nothing is open.
  public var firstLook: [String: [Diagnostic]]? {
    guard isNew else { return nil }
    let files = documents.indices.filter { open[documents[$0].path] != nil }
    guard !files.isEmpty else { return nil }
    let found = Compiler.firstLook(at: Set(files), of: documents.map(\.tree), options: options)
    let byPath = Dictionary(grouping: found, by: \.place.file)
    return Dictionary(
      files.map { (documents[$0].path, byPath[documents[$0].path] ?? []) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether ``promptAnalysis`` may say less than ``analysis``.
  public var isProvisional: Bool { whole.withLock { $0 == nil } && quick.withLock { $0 != nil } }

  /// The results available at once: in a large project, after a change inside the norms and tests of one file, that
  /// file checked again beside what was known of the others. Errors and names are those of ``analysis``; advice that
  /// rests on several files follows with it.
  public var promptAnalysis: PolicyAnalysis {
    if let known = whole.withLock({ $0 }) { return known }
    let checked = quick.withLock { quick -> PolicyAnalysis? in
      if let quick { return quick }
      guard isLarge, let base, base.options.isSame(as: options), let changes = base.changes(in: documents),
        let file = changes.first, changes.count == 1
      else { return nil }
      quick = base.rechecked(documents[file].tree, file: file)
      return quick
    }
    return checked ?? analysis
  }

  private var isLarge: Bool {
    var size = 0
    for document in documents {
      size += document.source.bytes.count
      if size >= Self.largeSize { return true }
    }
    return false
  }

  public var options: CompilerOptions {
    CompilerOptions(
      languages: project?.languages ?? [], givesAdvice: true, asOf: asOf,
      parameterOverrides: project?.parameters ?? [], exchangePivot: project?.exchangePivot)
  }

  public func document(_ path: String) -> PolicyDocument? { documents.first { $0.path == path } }

  /// The languages of the project, the default first.
  public var languages: [String] { project?.languages ?? [] }

  // MARK: Data

  /// The sources of the data; open texts take precedence over their files.
  public var dataInputs: [DataInput] {
    (project?.dataInputs ?? []).flatMap { input -> [DataInput] in
      guard case .ofProject(let path, let section, _) = input else { return [input] }
      if let document = open[path] { return [.bytes(document.source.bytes, name: path, section: section)] }
      guard FolderWalk.isFolder(path), open.keys.contains(where: { $0.hasPrefix(path) }) else { return [input] }
      // All files: those that are not data are passed over, or said.
      return files(below: path) { _ in true }.map { file in
        open[file].map { .bytes($0.source.bytes, name: file, section: section) }
          ?? .ofProject(path: file, section: section, isFitted: true)
      }
    }
  }

  /// The data files of the project.
  public var dataFiles: [String] {
    (project?.dataInputs ?? []).flatMap { input -> [String] in
      guard case .ofProject(let path, _, _) = input else { return [] }
      return FolderWalk.isFolder(path) ? files(below: path) { DataFormat(path: $0) != nil } : [path]
    }
  }

  /// The section that a data file gives as a whole; nil where its own names say so.
  public func section(ofDataFile path: String) -> String? {
    for case .ofProject(path, let section?, _) in project?.dataInputs ?? [] { return section }
    return nil
  }

  private func files(below folder: String, where isWanted: @escaping (String) -> Bool) -> [String] {
    (try? FolderWalk.files(below: folder, entersProjects: false, where: isWanted)) ?? []
  }

  /// The text of a data file: that of the editor, else that on disk.
  public func dataText(_ path: String, limit: Int = 4 << 20) -> SourceFile? {
    if let document = open[path] { return document.source }
    return (try? TextFile.read(path, limit: limit)).map { SourceFile(path: path, bytes: $0) }
  }
}

extension CompilerOptions {
  /// Whether compiling with either gives the same.
  fileprivate func isSame(as other: CompilerOptions) -> Bool {
    languages == other.languages && givesAdvice == other.givesAdvice && asOf == other.asOf
      && exchangePivot == other.exchangePivot && parameterOverrides.count == other.parameterOverrides.count
      && zip(parameterOverrides, other.parameterOverrides).allSatisfy {
        $0.name == $1.name && $0.value == $1.value && $0.from == $1.from && $0.place == $1.place
      }
  }
}
