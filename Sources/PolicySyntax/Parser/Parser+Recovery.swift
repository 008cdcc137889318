import Diagnostics
import SourceText

extension Parser {
  /// The words that begin a declaration of a file.
  static let declarationWords: [StaticString] = [
    "access", "define", "duty", "entity", "enum", "import", "instrument", "parameter", "policy", "record", "rule",
    "segregate", "standard", "test",
  ]

  /// Whether a declaration begins here: its keyword first on the line, and what follows fits it.
  var isAtDeclaration: Bool {
    guard kind == .identifier, Self.declarationWords.contains(where: { at(word: $0) }) else { return false }
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

  /// Skips what no clause begins with, up to the next line that begins with one of the words, or the end of the body.
  mutating func skipToClause(_ words: [StaticString]) {
    let mark = mark()
    var nesting = 0
    var isFirst = true
    while !isAtEnd, !isAtOuterDeclaration {
      if nesting <= 0, at(.rightBrace) { break }
      if !isFirst, nesting <= 0, isFirstOnLine, words.contains(where: { at(word: $0) }) { break }
      if !isFirst, nesting <= 0, isFirstOnLine { break }
      if at(.leftBrace) || at(.leftParenthesis) || at(.leftBracket) { nesting += 1 }
      if at(.rightBrace) || at(.rightParenthesis) || at(.rightBracket) { nesting -= 1 }
      bump()
      isFirst = false
    }
    close(mark, .unknownClause)
    silence()
  }

  /// Parses `{ clause … }`. Each clause begins with one of the words; `clause` parses it and says whether it knew it.
  mutating func parseBody(
    of what: String, words: [StaticString], _ clause: (inout Parser) -> Bool
  ) {
    if at(.leftBrace) {
      bump()
    } else {
      expect(.leftBrace, "{", after: "before the clauses of the \(what)")
      // The bracket is most likely in the text that was not closed on the line before.
      guard followsUnclosedText, isFirstOnLine, !isAtOuterDeclaration else { return }
    }
    while !isAtEnd, !at(.rightBrace) {
      if isAtOuterDeclaration { break }
      let before = index
      if !clause(&self) { unknownClause(of: what, words: words) }
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
        .missingToken, "expected `}` at the end of the \(what)", at: SourceRange(max(0, end - 1), end),
        fixIts: [FixIt(title: "Insert `}`", edits: [TextEdit(range: SourceRange(end, end), replacement: "\n}")])])
    }
  }

  private mutating func unknownClause(of what: String, words: [StaticString]) {
    let names = words.map { "\($0)" }
    if kind == .identifier {
      let found = text
      if let nearest = NameSuggestion.nearest(to: found, in: names) {
        fault(
          .unknownClause, "`\(found)` does not start a clause of a \(what); did you mean `\(nearest)`?",
          fixIts: [
            FixIt(title: "Change `\(found)` to `\(nearest)`", edits: [TextEdit(range: range, replacement: nearest)])
          ])
      } else {
        fault(
          .unknownClause, "`\(found)` does not start a clause of a \(what)",
          notes: ["clauses here: " + names.map { "`\($0)`" }.joined(separator: ", ")])
      }
    } else {
      fault(.unexpectedText, "\(foundText) does not fit in a \(what)")
    }
    skipToClause(words)
  }

  /// A name; reports its absence.
  mutating func expectName(_ what: String) {
    if kind == .identifier {
      bump()
    } else {
      fault(
        .missingName, "expected the name of \(what), found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }

  /// A text in quotes; reports its absence.
  mutating func expectString(_ what: String) {
    if at(.string) {
      bump()
    } else {
      fault(
        .missingToken, "expected \(what) in quotes, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }

  mutating func expectWord(_ word: StaticString, _ what: String) {
    if accept(word: word) { return }
    let place = previousEnd
    fault(
      .missingToken, "expected `\(word)` \(what), found \(foundText)",
      at: isFirstOnLine ? SourceRange(max(0, place - 1), place) : nil,
      fixIts: [
        FixIt(title: "Insert `\(word)`", edits: [TextEdit(range: SourceRange(place, place), replacement: " \(word)")])
      ])
  }
}
