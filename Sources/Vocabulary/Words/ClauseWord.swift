/// A clause by the words that it begins with.
public enum ClauseWord: UInt8, CaseIterable, Sendable {
  // Of several declarations
  case title, owner, inForce, allow, cites, tags
  // Of norms
  case message, remedy, level, waivable, `for`, `where`, `let`, must, should, at, adopted, judged
  case models, within, atMost
  // Of the other declarations
  case domain, review, key, alsoKey, derived, label, passesOver, step, illustrative, symbol, issuer, supersedes, clause,
    each,
    gives, over, asOf, given, expect
  // Of sources
  case files, separator, quote, encoding, header, columns, comment, skip, endsAt, dates, century, zone, numbers, missing
  case forever, trueWords, falseWords, trimCells, sheet, namespace, elements, take

  /// How often a declaration may have the clause.
  public enum Repetition: Sendable {
    case once, anyNumber
  }

  /// The row of a clause.
  public struct Entry: Sendable {
    public let clause: ClauseWord
    /// The words that it begins with: `in`, `force`.
    public let words: [StaticString]
    /// The declarations in which it may be written.
    public let hosts: DeclarationWords
    /// Those of them that cannot do without it.
    public let required: DeclarationWords
    public let repetition: Repetition
    /// The form of the rest.
    public let form: ClauseForm
    /// Whether the first word ends a value that is written before it on other lines, and so cannot begin one.
    public let endsValue: Bool
    /// Its purpose, in one sentence.
    public let documentation: StaticString
    /// The texts that completion offers.
    public let snippets: [Snippet]

    init(
      _ clause: ClauseWord, _ words: [StaticString], in hosts: DeclarationWords, required: DeclarationWords = [],
      _ repetition: Repetition, _ form: ClauseForm, endsValue: Bool = false, _ documentation: StaticString,
      _ snippets: Snippet...
    ) {
      self.clause = clause
      self.words = words
      self.hosts = hosts
      self.required = required
      self.repetition = repetition
      self.form = form
      self.endsValue = endsValue
      self.documentation = documentation
      self.snippets = snippets
    }

    /// The words with spaces between them, as authors know the clause.
    public var name: String { words.map(\.text).joined(separator: " ") }
  }

  /// A clause as completion writes it.
  public struct Snippet: Sendable {
    public let label: StaticString
    /// With `$1`, `${1:…}` and `$0` where the caret goes in turn.
    public let text: StaticString
    /// In another sense than the clause itself.
    public let documentation: StaticString?

    init(_ label: StaticString, _ text: StaticString, _ documentation: StaticString? = nil) {
      self.label = label
      self.text = text
      self.documentation = documentation
    }
  }

  public var entry: Entry { Self.entries[Int(rawValue)] }
  /// The form of the rest; cheaper than the whole row.
  public var form: ClauseForm { Self.entries[Int(rawValue)].form }
  /// The words that it begins with; cheaper than the whole row.
  public var words: [StaticString] { Self.entries[Int(rawValue)].words }

  /// In the order of the cases.
  public static let entries: [Entry] = (shared + ofNorms + ofOthers + ofSources).sorted {
    $0.clause.rawValue < $1.clause.rawValue
  }

  /// A clause of one declaration, as the parser looks for it.
  public struct Candidate: Sendable {
    public let clause: ClauseWord
    public let first: Spelling
    /// The second word, where the clause has one.
    public let second: StaticString?
  }

  /// The clauses of a declaration, in the order of the table.
  public static func candidates(of declaration: DeclarationWord) -> [Candidate] {
    candidatesOfDeclarations[Int(declaration.rawValue)]
  }

  private static let candidatesOfDeclarations: [[Candidate]] = DeclarationWord.allCases.map { declaration in
    entries.compactMap { entry in
      guard entry.hosts.contains(declaration), let first = entry.words.first else { return nil }
      return Candidate(
        clause: entry.clause, first: Spelling(first), second: entry.words.count > 1 ? entry.words[1] : nil)
    }
  }

  /// The first words of all clauses, to look for one fast.
  public static let firstWords = WordSet(entries.compactMap(\.words.first))

  /// The first words of the clauses of a declaration, each once.
  public static func firstWords(of declaration: DeclarationWord) -> [String] {
    var words: [String] = []
    for entry in entries where entry.hosts.contains(declaration) {
      guard let first = entry.words.first.map(\.text), !words.contains(first) else { continue }
      words.append(first)
    }
    return words
  }
}
