import PolicySyntax
import SourceText

extension SyntaxTree {
  /// The nodes around an offset, the file first. Linear in the children on the way.
  func path(at offset: Int) -> [SyntaxNode] {
    var path = [root]
    while let last = path.last,
      let next = last.nodes.last(where: { $0.range.touches(offset) && $0.range.start <= offset })
    {
      path.append(next)
    }
    return path
  }

  /// The declaration around an offset.
  func declaration(at offset: Int) -> SyntaxNode? { root.nodes.last { $0.range.touches(offset) } }

  /// The token that begins at or before an offset and touches it; of two, the one that is a word.
  func touchingToken(at offset: Int) -> SyntaxToken? {
    guard let token = token(atOffset: offset) else { return nil }
    if token.kind != .identifier, token.range.start == offset, token.index > 0 {
      let before = self.token(at: token.index - 1)
      if before.kind == .identifier { return before }
    }
    return token
  }

  /// The last token before an offset that is not trivia and ends at or before it.
  func significantToken(before offset: Int) -> SyntaxToken? {
    guard let start = token(atOffset: max(0, offset - 1)) else { return nil }
    var index = start.index
    while index >= 0 {
      let token = token(at: index)
      if !token.kind.isTrivia, token.kind != .endOfFile, token.range.end <= offset { return token }
      index -= 1
    }
    return nil
  }
}

extension SyntaxNode {
  /// The token of the name that a declaration or a part of one gives, for outlines and selections.
  var declaredName: SyntaxToken? {
    switch kind {
    case .policyHeader: PolicyHeaderSyntax(node: self).name?.parts.last
    case .testDeclaration: TestSyntax(node: self).title?.token
    case .fieldDeclaration, .derivedField: FieldSyntax(node: self).name
    case .enumCase: token(.identifier)
    case .clauseClause: InstrumentSyntax.Clause(node: self).name?.token
    case .requirementClause: RequirementSyntax(node: self).name
    default: declarationName
    }
  }
}
