import PolicySemantics
import PolicySyntax
public import SourceText

/// The text shown when the pointer rests on something.
public enum Hover {
  public struct Result: Sendable {
    public var markdown: String
    public var range: SourceRange
  }

  public static func at(_ offset: Int, in context: EditorContext) -> Result? {
    if let occurrence = context.occurrence(at: offset),
      let description = SymbolDescription(occurrence.symbol, in: context)
    {
      var markdown = description.markdown
      // A use may be narrower than what was declared: a value that is known to be present here.
      if !occurrence.isDeclaration, case .field = occurrence.symbol,
        let type = context.index.type(at: offset, in: context.file), type.range.end == occurrence.range.end,
        case let here = context.index.spelling(type.type), !description.code.hasSuffix(": \(here)")
      {
        markdown += "\n\nHere: `\(here)`"
      }
      return Result(markdown: markdown, range: occurrence.range)
    }
    guard let token = context.tree.touchingToken(at: offset), !token.kind.isTrivia else { return nil }
    if let literal = literal(at: offset, in: context) { return literal }
    if let word = LanguageWords(token, in: context.tree)?.explanation {
      return Result(markdown: word, range: token.range)
    }
    guard let typed = context.index.type(at: offset, in: context.file), typed.range.count < 400 else { return nil }
    return Result(
      markdown:
        "```policy\n\(oneLine(context.source.text(in: typed.range))) : \(context.index.spelling(typed.type))\n```",
      range: typed.range)
  }

  /// A quantity in its other units.
  private static func literal(at offset: Int, in context: EditorContext) -> Result? {
    guard let node = context.tree.path(at: offset).last(where: { $0.kind == .literalExpression }),
      case let literal = LiteralSyntax(node: node), let token = literal.token, let unit = literal.unit
    else { return nil }
    guard let value = Double(token.text.filter { $0 != "_" }), let text = QuantityText.text(value, unit.text) else {
      return nil
    }
    return Result(markdown: "`\(oneLine(node.text))` is \(text)", range: node.range)
  }
}
