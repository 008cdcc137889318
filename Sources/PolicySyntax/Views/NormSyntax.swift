public import SourceText

/// A rule, a segregation or a standard: what they have in common.
public struct NormSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.ruleDeclaration, .segregationDeclaration, .standardDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var isRule: Bool { node.kind == .ruleDeclaration }
  public var isSegregation: Bool { node.kind == .segregationDeclaration }
  public var isStandard: Bool { node.kind == .standardDeclaration }

  /// Nil for a segregation for each row, whose norms are named by the data.
  public var name: SyntaxToken? { rows == nil ? node.word(1) : nil }
  /// `each r in Risk`, of a segregation.
  public var rows: RowSourceSyntax? { isSegregation ? node.view(RowSourceSyntax.self) : nil }
  /// The name of the norm of a row.
  public var rowName: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
  /// Of the name, or of what is in its place.
  public var nameRange: SourceRange? { name?.range ?? rows?.range }
  /// The text after the name.
  public var title: StringSyntax? { node.token(.string).map(StringSyntax.init) }
  /// A `title` clause, for more languages.
  public var localizedTitle: [LocalizedTextSyntax] { node.localizedTexts(.titleClause) }
  public var citations: [CitationSyntax] { node.citations }
  /// Whether it cites a clause as its basis.
  public var hasBasis: Bool { citations.contains { !$0.isInspiration } }
  public var level: SyntaxToken? { node.node(.levelClause)?.word(1) }
  /// A field of the row in the place of a level.
  public var levelField: ExpressionSyntax? { node.node(.levelClause)?.view(ExpressionSyntax.self) }
  public var message: [LocalizedTextSyntax] { node.localizedTexts(.messageClause) }
  public var remedy: [LocalizedTextSyntax] { node.localizedTexts(.remedyClause) }
  public var waivable: WaivableSyntax? { node.view(WaivableSyntax.self) }
  public var inForce: InForceSyntax? { node.view(InForceSyntax.self) }
  public var owner: StringSyntax? { node.text(.ownerClause) }
  /// Words and texts after `tags`.
  public var tags: [SyntaxToken] {
    Array(node.node(.tagsClause)?.tokens.dropFirst().filter { $0.kind != .comma } ?? [])
  }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }

  // Rules and standards
  public var forClauses: [ForClauseSyntax] { node.views(ForClauseSyntax.self) }
  public var requirements: [RequirementSyntax] { node.views(RequirementSyntax.self) }
  /// The day after `judged on`.
  public var judgedOn: ExpressionSyntax? { node.node(.judgedClause)?.view(ExpressionSyntax.self) }
  public var at: ExpressionSyntax? { node.node(.atClause)?.view(ExpressionSyntax.self) }
  /// `for`, `where`, `let` in the order in which they are written.
  public var bindings: [Binding] {
    node.childNodes.compactMap { child in
      ForClauseSyntax(child).map { .for($0) } ?? WhereSyntax(child).map { .where($0) }
        ?? LetSyntax(child).map { .let($0) }
    }
  }

  public enum Binding: Sendable {
    case `for`(ForClauseSyntax)
    case `where`(WhereSyntax)
    case `let`(LetSyntax)
  }

  // Standards
  public var version: ExpressionSyntax? { node.node(.versionClause)?.view(ExpressionSyntax.self) }
  public var adoptedBy: StringSyntax? { node.text(.adoptedClause) }
  public var adoptedOn: ExpressionSyntax? { node.node(.adoptedClause)?.view(ExpressionSyntax.self) }

  // Segregations
  /// The conditions on the rows of `each`.
  public var conditions: [WhereSyntax] { node.views(WhereSyntax.self) }
  public var separation: SeparationSyntax? { node.view(SeparationSyntax.self) }
  public var models: [QualifiedNameSyntax] { node.node(.modelsClause)?.views(QualifiedNameSyntax.self) ?? [] }
  public var isWithinOverlappingScope: Bool { node.node(.withinClause) != nil }
}

