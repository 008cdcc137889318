import PolicySemantics
import RulePlan
import SourceText
public import Workbench

/// Declarations of all files, by a part of their names.
public enum WorkspaceSymbols {
  /// Shown at most.
  static let limit = 300

  public struct Symbol: Sendable {
    public var name: String
    public var container: String
    public var kind: DocumentSymbols.Kind
    public var location: FileLocation
  }

  /// Declarations whose names have the letters of the query in their order; the nearest ones first.
  public static func matching(_ query: String, in snapshots: [ProjectSnapshot]) -> [Symbol] {
    var found: [(rank: Int, symbol: Symbol)] = []
    for snapshot in snapshots {
      let analysis = snapshot.analysis
      for declaration in analysis.index.declarations {
        guard let source = analysis.source(declaration.origin.file),
          let rank = FuzzyMatch.rank(of: declaration.name, for: query)
        else { continue }
        found.append(
          (
            rank,
            Symbol(
              name: declaration.name, container: declaration.namespace, kind: kind(declaration.kind),
              location: FileLocation(
                file: source, range: SourceRange(declaration.origin.start, declaration.origin.end)))
          ))
      }
    }
    found.sort {
      ($0.rank, $0.symbol.name, $0.symbol.location.file.path) < ($1.rank, $1.symbol.name, $1.symbol.location.file.path)
    }
    return found.prefix(limit).map(\.symbol)
  }

  static func kind(_ kind: PolicyIndex.Kind) -> DocumentSymbols.Kind {
    switch kind {
    case .entity: .entity
    case .record: .record
    case .enumeration: .enumeration
    case .function: .function
    case .parameter: .parameter
    case .duty: .duty
    case .access: .access
    case .instrument: .instrument
    case .rule: .rule
    case .segregation: .segregation
    case .standard: .standard
    case .authority: .authority
    }
  }
}

/// How well a name fits what has been typed.
enum FuzzyMatch {
  /// 0 is best; nil where the letters are not all there in their order, whatever their case.
  static func rank(of name: String, for query: String) -> Int? {
    guard !query.isEmpty else { return 3 }
    let (name, query) = (name.lowercased(), query.lowercased())
    if name == query { return 0 }
    if name.hasPrefix(query) { return 1 }
    var rest = name[...]
    for letter in query {
      guard let index = rest.firstIndex(of: letter) else { return nil }
      rest = rest[rest.index(after: index)...]
    }
    return name.contains(query) ? 2 : 3
  }
}
