import PolicySemantics
import PolicySyntax
import SourceText

/// The surroundings of a caret, as far as completion depends on them.
struct CompletionPlace {
  enum Kind {
    /// A place where nothing is completed: a comment, a plain text.
    case nothing
    case topLevel
    /// After a point; the base ends at the offset.
    case member(baseEnd: Int)
    /// The start of a clause of a declaration.
    case clause(SyntaxNode)
    case importedNamespace
    case type
    case instrument
    /// A clause of the instrument that is named in front of it.
    case clauseOf(QualifiedNameSyntax)
    case level
    case duty
    case authority
    case accessModel
    case entity
    case norm
    case adviceCode
    case language
    /// The name of a field in a record that is written out.
    case recordField(SyntaxNode)
    /// The value of such a field.
    case recordValue(SyntaxNode, field: String)
    case expression
    /// After an operand.
    case operation
  }

  let offset: Int
  /// The word that the caret is in or just after.
  let word: SourceRange
  private(set) var kind = Kind.expression
  /// The declaration around the caret.
  let declaration: SyntaxNode?

  init(_ offset: Int, in context: EditorContext) {
    let tree = context.tree
    let bytes = context.source.bytes
    let offset = max(0, min(offset, bytes.count))
    self.offset = offset
    let start = SignatureHelp.identifierStart(before: offset, in: bytes)
    word = SourceRange(start, offset)
    declaration = Self.declaration(at: start, in: tree)
    kind = place(start, tree, bytes)
  }

  /// The declaration that has the offset between its braces, or that ends right before it.
  private static func declaration(at offset: Int, in tree: SyntaxTree) -> SyntaxNode? {
    tree.root.nodes.last { node in
      guard node.range.start < offset else { return false }
      guard let close = node.token(.rightBrace) else { return true }
      return offset <= close.range.start
    }
  }

  private func place(_ start: Int, _ tree: SyntaxTree, _ bytes: [UInt8]) -> Kind {
    let inMessage = isInValueOfMessage(start, tree)
    if let token = tree.token(atOffset: max(0, offset - 1)), token.range.start < offset, !inMessage {
      switch token.kind {
      case .lineComment, .docComment: return .nothing
      case .blockComment where token.range.end > offset: return .nothing
      case .string where token.range.end > offset || bytes.indices.contains(offset - 1) && bytes[offset - 1] != 0x22:
        return .nothing
      case .integer, .decimal, .date, .timestamp: if token.range.end >= offset { return .nothing }
      case .clauseReference:
        if let name = citedInstrument(before: token.range.start, tree) { return .clauseOf(name) }
      default: break
      }
    }
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") { return .member(baseEnd: start - 1) }
    if inMessage { return .expression }
    guard let before = tree.significantToken(before: start) else { return .topLevel }
    let line = context(before, tree)
    if let kind = afterWord(before, start, tree, line) { return kind }
    guard let declaration else { return .topLevel }
    if declaration.kind == .importDeclaration
      || declaration.kind == .policyHeader && declaration.token(.leftBrace) == nil
    {
      return isNewLine(before.range.end, start, bytes) ? .topLevel : .nothing
    }
    if declaration.token(.leftBrace) == nil { return inline(declaration, before, start, bytes) }
    if before.kind == .leftBrace, before.range.start == declaration.token(.leftBrace)?.range.start {
      return .clause(declaration)
    }
    if let record = record(at: start, declaration, before) { return record }
    if isNewLine(before.range.end, start, bytes), !Self.wantsOperand(before) { return .clause(declaration) }
    return Self.wantsOperand(before) ? .expression : .operation
  }

  /// A declaration without braces: a function or a duty.
  private func inline(_ declaration: SyntaxNode, _ before: SyntaxToken, _ start: Int, _ bytes: [UInt8]) -> Kind {
    if isNewLine(before.range.end, start, bytes), !Self.wantsOperand(before) { return .topLevel }
    switch declaration.kind {
    case .functionDeclaration, .derivedField: return Self.wantsOperand(before) ? .expression : .operation
    case .unknownDeclaration: return .topLevel
    default: return Self.wantsOperand(before) ? .expression : .nothing
    }
  }

  private func context(_ token: SyntaxToken, _ tree: SyntaxTree) -> [SyntaxKind] {
    tree.path(at: max(token.range.start, 0)).map(\.kind)
  }