/// `a from b, c` or `at most K of a, b, c`
public struct SeparationSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.separationClause, .atMostClause]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// A duty by its name, or those of instances.
  public enum Part: Sendable {
    case name(QualifiedNameSyntax)
    case ofRows(DutyOfRowsSyntax)
  }

  public var isAtMost: Bool { node.kind == .atMostClause }
  /// The duties that are named.
  public var duties: [QualifiedNameSyntax] { node.views(QualifiedNameSyntax.self) }
  /// All of them in their order.
  public var parts: [Part] {
    node.nodes.compactMap { part in
      QualifiedNameSyntax(part).map { .name($0) } ?? DutyOfRowsSyntax(part).map { .ofRows($0) }
    }
  }
  public var limit: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `duty(r.first)`
public struct DutyOfRowsSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.dutyOfRows]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `each r in Risk`
public struct RowSourceSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.rowSource]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var variable: SyntaxToken? { node.word(1) }
  public var entity: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
}

/// `access A { for … each … gives … over … within … }`
public struct AccessSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.accessDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(1) }
  public var subjects: ForClauseSyntax? { ForClauseSyntax(node.node(.forClause)) }
  public var rights: [ForClauseSyntax] { node.nodes(.eachClause).map { ForClauseSyntax(node: $0) } }
  public var conditions: [WhereSyntax] { node.views(WhereSyntax.self) }
  public var gives: ExpressionSyntax? { node.node(.givesClause)?.view(ExpressionSyntax.self) }
  /// Whether the texts are patterns.
  public var givesPatterns: Bool { node.node(.givesClause)?.hasWord("patterns") ?? false }
  public var over: ExpressionSyntax? { node.node(.overClause)?.view(ExpressionSyntax.self) }
  /// The field after `within`.
  public var within: SyntaxToken? { node.node(.overClause)?.word(2) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `duty d "title" of Permission = any of …`
public struct DutySyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.dutyDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// Nil for a duty for each row, which is named by the key of its row.
  public var name: SyntaxToken? { rows == nil ? node.word(1) : nil }
  /// `each f in Function`
  public var rows: RowSourceSyntax? { node.view(RowSourceSyntax.self) }
  public var title: StringSyntax? { node.token(.string).map(StringSyntax.init) }
  public var entitlement: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  public var formula: DutyFormulaSyntax? { node.view(DutyFormulaSyntax.self) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `any of A, like "B*", (all of C, D)`
public struct DutyFormulaSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.dutyAny, .dutyAll]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public enum Part: Sendable {
    case entitlement(StringSyntax, isPattern: Bool)
    /// Of a duty for each row: keys, patterns or instances.
    case values(ExpressionSyntax, isPattern: Bool)
    case group(DutyFormulaSyntax)
  }

  public var isAll: Bool { node.kind == .dutyAll }
  /// Whether `any of` or `all of` is written.
  public var isQuantified: Bool { node.hasWord("of") }
  public var parts: [Part] {
    node.nodes.compactMap { part in
      if part.kind == .dutyGroup { return part.view(DutyFormulaSyntax.self).map { .group($0) } }
      guard part.kind == .dutyEntitlement else { return nil }
      let isPattern = part.hasWord("like")
      if let values = part.view(ExpressionSyntax.self) { return .values(values, isPattern: isPattern) }
      return part.token(.string).map { .entitlement(StringSyntax($0), isPattern: isPattern) }
    }
  }
}

