import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText

/// Who calls a function, performs a duty or rests on an access model, and what these rest on.
public enum CallHierarchy {
  public struct Item: Sendable {
    public var name: String
    public var kind: DocumentSymbols.Kind
    public var detail: String
    public var location: FileLocation
    public var range: SourceRange
    /// In the index.
    public var declaration: Int
  }

  public struct Call: Sendable {
    public var item: Item
    /// Where the name is, all in one file: that of the caller.
    public var ranges: [SourceRange]
  }

  private static let kinds: Set<PolicyIndex.Kind> = [
    .function, .duty, .access, .rule, .segregation, .standard, .parameter,
  ]

  public static func prepare(at offset: Int, in context: EditorContext) -> Item? {
    guard case .declaration(let number) = context.occurrence(at: offset)?.symbol else { return nil }
    return item(number, in: context)
  }

  public static func incoming(_ declaration: Int, in context: EditorContext) -> [Call] {
    var calls: [Int: [SourceRange]] = [:]
    for found in References.occurrences(of: .declaration(declaration), in: context) where !found.isDeclaration {
      guard let caller = References.declaration(around: found.location, in: context) else { continue }
      calls[caller, default: []].append(found.location.range)
    }
    return calls.sorted { $0.key < $1.key }.compactMap { caller, ranges in
      item(caller, in: context).map { Call(item: $0, ranges: ranges) }
    }
  }

  public static func outgoing(_ declaration: Int, in context: EditorContext) -> [Call] {
    let index = context.index
    guard index.declarations.indices.contains(declaration), let node = index.declarations[declaration].node else {
      return []
    }
    let file = index.declarations[declaration].origin.file
    guard index.occurrences.indices.contains(file) else { return [] }
    let range = node.range
    var calls: [Int: [SourceRange]] = [:]
    for occurrence in index.occurrences[file] {
      guard case .declaration(let used) = occurrence.symbol, !occurrence.isDeclaration,
        range.start <= occurrence.range.start, occurrence.range.end <= range.end
      else { continue }
      calls[used, default: []].append(occurrence.range)
    }
    return calls.sorted { $0.key < $1.key }.compactMap { used, ranges in
      item(used, in: context).map { Call(item: $0, ranges: ranges) }
    }
  }

  /// The declaration of a name at a place, for an item that has come back from the client.
  public static func declaration(at offset: Int, in context: EditorContext) -> Int? {
    guard case .declaration(let number) = context.occurrence(at: offset)?.symbol else { return nil }
    return number
  }

  private static func item(_ number: Int, in context: EditorContext) -> Item? {
    guard context.index.declarations.indices.contains(number) else { return nil }
    let declaration = context.index.declarations[number]
    guard kinds.contains(declaration.kind), let location = context.location(declaration.origin),
      let node = declaration.node
    else { return nil }
    return Item(
      name: declaration.name, kind: WorkspaceSymbols.kind(declaration.kind), detail: declaration.namespace,
      location: location, range: node.range, declaration: number)
  }
}