  /// Places that the word before them determines.
  private func afterWord(_ before: SyntaxToken, _ start: Int, _ tree: SyntaxTree, _ path: [SyntaxKind]) -> Kind? {
    switch before.kind {
    case .identifier:
      if declaration?.kind == .testDeclaration, CompletionWords.takesNorm(after: before.text) { return .norm }
      switch before.text {
      case "import": return .importedNamespace
      case "cites", "supersedes": return .instrument
      case "level": return path.contains(.levelClause) || declaration?.kind != .enumDeclaration ? .level : nil
      case "performs", "separate": return .duty
      case "by" where path.contains(.waivableClause): return .authority
      case "given": return .entity
      case "for" where declaration?.kind == .testDeclaration: return .entity
      case "allow": return .adviceCode
      case "of" where declaration?.kind == .dutyDeclaration && declaration?.token(.assign) == nil: return .entity
      case "of" where declaration?.kind == .segregationDeclaration: return .duty
      case "within" where declaration?.kind == .entityDeclaration: return .entity
      case "in" where path.contains(.grouping): return .entity
      case "from" where declaration?.kind == .segregationDeclaration: return .duty
      case "in" where declaration?.kind == .segregationDeclaration || path.contains(.accessExpression):
        return .accessModel
      default: break
      }
      if CompletionWords.takesTexts(after: before.text, in: declaration?.kind.declarationWord) { return .language }
      if let citation = path.last(where: { $0 == .citation }), citation == .citation,
        let name = citedInstrument(before: start, tree)
      {
        return .clauseOf(name)
      }
    case .comma:
      if path.contains(.citesClause) { return .instrument }
      if path.contains(.separationClause) || path.contains(.atMostClause) { return .duty }
      if path.contains(.modelsClause) { return .accessModel }
      if path.last == .givenClause { return .entity }
    case .colon:
      if path.contains(.fieldDeclaration) || path.last == .functionParameter || path.last == .functionDeclaration
        || path.last == .parameterDeclaration
      {
        return .type
      }
    case .leftBracket: if path.contains(.typeReference) { return .type }
    default: break
    }
    return nil
  }

  /// The instrument in front of a clause that is being written.
  private func citedInstrument(before start: Int, _ tree: SyntaxTree) -> QualifiedNameSyntax? {
    guard let token = tree.significantToken(before: start) else { return nil }
    let path = tree.path(at: token.range.start)
    guard path.contains(where: { $0.kind == .citesClause }) else { return nil }
    return path.last { $0.kind == .qualifiedName }.map { QualifiedNameSyntax(node: $0) }
  }

  /// Inside a record that is written out: the name of a field, or its value.
  private func record(at start: Int, _ declaration: SyntaxNode, _ before: SyntaxToken) -> Kind? {
    let path = declaration.tree.path(at: max(0, start - 1))
    guard let record = path.last(where: { $0.kind == .recordExpression }), record.range.start < start else {
      return nil
    }
    if let close = record.token(.rightBrace), close.range.end <= start { return nil }
    if before.kind == .leftBrace || before.kind == .comma, path.last(where: { $0.kind == .listExpression }) == nil {
      return .recordField(record)
    }
    if before.kind == .colon || before.kind == .leftBracket || before.kind == .comma {
      let field =
        path.last { $0.kind == .recordField }.flatMap { RecordFieldSyntax(node: $0).name?.text }
        ?? declaration.tree.significantToken(before: before.range.start)?.text
      if let field { return .recordValue(record, field: field) }
    }
    return nil
  }

  /// Inside `{…}` of a text.
  private func isInValueOfMessage(_ start: Int, _ tree: SyntaxTree) -> Bool {
    guard let token = tree.token(atOffset: max(0, start - 1)), token.kind == .string, token.range.start < start,
      let declaration, declaration.kind != .testDeclaration
    else { return false }
    let bytes = tree.source.bytes
    var index = start - 1
    while index > token.range.start {
      if bytes[index] == UInt8(ascii: "}") { return false }
      if bytes[index] == UInt8(ascii: "{") { return bytes[index - 1] != UInt8(ascii: "{") }
      index -= 1
    }
    return false
  }

  private func isNewLine(_ from: Int, _ to: Int, _ bytes: [UInt8]) -> Bool {
    guard from < to, to <= bytes.count else { return false }
    return bytes[from..<to].contains(0x0A)
  }

  /// Whether a value must follow a token.
  static func wantsOperand(_ token: SyntaxToken) -> Bool {
    switch token.kind {
    case .identifier: return CompletionWords.wantsOperand(after: token.text)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .assign,
      .leftParenthesis, .leftBracket, .comma, .colon, .range, .rangeLess:
      return true
    default: return false
    }
  }
}
