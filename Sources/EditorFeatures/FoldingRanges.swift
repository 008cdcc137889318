public import PolicySyntax
import SourceText

/// The parts of a document that an editor can fold away.
public enum FoldingRanges {
  public enum Kind: Sendable { case region, comment, imports }

  /// Lines count from zero; the last line is folded too, but for the brace that ends a block.
  public struct Fold: Hashable, Sendable {
    public var firstLine: Int
    public var lastLine: Int
    public var kind: Kind
  }

  public static func of(_ tree: SyntaxTree) -> [Fold] {
    var folds: Set<Fold> = []
    let lines = tree.source.lineTable
    func add(_ start: Int, _ end: Int, _ kind: Kind, keepsLast: Bool = false) {
      let first = lines.line(at: start)
      let last = lines.line(at: max(start, end - 1)) - (keepsLast ? 1 : 0)
      if last > first { folds.insert(Fold(firstLine: first, lastLine: last, kind: kind)) }
    }
    var waiting = [tree.root]
    while let node = waiting.popLast() {
      waiting += node.nodes
      if let open = node.token(.leftBrace) ?? node.token(.leftBracket) {
        let close = node.token(.rightBrace) ?? node.token(.rightBracket)
        add(open.range.start, close?.range.end ?? node.range.end, .region, keepsLast: close != nil)
      }
    }
    let imports = tree.root.nodes(.importDeclaration)
    if let first = imports.first, let last = imports.last { add(first.range.start, last.range.end, .imports) }
    addComments(of: tree, add)
    return folds.sorted { ($0.firstLine, $0.lastLine) < ($1.firstLine, $1.lastLine) }
  }

  /// Comments of several lines, and several comments below each other.
  private static func addComments(of tree: SyntaxTree, _ add: (Int, Int, Kind, Bool) -> Void) {
    var start: Int?
    var end = 0
    func flush() {
      if let start { add(start, end, .comment, false) }
      start = nil
    }
    for index in 0..<tree.tokenCount {
      let token = tree.token(at: index)
      switch token.kind {
      case .lineComment, .docComment:
        if start == nil { start = token.range.start }
        end = token.range.end
      case .blockComment:
        flush()
        add(token.range.start, token.range.end, .comment, false)
      case .whitespace:
        if token.text.utf8.reduce(0, { $0 + ($1 == 0x0A ? 1 : 0) }) > 1 { flush() }
      default: flush()
      }
    }
    flush()
  }
}
