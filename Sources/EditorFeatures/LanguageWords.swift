import PolicySyntax
import SourceText
import Vocabulary

/// The meaning of the words of the language at their places.
struct LanguageWords {
  /// The token, which is a word.
  let token: SyntaxToken
  /// The node that the token is directly in.
  private let parent: SyntaxNode

  init?(_ token: SyntaxToken, in tree: SyntaxTree) {
    guard token.kind == .identifier else { return nil }
    let path = tree.path(at: token.range.start)
    let holder = path.last { node in
      node.elements.contains { if case .token(let own) = $0 { own.index == token.index } else { false } }
    }
    guard let holder else { return nil }
    self.token = token
    parent = holder
  }

  /// The words that belong together there, and what they mean, as Markdown.
  var explanation: String? {
    guard let (words, documentation) = clause ?? declaration ?? expression ?? inner else { return nil }
    return "`\(words)`: \(documentation.text.prefix(1).lowercased() + documentation.text.dropFirst())"
  }

  private typealias Meaning = (words: String, documentation: StaticString)

  private var clause: Meaning? {
    guard let clause = parent.clauseWord, isAmongFirst(clause.entry.words.count) else { return nil }
    return (clause.entry.name, clause.entry.documentation)
  }

  private var declaration: Meaning? {
    guard let word = parent.kind.declarationWord, isAmongFirst(1) else { return nil }
    return (word.word.text, word.entry.documentation)
  }

  private func isAmongFirst(_ count: Int) -> Bool { parent.tokens.prefix(count).contains { $0.index == token.index } }

  private var expression: Meaning? {
    switch parent.kind {
    case .nameExpression:
      return ConstantWord.entries.first { isSpelled($0.word) }.map { ($0.word.text, $0.documentation) }
    case .callExpression:
      guard isAmongFirst(1) else { return nil }
      return FunctionWord(token.text).map { ($0.word.text, $0.entry.documentation) }
    case .qualifiedName: return TypeWord.entries.first { isSpelled($0.word) }.map { ($0.word.text, $0.documentation) }
    case .literalExpression:
      return UnitWord.entries.first { isSpelled($0.word) }.map { ($0.word.text, $0.documentation) }
    case .levelClause:
      return LevelWord.allCases.first { isSpelled($0.word) }.map { ($0.word.text, $0.documentation) }
    case .binaryExpression, .notExpression, .presenceExpression, .quantifierExpression, .distinctExpression,
      .onExpression, .accessExpression, .generator:
      return operation
    default: return nil
    }
  }

  /// The operator that the token is a word of, with its other words: `is missing`, not `is present`.
  private var operation: Meaning? {
    let words = parent.tokens.filter { $0.kind == .identifier }.map(\.text)
    let found = OperatorWord.entries.filter { $0.words.contains { isSpelled($0) } }
      .filter { $0.words.allSatisfy { word in words.contains { word.isSpelled($0) } } }
      .max { $0.words.count < $1.words.count }
    return found.map { ($0.name, $0.documentation) }
  }

  private var inner: Meaning? {
    if parent.kind == .expectClause, let status = StatusWord.allCases.first(where: { isSpelled($0.word) }) {
      return (status.word.text, status.documentation)
    }
    switch parent.kind {
    case .nameExpression, .memberExpression, .recordField, .keyLookup, .enumCase, .localizedText, .generator,
      .letClause,
      .derivedField, .fieldDeclaration, .functionParameter, .tagsClause:
      return nil
    case .qualifiedName: guard parent.text == InnerWord.findings.word.text else { return nil }
    default: break
    }
    return InnerWord.entries.first { isSpelled($0.spelling) }.map { ($0.spelling.text, $0.documentation) }
  }

  private func isSpelled(_ word: StaticString) -> Bool { token.isText(word) }
}
