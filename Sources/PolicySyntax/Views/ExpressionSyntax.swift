public import SourceText

/// An expression, read by its form.
public struct ExpressionSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [
    .nameExpression, .literalExpression, .keyLookup, .memberExpression, .closureExpression, .callExpression,
    .binaryExpression, .notExpression, .negateExpression, .presenceExpression, .rangeExpression, .quantifierExpression,
    .listExpression, .comprehensionExpression, .recordExpression, .groupExpression, .distinctExpression,
    .convertExpression, .zoneExpression, .onExpression, .accessExpression, .choiceExpression, .workingDaysExpression,
    .elementExpression, .missingExpression,
  ]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public enum Operator: Sendable {
    case implies, or, and, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case `in`, notIn, like, contains, overlaps, subset, startsWith, endsWith, otherwise, add, subtract, multiply, divide
  }

  public enum Quantifier: Sendable { case some, no, every }

  public enum Form: Sendable {
    case name(SyntaxToken)
    case literal(LiteralSyntax)
    /// `a.b.Person "u1"`: the words of the name and the key.
    case keyLookup([SyntaxToken], StringSyntax)
    /// The field is nil where it is missing.
    case member(ExpressionSyntax, SyntaxToken?)
    /// `x[0]`, in a source.
    case element(ExpressionSyntax, SyntaxToken)
    /// `*` counts the start in, `+` does not.
    case closure(ExpressionSyntax, includesStart: Bool)
    /// The last word of the name, and the values without a name.
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
    /// `t.date in UTC`, `t.date in "Africa/Nairobi"`: the path up to `date`, and the zone.
    case zone(ExpressionSyntax, SyntaxToken)
    case on(ExpressionSyntax, ExpressionSyntax)
    /// `if c then a else b`
    case choice(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax)
    /// `5 working days in "NBO"`: the number and the calendar.
    case workingDays(ExpressionSyntax, ExpressionSyntax)
    /// `p holds "K"`, `p holds like "K*"`
    case holds(ExpressionSyntax, StringSyntax, isPattern: Bool, model: QualifiedNameSyntax?)
    case performs(ExpressionSyntax, QualifiedNameSyntax, model: QualifiedNameSyntax?)
    /// Nothing was written, or it could not be read; the parser has reported it.
    case missing
  }

  /// Of a step of a path, `a.b` or `a.b*`, what it goes on from: `a`, `a.b`.
  public var pathBase: ExpressionSyntax? {
    node.kind == .memberExpression || node.kind == .closureExpression ? first : nil
  }

  /// The expressions directly below.
  public var operands: [ExpressionSyntax] { node.views(ExpressionSyntax.self) }

  // Looked for only where the form has them.
  private var first: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
  private var second: ExpressionSyntax? { node.view(ExpressionSyntax.self, at: 1) }

  public var form: Form {
    switch node.kind {
    case .nameExpression: return node.token(.identifier).map { .name($0) } ?? .missing
    case .literalExpression: return .literal(LiteralSyntax(node: node))
    case .keyLookup:
      guard let key = node.token(.string) else { return .missing }
      return .keyLookup(node.tokens.filter { $0.kind == .identifier }, StringSyntax(key))
    case .memberExpression:
      return first.map { .member($0, node.token(.identifier) ?? node.token(.string)) } ?? .missing
    case .elementExpression:
      guard let first, let position = node.token(.integer) else { return .missing }
      return .element(first, position)
    case .closureExpression: return first.map { .closure($0, includesStart: node.token(.star) != nil) } ?? .missing
    case .callExpression: return callWords.last.map { .call($0, operands) } ?? .missing
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
    case .zoneExpression:
      guard let first, let zone = node.token(.string) ?? node.word(1) else { return .missing }
      return .zone(first, zone)
    case .onExpression:
      guard let first, let second else { return .missing }
      return .on(first, second)
    case .choiceExpression:
      guard let first, let second, let third = node.view(ExpressionSyntax.self, at: 2) else { return .missing }
      return .choice(first, second, third)
    case .workingDaysExpression:
      guard let first, let second else { return .missing }
      return .workingDays(first, second)
    case .accessExpression: return access
    default: return .missing
    }
  }

  /// The words of the name that is called.
  private var callWords: [SyntaxToken] { node.tokens.filter { $0.kind == .identifier } }

  /// Of a call, the name with its namespace where that is written.
  public var calledName: String { callWords.map(\.text).joined(separator: ".") }

  /// Of a call, the place of the name with its namespace.
  public var calledNameRange: SourceRange? {
    guard let first = callWords.first, let last = callWords.last else { return nil }
    return SourceRange(first.range.start, last.range.end)
  }

  /// Of a call, the values with a name: `to: 0.05`.
  public var namedArguments: [RecordFieldSyntax] { node.views(RecordFieldSyntax.self) }

  private var quantifier: Form {
    guard let generator = node.view(GeneratorSyntax.self) else { return .missing }
    let kind: Quantifier = node.hasWord("every") ? .every : node.hasWord("no") ? .no : .some
    return .quantifier(
      kind, generator, where: node.node(.whereClause)?.view(ExpressionSyntax.self), satisfies: first)
  }

  private var access: Form {
    guard let subject = first else { return .missing }
    let names = node.views(QualifiedNameSyntax.self)
    if node.hasWord("performs") {
      guard let duty = names.first else { return .missing }
      return .performs(subject, duty, model: names.count > 1 ? names[1] : nil)
    }
    guard let entitlement = node.token(.string) else { return .missing }
    return .holds(subject, StringSyntax(entitlement), isPattern: node.hasWord("like"), model: names.first)
  }

  private var binaryOperator: (Operator, SyntaxToken)? {
    let tree = node.tree
    for position in node.childPositions {
      let child = tree.children[position]
      guard child < 0 else { continue }
      let index = Int(~child)
      let kind = tree.tokens[index].kind
      if let found = kind == .identifier ? Self.operator(word: index, in: tree) : Self.operator(kind) {
        return (found, SyntaxToken(tree: tree, index: index))
      }
    }
    return nil
  }

  private static func `operator`(_ kind: SyntaxKind) -> Operator? {
    switch kind {
    case .equal, .assign: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .andSign: .and
    case .orSign: .or
    default: nil
    }
  }

  private static let words: [(word: StaticString, operator: Operator)] = [
    ("and", .and), ("or", .or), ("in", .in), ("implies", .implies), ("not", .notIn), ("like", .like),
    ("contains", .contains), ("overlaps", .overlaps), ("subset", .subset), ("starts", .startsWith), ("ends", .endsWith),
    ("otherwise", .otherwise),
  ]

  private static func `operator`(word index: Int, in tree: SyntaxTree) -> Operator? {
    words.first { tree.isText($0.word, token: index) }?.operator
  }
}

/// A number, a text, a date and so on, with its unit.
public struct LiteralSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.literalExpression]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var token: SyntaxToken? { node.ownToken(0) }
  /// `%`, a currency, or the unit of a duration or a data size.
  public var unit: SyntaxToken? { node.ownToken(1) }
}

/// `field: value`
public struct RecordFieldSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.recordField]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.token(.identifier) }
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `x in X`
public struct GeneratorSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.generator]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var variable: SyntaxToken? { node.token(.identifier) }
  public var source: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `for a in A, b in B where C`; `each g in G where C`
public struct ForClauseSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.forClause, .eachClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var generators: [GeneratorSyntax] { node.views(GeneratorSyntax.self) }
  public var condition: ExpressionSyntax? { node.node(.whereClause)?.view(ExpressionSyntax.self) }
}
