import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText
import Workbench

/// All places that name something.
public enum References {
  public struct Found: Sendable {
    public var location: FileLocation
    public var isDeclaration: Bool
  }

  public static func at(_ offset: Int, in context: EditorContext, withDeclaration: Bool) -> [Found] {
    guard let occurrence = context.occurrence(at: offset) else { return [] }
    return occurrences(of: occurrence.symbol, in: context).filter { withDeclaration || !$0.isDeclaration }
  }

  /// In the document alone, for highlighting.
  public static func highlights(at offset: Int, in context: EditorContext) -> [Found] {
    at(offset, in: context, withDeclaration: true).filter { $0.location.file.path == context.source.path }
  }

  /// Names that change together while one types: those of a local variable.
  public static func linked(at offset: Int, in context: EditorContext) -> [SourceRange] {
    guard let occurrence = context.occurrence(at: offset), case .variable = occurrence.symbol else { return [] }
    let all = highlights(at: offset, in: context)
    guard all.contains(where: \.isDeclaration) else { return [] }
    return all.map(\.location.range)
  }

  static func occurrences(of symbol: PolicyIndex.Symbol, in context: EditorContext) -> [Found] {
    var result: [Found] = []
    for (file, list) in context.index.occurrences.enumerated() {
      guard let source = context.analysis.source(file) else { continue }
      for occurrence in list where occurrence.symbol == symbol {
        result.append(
          Found(
            location: FileLocation(file: source, range: occurrence.range), isDeclaration: occurrence.isDeclaration))
      }
    }
    return result
  }

  /// The declarations in which a symbol is used, each once.
  static func enclosingDeclarations(
    of symbol: PolicyIndex.Symbol, in context: EditorContext, where isWanted: (PolicyIndex.Kind) -> Bool
  ) -> [Definitions.Target] {
    var seen: Set<Int> = []
    var targets: [Definitions.Target] = []
    for found in occurrences(of: symbol, in: context) where !found.isDeclaration {
      guard let number = declaration(around: found.location, in: context), seen.insert(number).inserted else {
        continue
      }
      let declaration = context.index.declarations[number]
      guard isWanted(declaration.kind), let location = context.location(declaration.origin), let node = declaration.node
      else { continue }
      targets.append(Definitions.Target(location: location, range: node.range))
    }
    return targets
  }

  /// The declaration that a place lies in.
  static func declaration(around location: FileLocation, in context: EditorContext) -> Int? {
    guard let file = context.analysis.file(location.file.path) else { return nil }
    return context.index.declarations.firstIndex { declaration in
      declaration.origin.file == file
        && declaration.node.map { $0.range.start <= location.range.start && location.range.end <= $0.range.end } == true
    }
  }
}
