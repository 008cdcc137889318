import Diagnostics
public import SourceText

/// Parses one policy file. Never fails: what is missing or does not fit is a diagnostic, and the tree still holds every
/// byte. Linear in the text.
public enum PolicyParser {
  public static func parse(_ source: SourceFile) -> SyntaxTree {
    var parser = Parser(source: source, range: nil)
    parser.parseFile()
    return parser.finish()
  }

  /// Parses an expression inside a text, at its place in the file.
  ///
  /// - Parameter ofSource: whether it is a value of what comes, in a source.
  static func parseExpression(in source: SourceFile, range: SourceRange, ofSource: Bool = false) -> SyntaxTree {
    var parser = Parser(source: source, range: range)
    parser.isInSource = ofSource
    let mark = parser.mark()
    parser.parseExpression()
    // `{x exactly}`
    _ = parser.accept(word: "exactly")
    parser.skipRest(message: "expected the end of the value before")
    parser.close(mark, .file)
    return parser.finish()
  }
}

/// A recursive-descent parser that leaves marks and closes nodes over the tokens and nodes since then.
struct Parser {
  static let maximumDepth = 200

  let source: SourceFile
  let bytes: [UInt8]
  private var tokens: [SyntaxTree.Token]
  /// Index of the next token that is not trivia.
  private(set) var index: Int
  /// Index of the first token that is in no node yet.
  private var unplaced = 0
  private var pending: [Int32]
  private var nodes: [SyntaxTree.Node]
  private var children: [Int32]
  private var diagnostics: [Diagnostic]
  /// Where the last fault was reported: one mistake gives one error.
  private var lastFaultToken = -1
  /// Where texts end that are not closed: they have swallowed the rest of their line.
  private let unclosedEnds: Set<Int>
  var depth = 0
  /// How many lists and calls are open, in which a comma separates values.
  var depthOfLists = 0
  /// A token of which nothing is said, since a fault before it covers it.
  var silencedToken = -1
  /// How many choices are open whose `then` has not been read.
  var openChoices = 0
  /// The variable of the segregation for each row that is being read.
  var rowVariable: SourceRange?
  /// How many `every` are open whose `satisfies` has not been read.
  var openEveries = 0
  /// Whether values are those of what comes: a step may be a text, and a number in brackets takes an element.
  var isInSource = false
  /// How many values are open that end where the one around them does: after `not`, `implies` and `else`.
  var openTails = 0
  /// Whether the `if` of another language was read whose `then` follows.
  var isReadingChoice = false

  init(source: SourceFile, range: SourceRange?) {
    self.source = source
    bytes = source.bytes
    let lexer = Lexer.lex(source.bytes, in: range)
    tokens = lexer.tokens
    unclosedEnds = Set(lexer.faults.lazy.filter { $0.code == .unterminatedString }.map(\.range.end))
    diagnostics = lexer.faults.map { $0.diagnostic(in: source) }
    if range == nil { diagnostics += CharacterCheck(source, lexer.tokens).diagnostics }
    // The last token is the end of the file, which is not trivia.
    index = lexer.tokens.firstIndex { !$0.kind.isTrivia } ?? 0
    let count = lexer.tokens.count
    // Fewer nodes than half the tokens, as a rule: what is not used is never touched.
    nodes = Self.empty(count / 2 + 4)
    children = Self.empty(count + count / 2 + 8)
    pending = Self.empty(64)
  }

  /// An empty list with room for this many.
  private static func empty<Element>(_ capacity: Int) -> [Element] {
    var list: [Element] = []
    list.reserveCapacity(capacity)
    return list
  }

  // MARK: Tokens

  private mutating func skipTrivia() {
    while index < tokens.count - 1, tokens[index].kind.isTrivia { index += 1 }
  }

  var kind: SyntaxKind { tokens[index].kind }
  var isAtEnd: Bool { kind == .endOfFile }

  func at(_ wanted: SyntaxKind) -> Bool { tokens[index].kind == wanted }

  func at(word: StaticString) -> Bool { isWord(index, word) }

