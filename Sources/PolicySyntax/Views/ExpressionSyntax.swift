/// An expression, read by its form.
public struct ExpressionSyntax: SyntaxView {
  public static let kinds: [SyntaxKind] = [
    .nameExpression, .literalExpression, .keyLookup, .memberExpression, .closureExpression, .callExpression,
    .binaryExpression, .notExpression, .negateExpression, .presenceExpression, .rangeExpression, .quantifierExpression,
    .listExpression, .comprehensionExpression, .recordExpression, .groupExpression, .distinctExpression,
    .convertExpression, .onExpression, .accessExpression, .missingExpression,
  ]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public enum Operator: Sendable {
    case implies, or, and, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case `in`, notIn, like, contains, overlaps, subset, otherwise, add, subtract, multiply, divide
  }

  public enum Quantifier: Sendable { case some, no, every }

  public indirect enum Form: Sendable {
    case name(SyntaxToken)
    case literal(LiteralSyntax)
    /// `a.b.Person "u1"`: the words of the name and the key.
    case keyLookup([SyntaxToken], StringSyntax)
    /// The field is nil where it is missing.
    case member(ExpressionSyntax, SyntaxToken?)
    /// `*` counts the start in, `+` does not.
    case closure(ExpressionSyntax, includesStart: Bool)
    case call(SyntaxToken, [ExpressionSyntax])
    case comprehension(ExpressionSyntax, ForClauseSyntax)
    /// The operator with its token, where it points best.
    case binary(Operator, SyntaxToken, ExpressionSyntax, ExpressionSyntax)
    case not(ExpressionSyntax)
    case negate(ExpressionSyntax)
    case presence(ExpressionSyntax, isPresent: Bool)
    case range(ExpressionSyntax, ExpressionSyntax, includesUpper: Bool)
    case quantifier(Quantifier, GeneratorSyntax, where: ExpressionSyntax?, satisfies: ExpressionSyntax?)
    case list([ExpressionSyntax])
    case record([RecordFieldSyntax])
    case group(ExpressionSyntax)
    case distinct(ExpressionSyntax)
    case convert(ExpressionSyntax, currency: SyntaxToken, on: ExpressionSyntax)
    case on(ExpressionSyntax, ExpressionSyntax)
    /// `p holds "K"`, `p holds like "K*"`
    case holds(ExpressionSyntax, StringSyntax, isPattern: Bool, model: QualifiedNameSyntax?)
    case performs(ExpressionSyntax, QualifiedNameSyntax, model: QualifiedNameSyntax?)
    /// Nothing was written, or it could not be read; the parser has reported it.
    case missing
  }

  /// The expressions directly below.
  public var operands: [ExpressionSyntax] { node.views(ExpressionSyntax.self) }

  public var form: Form {
    let operands = operands
    let first = operands.first
    let second = operands.count > 1 ? operands[1] : nil
    switch node.kind {
    case .nameExpression: return node.token(.identifier).map { .name($0) } ?? .missing
    case .literalExpression: return .literal(LiteralSyntax(node: node))
    case .keyLookup:
      guard let key = node.token(.string) else { return .missing }
      return .keyLookup(node.tokens.filter { $0.kind == .identifier }, StringSyntax(key))
    case .memberExpression: return first.map { .member($0, node.token(.identifier)) } ?? .missing
    case .closureExpression: return first.map { .closure($0, includesStart: node.token(.star) != nil) } ?? .missing
    case .callExpression: return node.token(.identifier).map { .call($0, operands) } ?? .missing
    case .comprehensionExpression:
      guard let first, let clause = node.view(ForClauseSyntax.self) else { return .missing }
      return .comprehension(first, clause)
    case .binaryExpression:
      guard let first, let second, let (op, token) = binaryOperator else { return .missing }
      return .binary(op, token, first, second)
    case .notExpression: return first.map { .not($0) } ?? .missing
    case .negateExpression: return first.map { .negate($0) } ?? .missing
    case .presenceExpression: return first.map { .presence($0, isPresent: !node.hasWord("missing")) } ?? .missing
    case .rangeExpression:
      guard let first, let second else { return .missing }
      return .range(first, second, includesUpper: node.token(.range) != nil)
    case .quantifierExpression: return quantifier
    case .listExpression: return .list(operands)
    case .recordExpression: return .record(node.views(RecordFieldSyntax.self))
    case .groupExpression: return first.map { .group($0) } ?? .missing
    case .distinctExpression: return first.map { .distinct($0) } ?? .missing
    case .convertExpression:
      guard let first, let second, let currency = node.word(1) else { return .missing }
      return .convert(first, currency: currency, on: second)
    case .onExpression:
      guard let first, let second else { return .missing }
      return .on(first, second)
    case .accessExpression: return access
    default: return .missing
    }
  }

