import PolicySyntax
import SourceText

/// Where the tokens of a file have gone, of which only norms and tests were changed inside.
struct TokenMoves {
  private var starts: [Int: Int] = [:]
  private var ends: [Int: Int] = [:]
  /// Ranges of norms and tests whose tokens are not the same any more, in the old text.
  private(set) var changed: [SourceRange] = []
  /// The declarations before and after, in pairs.
  private(set) var pairs: [(old: SyntaxNode, new: SyntaxNode)] = []

  /// Nil where something has changed that other declarations see.
  init?(from old: SyntaxTree, to new: SyntaxTree) {
    let (before, after) = (old.root.nodes, new.root.nodes)
    guard before.count == after.count else { return nil }
    for (one, other) in zip(before, after) {
      guard one.kind == other.kind else { return nil }
      pairs.append((one, other))
      let isBody = Self.isBody(one.kind)
      guard isBody ? Self.names(of: one) == Self.names(of: other) : one.documentation == other.documentation else {
        return nil
      }
      let left = Self.tokens(of: one)
      let right = Self.tokens(of: other)
      let isSame = left.count == right.count && zip(left, right).allSatisfy { Self.equal($0, $1) }
      guard isSame || isBody else { return nil }
      if isSame {
        for (from, to) in zip(left, right) {
          starts[from.range.start] = to.range.start
          ends[from.range.end] = to.range.end
        }
      } else {
        changed.append(one.range)
      }
    }
  }

  /// Where a range has gone; nil for one that is not between tokens that stayed.
  func moved(_ range: SourceRange) -> SourceRange? {
    guard let start = starts[range.start] else { return nil }
    if range.isEmpty { return SourceRange(start, start) }
    if let end = ends[range.end] { return SourceRange(start, end) }
    return nil
  }

  static func isBody(_ kind: SyntaxKind) -> Bool {
    kind == .ruleDeclaration || kind == .segregationDeclaration || kind == .standardDeclaration
      || kind == .testDeclaration
  }

  /// What others see of a norm or a test.
  private static func names(of node: SyntaxNode) -> [String] {
    if let test = TestSyntax(node) { return [test.title?.value ?? ""] }
    let norm = NormSyntax(node: node)
    return [norm.name?.text ?? "", norm.version?.node.text ?? ""] + norm.requirements.compactMap(\.name?.text)
  }

  private static func tokens(of node: SyntaxNode) -> [SyntaxToken] {
    node.tokenIndices.lazy.map { node.tree.token(at: $0) }.filter { !$0.kind.isTrivia || $0.kind == .docComment }
  }

  private static func equal(_ left: SyntaxToken, _ right: SyntaxToken) -> Bool {
    let (one, other) = (left.range, right.range)
    guard left.kind == right.kind, one.count == other.count else { return false }
    let (a, b) = (left.tree.source.bytes, right.tree.source.bytes)
    return a[one.start..<one.end] == b[other.start..<other.end]
  }
}
