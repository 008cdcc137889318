import Diagnostics
import SourceText
import Vocabulary

/// Text that is written in the place of other text. Each is one fault, whose fix replaces what was written; the parser
/// goes on with what was meant.
extension Parser {
  /// Reports text that is written in the place of other text.
  mutating func slip(
    _ code: DiagnosticCode, _ message: String, _ range: SourceRange, _ replacement: String, title: String? = nil,
    notes: [String] = []
  ) {
    let found = source.text(in: range)
    fault(
      code, message, at: range, notes: notes,
      fixIts: [
        FixIt(
          title: title ?? "Change `\(found)` to `\(replacement.trimmed)`",
          edits: [TextEdit(range: range, replacement: replacement)])
      ])
  }

  /// The range from one offset to the end of the token here.
  private func rangeToHere(from start: Int) -> SourceRange { SourceRange(start, range.end) }

  /// The end of the last token that a name could go on with.
  func isSameLine(ahead count: Int) -> Bool {
    let token = range(ofToken: tokenIndex(ahead: count))
    let before = count == 0 ? previousEnd : range(ofToken: tokenIndex(ahead: count - 1)).end
    guard before <= token.start else { return false }
    return !bytes[before..<token.start].contains { $0 == 0x0A || $0 == 0x0D }
  }

  // MARK: Names

  /// The name of something that is declared here. A name with a hyphen, a digit first, or in quotes, is reported and
  /// taken as the name all the same.
  mutating func declareName(_ what: @autoclosure () -> String, beforeBrace: Bool = false) {
    let next = touchingKind
    let isJoined =
      kind == .identifier && next == .minus && continuesName(at: range.end + 1)
      || (kind == .integer || kind == .decimal) && next == .identifier
    if isJoined { joinName() }
    if kind == .identifier, !isJoined { return bump() }
    if isJoined || at(.string) && isNameInQuotes(beforeBrace) {
      let found = at(.string) ? String(text.dropFirst().dropLast()) : text
      slip(
        .malformedName, "a name is a letter or `_`, then letters, digits and `_`: `\(Self.name(from: found))`", range,
        Self.name(from: found))
      takeAs(.identifier)
      return bump()
    }
    expectName(what())
  }

  private func continuesName(at offset: Int) -> Bool {
    offset < bytes.count && (Lexer.isWordByte(bytes[offset]) || bytes[offset] >= 0x80)
  }

  /// Whether a text is a name that need not be in quotes.
  private func isNameInQuotes(_ beforeBrace: Bool) -> Bool {
    switch kind(ahead: 1) {
    case .leftBrace: beforeBrace && range.count > 2
    case .string, .colon, .comma, .rightBrace: range.count > 2
    default: false
    }
  }

