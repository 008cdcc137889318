import Diagnostics
import SourceText

/// Clauses that several declarations share. Each is called at its keyword.
extension Parser {
  /// `owner "…"`
  mutating func parseTextClause(_ kind: SyntaxKind, _ what: String) {
    let mark = mark()
    bump()
    expectString(what)
    close(mark, kind)
  }

  /// `title en "…" fr "…"`
  mutating func parseLocalizedClause(_ kind: SyntaxKind) {
    let mark = mark()
    bump()
    parseLocalizedTexts()
    close(mark, kind)
  }

  /// One text, or one for each of several languages.
  mutating func parseLocalizedTexts() {
    if at(.string) {
      let text = mark()
      bump()
      return close(text, .localizedText)
    }
    var count = 0
    while isLanguage, kind(ahead: 1) == .string {
      let text = mark()
      bump()
      bump()
      close(text, .localizedText)
      count += 1
    }
    if count == 0 { expectString("a text") }
  }

  /// `"…" fr "…"`: a title where it is not a clause of its own. It may be left out.
  ///
  /// - Parameter end: the token after the title; a language right before it lacks its text.
  mutating func parseTitle(before end: SyntaxKind? = nil) {
    if at(.string) { bump() }
    if isLanguage, kind(ahead: 1) == .string { parseLocalizedTexts() }
    guard let end, isLanguage, kind(ahead: 1) == end else { return }
    let text = mark()
    bump()
    expectString("the title in this language")
    close(text, .localizedText)
  }

  /// `en`, or with a region, `pt_BR`.
  private var isLanguage: Bool {
    guard kind == .identifier else { return false }
    return range.count == 2 || range.count == 5 && bytes[range.start + 2] == UInt8(ascii: "_")
  }

  /// `cites A §1, A §2`
  mutating func parseCites() {
    let mark = mark()
    bump()
    repeat {
      let citation = self.mark()
      parseQualifiedName("an instrument")
      parseClauseName()
      close(citation, .citation)
    } while accept(.comma)
    close(mark, .citesClause)
  }

  /// `in force from DATE until DATE`. Dates are operands: the `in` of the next clause is not a comparison.
  mutating func parseInForce() {
    let mark = mark()
    bump()
    expectWord("force", "after `in`")
    var hasDate = false
    if accept(word: "from") {
      parseOperand()
      hasDate = true
    }
    if accept(word: "until") {
      parseOperand()
      hasDate = true
    }
    if !hasDate { expectWord("from", "and a date") }
    close(mark, .inForceClause)
  }

  /// `level critical`
  mutating func parseLevel() {
    let mark = mark()
    bump()
    expectName("the level")
    close(mark, .levelClause)
  }

  /// `tags a, b`
  mutating func parseTags() {
    let mark = mark()
    bump()
    repeat {
      if at(.string) { bump() } else { expectName("a tag") }
    } while accept(.comma)
    close(mark, .tagsClause)
  }

  /// `waivable by "A", "B" for at most N days`
  mutating func parseWaivable() {
    let mark = mark()
    bump()
    expectWord("by", "and who may waive")
    repeat { expectString("who may waive") } while accept(.comma)
    // Variables that come from somewhere are the next clause.
    if at(word: "for"), !(kind(ahead: 1) == .identifier && at(word: "in", ahead: 2)) {
      bump()
      expectWord("at", "before the longest time")
      expectWord("most", "before the longest time")
      parseOperand()
    }
    close(mark, .waivableClause)
  }

  /// `allow P7012 because "…"`
  mutating func parseAllow() {
    let mark = mark()
    bump()
    expectName("the advice to be silenced")
    while at(.minus), touchesPrevious {
      bump()
      expectName("the advice to be silenced")
    }
    expectWord("because", "and the reason")
    expectString("the reason")
    close(mark, .allowClause)
  }

  /// `for a in A, b in B where C`
  mutating func parseFor() {
    let mark = mark()
    bump()
    parseGenerators()
    if at(word: "where") {
      let condition = self.mark()
      bump()
      parseExpression()
      close(condition, .whereClause)
    }
    close(mark, .forClause)
  }

  /// `a in A, b in B`
  mutating func parseGenerators() {
    repeat {
      let generator = mark()
      expectName("the variable")
      expectWord("in", "and where its values come from")
      parseOperand()
      close(generator, .generator)
    } while accept(.comma)
  }

  mutating func parseWhere() {
    let mark = mark()
    bump()
    parseExpression()
    close(mark, .whereClause)
  }

  /// `let x = …`
  mutating func parseLet() {
    let mark = mark()
    bump()
    expectName("the value")
    expect(.assign, "=", after: "before the value")
    parseExpression()
    close(mark, .letClause)
  }

  /// Clauses that rules, segregations and standards have in common; false where none of them begins here.
  mutating func parseNormClause() -> Bool {
    if at(word: "cites") {
      parseCites()
    } else if at(word: "message") {
      parseLocalizedClause(.messageClause)
    } else if at(word: "remedy") {
      parseLocalizedClause(.remedyClause)
    } else if at(word: "level") {
      parseLevel()
    } else if at(word: "waivable") {
      parseWaivable()
    } else if at(word: "tags") {
      parseTags()
    } else if at(word: "owner") {
      parseTextClause(.ownerClause, "the owner")
    } else if at(word: "allow") {
      parseAllow()
    } else if at(word: "title") {
      parseLocalizedClause(.titleClause)
    } else if at(word: "in"), at(word: "force", ahead: 1) {
      parseInForce()
    } else {
      return false
    }
    return true
  }
}
