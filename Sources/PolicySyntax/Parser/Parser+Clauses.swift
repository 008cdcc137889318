import Diagnostics
import SourceText

/// The rest of each clause, parsed after its words.
extension Parser {
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

  /// `A §1, A §2 as inspiration`
  mutating func parseCitations() {
    repeat {
      let citation = self.mark()
      if !parseCitationInQuotes() {
        parseQualifiedName("an instrument")
        parseClauseName()
      }
      // `as of` begins a clause.
      if at(word: "as"), !at(word: "of", ahead: 1) {
        bump()
        expectWord("inspiration", "after `as`")
      }
      close(citation, .citation)
      skipFurtherClauses()
    } while accept(.comma)
  }

  /// `from DATE until DATE`. Dates are operands: the `in` of the next clause is not a comparison.
  mutating func parseValidity() {
    var hasDate = false
    if accept(word: "from") {
      parseOperand()
      hasDate = true
    }
    if accept(word: "until") || hasDate && isOtherEnd && acceptOtherWord(for: "until", "and the last day") {
      parseOperand()
      hasDate = true
    }
    if !hasDate { expectWord("from", "and a date") }
  }

  /// `a, "b"`
  mutating func parseTags() {
    repeat {
      if at(.string) { bump() } else { expectName("a tag") }
    } while accept(.comma) || insertComma()
  }

  /// `controller, "B" for at most N days`
  mutating func parseAuthorities() {
    repeat {
      if isFieldOfRow {
        parseAuthorityField()
      } else if kind == .identifier, !at(word: "for") {
        parseQualifiedName("an authority")
      } else {
        expectString("who may waive")
      }
    } while accept(.comma)
    // Variables that come from somewhere are the next clause.
    if at(word: "for"), !(kind(ahead: 1) == .identifier && at(word: "in", ahead: 2)) {
      bump()
      expectWords("at", "most", "before the longest time")
      parseOperand()
    }
  }

  /// `r.owner`, in a segregation for each `r`
  private mutating func parseAuthorityField() {
    let mark = mark()
    parsePath("who may waive")
    close(mark, .authorityField)
  }

  /// `high`, or a field of the row: `r.level`
  mutating func parseRating() {
    if isPath { parsePath("the level") } else { expectName("the level") }
  }

  private var isFieldOfRow: Bool {
    guard kind == .identifier, kind(ahead: 1) == .dot, let rowVariable else { return false }
    if bytes[range.start..<range.end].elementsEqual(bytes[rowVariable.start..<rowVariable.end]) { return true }
    // A full name has no space before its points.
    var ahead = 1
    while ahead < 40, kind(ahead: ahead) == .dot {
      if !touches(ahead: ahead) { return true }
      ahead += 2
    }
    return false
  }

  private var isPath: Bool { kind == .identifier && kind(ahead: 1) == .dot }

  /// `r.id`: a variable and fields, after which a text may follow that belongs to something else.
  mutating func parsePath(_ what: @autoclosure () -> String) {
    let mark = mark()
    guard kind == .identifier else {
      expectName(what())
      return close(mark, .missingExpression)
    }
    bump()
    close(mark, .nameExpression)
    while at(.dot), kind(ahead: 1) == .identifier {
      bump()
      bump()
      close(mark, .memberExpression)
    }
  }

  /// `P7012 because "…"`
  mutating func parseAllowance() {
    expectName("the advice to be silenced")
    while at(.minus), touchesPrevious {
      bump()
      expectName("the advice to be silenced")
    }
    expectWord("because", "and the reason")
    expectString("the reason")
  }

  /// `for a in A, b in B where C`, after the value that is made of them
  mutating func parseFor() {
    let mark = mark()
    bump()
    parseGeneratorsWithCondition()
    close(mark, .forClause)
  }

  /// `a in A, b in B where C`
  ///
  /// - Parameter isClause: whether it is a clause of its own, where no other value can follow.
  mutating func parseGeneratorsWithCondition(isClause: Bool = false) {
    skipEach()
    parseGenerators()
    guard at(word: "where") || acceptCondition() else { return }
    let mark = mark()
    bump()
    parseExpression()
    if isClause { parseConditionsAfterCommas() }
    close(mark, .whereClause)
  }

  /// `a in A, b in B`
  mutating func parseGenerators() {
    repeat {
      let generator = mark()
      if !parseGeneratorInOtherOrder() {
        expectName("the variable")
        expectWord("in", "and where its values come from")
        parseOperand()
      }
      close(generator, .generator)
    } while accept(.comma)
  }

  mutating func parseWhere() {
    let mark = mark()
    bump()
    parseExpression()
    close(mark, .whereClause)
  }

  /// `x = …`
  mutating func parseBinding(_ what: @autoclosure () -> String) {
    expectName(what())
    expect(.assign, "=", after: "before the value")
    parseExpression()
  }
}