  func isWord(_ tokenIndex: Int, _ word: StaticString) -> Bool {
    let token = tokens[tokenIndex]
    let count = Int(token.end - token.start)
    guard token.kind == .identifier, count == word.utf8CodeUnitCount else { return false }
    for offset in 0..<count where bytes[Int(token.start) + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// The index of the n-th token after this one that is not trivia.
  func tokenIndex(ahead count: Int) -> Int {
    var result = index
    for _ in 0..<count where result < tokens.count - 1 {
      result += 1
      while result < tokens.count - 1, tokens[result].kind.isTrivia { result += 1 }
    }
    return result
  }

  func kind(ahead count: Int) -> SyntaxKind { tokens[tokenIndex(ahead: count)].kind }
  func at(word: StaticString, ahead count: Int) -> Bool { isWord(tokenIndex(ahead: count), word) }

  var range: SourceRange { range(ofToken: index) }
  func range(ofToken tokenIndex: Int) -> SourceRange {
    SourceRange(Int(tokens[tokenIndex].start), Int(tokens[tokenIndex].end))
  }
  var text: String { source.text(in: range) }

  /// Whether the token directly follows the one before, without a space.
  var touchesPrevious: Bool { index > 0 && !tokens[index - 1].kind.isTrivia }

  /// Whether the token is the first of its line.
  var isFirstOnLine: Bool {
    guard index > 0 else { return true }
    var before = index - 1
    while before >= 0, tokens[before].kind.isTrivia {
      let token = tokens[before]
      if token.kind == .whitespace,
        bytes[Int(token.start)..<Int(token.end)].contains(where: { $0 == 0x0A || $0 == 0x0D })
      {
        return true
      }
      before -= 1
    }
    return before < 0
  }

  /// The end of the last token before this one that is not trivia: where what is missing would go.
  var previousEnd: Int {
    var before = index - 1
    while before >= 0, tokens[before].kind.isTrivia { before -= 1 }
    return before >= 0 ? Int(tokens[before].end) : Int(tokens[index].start)
  }

  /// Whether the token before is an unclosed text. Whatever is missing after it was lost with it.
  var followsUnclosedText: Bool { !unclosedEnds.isEmpty && unclosedEnds.contains(previousEnd) }

  /// Takes the token for one of another kind.
  mutating func takeAs(_ kind: SyntaxKind) { tokens[index].kind = kind }

  var tokenCount: Int { tokens.count }
  func tokenKind(_ index: Int) -> SyntaxKind { tokens[index].kind }

  /// Makes one name of the token and those that follow it without a space, up to one that does not fit a name.
  mutating func joinName() {
    var last = index
    while last + 1 < tokens.count {
      switch tokens[last + 1].kind {
      case .identifier, .integer, .minus, .decimal, .version: last += 1
      default:
        tokens.replaceSubrange(
          index...last,
          with: [SyntaxTree.Token(kind: .identifier, start: tokens[index].start, end: tokens[last].end)])
        return
      }
    }
  }

  /// The kind of the token that directly follows the one here; trivia where there is a space.
  var touchingKind: SyntaxKind { index + 1 < tokens.count ? tokens[index + 1].kind : .endOfFile }

  // MARK: Tree

  struct Mark {
    fileprivate var pendingCount: Int
    fileprivate var token: Int

    /// The index of the token that the node begins with.
    var firstToken: Int { token }
  }

  private mutating func placeTrivia() {
    while unplaced < index {
      pending.append(~Int32(unplaced))
      unplaced += 1
    }
  }

  /// The place before the next token; trivia before it stay outside of a node that begins here.
  mutating func mark() -> Mark {
    placeTrivia()
    return Mark(pendingCount: pending.count, token: index)
  }

  mutating func bump() {
    placeTrivia()
    guard index < tokens.count - 1 else { return }
    pending.append(~Int32(index))
    index += 1
    unplaced = index
    skipTrivia()
  }

  mutating func close(_ mark: Mark, _ kind: SyntaxKind) {
    let first = children.count
    for place in min(mark.pendingCount, pending.count)..<pending.count { children.append(pending[place]) }
    for _ in first..<children.count { pending.removeLast() }
    nodes.append(
      SyntaxTree.Node(
        kind: kind, firstChild: Int32(first), childCount: Int32(children.count - first), firstToken: Int32(mark.token),
        endToken: Int32(max(mark.token, unplaced))))
    pending.append(Int32(nodes.count - 1))
  }

  mutating func accept(_ wanted: SyntaxKind) -> Bool {
    guard at(wanted) else { return false }
    bump()
    return true
  }

  mutating func accept(word: StaticString) -> Bool {
    guard at(word: word) else { return false }
    bump()
    return true
  }

  mutating func finish() -> SyntaxTree {
    placeTrivia()
    // Whatever is left, the end of the file included, belongs to the root.
    pending.append(~Int32(tokens.count - 1))
    let first = children.count
    var closed: Int?
    for child in pending {
      guard closed == nil, child >= 0, nodes[Int(child)].kind == .file else {
        children.append(child)
        continue
      }
      // Comments before the first declaration come before the root that was closed.
      let root = nodes[Int(child)]
      for place in Int(root.firstChild)..<Int(root.firstChild + root.childCount) { children.append(children[place]) }
      closed = Int(child)
    }
    let root = SyntaxTree.Node(
      kind: .file, firstChild: Int32(first), childCount: Int32(children.count - first), firstToken: 0,
      endToken: Int32(tokens.count))
    if let closed { nodes[closed] = root } else { nodes.append(root) }
    if diagnostics.count > 1 { diagnostics.sort { $0.range < $1.range } }
    return SyntaxTree(
      source: source, tokens: tokens, nodes: nodes, children: children, rootIndex: closed ?? nodes.count - 1,
      diagnostics: diagnostics)
  }

  // MARK: Faults

  /// Whether the lexer has reported the token here.
  private var isReportedSign: Bool {
    switch kind {
    case .unknown, .andSign, .orSign, .notSign, .currencySign: true
    default: false
    }
  }

  /// Reports a fault at the token, unless one has been reported there already or follows from one in a token.
  mutating func fault(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil, notes: [String] = [], fixIts: [FixIt] = []
  ) {
    guard lastFaultToken != index, silencedToken != index else { return }
    lastFaultToken = index
    guard !isReportedSign, !followsUnclosedText else { return }
    diagnostics.append(Diagnostic(code, message, at: range ?? self.range, in: source, notes: notes, fixIts: fixIts))
  }

  /// Where the text of a mark begins.
  func markStart(_ mark: Mark) -> Int { Int(tokens[min(mark.token, tokens.count - 1)].start) }

  /// Reports a fault at a token that has been read already.
  mutating func faultAt(
    _ position: Int, _ code: DiagnosticCode, _ message: String, fixIts: [FixIt], at range: SourceRange? = nil
  ) {
    guard lastFaultToken < position else { return }
    lastFaultToken = index
    diagnostics.append(
      Diagnostic(code, message, at: range ?? self.range(ofToken: position), in: source, notes: [], fixIts: fixIts))
  }

  /// Reports text that is written in the place of other text, at a token that has been read already.
  mutating func faultAlways(
    at position: Int, _ code: DiagnosticCode, _ message: String, _ range: SourceRange, _ replacement: String,
    further: [TextEdit] = [], title: String
  ) {
    faultAt(
      position, code, message,
      fixIts: [FixIt(title: title, edits: [TextEdit(range: range, replacement: replacement)] + further)], at: range)
  }

  /// Marks the place as reported, so that what follows from the fault is not reported too.
  mutating func silence() { lastFaultToken = index }

  mutating func expect(_ wanted: SyntaxKind, _ sign: String, after what: String) {
    if accept(wanted) { return }
    if acceptOtherSign(for: wanted, sign, what) { return }
    let place = previousEnd
    fault(
      .missingToken, "expected `\(sign)` \(what), found \(foundText)",
      at: isFirstOnLine ? SourceRange(max(0, place - 1), place) : range,
      fixIts: [
        FixIt(title: "Insert `\(sign)`", edits: [TextEdit(range: SourceRange(place, place), replacement: sign)])
      ])
  }

  /// The token as a message names it.
  var foundText: String {
    if isAtEnd { return "the end of the file" }
    let text = self.text
    return "`\(text.count > 40 ? String(text.prefix(40)) + "…" : text)`"
  }

  /// Puts everything up to the end into one node; reports it if there is any.
  mutating func skipRest(message: String) {
    guard !isAtEnd else { return }
    fault(.unexpectedText, message + " \(foundText)")
    let mark = mark()
    while !isAtEnd { bump() }
    close(mark, .unexpected)
  }
}
