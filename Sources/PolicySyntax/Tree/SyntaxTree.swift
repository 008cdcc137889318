public import Diagnostics
public import SourceText

/// The lossless tree of one policy file, in flat arrays. Its tokens, trivia included, cover every byte of the text in
/// order, so joining them gives the text back whatever it holds.
public final class SyntaxTree: Sendable {
  struct Token: Sendable {
    var kind: SyntaxKind
    var start: Int32
    var end: Int32
  }

  struct Node: Sendable {
    var kind: SyntaxKind
    /// Into ``children``.
    var firstChild: Int32
    var childCount: Int32
    /// Index of the first token, and the index after the last.
    var firstToken: Int32
    var endToken: Int32
  }

  public let source: SourceFile
  let tokens: [Token]
  let nodes: [Node]
  /// A node’s index, or the complement of a token’s.
  let children: [Int32]
  let rootIndex: Int
  /// Faults of the text, in its order.
  public let diagnostics: [Diagnostic]

  init(
    source: SourceFile, tokens: [Token], nodes: [Node], children: [Int32], rootIndex: Int, diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.tokens = tokens
    self.nodes = nodes
    self.children = children
    self.rootIndex = rootIndex
    self.diagnostics = diagnostics
  }

  public var root: SyntaxNode { SyntaxNode(tree: self, index: rootIndex) }
  public var tokenCount: Int { tokens.count }

  public func kind(ofToken index: Int) -> SyntaxKind { tokens[index].kind }

  public func token(at index: Int) -> SyntaxToken { SyntaxToken(tree: self, index: index) }

  /// Whether the bytes of a token are this word or sign.
  func isText(_ word: StaticString, token index: Int) -> Bool {
    let token = tokens[index]
    let count = Int(token.end - token.start)
    guard count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<count where source.bytes[Int(token.start) + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// The token that holds a byte, by binary search.
  public func token(atOffset offset: Int) -> SyntaxToken? {
    guard !tokens.isEmpty else { return nil }
    var low = 0
    var high = tokens.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) <= offset { low = middle } else { high = middle }
    }
    return SyntaxToken(tree: self, index: low)
  }
}

/// A token of a tree.
public struct SyntaxToken: Sendable {
  public let tree: SyntaxTree
  public let index: Int

  public var kind: SyntaxKind { tree.tokens[index].kind }
  public var range: SourceRange { SourceRange(Int(tree.tokens[index].start), Int(tree.tokens[index].end)) }
  public var text: String { tree.source.text(in: range) }

  /// Whether the token is this word or sign. Compares bytes.
  public func isText(_ word: StaticString) -> Bool { tree.isText(word, token: index) }
}

/// A node of a tree.
public struct SyntaxNode: Sendable {
  public let tree: SyntaxTree
  public let index: Int

  public enum Element: Sendable {
    case node(SyntaxNode)
    case token(SyntaxToken)
  }

  public var kind: SyntaxKind { tree.nodes[index].kind }

  /// Nodes and tokens in order, trivia included.
  public var elements: [Element] {
    let node = tree.nodes[index]
    let first = Int(node.firstChild)
    return tree.children[first..<first + Int(node.childCount)].map { child in
      child >= 0
        ? .node(SyntaxNode(tree: tree, index: Int(child))) : .token(SyntaxToken(tree: tree, index: Int(~child)))
    }
  }

  // The functions below look at the children where they lie: they are called for every node, often several times.

  var childPositions: Range<Int> {
    let node = tree.nodes[index]
    return Int(node.firstChild)..<Int(node.firstChild + node.childCount)
  }

  /// The nodes directly below in order, one after the other: no array is made of them.
  public struct ChildNodes: Sequence, IteratorProtocol {
    let tree: SyntaxTree
    var positions: Range<Int>

    public mutating func next() -> SyntaxNode? {
      while let position = positions.popFirst() {
        let child = tree.children[position]
        if child >= 0 { return SyntaxNode(tree: tree, index: Int(child)) }
      }
      return nil
    }
  }

