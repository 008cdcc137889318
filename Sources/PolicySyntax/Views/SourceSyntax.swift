/// `source NAME for ENTITY { … }`
public struct SourceSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.sourceDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(1) }
  public var entity: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  /// The word after `from`.
  public var format: SyntaxToken? { node.node(.filesClause)?.word(1) }
  public var patterns: [StringSyntax] { node.node(.filesClause)?.texts ?? [] }
  /// The word after `encoding`.
  public var encoding: SyntaxToken? { node.node(.encodingClause)?.word(1) }
  public var header: HeaderSyntax? { node.view(HeaderSyntax.self) }
  /// The clauses that make records of what comes, in their order.
  public var steps: [SyntaxNode] { node.nodes.filter { $0.kind == .elementsClause || $0.kind == .whereClause } }
  public var fields: [TakenFieldSyntax] { node.node(.takeClause)?.views(TakenFieldSyntax.self) ?? [] }
  public var namespaces: [NamespacePrefixSyntax] { node.views(NamespacePrefixSyntax.self) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }

  /// The texts of a clause such as `missing "a", "b"`; nil where there is no such clause.
  public func texts(_ clause: SyntaxKind) -> [StringSyntax]? { node.node(clause)?.texts }
  /// The value of a clause such as `skip 2`.
  public func value(_ clause: SyntaxKind) -> ExpressionSyntax? { node.node(clause)?.view(ExpressionSyntax.self) }
  public func has(_ clause: SyntaxKind) -> Bool { node.node(clause) != nil }
  public func clause(_ clause: SyntaxKind) -> SyntaxNode? { node.node(clause) }
}

/// `header line 4`, `header lines 3 to 4`, `header none`
public struct HeaderSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.headerClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var isNone: Bool { node.hasWord("none") }
  /// The first and the last line.
  public var lines: [ExpressionSyntax] { node.views(ExpressionSyntax.self) }
}

/// `namespace cac "urn:…"`
public struct NamespacePrefixSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.namespaceClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var prefix: SyntaxToken? { node.word(1) }
  public var identifier: StringSyntax? { node.texts.first }
}

/// `each row`, `each x in PATH`, `each k, v in PATH`
public struct ElementsSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.elementsClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// One name, or that of a member and that of its value.
  public var names: [SyntaxToken] {
    var names: [SyntaxToken] = []
    for token in node.tokens.dropFirst() where token.kind == .identifier {
      if token.isText("in") { break }
      names.append(token)
    }
    return names
  }
  /// Nil for `each row`.
  public var source: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `field : value as "YYYYMMDD"`
public struct TakenFieldSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.takenField]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(0) }
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
  /// The form after `as`.
  public var form: StringSyntax? { node.texts.first }
}

extension SyntaxNode {
  /// The texts directly below.
  var texts: [StringSyntax] { tokens.filter { $0.kind == .string }.map(StringSyntax.init) }
}
