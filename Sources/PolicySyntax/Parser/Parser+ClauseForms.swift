import Diagnostics
import SourceText
import Vocabulary

/// Clauses, as the table of the vocabulary describes them.
extension Parser {
  /// The spelling of the word here; nil for another token, and for words longer than any of the language.
  var spelling: Spelling? {
    guard kind == .identifier else { return nil }
    let range = range
    return Spelling(bytes, from: range.start, to: range.end)
  }

  func at(oneOf words: WordSet) -> Bool {
    guard kind == .identifier else { return false }
    let range = range
    return words.contains(bytes, from: range.start, to: range.end)
  }

  /// The clause of the declaration that begins here. Of two with the same first word, the one whose second word follows
  /// goes first, and then the one that has no second word.
  func clause(of declaration: DeclarationWord) -> ClauseWord? {
    guard let spelling else { return nil }
    var found: ClauseWord?
    for candidate in ClauseWord.candidates(of: declaration) where candidate.first == spelling {
      guard let second = candidate.second else {
        found = candidate.clause
        continue
      }
      if at(word: second, ahead: 1) { return candidate.clause }
      if found == nil { found = candidate.clause }
    }
    return found
  }

  /// Parses the clause that begins here; false where none does.
  mutating func parseClause(of declaration: DeclarationWord) -> Bool {
    guard let clause = clause(of: declaration) else { return false }
    parse(clause, in: declaration)
    return true
  }

  /// - Parameter asWritten: false where another word than its own begins it, which has been reported.
  mutating func parse(_ clause: ClauseWord, in declaration: DeclarationWord, asWritten: Bool = true) {
    let mark = mark()
    bump()
    let words = asWritten ? clause.words : Array(clause.words.prefix(1))
    if !asWritten { skipRestOfWords(clause.words) }
    for index in 1..<max(1, words.count) { expectWord(words[index], "after `\(words[index - 1])`") }
    parse(clause.form, in: declaration)
    close(mark, SyntaxKind(clause))
  }

  private mutating func parse(_ form: ClauseForm, in declaration: DeclarationWord) {
    switch form {
    case .text(let what): expectString("\(what)")
    case .texts: parseLocalizedTexts()
    case .list(let what), .textList(let what): parseStrings("\(what)")
    case .name(let what): expectName("\(what)")
    case .names(let what): repeat { parseQualifiedName("\(what)") } while accept(.comma)
    case .tags: parseTags()
    case .expression: parseExpression()
    case .entitlements: parseEntitlements()
    case .operand: parseOperand()
    case .nothing: break
    case .citations: parseCitations()
    case .validity: parseValidity()
    case .authorities: parseAuthorities()
    case .rating: parseRating()
    case .allowance: parseAllowance()
    case .generators: parseGeneratorsWithCondition(isClause: true)
    case .binding: parseBinding("the value")
    case .requirement: if declaration == .standard { parseNamedRequirement() } else { parseRequirement() }
    case .adoption: parseAdoption()
    case .reach: parseReach()
    case .limit: parseLimit()
    case .step: parseStep()
    case .clauseText: parseClauseText()
    case .records: parseRecords()
    case .expectation: parseExpectation()
    case .field: parseTypedField()
    case .derivedField: parseBinding("the field")
    case .sourceFiles: parseSourceFiles()
    case .hyphenated(let what): parseHyphenated("\(what)")
    case .header: parseHeaderLines()
    case .namespace: parseNamespacePrefix()
    case .elements: parseElements()
    case .takenFields: parseTakenFields()
    }
  }

  /// `"a", "b"`; a comma before anything else separates the clause from the next one.
  private mutating func parseStrings(_ what: @autoclosure () -> String) {
    expectString(what())
    while at(.comma), kind(ahead: 1) == .string {
      bump()
      expectString(what())
    }
  }
}
