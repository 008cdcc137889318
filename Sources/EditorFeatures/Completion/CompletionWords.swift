import PolicySyntax
import Vocabulary

/// The words of the language where they fit, with what usually follows them.
enum CompletionWords {
  typealias Item = Completion.Item

  private static func snippet(_ label: StaticString, _ text: StaticString, _ documentation: StaticString) -> Item {
    Item(label.text, .keyword, snippet: text.text, documentation: documentation.text)
  }

  static let declarations: [Item] = DeclarationWord.entries.map { snippet($0.word, $0.snippet, $0.documentation) }

  /// Clauses that fit a declaration and that it does not have yet; those that it cannot do without come first.
  static func clauses(of declaration: SyntaxNode) -> [Item] {
    guard let word = declaration.kind.declarationWord else { return [] }
    let written = Set(declaration.nodes.compactMap(\.clauseWord))
    var items: [Item] = []
    for entry in ClauseWord.entries where entry.hosts.contains(word) {
      let isWritten = written.contains(entry.clause)
      guard entry.repetition == .anyNumber || !isWritten else { continue }
      for clause in entry.snippets {
        var item = snippet(clause.label, clause.text, clause.documentation ?? entry.documentation)
        if entry.required.contains(word), !isWritten { item.rank = 4 }
        items.append(item)
      }
    }
    return items
  }

  /// Words that can begin a value.
  static let operands: [Item] =
    FunctionWord.entries.map {
      Item(
        $0.word.text, .keyword, detail: $0.result.text, snippet: "\($0.word)($0)", documentation: $0.documentation.text)
    }
    + OperatorWord.entries.compactMap { entry in
      guard entry.position == .quantifier, let text = entry.snippet else { return nil }
      return Item(entry.name, .keyword, snippet: text.text, documentation: entry.documentation.text)
    }
    + ConstantWord.entries.filter { $0.constant != .self }.map { word($0.word, $0.documentation) }
    + OperatorWord.entries.filter { $0.position == .prefix }.map { entry in
      Item(entry.name, .keyword, rank: 6, documentation: entry.documentation.text)
    }

  /// Words that can follow a value.
  static let operations: [Item] =
    OperatorWord.entries.compactMap { entry in
      switch entry.position {
      case .infix, .postfix, .afterQuantifier:
        return Item(entry.name, .keyword, documentation: entry.documentation.text)
      case .prefix, .quantifier: return nil
      }
    }
    + [InnerWord.within, .for, .until].map { Item($0.word.text, .keyword, documentation: $0.entry.documentation.text) }
    + [Item("where", .keyword, documentation: ClauseWord.where.entry.documentation.text)]

  static let types: [Item] = TypeWord.entries.map {
    Item($0.word.text, .type, documentation: $0.documentation.text)
  }

  static let levels: [Item] = LevelWord.allCases.map {
    Item($0.word.text, .value, documentation: $0.documentation.text)
  }

  /// Words that can follow `expect`, beside the norms.
  static let expectations: [Item] =
    [Item("no other findings", .snippet), Item("no findings", .snippet)]
    + [Item(InnerWord.no.word.text, .keyword, documentation: InnerWord.no.entry.documentation.text)]
    + StatusWord.allCases.map { Item($0.word.text, .keyword, documentation: $0.documentation.text) }

  private static func word(_ word: StaticString, _ documentation: StaticString) -> Item {
    Item(word.text, .keyword, rank: 6, documentation: documentation.text)
  }

  /// Whether a word is that of a clause with texts in several languages.
  static func takesTexts(after word: String, in declaration: DeclarationWord?) -> Bool {
    guard let declaration else { return false }
    return ClauseWord.entries.contains { entry in
      guard case .texts = entry.form, entry.hosts.contains(declaration) else { return false }
      return entry.words.last?.isSpelled(word) == true
    }
  }

  /// Whether a norm can follow a word of a test.
  static func takesNorm(after word: String) -> Bool {
    ClauseWord.expect.entry.words.contains { $0.isSpelled(word) } || InnerWord.no.word.isSpelled(word)
      || InnerWord.other.word.isSpelled(word) || StatusWord.allCases.contains { $0.word.isSpelled(word) }
  }

  /// Whether a value must follow a word.
  static func wantsOperand(after word: String) -> Bool { beforeOperands.contains(word) }

  private static let beforeOperands: Set<String> = {
    var words = [InnerWord.from, .until, .on, .of, .by].map(\.word.text)
    words += ClauseWord.entries.filter(\.form.beginsWithValue).compactMap { $0.words.last?.text }
    for entry in OperatorWord.entries {
      switch entry.position {
      case .infix, .prefix, .afterQuantifier: words += entry.words.suffix(1).map(\.text)
      case .postfix, .quantifier: break
      }
    }
    return Set(words)
  }()
}
