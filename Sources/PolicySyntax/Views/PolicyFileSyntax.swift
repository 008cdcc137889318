/// A whole file.
public struct PolicyFileSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.file]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var header: PolicyHeaderSyntax? { node.view(PolicyHeaderSyntax.self) }
  public var imports: [ImportSyntax] { node.views(ImportSyntax.self) }
  /// Everything in the file, in order.
  public var declarations: [SyntaxNode] { node.nodes }
}

/// `policy a.b { … }`
public struct PolicyHeaderSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.policyHeader]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  public var title: [LocalizedTextSyntax] { node.localizedTexts(.titleClause) }
  public var domain: StringSyntax? { node.text(.domainClause) }
  public var owner: StringSyntax? { node.text(.ownerClause) }
  public var inForce: InForceSyntax? { node.view(InForceSyntax.self) }
  public var reviewBy: ExpressionSyntax? { node.node(.reviewClause)?.view(ExpressionSyntax.self) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `import a.b`
public struct ImportSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.importDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
}

/// An entity or a record.
public struct TableSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.entityDeclaration, .recordDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var isEntity: Bool { node.kind == .entityDeclaration }
  public var name: SyntaxToken? { node.word(1) }
  /// The section of the data, of an entity.
  public var section: SyntaxToken? { node.word(2)?.isText("from") == true ? node.word(3) : nil }
  /// Whether the data may give other fields.
  public var isOpen: Bool { node.word(section == nil ? 2 : 4)?.isText("open") == true }
  /// The part after `within`, of an entity.
  public var containment: ContainmentSyntax? { node.view(ContainmentSyntax.self) }
  /// The part after `of`, of an entity.
  public var grouping: GroupingSyntax? { node.view(GroupingSyntax.self) }
  public var label: [LocalizedTextSyntax] { node.localizedTexts(.labelClause) }
  /// The names after `passes over`.
  public var passedOver: [StringSyntax] {
    node.nodes(.passesOverClause).flatMap { clause in
      clause.tokens.filter { $0.kind == .string }.map(StringSyntax.init)
    }
  }
  /// The day after `judged on`, of an entity.
  public var judgedOn: ExpressionSyntax? { node.node(.judgedClause)?.view(ExpressionSyntax.self) }
  public var fields: [FieldSyntax] { node.views(FieldSyntax.self) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `key id : Text`, `title : Text?`, `includes : [Role] = []`, `let total = …`
public struct FieldSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.fieldDeclaration, .derivedField]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var isDerived: Bool { node.kind == .derivedField }
  public var isKey: Bool { !isDerived && node.word(1) != nil && node.word(0)?.isText("key") == true }
  /// Whether data may refer to an instance by it besides the key.
  public var isFurtherKey: Bool {
    !isDerived && node.word(0)?.isText("also") == true && node.word(1)?.isText("key") == true
  }
  public var name: SyntaxToken? { node.word(isFurtherKey ? 2 : isDerived || isKey ? 1 : 0) }
  /// The name that the field has in the data, as it is written: a word or a text.
  public var sourceName: SyntaxToken? {
    node.node(.sourceName).flatMap { $0.token(.string) ?? $0.word(1) }
  }
  /// The name that the field has in the data, where another one is written.
  public var nameInData: String? { sourceName.map { $0.kind == .string ? StringSyntax($0).value : $0.text } }
  public var type: TypeSyntax? { node.view(TypeSyntax.self) }
  /// The default, or the value of a derived field.
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `within Release.awards as release`
public struct ContainmentSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.containment]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  /// The entity and the fields that lead to the instances.
  public var path: QualifiedNameSyntax? { node.view(QualifiedNameSyntax.self) }
  /// The name of the field that leads to the parent, where it is written.
  public var parentName: SyntaxToken? { node.word(2) }
}

