import Diagnostics
import SourceText
import Vocabulary

/// The primaries of expressions: literals, names, calls, quantifiers, lists and record values.
extension Parser {
  mutating func parsePrimary() {
    let mark = mark()
    switch kind {
    case .integer, .decimal:
      if parseForeignNumber() { return close(mark, .missingExpression) }
      bump()
      if at(.percent) || at(.identifier), isUnit { bump() }
      close(mark, .literalExpression)
    case .date where range.count > 10:
      bump()
      close(mark, .missingExpression)
    case .date, .timestamp, .version, .string:
      bump()
      close(mark, .literalExpression)
    case .currencySign:
      bump()
      if kind == .integer || kind == .decimal { bump() }
      close(mark, .missingExpression)
    case .leftParenthesis:
      bump()
      parseExpression()
      expect(.rightParenthesis, ")", after: "to close the bracket")
      close(mark, .groupExpression)
    case .leftBracket: parseList()
    case .leftBrace: parseRecordValue()
    case .identifier where !isAtOuterDeclaration: parseWord()
    default: missingExpression()
    }
  }

  mutating func missingExpression() {
    let mark = mark()
    let end = previousEnd
    fault(
      .missingExpression, "expected a value or a condition, found \(foundText)",
      at: isFirstOnLine || isAtEnd ? SourceRange(max(0, end - 1), end) : nil, fixIts: removalOfConnective)
    close(mark, .missingExpression)
  }

  /// Whether the word goes on with an expression or begins a clause, and so cannot begin a value.
  private var cannotBeginValue: Bool {
    if at(oneOf: OperatorWord.reserved) { return !at(word: "not") }
    guard at(oneOf: OperatorWord.ending) else { return false }
    let next = kind(ahead: 1)
    return next != .dot && !endsOperand(next) || isFirstOnLine
  }

  private var isUnit: Bool {
    if at(.percent) { return true }
    guard !isFirstOnLine else { return false }
    if isCurrency(index) { return true }
    return at(oneOf: UnitWord.words)
  }

  private mutating func parseWord() {
    if at(word: "some") || at(word: "no") || at(word: "every"), kind(ahead: 1) == .identifier, at(word: "in", ahead: 2)
    {
      return parseQuantifier()
    }
    if kind(ahead: 1) == .identifier, at(word: "in", ahead: 2), let meant = ForeignWord.quantifier(text) {
      slip(.foreignWord, "`\(text)` is written `\(meant)` in policies", range, meant.text)
      return parseQuantifier(isEvery: meant.isSpelled("every"))
    }
    if parseAmountAfterCurrency() { return }
    if cannotBeginValue { return missingExpression() }
    let mark = mark()
    bump()
    if at(.leftParenthesis), touchesPrevious { return parseCall(mark) }
    // `a.b.Name "key"` names an instance; a point is taken only if a text follows in the end.
    var ahead = 0
    while kind(ahead: ahead) == .dot, kind(ahead: ahead + 1) == .identifier, ahead < 20 { ahead += 2 }
    if kind(ahead: ahead) == .string, !isFirstOnLineAhead(ahead) {
      for _ in 0...ahead { bump() }
      return close(mark, .keyLookup)
    }
    // `a.b.f(x)` calls a function by its full name.
    if ahead > 0, kind(ahead: ahead) == .leftParenthesis, touches(ahead: ahead) {
      for _ in 0..<ahead { bump() }
      return parseCall(mark)
    }
    close(mark, .nameExpression)
  }

  /// Whether a token directly follows the one before it.
  func touches(ahead count: Int) -> Bool {
    range(ofToken: tokenIndex(ahead: count - 1)).end == range(ofToken: tokenIndex(ahead: count)).start
  }

  private func isFirstOnLineAhead(_ count: Int) -> Bool {
    let before = count == 0 ? previousEnd : range(ofToken: tokenIndex(ahead: count - 1)).end
    let start = range(ofToken: tokenIndex(ahead: count)).start
    return bytes[min(before, start)..<start].contains { $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether a token that follows a word says that the word was a value.
  private func endsOperand(_ kind: SyntaxKind) -> Bool {
    switch kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .rightParenthesis, .rightBracket, .comma:
      return true
    default: return false
    }
  }

  /// `some g in X where C`, `every g in X where D satisfies C`: reaches as far as it can.
  private mutating func parseQuantifier(isEvery meant: Bool? = nil) {
    guard enter() else { return }
    defer { depth -= 1 }
    let mark = mark()
    let isEvery = meant ?? at(word: "every")
    bump()
    let generator = self.mark()
    let variable = text
    bump()
    bump()
    if isEvery { openEveries += 1 }
    parseOperand()
    close(generator, .generator)
    let whereRange = at(word: "where") ? range : nil
    if at(word: "where") || !isEvery && acceptCondition() { parseWhere() }
    if isEvery { openEveries -= 1 }
    if !isEvery { parseConditionWithoutWord(about: variable) }
    if isEvery {
      if let whereRange, !at(word: "satisfies"), !at(.colon) {
        slip(
          .missingToken,
          "expected `satisfies` and the condition that every element has to meet; `where` only chooses elements",
          whereRange, "satisfies")
        silence()
      } else {
        expectWord("satisfies", "and the condition that every element has to meet")
        parseExpression()
      }
    }
    close(mark, .quantifierExpression)
  }

  /// `f(a, b)`, `round(x, to: 0.05)`, `sum(l.amount for l in po.lines where C)`
  private mutating func parseCall(_ mark: Mark) {
    depthOfLists += 1
    defer { depthOfLists -= 1 }
    bump()
    if !at(.rightParenthesis) {
      let first = self.mark()
      parseArgument()
      if at(word: "for") {
        parseFor()
        close(first, .comprehensionExpression)
      }
      while accept(.comma) { parseArgument() }
    }
    expect(.rightParenthesis, ")", after: "after the values")
    close(mark, .callExpression)
  }

  /// A value, or one with the name of the input: `to: 0.05`.
  private mutating func parseArgument() {
    guard kind == .identifier, kind(ahead: 1) == .colon else { return parseExpression() }
    let mark = mark()
    bump()
    bump()
    parseExpression()
    close(mark, .recordField)
  }

  /// `[a, b]`, `[e for x in X where C]`
  private mutating func parseList() {
    guard enter() else { return }
    depthOfLists += 1
    defer {
      depth -= 1
      depthOfLists -= 1
    }
    let mark = mark()
    bump()
    if at(.rightBracket) {
      bump()
      return close(mark, .listExpression)
    }
    parseExpression()
    if at(word: "for") {
      parseFor()
      expect(.rightBracket, "]", after: "to close the list")
      return close(mark, .comprehensionExpression)
    }
    while accept(.comma), !at(.rightBracket) { parseExpression() }
    expect(.rightBracket, "]", after: "to close the list")
    close(mark, .listExpression)
  }

  /// `{ field: value, … }`
  private mutating func parseRecordValue() {
    guard enter() else { return }
    defer { depth -= 1 }
    let mark = mark()
    bump()
    while !isAtEnd, !at(.rightBrace), !isAtOuterDeclaration {
      let field = self.mark()
      let before = index
      expectName("a field")
      expect(.colon, ":", after: "before the value of the field")
      parseExpression()
      close(field, .recordField)
      if !accept(.comma) { break }
      if index == before { break }
    }
    expect(.rightBrace, "}", after: "to close the record")
    close(mark, .recordExpression)
  }
}
