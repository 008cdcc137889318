extension SyntaxNode {
  /// The token of the name that a declaration gives to the program; nil for nodes of other kinds.
  public var declarationName: SyntaxToken? {
    switch kind {
    case .entityDeclaration, .recordDeclaration: TableSyntax(node: self).name
    case .enumDeclaration: EnumSyntax(node: self).name
    case .functionDeclaration: FunctionSyntax(node: self).name
    case .parameterDeclaration: ParameterSyntax(node: self).name
    case .dutyDeclaration: DutySyntax(node: self).name
    case .accessDeclaration: AccessSyntax(node: self).name
    case .sourceDeclaration: SourceSyntax(node: self).name
    case .instrumentDeclaration: InstrumentSyntax(node: self).name
    case .authorityDeclaration: AuthoritySyntax(node: self).name
    case .ruleDeclaration, .segregationDeclaration, .standardDeclaration: NormSyntax(node: self).name
    default: nil
    }
  }
}