/// `of r in Release where C by id = r.buyer.id`
public struct GroupingSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.grouping]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var generator: GeneratorSyntax? { node.view(GeneratorSyntax.self) }
  public var condition: ExpressionSyntax? { node.node(.whereClause)?.view(ExpressionSyntax.self) }
  /// The name of the key.
  public var key: SyntaxToken? { node.word(2) }
  /// The value that the members of a group have in common.
  public var value: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `enum K ordered { a, b }`
public struct EnumSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.enumDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(1) }
  public var isOrdered: Bool { node.word(2)?.isText("ordered") == true }
  public var cases: [SyntaxToken] { labelledCases.compactMap(\.name) }
  public var labelledCases: [EnumCaseSyntax] { node.views(EnumCaseSyntax.self) }
}

/// `laptop "Laptop" fr "Portable"` in an enum
public struct EnumCaseSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.enumCase]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.token(.identifier) }
  /// The label of the case, for people.
  public var label: StringSyntax? {
    guard let text = node.token(.string), let first = node.tokens.dropFirst().first, first.index == text.index else {
      return nil
    }
    return StringSyntax(text)
  }
  /// The texts after `from`, by which data names the case.
  public var words: [StringSyntax] {
    var words: [StringSyntax] = []
    var isAfter = false
    for token in node.tokens.dropFirst() {
      if token.kind == .identifier, token.isText("from") { isAfter = true }
      if isAfter, token.kind == .string { words.append(StringSyntax(token)) }
    }
    return words
  }
  /// Labels in more languages.
  public var localizedLabel: [LocalizedTextSyntax] { node.views(LocalizedTextSyntax.self) }
}

/// `define f(a: T): T = …`
public struct FunctionSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.functionDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public struct Parameter: SyntaxView {
    public static let kinds: SyntaxKinds = [.functionParameter]
    public let node: SyntaxNode
    public init(node: SyntaxNode) { self.node = node }

    public var name: SyntaxToken? { node.token(.identifier) }
    public var type: TypeSyntax? { node.view(TypeSyntax.self) }
  }

  public var name: SyntaxToken? { node.word(1) }
  public var parameters: [Parameter] { node.views(Parameter.self) }
  public var resultType: TypeSyntax? { node.view(TypeSyntax.self) }
  public var body: ExpressionSyntax? { node.view(ExpressionSyntax.self) }
}

/// `parameter p "title" : T { from DATE : value }`
public struct ParameterSyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.parameterDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public struct Step: SyntaxView {
    public static let kinds: SyntaxKinds = [.parameterStep]
    public let node: SyntaxNode
    public init(node: SyntaxNode) { self.node = node }

    private var expressions: [ExpressionSyntax] { node.views(ExpressionSyntax.self) }
    private var hasUntil: Bool { node.hasWord("until") }
    public var from: ExpressionSyntax? { expressions.first }
    public var until: ExpressionSyntax? { hasUntil && expressions.count > 1 ? expressions[1] : nil }
    public var value: ExpressionSyntax? {
      let position = hasUntil ? 2 : 1
      return expressions.count > position ? expressions[position] : nil
    }
  }

  public var name: SyntaxToken? { node.word(1) }
  public var title: StringSyntax? { node.token(.string).map(StringSyntax.init) }
  public var type: TypeSyntax? { node.view(TypeSyntax.self) }
  public var steps: [Step] { node.views(Step.self) }
  public var citations: [CitationSyntax] { node.citations }
  /// The word `illustrative`, which says that no source sets the value.
  public var illustrative: SyntaxNode? { node.node(.illustrativeClause) }
  public var owner: StringSyntax? { node.text(.ownerClause) }
  public var allows: [AllowSyntax] { node.views(AllowSyntax.self) }
}

/// `authority controller en "Controller" fr "Contrôleur"`
public struct AuthoritySyntax: SyntaxView {
  public static let kinds: SyntaxKinds = [.authorityDeclaration]
  public let node: SyntaxNode
  public init(node: SyntaxNode) { self.node = node }

  public var name: SyntaxToken? { node.word(1) }
  /// Its names in several languages.
  public var texts: [LocalizedTextSyntax] { node.localizedTexts }
}
