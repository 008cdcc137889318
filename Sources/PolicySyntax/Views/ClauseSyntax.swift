/// `in force from DATE until DATE`
public struct InForceSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.inForceClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  private var dates: [ExpressionSyntax] { node.views(ExpressionSyntax.self) }
  public var from: ExpressionSyntax? { node.hasWord("from") ? dates.first : nil }
  public var until: ExpressionSyntax? {
    guard node.hasWord("until") else { return nil }
    return node.hasWord("from") ? (dates.count > 1 ? dates[1] : nil) : dates.first
  }
}

/// One of `cites A §1, B §2`.
public struct CitationSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.citation]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var instrument: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  public var clause: ClauseNameSyntax? { ClauseNameSyntax(in: node) }
  /// Whether the clause gave the idea and is not the basis.
  public var isInspiration: Bool { node.hasWord("inspiration") }
}

/// `§2.2(g)` or `"2.2(g)"`
public struct ClauseNameSyntax: Sendable {
  public let token: SyntaxToken

  init?(in node: SyntaxNode) {
    guard let token = node.tokens.first(where: { $0.kind == .clauseReference || $0.kind == .string }) else {
      return nil
    }
    self.token = token
  }

  /// Without the section sign.
  public var name: String {
    token.kind == .string ? StringSyntax(token).value : String(token.text.drop { $0 == "§" })
  }
}

/// `allow P7012 because "…"`
public struct AllowSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.allowClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// The code or the name of the advice.
  public var code: String {
    node.tokens.dropFirst().prefix { !($0.kind == .identifier && $0.isText("because")) }.map(\.text).joined()
  }
  public var reason: StringSyntax? { node.token(.string).map(StringSyntax.init) }
}

/// `let x = …`
public struct LetSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.letClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(1) }
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `where C`
public struct WhereSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.whereClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var condition: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `must C`, `should not C`; in a standard `must name "title" fr "titre" : C`
public struct RequirementSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.requirementClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var keyword: SyntaxToken? { node.word(0) }
  public var isError: Bool { keyword?.isText("must") == true }
  public var isNegated: Bool {
    node.word(1)?.isText("not") == true && (node.token(.colon) == nil || node.word(2) != nil)
  }
  /// The word `not` after the keyword.
  public var negation: SyntaxToken? { isNegated ? node.word(1) : nil }
  /// Of a requirement of a standard.
  public var name: SyntaxToken? { node.token(.colon) == nil ? nil : node.word(isNegated ? 2 : 1) }
  public var title: StringSyntax? { node.token(.string).map(StringSyntax.init) }
  /// Titles in more languages.
  public var localizedTitle: [LocalizedTextSyntax] { node.views(LocalizedTextSyntax.self) }
  public var condition: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `waivable by controller, "B", r.owner for at most N days`
public struct WaivableSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.waivableClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// Who may waive, by a text or by the name of a declaration, in their order.
  public enum Authority: Sendable {
    case text(StringSyntax)
    case name(QualifiedNameSyntax)
  }

  public var authorities: [Authority] {
    node.elements.compactMap { element in
      switch element {
      case .token(let token): token.kind == .string ? .text(StringSyntax(token)) : nil
      case .node(let node): QualifiedNameSyntax(node).map { .name($0) }
      }
    }
  }
  /// Fields of the row in the place of authorities.
  public var fields: [ExpressionSyntax] { node.nodes(.authorityField).compactMap { $0.view(ExpressionSyntax.self) } }
  public var limit: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

extension SyntaxNode {
  /// The text of a clause such as `owner "…"`.
  func text(_ clause: SyntaxKind) -> StringSyntax? { node(clause)?.token(.string).map(StringSyntax.init) }

  /// The texts directly below, each in its language.
  public var localizedTexts: [LocalizedTextSyntax] { views(LocalizedTextSyntax.self) }

  func localizedTexts(_ clause: SyntaxKind) -> [LocalizedTextSyntax] { node(clause)?.localizedTexts ?? [] }

  /// The `allow` clauses directly below.
  public var allows: [AllowSyntax] { views(AllowSyntax.self) }

  var citations: [CitationSyntax] { nodes(.citesClause).flatMap { $0.views(CitationSyntax.self) } }
}