/// `instrument I { … }`
public struct InstrumentSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.instrumentDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// `clause §2.2(g) organisational en "…"`
  public struct Clause: SyntaxView {
    public static let kinds: SyntaxKinds = [.clauseClause]
    public let node: SyntaxNode
    public init(node: SyntaxNode) { self.node = node }

    public var name: ClauseNameSyntax? { ClauseNameSyntax(in: node) }
    public var isOrganisational: Bool { node.hasWord("organisational") }
    public var text: [LocalizedTextSyntax] { node.views(LocalizedTextSyntax.self) }
  }

  public var name: SyntaxToken? { node.word(1) }
  public var symbol: StringSyntax? { node.text(.symbolClause) }
  public var title: [LocalizedTextSyntax] { node.localizedTexts(.titleClause) }
  public var issuer: StringSyntax? { node.text(.issuerClause) }
  public var inForce: InForceSyntax? { node.view(InForceSyntax.self) }
  public var supersedes: [QualifiedNameSyntax] {
    node.nodes(.supersedesClause).flatMap { $0.views(QualifiedNameSyntax.self) }
  }
  public var clauses: [Clause] { node.views(Clause.self) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `test "…" { as of …; given …; expect … }`
public struct TestSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.testDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// `Person { id: "u1" }`
  public struct Record: SyntaxView {
    public static let kinds: SyntaxKinds = [.givenRecord]
    public let node: SyntaxNode
    public init(node: SyntaxNode) { self.node = node }

    public var entity: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
    public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
  }

  /// `expect [no [other]|waived|undetermined|open] NAME [for Entity "key"] [at error]`
  public struct Expectation: SyntaxView {
    public static let kinds: SyntaxKinds = [.expectClause]
    public let node: SyntaxNode
    public init(node: SyntaxNode) { self.node = node }

    private var names: [QualifiedNameSyntax] { node.views(QualifiedNameSyntax.self) }
    public var isNone: Bool { node.word(1)?.isText("no") == true }
    public var isNoOther: Bool { isNone && node.word(2)?.isText("other") == true }
    /// `waived`, `undetermined` or `open`.
    public var status: SyntaxToken? {
      node.word(1).flatMap { $0.isText("waived") || $0.isText("undetermined") || $0.isText("open") ? $0 : nil }
    }
    /// The norm; `findings` for all of them.
    public var norm: QualifiedNameSyntax? { quotedNorm == nil ? names.first : nil }
    /// The norm of a row, in quotes.
    public var quotedNorm: StringSyntax? {
      node.tokens.prefix { !($0.kind == .identifier && $0.isText("for")) }.first { $0.kind == .string }
        .map(StringSyntax.init)
    }
    public var subjectType: QualifiedNameSyntax? { quotedNorm == nil ? names.dropFirst().first : names.first }
    public var subjectKey: StringSyntax? {
      node.tokens.drop { !($0.kind == .identifier && $0.isText("for")) }.first { $0.kind == .string }
        .map(StringSyntax.init)
    }
    /// For an entity without a key: its place in the section, from 0.
    public var subjectIndex: SyntaxToken? { node.token(.integer) }
    /// `error` or `warning` after `at`.
    public var severity: SyntaxToken? {
      guard let at = node.tokens.lastIndex(where: { $0.kind == .identifier && $0.isText("at") }) else { return nil }
      return node.tokens[(at + 1)...].first
    }
  }

  public var title: StringSyntax? { node.token(.string).map(StringSyntax.init) }
  public var asOf: ExpressionSyntax? { node.node(.asOfClause)?.view(ExpressionSyntax.self) }
  public var records: [Record] { node.nodes(.givenClause).flatMap { $0.views(Record.self) } }
  /// Paths after `given data`, each with the source that reads it where one is named.
  public var dataFiles: [(source: SyntaxToken?, path: StringSyntax)] {
    node.nodes(.givenClause).flatMap { clause in
      var files: [(source: SyntaxToken?, path: StringSyntax)] = []
      var name: SyntaxToken?
      for (index, token) in clause.tokens.enumerated() {
        if token.kind == .identifier, index > 1 { name = token }
        guard token.kind == .string else { continue }
        files.append((name, StringSyntax(token)))
        name = nil
      }
      return files
    }
  }
  public var expectations: [Expectation] { node.views(Expectation.self) }
}
