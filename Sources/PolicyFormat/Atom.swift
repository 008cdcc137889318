import PolicySyntax
import SourceText

/// A token or a comment on its way to a line.
struct Atom {
  var text: String
  /// Whether a space comes before it on the same line.
  var hasSpace: Bool
  /// Whether a line may be broken before it, and how willingly: the lower, the better. Nil where it may not.
  var breakRank: Int?
  /// A comment up to the end of the line: whatever follows goes on the next one.
  var endsLine = false

  var width: Int { text.unicodeScalars.count }
}

/// Turns nodes into atoms.
struct AtomCollector {
  private(set) var atoms: [Atom] = []
  private var previous: (kind: SyntaxKind, parent: SyntaxKind)?
  /// How many brackets and quantifiers are around.
  private var nesting = 0

  static func atoms(of elements: some Sequence<SyntaxNode.Element>, in parent: SyntaxNode) -> [Atom] {
    var collector = AtomCollector()
    for element in elements { collector.add(element, in: parent) }
    return collector.atoms
  }

  static func atoms(of node: SyntaxNode) -> [Atom] { atoms(of: node.elements, in: node) }

  /// Whether there is a comment in a node, or in one below it.
  static func hasComment(in node: SyntaxNode) -> Bool {
    node.tokenIndices.contains { index in
      let kind = node.tree.token(at: index).kind
      return kind == .lineComment || kind == .blockComment || kind == .docComment
    }
  }

  private mutating func add(_ element: SyntaxNode.Element, in parent: SyntaxNode) {
    switch element {
    case .token(let token): add(token, in: parent)
    case .node(let node):
      // The parser limits how deep nodes nest.
      let isBracket = Self.brackets.contains(node.kind)
      if isBracket { nesting += 1 }
      for element in node.elements { add(element, in: node) }
      if isBracket { nesting -= 1 }
    }
  }

  private mutating func add(_ token: SyntaxToken, in parent: SyntaxNode) {
    switch token.kind {
    case .whitespace, .endOfFile: return
    case .lineComment, .docComment:
      atoms.append(Atom(text: token.text.trimmingEnd, hasSpace: true, endsLine: true))
    case .blockComment:
      atoms.append(Atom(text: token.text, hasSpace: true))
      previous = nil
    default:
      let space = previous.map { Spacing.isSpace(between: $0, and: (token.kind, parent.kind)) } ?? true
      atoms.append(
        Atom(text: Spacing.text(of: token, in: parent), hasSpace: space, breakRank: rank(of: token, in: parent)))
      previous = (token.kind, parent.kind)
    }
  }

  private static let brackets: Set<SyntaxKind> = [
    .groupExpression, .listExpression, .recordExpression, .callExpression, .quantifierExpression,
    .comprehensionExpression, .dutyGroup, .dutyOfRows,
  ]

  /// The part after their `=` may have lines of its own.
  private static let definitions: Set<SyntaxKind> = [.functionDeclaration, .derivedField]

  /// How willingly a line is broken before a token: outer operators first, `implies` before `or` before `and`.
  private func rank(of token: SyntaxToken, in parent: SyntaxNode) -> Int? {
    let inner = nesting * 10
    if previous?.kind == .comma { return inner + 4 }
    if let previous, previous.kind == .assign, Self.definitions.contains(previous.parent) { return -1 }
    guard token.kind == .identifier else {
      let isOperator = parent.kind == .binaryExpression && (token.kind == .plus || token.kind == .minus)
      return isOperator ? inner + 6 : nil
    }
    if parent.kind == .binaryExpression {
      if token.isText("implies") { return inner }
      if token.isText("or") { return inner + 1 }
      if token.isText("and") { return inner + 2 }
      if token.isText("otherwise") { return inner + 5 }
    }
    if parent.kind == .whereClause, token.isText("where") { return inner + 3 }
    if parent.kind == .quantifierExpression, token.isText("satisfies") { return inner + 3 }
    return nil
  }
}

/// Where spaces go.
enum Spacing {
  static func isSpace(
    between left: (kind: SyntaxKind, parent: SyntaxKind), and right: (kind: SyntaxKind, parent: SyntaxKind)
  ) -> Bool {
    switch right.kind {
    case .comma, .dot, .rightParenthesis, .rightBracket, .question: return false
    case .colon where tightColons.contains(right.parent): return false
    case .star where right.parent == .closureExpression: return false
    case .plus where right.parent == .closureExpression: return false
    case .minus where right.parent == .allowClause: return false
    case .leftParenthesis where tightBrackets.contains(right.parent): return false
    case .leftBracket where right.parent == .elementExpression: return false
    case .rightBrace where left.kind == .leftBrace: return false
    default: break
    }
    switch left.kind {
    // Two minus signs would begin a comment of another language.
    case .minus where right.kind == .minus: return true
    case .dot, .leftParenthesis, .leftBracket: return false
    case .minus where left.parent == .negateExpression || left.parent == .allowClause: return false
    default: return true
    }
  }

  private static let tightBrackets: Set<SyntaxKind> = [.callExpression, .functionDeclaration, .dutyOfRows]
  private static let tightColons: Set<SyntaxKind> = [.recordField, .functionParameter, .functionDeclaration]

  /// The text of a token; clauses of instruments are written with their sign.
  static func text(of token: SyntaxToken, in parent: SyntaxNode) -> String {
    guard token.kind == .string, parent.kind == .citation || parent.kind == .clauseClause,
      let name = ClauseText(token)
    else { return token.text }
    return name.text
  }
}

/// `"2.2(g)"` as `§2.2(g)`, where that is the same clause.
private struct ClauseText {
  let text: String

  init?(_ token: SyntaxToken) {
    let written = "§" + StringSyntax(token).value
    let tree = PolicyParser.parse(SourceFile(path: "", text: "policy a\nrule R \"\" { cites I \(written) must true }"))
    guard tree.diagnostics.isEmpty,
      (0..<tree.tokenCount).contains(where: {
        tree.token(at: $0).kind == .clauseReference && tree.token(at: $0).text == written
      })
    else { return nil }
    text = written
  }
}

extension String {
  var trimmingEnd: String {
    var result = Substring(self)
    while let last = result.last, last.isWhitespace { result.removeLast() }
    return String(result)
  }
}
