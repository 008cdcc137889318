import Diagnostics
import PolicySyntax
import SourceText

/// Where the tokens of a file have gone, of which only norms and tests were changed inside.
struct TokenMoves {
  /// A declaration before and after.
  struct Pair {
    var old: SyntaxNode
    var new: SyntaxNode
    /// Whether it says something else now. Only norms and tests do.
    var isChanged: Bool
  }

  /// Text that has been moved as a whole.
  private struct Run {
    var start: Int
    var end: Int
    var distance: Int
  }

  /// In the order of the declarations.
  private(set) var pairs: [Pair] = []
  /// Sorted; of two that touch, the first ends where the second begins.
  private var runs: [Run] = []
  private let source: (old: SourceFile, new: SourceFile)

  /// Nil where something has changed that other declarations see.
  init?(from old: SyntaxTree, to new: SyntaxTree) {
    source = (old.source, new.source)
    let (before, after) = (old.root.nodes, new.root.nodes)
    guard before.count == after.count else { return nil }
    pairs.reserveCapacity(before.count)
    for (one, other) in zip(before, after) {
      guard one.kind == other.kind else { return nil }
      let (left, right) = (one.range, other.range)
      let isSame = one.documentation == other.documentation
      if isSame, left.count == right.count,
        source.old.bytes[left.start..<left.end] == source.new.bytes[right.start..<right.end]
      {
        runs.append(Run(start: left.start, end: left.end, distance: right.start - left.start))
        pairs.append(Pair(old: one, new: other, isChanged: false))
        continue
      }
      guard Self.isBody(one.kind) else {
        guard isSame, appendRuns(from: one, to: other) else { return nil }
        pairs.append(Pair(old: one, new: other, isChanged: false))
        continue
      }
      let isChanged = !isSame || !appendRuns(from: one, to: other)
      if isChanged {
        // Its externally visible parts must be the same, and say where it is.
        guard appendRuns(from: Self.names(of: one), to: Self.names(of: other)) else { return nil }
      }
      pairs.append(Pair(old: one, new: other, isChanged: isChanged))
    }
  }

  /// Nothing is appended where the two differ. Lines matter where there are faults, so the same tokens are
  /// not enough.
  private mutating func appendRuns(from old: SyntaxNode, to new: SyntaxNode) -> Bool {
    var tokens: (old: [SyntaxToken], new: [SyntaxToken]) = ([], [])
    var waiting: [(SyntaxNode.Element, SyntaxNode.Element)] = [(.node(old), .node(new))]
    while let next = waiting.popLast() {
      switch next {
      case (.token(let one), .token(let other)):
        tokens.old.append(one)
        tokens.new.append(other)
      case (.node(let one), .node(let other)):
        let (left, right) = (Self.elements(of: one), Self.elements(of: other))
        guard one.kind == other.kind, left.count == right.count else { return false }
        waiting += zip(left, right).reversed()
      default: return false
      }
    }
    return appendRuns(from: tokens.old, to: tokens.new)
  }

  /// Nothing is appended where the tokens are not the same.
  private mutating func appendRuns(from old: [SyntaxToken], to new: [SyntaxToken]) -> Bool {
    guard old.count == new.count, zip(old, new).allSatisfy({ Self.equal($0, $1) }) else { return false }
    for (one, other) in zip(old, new) {
      runs.append(
        Run(start: one.range.start, end: one.range.end, distance: other.range.start - one.range.start))
    }
    return true
  }

  // MARK: Where things have gone

  /// Where a range has gone; nil for one that does not begin and end in tokens that stayed.
  func moved(_ range: SourceRange) -> SourceRange? {
    guard let start = run(holding: range.start, prefersLater: true) else { return nil }
    if range.isEmpty { return SourceRange(range.start + start.distance, range.start + start.distance) }
    guard let end = run(holding: range.end, prefersLater: false) else { return nil }
    return SourceRange(range.start + start.distance, max(range.start + start.distance, range.end + end.distance))
  }

  /// The same for a place of the file.
  func moved(_ place: Place) -> Place? {
    let (table, bytes) = (source.old.lineTable, source.old.bytes)
    let start = table.offset(of: TextPosition(line: place.line - 1, column: place.column - 1), in: bytes)
    let end = table.offset(of: TextPosition(line: place.endLine - 1, column: place.endColumn - 1), in: bytes)
    return moved(SourceRange(start, end)).map { Place($0, in: source.new) }
  }

  /// The same for a diagnostic of any file, with everything that it says of this one. Nil where something of it cannot
  /// be placed.
  func moved(_ diagnostic: Diagnostic) -> Diagnostic? {
    var result = diagnostic
    for index in result.related.indices where result.related[index].place.file == source.old.path {
      guard let place = moved(result.related[index].place) else { return nil }
      result.related[index].place = place
    }
    guard diagnostic.place.file == source.old.path else { return result }
    guard let range = moved(diagnostic.range) else { return nil }
    result.range = range
    result.place = Place(range, in: source.new)
    let distance = range.start - diagnostic.range.start
    result.fixIts = diagnostic.fixIts.map { fix in
      FixIt(
        title: fix.title,
        edits: fix.edits.map {
          let target = moved($0.range) ?? SourceRange($0.range.start + distance, $0.range.end + distance)
          return TextEdit(range: target, replacement: $0.replacement)
        })
    }
    return result
  }

  /// The run that an offset lies in or touches.
  private func run(holding offset: Int, prefersLater: Bool) -> Run? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    if !prefersLater, low > 1, runs[low - 1].start == offset, runs[low - 2].end == offset { return runs[low - 2] }
    return runs[low - 1].end >= offset ? runs[low - 1] : nil
  }

  // MARK: Declarations

  static func isBody(_ kind: SyntaxKind) -> Bool {
    kind == .ruleDeclaration || kind == .segregationDeclaration || kind == .standardDeclaration
      || kind == .testDeclaration
  }

  /// The externally visible parts of a norm or a test, in the order of the text.
  private static func names(of node: SyntaxNode) -> [SyntaxToken] {
    if let test = TestSyntax(node) { return [test.title?.token].compactMap { $0 } }
    let norm = NormSyntax(node: node)
    let version = norm.version.map { version in
      version.node.tokenIndices.map { node.tree.token(at: $0) }.filter { !$0.kind.isTrivia }
    }
    return ([norm.name].compactMap { $0 } + (version ?? []) + norm.requirements.compactMap(\.name)).sorted {
      $0.index < $1.index
    }
  }

  private static func elements(of node: SyntaxNode) -> [SyntaxNode.Element] {
    node.elements.filter { element in
      guard case .token(let token) = element else { return true }
      return !token.kind.isTrivia || token.kind == .docComment
    }
  }

  private static func equal(_ left: SyntaxToken, _ right: SyntaxToken) -> Bool {
    let (one, other) = (left.range, right.range)
    guard left.kind == right.kind, one.count == other.count else { return false }
    let (a, b) = (left.tree.source.bytes, right.tree.source.bytes)
    return a[one.start..<one.end] == b[other.start..<other.end]
  }
}
