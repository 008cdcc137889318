import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText

/// Types that are not written, shown beside the text.
public enum InlayHints {
  public struct Hint: Sendable {
    public var offset: Int
    public var label: String
    /// A type, else the name of a parameter.
    public var isType: Bool
  }

  public static func of(_ context: EditorContext, in range: SourceRange) -> [Hint] {
    var hints: [Hint] = []
    var waiting = context.tree.root.nodes.filter { $0.range.start <= range.end && $0.range.end >= range.start }
    while let node = waiting.popLast() {
      waiting += node.nodes
      switch node.kind {
      case .letClause:
        let syntax = LetSyntax(node: node)
        add(syntax.name, syntax.value, context, &hints)
      case .derivedField:
        let syntax = FieldSyntax(node: node)
        add(syntax.name, syntax.value, context, &hints)
      case .generator:
        let syntax = GeneratorSyntax(node: node)
        guard let source = syntax.source, let name = syntax.variable, source.node.kind != .nameExpression,
          let type = context.index.type(of: source.range, in: context.file)
        else { continue }
        hints.append(
          Hint(offset: name.range.end, label: ": " + context.index.spelling(type.with(.one)), isType: true))
      case .givesClause:
        guard let path = ExpressionSyntax(node.nodes.first),
          let type = context.index.type(of: path.range, in: context.file)
        else { continue }
        hints.append(Hint(offset: path.range.end, label: ": " + context.index.spelling(type), isType: true))
      case .callExpression: addArguments(of: node, context, &hints)
      default: break
      }
    }
    return hints.filter { $0.offset >= range.start && $0.offset <= range.end }.sorted { $0.offset < $1.offset }
  }

  private static func add(
    _ name: SyntaxToken?, _ value: ExpressionSyntax?, _ context: EditorContext, _ hints: inout [Hint]
  ) {
    guard let name, let value, let type = context.index.type(of: value.range, in: context.file) else { return }
    hints.append(Hint(offset: name.range.end, label: ": " + context.index.spelling(type), isType: true))
  }

  private static func addArguments(of node: SyntaxNode, _ context: EditorContext, _ hints: inout [Hint]) {
    guard case .call(let name, let arguments) = ExpressionSyntax(node: node).form, arguments.count > 1,
      case .declaration(let number) = context.occurrence(at: name.range.start)?.symbol,
      let id = context.index.declarations[number].function, context.index.signatures.indices.contains(id.index)
    else { return }
    let parameters = context.index.signatures[id.index].parameters
    for (argument, parameter) in zip(arguments, parameters) where argument.node.text != parameter.name {
      hints.append(Hint(offset: argument.range.start, label: parameter.name + ":", isType: false))
    }
  }
}
