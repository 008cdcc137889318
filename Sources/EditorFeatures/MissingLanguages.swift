import PolicySyntax
import SourceText
import Workbench

/// Adds the languages of the project that a text does not have yet.
enum MissingLanguages {
  static func actions(at range: SourceRange, in context: EditorContext) -> [CodeActions.Action] {
    guard context.snapshot.languages.count > 1 else { return [] }
    let path = context.tree.path(at: range.start)
    for (node, outer) in zip(path.reversed(), path.dropLast().reversed() + [context.tree.root]) {
      let texts = node.nodes.compactMap { LocalizedTextSyntax($0) }
      guard let last = texts.last, let text = last.text else { continue }
      let present = Set(texts.compactMap { $0.language?.text })
      guard !present.isEmpty else { return [] }
      // The bare title of a norm or requirement is the one in the first language; a case without a label has its name.
      let titled = node.kind == .titleClause ? outer : node
      let isNamed = titled.token(.string) != nil || node.kind == .enumCase
      let missing = context.snapshot.languages.dropFirst(isNamed ? 1 : 0).filter { !present.contains($0) }
      guard !missing.isEmpty else { return [] }
      let position = context.source.position(at: last.range.start)
      let indentation = String(repeating: " ", count: position.column)
      let added = missing.map { "\n\(indentation)\($0) \(text.token.text)" }.joined()
      return [
        CodeActions.Action(
          title: "Add " + missing.map { "`\($0)`" }.joined(separator: " and "), kind: .rewrite,
          edits: [TextEdit(range: SourceRange(last.range.end, last.range.end), replacement: added)])
      ]
    }
    return []
  }
}