  public var childNodes: ChildNodes { ChildNodes(tree: tree, positions: childPositions) }

  public var nodes: [SyntaxNode] { Array(childNodes) }

  /// The node’s own tokens without trivia.
  public var tokens: [SyntaxToken] {
    var result: [SyntaxToken] = []
    for position in childPositions {
      let child = tree.children[position]
      if child < 0, !tree.tokens[Int(~child)].kind.isTrivia {
        result.append(SyntaxToken(tree: tree, index: Int(~child)))
      }
    }
    return result
  }

  public func nodes(_ kind: SyntaxKind) -> [SyntaxNode] {
    var result: [SyntaxNode] = []
    for position in childPositions {
      let child = Int(tree.children[position])
      if child >= 0, tree.nodes[child].kind == kind { result.append(SyntaxNode(tree: tree, index: child)) }
    }
    return result
  }

  public func node(_ kind: SyntaxKind) -> SyntaxNode? {
    for position in childPositions {
      let child = Int(tree.children[position])
      if child >= 0, tree.nodes[child].kind == kind { return SyntaxNode(tree: tree, index: child) }
    }
    return nil
  }

  public func token(_ kind: SyntaxKind) -> SyntaxToken? {
    for position in childPositions {
      let child = tree.children[position]
      if child < 0, tree.tokens[Int(~child)].kind == kind { return SyntaxToken(tree: tree, index: Int(~child)) }
    }
    return nil
  }

  public func hasWord(_ word: StaticString) -> Bool {
    for position in childPositions {
      let child = tree.children[position]
      if child < 0, tree.tokens[Int(~child)].kind == .identifier, tree.isText(word, token: Int(~child)) { return true }
    }
    return false
  }

  /// The n-th own token that is a word, from 0.
  func word(_ position: Int) -> SyntaxToken? {
    var count = 0
    for child in childPositions {
      let child = tree.children[child]
      guard child < 0, tree.tokens[Int(~child)].kind == .identifier else { continue }
      if count == position { return SyntaxToken(tree: tree, index: Int(~child)) }
      count += 1
    }
    return nil
  }

  /// The n-th own token that is not trivia, from 0.
  func ownToken(_ position: Int) -> SyntaxToken? {
    var count = 0
    for child in childPositions {
      let child = tree.children[child]
      guard child < 0, !tree.tokens[Int(~child)].kind.isTrivia else { continue }
      if count == position { return SyntaxToken(tree: tree, index: Int(~child)) }
      count += 1
    }
    return nil
  }

  /// Indices of the node’s tokens, those of its children included.
  public var tokenIndices: Range<Int> {
    let node = tree.nodes[index]
    return Int(node.firstToken)..<max(Int(node.firstToken), Int(node.endToken))
  }

  /// The bytes of the node from its first to its last token that is not trivia.
  public var range: SourceRange {
    let indices = tokenIndices
    guard let first = indices.first(where: { !tree.tokens[$0].kind.isTrivia }),
      let last = indices.last(where: { !tree.tokens[$0].kind.isTrivia })
    else {
      let offset = indices.lowerBound < tree.tokens.count ? Int(tree.tokens[indices.lowerBound].start) : 0
      return SourceRange(offset, offset)
    }
    return SourceRange(Int(tree.tokens[first].start), Int(tree.tokens[last].end))
  }

  public var text: String { tree.source.text(in: range) }

  /// The `///` lines right above the node, without the slashes.
  public var documentation: String {
    var lines: [String] = []
    var index = tokenIndices.lowerBound - 1
    while index >= 0 {
      let token = SyntaxToken(tree: tree, index: index)
      if token.kind == .docComment {
        var line = token.text.unicodeScalars.dropFirst(3)
        if line.first == " " { line = line.dropFirst() }
        while let last = line.last, last.properties.isWhitespace { line.removeLast() }
        lines.append(String(line))
      } else if token.kind != .whitespace {
        break
      }
      index -= 1
    }
    return lines.reversed().joined(separator: "\n")
  }
}
