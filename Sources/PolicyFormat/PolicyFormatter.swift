public import PolicySyntax

/// Writes policies in the one layout. It moves white space, drops commas after fields and writes clauses with `§`;
/// otherwise every token and every comment stays, in its order.
public enum PolicyFormatter {
  /// Columns that a line takes at most, where it can be broken.
  public static let width = 120

  /// The text of a tree in the one layout; nil where the tree has faults, since what they mean cannot be known.
  /// Formatting twice changes nothing. Linear in the text.
  public static func format(_ tree: SyntaxTree) -> String? {
    guard tree.diagnostics.isEmpty else { return nil }
    var layout = FileLayout()
    layout.write(tree.root)
    return layout.text
  }
}
