public import PolicySyntax
public import SourceText

/// The outline of a document.
public enum DocumentSymbols {
  public enum Kind: Sendable {
    case namespace, entity, record, enumeration, enumerationCase, field, key, function, parameter, duty, access
    case segregation, rule, standard, requirement, instrument, clause, source, test, authority
  }

  public struct Symbol: Sendable {
    public var name: String
    /// A title or a type beside the name.
    public var detail: String?
    public var kind: Kind
    public var range: SourceRange
    /// Of the name; inside ``range``.
    public var nameRange: SourceRange
    public var children: [Symbol] = []
  }

  /// In the order of the text. Declarations without a name are left out.
  public static func of(_ tree: SyntaxTree) -> [Symbol] { tree.root.nodes.compactMap { symbol($0) } }

  private static func symbol(_ node: SyntaxNode) -> Symbol? {
    guard let kind = kind(of: node), let token = node.declaredName else { return nil }
    var symbol = Symbol(
      name: token.text, detail: nil, kind: kind, range: node.range, nameRange: token.range)
    switch node.kind {
    case .policyHeader:
      guard let name = PolicyHeaderSyntax(node: node).name else { return nil }
      symbol.name = name.name
      symbol.nameRange = name.range
      symbol.detail = PolicyHeaderSyntax(node: node).title.first?.text?.value
    case .entityDeclaration, .recordDeclaration:
      symbol.children = node.nodes.compactMap { self.symbol($0) }
      symbol.detail = TableSyntax(node: node).section?.text
    case .enumDeclaration, .standardDeclaration, .instrumentDeclaration:
      symbol.children = node.nodes.compactMap { self.symbol($0) }
      if let norm = NormSyntax(node) { symbol.detail = norm.title?.value }
      if let instrument = InstrumentSyntax(node) { symbol.detail = instrument.symbol?.value }
    case .ruleDeclaration, .segregationDeclaration: symbol.detail = NormSyntax(node: node).title?.value
    case .functionDeclaration: symbol.detail = FunctionSyntax(node: node).resultType?.node.text
    case .parameterDeclaration: symbol.detail = ParameterSyntax(node: node).type?.node.text
    case .authorityDeclaration: symbol.detail = AuthoritySyntax(node: node).texts.first?.text?.value
    case .dutyDeclaration: symbol.detail = DutySyntax(node: node).title?.value
    case .sourceDeclaration: symbol.detail = SourceSyntax(node: node).entity?.name
    case .testDeclaration: symbol.name = TestSyntax(node: node).title?.value ?? ""
    case .fieldDeclaration: symbol.detail = FieldSyntax(node: node).type?.node.text
    case .requirementClause:
      let requirement = RequirementSyntax(node: node)
      symbol.detail = (requirement.title ?? requirement.localizedTitle.first?.text)?.value
    case .clauseClause: symbol.detail = InstrumentSyntax.Clause(node: node).text.first?.text?.value
    default: break
    }
    if symbol.name.allSatisfy(\.isWhitespace) { symbol.name = "test" }
    return symbol
  }

  private static func kind(of node: SyntaxNode) -> Kind? {
    switch node.kind {
    case .policyHeader: .namespace
    case .entityDeclaration: .entity
    case .recordDeclaration: .record
    case .enumDeclaration: .enumeration
    case .enumCase: .enumerationCase
    case .fieldDeclaration, .derivedField: FieldSyntax(node: node).isKey ? .key : .field
    case .functionDeclaration: .function
    case .parameterDeclaration: .parameter
    case .dutyDeclaration: .duty
    case .accessDeclaration: .access
    case .segregationDeclaration: .segregation
    case .ruleDeclaration: .rule
    case .standardDeclaration: .standard
    case .requirementClause: .requirement
    case .instrumentDeclaration: .instrument
    case .clauseClause: .clause
    case .sourceDeclaration: .source
    case .testDeclaration: .test
    case .authorityDeclaration: .authority
    default: nil
    }
  }
}
