import Diagnostics
import SourceText
import Vocabulary

extension Parser {
  /// Whether a declaration begins here: its keyword first on the line, and what follows fits it.
  var isAtDeclaration: Bool {
    guard at(oneOf: DeclarationWord.words) else { return false }
    let next = kind(ahead: 1)
    return next == .identifier || next == .string && at(word: "test") || next == .leftBrace && at(word: "enum")
  }

  /// Whether an unclosed body ends here: a declaration at the start of a line, without indentation.
  var isAtOuterDeclaration: Bool {
    guard isFirstOnLine, isAtDeclaration else { return false }
    let start = range.start
    return start == 0 || bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D
  }

  /// Skips to the next declaration, over whole blocks, into one node.
  mutating func skipToDeclaration(_ kind: SyntaxKind) {
    let mark = mark()
    var braces = 0
    var isFirst = true
    while !isAtEnd {
      if !isFirst, braces <= 0, isFirstOnLine, isAtDeclaration { break }
      if !isFirst, isAtOuterDeclaration { break }
      if at(.leftBrace) { braces += 1 }
      if at(.rightBrace) {
        braces -= 1
        bump()
        isFirst = false
        if braces <= 0 { break }
        continue
      }
      bump()
      isFirst = false
    }
    close(mark, kind)
    silence()
  }

  /// Skips what does not start a clause, up to the next line or the end of the body.
  private mutating func skipToClause() {
    let mark = mark()
    var nesting = 0
    var isFirst = true
    while !isAtEnd, !isAtOuterDeclaration {
      if nesting <= 0, at(.rightBrace) { break }
      if !isFirst, nesting <= 0, isFirstOnLine { break }
      if at(.leftBrace) || at(.leftParenthesis) || at(.leftBracket) { nesting += 1 }
      if at(.rightBrace) || at(.rightParenthesis) || at(.rightBracket) { nesting -= 1 }
      bump()
      isFirst = false
    }
    close(mark, .unknownClause)
    silence()
  }

  /// Parses `{ clause … }`.
  mutating func parseBody(of declaration: DeclarationWord) {
    if at(.leftBrace) {
      bump()
    } else {
      expect(.leftBrace, "{", after: "before the clauses of the \(declaration.entry.noun)")
      // The bracket is most likely in the text that was not closed on the line before.
      guard followsUnclosedText, isFirstOnLine, !isAtOuterDeclaration else { return }
    }
    while !isAtEnd, !at(.rightBrace) {
      if isAtOuterDeclaration { break }
      let before = index
      if !parsePart(of: declaration) { unknownClause(of: declaration) }
      if index == before {
        // Nothing fits: take one token, so that the parser always goes on.
        fault(.unexpectedText, "\(foundText) does not fit here")
        let mark = mark()
        bump()
        close(mark, .unexpected)
      }
    }
    if at(.rightBrace) {
      bump()
    } else {
      let end = previousEnd
      fault(
        .missingToken, "expected `}` at the end of the \(declaration.entry.noun)",
        at: SourceRange(max(0, end - 1), end),
        fixIts: [FixIt(title: "Insert `}`", edits: [TextEdit(range: SourceRange(end, end), replacement: "\n}")])])
    }
  }

  /// A clause, or what a declaration has without a word before it: fields, and the duties of a segregation.
  private mutating func parsePart(of declaration: DeclarationWord) -> Bool {
    switch declaration {
    case .entity, .record: return parseField(of: declaration)
    case .segregation: return parseClause(of: declaration) || parseSeparation()
    case .policy, .import, .enumeration, .source, .function, .parameter, .instrument, .access, .duty, .rule, .standard,
      .test, .authority:
      return parseClause(of: declaration)
    }
  }

  private mutating func unknownClause(of declaration: DeclarationWord) {
    let names = ClauseWord.firstWords(of: declaration)
    let what = declaration.phrase
    guard kind == .identifier else {
      fault(.unexpectedText, "\(foundText) does not fit in \(what)")
      return skipToClause()
    }
    let found = text
    let foreign = ForeignWord.clause(found, among: names)
    guard let meant = foreign ?? NameSuggestion.nearest(to: found, in: names) else {
      fault(
        .unknownClause, "`\(found)` does not start a clause of \(what)",
        notes: ["clauses here: " + names.map { "`\($0)`" }.joined(separator: ", ")])
      return skipToClause()
    }
    let candidates = ClauseWord.candidates(of: declaration).filter { $0.clause.words.first?.isSpelled(meant) == true }
    let clause =
      (candidates.first { $0.second.map { at(word: $0, ahead: 1) } == true } ?? candidates.first { $0.second == nil }
      ?? candidates.first)?.clause
    reportOtherClause(found, meant, clause, in: declaration, isForeign: foreign != nil)
    guard let clause, isFirstOnLine || foreign != nil else { return skipToClause() }
    parse(clause, in: declaration, asWritten: false)
  }

  /// A name; reports its absence.
  mutating func expectName(_ what: @autoclosure () -> String) {
    if kind == .identifier {
      bump()
    } else {
      fault(
        .missingName, "expected the name of \(what()), found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }

  /// A text in quotes; reports its absence.
  mutating func expectString(_ what: @autoclosure () -> String) {
    if at(.string) {
      bump()
    } else if !acceptWordsAsText(what()) {
      fault(
        .missingToken, "expected \(what()) in quotes, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }

  mutating func expectWord(_ word: StaticString, _ what: @autoclosure () -> String) {
    if accept(word: word) || acceptOtherWord(for: word, what()) { return }
    let place = previousEnd
    fault(
      .missingToken, "expected `\(word)` \(what()), found \(foundText)",
      at: isFirstOnLine ? SourceRange(max(0, place - 1), place) : nil,
      fixIts: [
        FixIt(title: "Insert `\(word)`", edits: [TextEdit(range: SourceRange(place, place), replacement: " \(word)")])
      ])
  }
}
