import Diagnostics
import PolicySyntax
import SourceText

extension FixIt {
  /// Takes an item out of a list, with the comma before it; nil where it is the first one.
  static func removal(of name: String, endingAt last: SyntaxToken) -> FixIt? {
    var index = last.index - 1
    while index >= 0, last.tree.token(at: index).kind != .comma {
      guard last.tree.token(at: index).kind != .leftParenthesis else { return nil }
      index -= 1
    }
    guard index >= 0 else { return nil }
    let range = SourceRange(last.tree.token(at: index).range.start, last.range.end)
    return FixIt(title: "Take out `\(name)`", edits: [TextEdit(range: range, replacement: "")])
  }
}
