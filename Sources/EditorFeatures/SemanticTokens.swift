import PolicySemantics
import PolicySyntax
public import SourceText
import Vocabulary

/// Colours that depend on what a name means.
public enum SemanticTokens {
  public enum Kind: Int, Sendable, CaseIterable {
    case namespace, entity, record, enumeration, enumerationCase, field, variable, parameter, function, norm, duty
    case access, instrument, keyword, comment, string, number, operation
  }

  public struct Modifiers: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let declaration = Modifiers(rawValue: 1)
    public static let documentation = Modifiers(rawValue: 2)
    public static let constant = Modifiers(rawValue: 4)
    public static let library = Modifiers(rawValue: 8)
  }

  /// A coloured range within one line.
  public struct Token: Hashable, Sendable {
    public var range: SourceRange
    public var kind: Kind
    public var modifiers: Int
  }

  /// In the order of the text; those of a range where one is given.
  public static func of(_ context: EditorContext, in range: SourceRange? = nil) -> [Token] {
    let tree = context.tree
    let parents = parentKinds(of: tree)
    var occurrences =
      context.index.occurrences.indices.contains(context.file)
      ? context.index.occurrences[context.file][...] : []
    var result: [Token] = []
    for index in 0..<tree.tokenCount {
      let token = tree.token(at: index)
      let place = token.range
      if let range, place.end < range.start || place.start > range.end { continue }
      while let first = occurrences.first, first.range.end <= place.start { occurrences.removeFirst() }
      switch token.kind {
      case .identifier:
        if let occurrence = occurrences.first, occurrence.range.start <= place.start,
          occurrence.range.end >= place.end
        {
          let (kind, modifiers) = kind(of: occurrence, in: context)
          result.append(Token(range: place, kind: kind, modifiers: modifiers.rawValue))
        } else if let kind = kind(ofWord: parents[index], token) {
          result.append(Token(range: place, kind: kind, modifiers: 0))
        }
      case .clauseReference:
        result.append(Token(range: place, kind: .instrument, modifiers: 0))
      case .string: addString(token, occurrences, context, &result)
      case .integer, .decimal, .date, .timestamp, .version:
        result.append(Token(range: place, kind: .number, modifiers: 0))
      case .lineComment: result.append(Token(range: place, kind: .comment, modifiers: 0))
      case .docComment:
        result.append(Token(range: place, kind: .comment, modifiers: Modifiers.documentation.rawValue))
      case .blockComment:
        for line in lines(of: place, in: context.source) {
          result.append(Token(range: line, kind: .comment, modifiers: 0))
        }
      case .plus, .minus, .slash, .star, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .range,
        .rangeLess, .assign, .percent:
        result.append(Token(range: place, kind: .operation, modifiers: 0))
      default: break
      }
    }
    return result
  }

  /// A text, cut at the names inside the values of a message.
  private static func addString(
    _ token: SyntaxToken, _ occurrences: ArraySlice<PolicyIndex.Occurrence>, _ context: EditorContext,
    _ result: inout [Token]
  ) {
    var start = token.range.start
    for occurrence in occurrences {
      guard occurrence.range.end <= token.range.end else { break }
      guard occurrence.range.start > start, case .clause = occurrence.symbol else {
        if occurrence.range.start > start {
          result.append(Token(range: SourceRange(start, occurrence.range.start), kind: .string, modifiers: 0))
          let (kind, modifiers) = kind(of: occurrence, in: context)
          result.append(Token(range: occurrence.range, kind: kind, modifiers: modifiers.rawValue))
          start = occurrence.range.end
        }
        continue
      }
    }
    if start < token.range.end {
      result.append(Token(range: SourceRange(start, token.range.end), kind: .string, modifiers: 0))
    }
  }

  private static func lines(of range: SourceRange, in source: SourceFile) -> [SourceRange] {
    var result: [SourceRange] = []
    var start = range.start
    for offset in range.start..<range.end where source.bytes[offset] == 0x0A || source.bytes[offset] == 0x0D {
      if offset > start { result.append(SourceRange(start, offset)) }
      start = offset + 1
    }
    if start < range.end { result.append(SourceRange(start, range.end)) }
    return result
  }

  /// The kind of the node that contains each token.
  private static func parentKinds(of tree: SyntaxTree) -> [SyntaxKind] {
    var kinds = [SyntaxKind](repeating: .file, count: tree.tokenCount)
    var waiting = [tree.root]
    while let node = waiting.popLast() {
      for element in node.elements {
        switch element {
        case .node(let child): waiting.append(child)
        case .token(let token): if kinds.indices.contains(token.index) { kinds[token.index] = node.kind }
        }
      }
    }
    return kinds
  }

  /// The kind of a word that refers to nothing declared.
  private static func kind(ofWord parent: SyntaxKind, _ token: SyntaxToken) -> Kind? {
    switch parent {
    case .qualifiedName: return TypeWord.entries.contains { token.isText($0.word) } ? .entity : nil
    case .nameExpression: return ConstantWord.entries.contains { token.isText($0.word) } ? .keyword : nil
    case .callExpression: return .function
    case .memberExpression: return .field
    case .recordField: return .field
    case .takenField: return token.isText("as") ? .keyword : .field
    case .elementsClause:
      return token.isText("each") || token.isText(OperatorWord.in.entry.words[0]) ? .keyword : nil
    case .sourceDeclaration:
      return token.isText(DeclarationWord.source.word) || token.isText("for") ? .keyword : .string
    case .typeReference, .localizedText, .enumCase, .unexpected, .file: return nil
    case .generator: return token.isText(OperatorWord.in.entry.words[0]) ? .keyword : nil
    case .levelClause, .tagsClause:
      return parent.clauseWord?.entry.words.contains { token.isText($0) } == true ? .keyword : nil
    case .literalExpression: return .number
    case .keyLookup: return nil
    case .entityDeclaration:
      let isWord =
        token.isText(DeclarationWord.entity.word) || token.isText(InnerWord.from.word)
        || token.isText(InnerWord.open.word)
      return isWord ? .keyword : .string
    case .sourceName: return token.isText(InnerWord.from.word) ? .keyword : .string
    case .testDeclaration: return .keyword
    default: return .keyword
    }
  }

  private static func kind(
    of occurrence: PolicyIndex.Occurrence, in context: EditorContext
  ) -> (Kind, Modifiers) {
    var modifiers: Modifiers = occurrence.isDeclaration ? [.declaration] : []
    switch occurrence.symbol {
    case .namespace: return (.namespace, modifiers)
    case .field: return (.field, modifiers)
    case .enumerationCase: return (.enumerationCase, modifiers)
    case .clause: return (.instrument, modifiers)
    case .requirement: return (.norm, modifiers)
    case .variable: return (.variable, modifiers)
    case .declaration(let number):
      guard context.index.declarations.indices.contains(number) else { return (.variable, modifiers) }
      let declaration = context.index.declarations[number]
      if declaration.node == nil { modifiers.insert(.library) }
      switch declaration.kind {
      case .entity: return (.entity, modifiers)
      case .record: return (.record, modifiers)
      case .enumeration: return (.enumeration, modifiers)
      case .function: return (.function, modifiers)
      case .parameter:
        modifiers.insert(.constant)
        return (.parameter, modifiers)
      case .duty: return (.duty, modifiers)
      case .access: return (.access, modifiers)
      case .instrument: return (.instrument, modifiers)
      case .authority: return (.duty, modifiers)
      case .rule, .segregation, .standard: return (.norm, modifiers)
      }
    }
  }
}