  private var quantifier: Form {
    guard let generator = node.view(GeneratorSyntax.self) else { return .missing }
    let kind: Quantifier = node.hasWord("every") ? .every : node.hasWord("no") ? .no : .some
    return .quantifier(
      kind, generator, where: node.node(.whereClause)?.view(ExpressionSyntax.self), satisfies: operands.first)
  }

  private var access: Form {
    guard let subject = operands.first else { return .missing }
    let names = node.views(QualifiedNameSyntax.self)
    if node.hasWord("performs") {
      guard let duty = names.first else { return .missing }
      return .performs(subject, duty, model: names.count > 1 ? names[1] : nil)
    }
    guard let entitlement = node.token(.string) else { return .missing }
    return .holds(subject, StringSyntax(entitlement), isPattern: node.hasWord("like"), model: names.first)
  }

  private var binaryOperator: (Operator, SyntaxToken)? {
    for token in node.tokens {
      switch token.kind {
      case .equal, .assign: return (.equal, token)
      case .notEqual: return (.notEqual, token)
      case .less: return (.less, token)
      case .lessOrEqual: return (.lessOrEqual, token)
      case .greater: return (.greater, token)
      case .greaterOrEqual: return (.greaterOrEqual, token)
      case .plus: return (.add, token)
      case .minus: return (.subtract, token)
      case .star: return (.multiply, token)
      case .slash: return (.divide, token)
      case .identifier:
        switch token.text {
        case "implies": return (.implies, token)
        case "or": return (.or, token)
        case "and": return (.and, token)
        case "in": return (.in, token)
        case "not": return (.notIn, token)
        case "like": return (.like, token)
        case "contains": return (.contains, token)
        case "overlaps": return (.overlaps, token)
        case "subset": return (.subset, token)
        case "otherwise": return (.otherwise, token)
        default: continue
        }
      default: continue
      }
    }
    return nil
  }
}

/// A number, a text, a date and so on, with its unit.
public struct LiteralSyntax: SyntaxView {
  public static let kinds: [SyntaxKind] = [.literalExpression]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var token: SyntaxToken? { node.tokens.first }
  /// `%`, a currency, or the unit of a duration or a data size.
  public var unit: SyntaxToken? { node.tokens.dropFirst().first }
}

/// `field: value`
public struct RecordFieldSyntax: SyntaxView {
  public static let kinds: [SyntaxKind] = [.recordField]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.token(.identifier) }
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `x in X`
public struct GeneratorSyntax: SyntaxView {
  public static let kinds: [SyntaxKind] = [.generator]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var variable: SyntaxToken? { node.token(.identifier) }
  public var source: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `for a in A, b in B where C`; `each g in G where C`
public struct ForClauseSyntax: SyntaxView {
  public static let kinds: [SyntaxKind] = [.forClause, .eachClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var generators: [GeneratorSyntax] { node.views(GeneratorSyntax.self) }
  public var condition: ExpressionSyntax? { node.node(.whereClause)?.view(ExpressionSyntax.self) }
}
