import PolicySyntax

/// A declaration, a clause or a comment on a line of its own, in its order.
struct BlockItem {
  enum Content {
    case node(SyntaxNode)
    case comment(String)
  }

  var content: Content
  /// Whether the author left a blank line before it.
  var hasBlankBefore: Bool
  /// Comments after it on its last line.
  var trailing: [String] = []

  /// The nodes and comments among some elements; punctuation between them is left to the layout.
  static func items(of elements: some Sequence<SyntaxNode.Element>) -> [BlockItem] {
    var items: [BlockItem] = []
    var newlines = 0
    var isFirst = true
    for element in elements {
      switch element {
      case .node(let node):
        items.append(BlockItem(content: .node(node), hasBlankBefore: newlines > 1 && !isFirst))
        newlines = 0
        isFirst = false
      case .token(let token):
        switch token.kind {
        case .whitespace: newlines += token.text.utf8.count { $0 == 0x0A }
        case .lineComment, .docComment, .blockComment:
          let text = token.text.trimmingEnd
          if newlines == 0, let last = items.indices.last {
            items[last].trailing.append(text)
          } else {
            items.append(BlockItem(content: .comment(text), hasBlankBefore: newlines > 1 && !isFirst))
          }
          newlines = 0
          isFirst = false
        default: break
        }
      }
    }
    return items
  }
}
