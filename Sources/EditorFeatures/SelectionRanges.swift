public import PolicySyntax
public import SourceText

/// The ranges that “expand selection” selects, step by step.
public enum SelectionRanges {
  /// Ranges around an offset, the innermost first, each inside the next and none twice.
  public static func at(_ offset: Int, in tree: SyntaxTree) -> [SourceRange] {
    var ranges: [SourceRange] = []
    func add(_ range: SourceRange) {
      guard range.touches(offset) else { return }
      if let last = ranges.last {
        guard range != last, range.start <= last.start, range.end >= last.end else { return }
      }
      ranges.append(range)
    }
    if let token = tree.touchingToken(at: offset), !token.kind.isTrivia || token.kind != .whitespace {
      if token.kind == .string { add(StringSyntax(token).contentRange) }
      add(token.range)
    }
    for node in tree.path(at: offset).reversed() {
      if let open = node.token(.leftBrace), let close = node.token(.rightBrace) {
        add(SourceRange(open.range.end, close.range.start))
      }
      add(node.range)
    }
    add(SourceRange(0, tree.source.bytes.count))
    return ranges.isEmpty ? [SourceRange(offset, offset)] : ranges
  }
}
