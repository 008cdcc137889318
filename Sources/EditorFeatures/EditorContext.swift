public import PolicySemantics
public import PolicySyntax
public import RulePlan
public import SourceText
public import Workbench

/// A policy document in its project: what every feature works on.
public struct EditorContext: Sendable {
  public let snapshot: ProjectSnapshot
  public let document: PolicyDocument
  /// Of the texts that are shown: that of the user.
  public let language: String

  /// Nil for a document that is not among the policies of the project.
  public init?(snapshot: ProjectSnapshot, path: String, language: String) {
    guard let document = snapshot.document(path) else { return nil }
    self.snapshot = snapshot
    self.document = document
    self.language = language
  }

  public var tree: SyntaxTree { document.tree }
  public var source: SourceFile { document.source }
  public var analysis: PolicyAnalysis { snapshot.promptAnalysis }
  public var index: PolicyIndex { analysis.index }
  /// The place of the document among those of the compilation.
  public var file: Int { analysis.file(document.path) ?? -1 }

  /// The name that a caret touches.
  public func occurrence(at offset: Int) -> PolicyIndex.Occurrence? { index.occurrence(at: offset, in: file) }

  /// A place in the policies, for what an index or a plan says of places.
  public func location(_ origin: Origin) -> FileLocation? {
    analysis.source(origin.file).map { FileLocation(file: $0, range: SourceRange(origin.start, origin.end)) }
  }
}

/// A range in a text.
public struct FileLocation: Sendable {
  public var file: SourceFile
  public var range: SourceRange

  public init(file: SourceFile, range: SourceRange) {
    self.file = file
    self.range = range
  }
}
