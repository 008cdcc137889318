import PolicySyntax
import RulePlan
import SourceText
import TestSupport
import Testing
import Vocabulary

/// The tables are whole, and nothing in them contradicts the rest.
@Suite struct VocabularyTests {
  @Test func everyCaseHasItsRowAtItsPlace() {
    #expect(DeclarationWord.entries.map(\.declaration) == DeclarationWord.allCases)
    #expect(ClauseWord.entries.map(\.clause) == ClauseWord.allCases)
    #expect(FunctionWord.entries.map(\.function) == FunctionWord.allCases)
    #expect(TypeWord.entries.map(\.type) == TypeWord.allCases)
    #expect(OperatorWord.entries.map(\.operation) == OperatorWord.allCases)
    #expect(ConstantWord.entries.map(\.constant) == ConstantWord.allCases)
    #expect(InnerWord.entries.map(\.word) == InnerWord.allCases)
  }

  private var all: [(word: String, documentation: StaticString)] {
    var all: [(StaticString, StaticString)] = DeclarationWord.entries.map { ($0.word, $0.documentation) }
    all += ClauseWord.entries.flatMap { entry in entry.words.map { ($0, entry.documentation) } }
    all += OperatorWord.entries.flatMap { entry in entry.words.map { ($0, entry.documentation) } }
    all += FunctionWord.entries.map { ($0.word, $0.documentation) }
    all += TypeWord.entries.map { ($0.word, $0.documentation) }
    all += ConstantWord.entries.map { ($0.word, $0.documentation) }
    all += UnitWord.entries.map { ($0.word, $0.documentation) }
    all += InnerWord.entries.map { ($0.spelling, $0.documentation) }
    all += EntityWord.allCases.map { ($0.word, $0.documentation) }
    all += StatusWord.allCases.map { ($0.word, $0.documentation) }
    all += LevelWord.allCases.map { ($0.word, $0.documentation) }
    return all.map { ($0.0.text, $0.1) }
  }

  @Test func everyWordHasDocumentationInOneSentence() {
    for (word, documentation) in all {
      let text = documentation.text
      #expect(text.count > 5 && text.hasSuffix("."), "\(word): \(text)")
      #expect(!text.dropLast().contains(". "), "\(word): \(text)")
    }
  }

  @Test func everyWordIsOneThatTheParserCanTellApart() {
    for (word, _) in all {
      #expect(!word.isEmpty)
      #expect(
        word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F }, "\(word)")
    }
  }

  @Test func spellingsDifferWhereWordsDo() {
    let words = Set(all.map(\.word))
    var spellings: Set<Spelling> = []
    for word in words {
      let bytes = Array(word.utf8)
      if let spelling = Spelling(bytes, from: 0, to: bytes.count) { spellings.insert(spelling) }
    }
    // Names of functions are looked up as names, so that a longer one needs no spelling.
    #expect(spellings.count == words.count { $0.utf8.count <= Spelling.maximumLength })
  }

  @Test func aSetOfWordsHoldsItsWordsOnly() {
    let set = WordSet(["in", "implies", "supersedes"])
    for (word, isIn) in [
      ("in", true), ("implies", true), ("supersedes", true), ("i", false), ("inn", false), ("IN", false),
      ("supersede", false), ("impliesimpliesimplies", false),
    ] {
      let bytes = Array(word.utf8)
      #expect(set.contains(bytes, from: 0, to: bytes.count) == isIn, "\(word)")
    }
    #expect(!set.contains([], from: 0, to: 0))
    #expect(!set.contains(Array("in".utf8), from: 0, to: 9))
  }

  @Test func aClauseIsRequiredOnlyWhereItMayBeWritten() {
    for entry in ClauseWord.entries {
      #expect(entry.hosts.isSuperset(of: entry.required), "\(entry.name)")
      #expect(DeclarationWords.all.isSuperset(of: entry.hosts), "\(entry.name)")
      #expect(!entry.words.isEmpty && !entry.snippets.isEmpty)
    }
  }

  /// Two clauses of one declaration may share their first word only if a second word tells them apart.
  @Test func theClausesOfADeclarationCanBeToldApart() {
    for declaration in DeclarationWord.allCases {
      let candidates = ClauseWord.candidates(of: declaration)
      for candidate in candidates {
        let alike = candidates.filter { $0.first == candidate.first && $0.clause != candidate.clause }
        #expect(alike.filter { $0.second == nil }.count + (candidate.second == nil ? 1 : 0) <= 1, "\(candidate.clause)")
      }
    }
  }

  @Test func snippetsBeginWithTheWordsOfTheirClause() {
    for entry in ClauseWord.entries {
      for snippet in entry.snippets {
        #expect(snippet.text.text.hasPrefix(entry.name), "\(entry.name)")
        #expect(snippet.label.text.hasPrefix(entry.name), "\(entry.name)")
      }
    }
    for entry in DeclarationWord.entries { #expect(entry.snippet.text.hasPrefix("\(entry.word) ")) }
  }

  @Test func everyClauseHasItsNode() {
    for clause in ClauseWord.allCases {
      let word = SyntaxKind(clause).clauseWord
      #expect(word == clause || word == .must && clause == .should || word == .key && clause == .alsoKey)
    }
    for declaration in DeclarationWord.allCases { #expect(SyntaxKind(declaration).declarationWord == declaration) }
  }

  @Test func levelsEntitiesAndUnitsAreThoseOfThePlan() {
    #expect(LevelWord.allCases.map(\.word.text) == Norm.Level.allCases.map(\.rawValue))
    #expect(EntityWord.allCases.map(\.word.text) == BuiltInTables.tables.map(\.name))
    for unit in UnitWord.entries where unit.quantity == .dataSize { #expect(DataSize.Unit(unit.word.text) != nil) }
  }

  /// Words in quotes of grammar/policy.ebnf.
  private var wordsOfTheGrammar: Set<String> {
    var words: Set<String> = []
    var isComment = false
    for line in (Fixtures.read("grammar/policy.ebnf") ?? "").split(separator: "\n") {
      if line.contains("(*") { isComment = true }
      if !isComment {
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        where index % 2 == 1 {
          if part.allSatisfy(\.isLetter), part.count > 1 || part == "B" { words.insert(String(part)) }
        }
      }
      if line.contains("*)") { isComment = false }
    }
    return words
  }

  @Test func theWordsOfTheGrammarAreThoseOfTheTables() {
    let names: [InnerWord] = [.findings, .error, .warning]
    var words = Set(WordClass.declaration.words + WordClass.clause.words + WordClass.operation.words)
    words.formUnion(WordClass.unit.words)
    words.subtract(names.map(\.word.text))
    // A field of timestamps and the name of a zone, neither of them a word of the language.
    words.formUnion(["date", "UTC"])
    // Names of formats, and what follows `header` and `each` of a source.
    words.formUnion(["csv", "json", "jsonl", "yaml", "xlsx", "xml", "ldif", "line", "lines", "to", "none", "row"])
    #expect(wordsOfTheGrammar.subtracting(words).isEmpty)
    #expect(words.subtracting(wordsOfTheGrammar).isEmpty)
  }
}
