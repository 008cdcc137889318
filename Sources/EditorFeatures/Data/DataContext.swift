import PolicySemantics
public import RulePlan
public import SourceText
public import Workbench

/// A data document in its project.
public struct DataContext: Sendable {
  public let snapshot: ProjectSnapshot
  public let source: SourceFile
  public let language: String

  /// Nil for a document that the project does not name as data, or that is neither YAML nor JSON.
  public init?(snapshot: ProjectSnapshot, path: String, language: String) {
    guard Self.isTree(path), let source = snapshot.open[path]?.source, snapshot.dataFiles.contains(path) else {
      return nil
    }
    self.snapshot = snapshot
    self.source = source
    self.language = language
  }

  static func isTree(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json")
  }

  public var schema: Schema { snapshot.analysis.index.plan.schema }

  /// The names and values of the document.
  var index: DataIndex { DataIndex(source, schema: schema, section: snapshot.section(ofDataFile: source.path)) }

  /// The names and values of all YAML and JSON files of the project, this one included.
  func allIndexes() -> [(source: SourceFile, index: DataIndex)] {
    snapshot.dataFiles.filter(Self.isTree).compactMap { path in
      snapshot.dataText(path).map {
        ($0, DataIndex($0, schema: schema, section: snapshot.section(ofDataFile: path)))
      }
    }
  }
}
