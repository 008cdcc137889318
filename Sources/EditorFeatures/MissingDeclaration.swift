import Diagnostics
import PolicySemantics
import PolicySyntax
import SourceText

/// Writes the declaration of a name that is declared nowhere, for someone to fill in.
enum MissingDeclaration {
  static func action(for diagnostic: Diagnostic, in context: EditorContext) -> CodeActions.Action? {
    guard diagnostic.code.name.hasPrefix("unknown-"), !diagnostic.code.name.contains("namespace") else { return nil }
    let name = context.source.text(in: diagnostic.range)
    guard Rename.isIdentifier(name), let around = context.tree.declaration(at: diagnostic.range.start),
      let text = declaration(of: name, diagnostic, context)
    else { return nil }
    let end = around.range.end
    return CodeActions.Action(
      title: "Declare `\(name)`", kind: .quickFix,
      edits: [TextEdit(range: SourceRange(end, end), replacement: "\n\n" + text)], diagnostic: diagnostic)
  }

  private static func declaration(of name: String, _ diagnostic: Diagnostic, _ context: EditorContext) -> String? {
    let path = context.tree.path(at: diagnostic.range.start).map(\.kind)
    switch diagnostic.code.name {
    case "unknown-instrument":
      return "instrument \(name) {\n  symbol \"\"\n  title  en \"\"\n}"
    case "unknown-function":
      let arguments =
        context.tree.path(at: diagnostic.range.start).last { $0.kind == .callExpression }
        .map { ExpressionSyntax(node: $0).operands } ?? []
      let inputs = arguments.indices.map { index in
        let type = context.index.type(of: arguments[index].range, in: context.file)
        let letter = String(UnicodeScalar(UInt8(97 + min(index, 25))))
        return "\(letter): \(type.map { context.index.spelling($0) } ?? "Text")"
      }
      return "define \(name)(\(inputs.joined(separator: ", "))): Boolean = false"
    case "unknown-type": return "record \(name) {\n}"
    case "unknown-name":
      if path.contains(.separationClause) || path.contains(.atMostClause) || path.contains(.accessExpression) {
        return "duty \(name) of Text = any of \"\""
      }
      return nil
    default: return nil
    }
  }
}
