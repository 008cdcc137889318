import PolicyFormat
public import PolicySyntax
public import SourceText

/// The one layout, as edits of the lines that change.
public enum Formatting {
  /// Edits that lay the text out; nil where it has faults, empty where it is laid out already.
  public static func edits(of tree: SyntaxTree) -> [TextEdit]? {
    guard let formatted = PolicyFormatter.format(tree) else { return nil }
    return LineDifference.edits(from: tree.source, to: formatted)
  }

  /// The edits that touch a range.
  public static func edits(of tree: SyntaxTree, in range: SourceRange) -> [TextEdit]? {
    edits(of: tree)?.filter { $0.range.start <= range.end && $0.range.end >= range.start }
  }

  /// The edits of the declaration that a typed `}` ends, or of the line that a line end finishes.
  public static func edits(of tree: SyntaxTree, typed character: String, at offset: Int) -> [TextEdit]? {
    guard character == "}", let declaration = tree.declaration(at: max(0, offset - 1)),
      declaration.range.end == offset
    else { return [] }
    return edits(of: tree, in: declaration.range)
  }
}
