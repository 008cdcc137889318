public import Diagnostics
public import Governance
public import Manifests
import RulePlan
import SourceText

/// Drafts a source for a file that other systems have written, in a project whose policies compile.
public struct Adoption {
  public struct Failure: Error {
    public var diagnostic: Diagnostic
    public var verdict: Verdict
  }

  public let source: DraftedSource
  /// Of the entity that the source feeds.
  public let namespace: String

  /// - Parameters:
  ///   - path: of the file, as the user gives it.
  ///   - entity: its name, with or without its namespace.
  public init(_ path: String, for entity: String, in project: LoadedProject) throws(Failure) {
    let schema = project.plan.schema
    let table = try Self.table(named: entity, in: schema)
    namespace = table.namespace
    let taken = Set(schema.tables.compactMap(\.section) + project.plan.sources.map(\.name))
    do throws(SourceDrafter.Fault) {
      source = try SourceDrafter.draft(
        path, for: table.id, of: schema, besides: taken, shownAs: Self.path(path, below: project.request.projectPath))
    } catch {
      let place = Place(file: path, line: 1, column: 1, endLine: 1, endColumn: 1)
      let verdict: Verdict =
        error.code == .unreadableData || error.code == .fileTooLarge ? .inputOutputFailed : .dataFaulty
      throw Failure(diagnostic: Diagnostic(error.code, error.message, place: place), verdict: verdict)
    }
  }

  private static func table(named name: String, in schema: Schema) throws(Failure) -> Table {
    let entities = schema.tables.filter { $0.isEntity && $0.origin != .builtIn }
    let found = entities.filter { $0.name == name || $0.namespace + "." + $0.name == name }
    if found.count == 1, let only = found.first { return only }
    let message: String
    if found.count > 1 {
      let names = found.map { "`\($0.namespace).\($0.name)`" }.joined(separator: " and ")
      message = "several entities are named `\(name)`: \(names); give the namespace"
    } else {
      let nearest = NameSuggestion.nearest(to: name, in: entities.map(\.name)).map { "; did you mean `\($0)`?" }
      message = "no entity is named `\(name)`" + (nearest ?? "")
    }
    throw Failure(diagnostic: Diagnostic(.unknownEntityToAdopt, message, place: .none), verdict: .misused)
  }

  /// A path as the project names it: from its folder.
  private static func path(_ path: String, below project: String?) -> String {
    guard let project, let slash = project.lastIndex(of: "/") else { return path }
    let folder = project[...slash]
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  /// The text of a file with the source at its end; that of a new file begins with its header.
  ///
  /// - Parameter text: of the file; nil where there is none yet.
  public func text(addedTo text: String?) -> String {
    guard let text else { return "policy \(namespace).sources\n\nimport \(namespace)\n\n" + source.text }
    return text + (text.hasSuffix("\n") ? "\n" : "\n\n") + source.text
  }
}