  /// The nearest name that is well formed.
  static func name(from text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" {
        name.unicodeScalars.append(scalar)
      } else if !name.hasSuffix("_") {
        name += "_"
      }
    }
    while name.hasSuffix("_"), name.count > 1 { name.removeLast() }
    if let first = name.unicodeScalars.first, ("0"..."9").contains(first) { name = "_" + name }
    return name
  }

  // MARK: Words and signs in the place of others

  /// Another word in the place of one that is wanted: a misspelt one, or that of another language.
  mutating func acceptOtherWord(for word: StaticString, _ what: String) -> Bool {
    if word.isSpelled("of"), at(.minus), touchesPrevious, at(word: word, ahead: 1) {
      // `as-of`
      let range = SourceRange(previousEnd, self.range(ofToken: tokenIndex(ahead: 1)).end)
      slip(.missingToken, "expected `as of`, found `as-of`", range, " of", title: "Write `as of`")
      bump()
      bump()
      return true
    }
    if let sign = otherSign(for: word) {
      let range = SourceRange(previousEnd, self.range.end)
      slip(.missingToken, "expected `\(word)` \(what), found `\(sign)`", range, " \(word)")
      bump()
      return true
    }
    guard kind == .identifier, isSameLine(ahead: 0) else { return false }
    let found = text
    if ForeignWord.inner(found, for: word) {
      slip(.foreignWord, "expected `\(word)` \(what), found `\(found)`", range, word.text)
    } else if NameSuggestion.nearest(to: found, in: [word.text]) != nil, found.count > 1 {
      slip(.missingToken, "expected `\(word)` \(what), found `\(found)`", range, word.text)
    } else {
      return false
    }
    bump()
    return true
  }

  /// A sign that is written where a word is wanted: `every x in X: C`, `as-of`.
  private func otherSign(for word: StaticString) -> String? {
    guard !isFirstOnLine else { return nil }
    if word.isSpelled("satisfies"), at(.colon) { return ":" }
    return nil
  }

  /// `=` for `:` and the like.
  mutating func acceptOtherSign(for wanted: SyntaxKind, _ sign: String, _ what: String) -> Bool {
    guard !isFirstOnLine, !isAtEnd else { return false }
    switch (wanted, kind) {
    case (.colon, .assign), (.colon, .equal), (.assign, .colon), (.assign, .equal), (.comma, .slash):
      slip(.missingToken, "expected `\(sign)` \(what), found \(foundText)", range, sign)
      bump()
      return true
    default: return false
    }
  }

  /// Words that lack their quotes.
  mutating func acceptWordsAsText(_ what: String) -> Bool {
    guard kind == .identifier, isSameLine(ahead: 0) else { return false }
    // A title goes up to the bracket of its declaration.
    var count = 0
    while count < 30, isSameLine(ahead: count), kind(ahead: count) == .identifier, !isInnerWord(ahead: count) {
      count += 1
    }
    guard count > 0 else { return false }
    let range = SourceRange(self.range.start, self.range(ofToken: tokenIndex(ahead: count - 1)).end)
    let found = source.text(in: range)
    slip(
      .missingToken, "expected \(what) in quotes, found `\(found)`", range, "\"\(found)\"",
      title: "Put `\(found)` in quotes")
    for _ in 0..<count { bump() }
    return true
  }

  private func isInnerWord(ahead count: Int) -> Bool {
    count > 0
      && (at(word: "for", ahead: count) || at(word: "on", ahead: count) || at(word: "because", ahead: count)
        || at(word: "version", ahead: count) || at(word: "of", ahead: count))
  }

  /// `for each`, `waivable for`: the other words of a clause whose first word was another one.
  mutating func skipRestOfWords(_ words: [StaticString]) {
    for word in words.dropFirst() { _ = accept(word: word) }
  }

  /// `if` for `where`: accepts it as the word that was meant.
  mutating func acceptCondition() -> Bool {
    guard kind == .identifier, !isFirstOnLine, kind(ahead: 1) != .dot, kind(ahead: 1) != .comma else { return false }
    let found = text
    guard ForeignWord.condition(found) != nil else { return false }
    // The condition of a quantifier around this one.
    if openEveries > 0, at(word: "satisfies") { return false }
    var range = self.range
    var count = 1
    if kind(ahead: 1) == .identifier, at(word: "that", ahead: 1) {
      range = SourceRange(range.start, self.range(ofToken: tokenIndex(ahead: 1)).end)
      count = 2
    }
    slip(.foreignWord, "a condition begins with `where`, not `\(source.text(in: range))`", range, "where")
    for _ in 1..<count { bump() }
    return true
  }

  // MARK: Clauses

  /// Another word at the beginning of a clause, and the clause that is meant.
  mutating func reportOtherClause(
    _ found: String, _ meant: String, _ clause: ClauseWord?, in declaration: DeclarationWord, isForeign: Bool
  ) {
    var replacement = meant
    var range = self.range
    // The lexer has reported `mustn't`.
    if found.contains("'") { return silence() }
    if let clause, isForeign {
      replacement = clause.entry.name
      // Words of the clause that are there already stay.
      for word in clause.words.dropFirst().reversed() where at(word: word, ahead: 1) {
        replacement = String(replacement.dropLast(word.text.count + 1))
      }
      if found.lowercased().hasSuffix("n't") { replacement += " not" }
      if clause == .clause, kind(ahead: 1) == .integer || kind(ahead: 1) == .decimal {
        range = SourceRange(range.start, self.range(ofToken: tokenIndex(ahead: 1)).start)
        replacement = "clause §"
        silencedToken = tokenIndex(ahead: 1)
      }
      if clause == .for, at(word: "each", ahead: 1) {
        range = SourceRange(range.start, self.range(ofToken: tokenIndex(ahead: 1)).end)
      }
    }
    let what = declaration.phrase
    guard isForeign else {
      return slip(
        .unknownClause, "`\(found)` does not start a clause of \(what); did you mean `\(meant)`?", range, replacement)
    }
    slip(
      .foreignWord, "`\(found)` does not start a clause of \(what); the word is `\(replacement)`", range, replacement)
  }
}

extension SyntaxToken {
  /// The name that a token gives to what is declared: of one with signs that names do not have, the nearest that is well
  /// formed.
  public var declaredName: String {
    let text = self.text
    guard
      text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "\"") })
        || text.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true
    else { return text }
    return Parser.name(from: text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text)
  }
}
