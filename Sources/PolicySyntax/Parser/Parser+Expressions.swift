import Diagnostics
import SourceText
import Vocabulary

/// Expressions by precedence, loosest first: `if … then … else`, `implies`, `or`, `and`, `not`, comparisons, `otherwise`, `+ -`, `* /`,
/// unary `-`, postfix.
extension Parser {
  /// Counts a level of nesting; false, with a fault, where there are too many.
  mutating func enter() -> Bool {
    depth += 1
    guard depth > Self.maximumDepth else { return true }
    depth -= 1
    fault(.nestedTooDeep, "nested deeper than \(Self.maximumDepth) levels")
    skipNested()
    return false
  }

  /// Skips to the end of the bracket or the body, without recursion.
  private mutating func skipNested() {
    let mark = mark()
    var nesting = 0
    while !isAtEnd, !isAtOuterDeclaration {
      if at(.leftBrace) || at(.leftParenthesis) || at(.leftBracket) { nesting += 1 }
      if at(.rightBrace) || at(.rightParenthesis) || at(.rightBracket) {
        if nesting == 0 { break }
        nesting -= 1
      }
      bump()
    }
    close(mark, .missingExpression)
    silence()
  }

  mutating func parseExpression() {
    guard enter() else { return }
    defer { depth -= 1 }
    if isChoice { return parseChoice() }
    let mark = mark()
    skipIf()
    parseOr()
    // `a implies b implies c` is a implies (b implies c).
    if at(operator: "implies") || isConnective(for: "implies") {
      bump()
      parseExpression()
      close(mark, .binaryExpression)
    }
    if at(.question) { parseChoiceBySigns(mark) }
  }

  /// Whether `if` begins a choice: what follows it begins a condition.
  private var isChoice: Bool {
    guard at(word: "if") else { return false }
    switch kind(ahead: 1) {
    case .identifier:
      return !Self.infixWords.contains { at(word: $0, ahead: 1) }
    case .integer, .decimal, .date, .timestamp, .version, .string, .leftParenthesis, .leftBracket, .leftBrace, .minus,
      .notSign, .currencySign:
      return true
    default: return false
    }
  }

  private static let infixWords: [StaticString] = [
    "and", "or", "implies", "in", "is", "like", "contains", "overlaps", "otherwise", "subset", "starts", "ends",
    "holds",
    "performs",
  ]

  /// `if c then a else b`: `else` is required and reaches as far as it can.
  private mutating func parseChoice() {
    let mark = mark()
    let position = index
    let condition = SourceRange(range.start, range(ofToken: tokenIndex(ahead: 1)).start)
    bump()
    openChoices += 1
    parseExpression()
    openChoices -= 1
    let then = range
    expectWord("then", "and the value where the condition holds")
    let mayBeCondition = !isLiteral
    parseExpression()
    if mayBeCondition, reportMissingElse(at: position, condition, then) { return close(mark, .missingExpression) }
    expectWord("else", "and the value where the condition does not hold")
    parseExpression()
    close(mark, .choiceExpression)
  }

  private mutating func parseOr() {
    let mark = mark()
    parseAnd()
    while at(operator: "or") || at(.orSign) || isConnective(for: "or") {
      bump()
      parseAnd()
      close(mark, .binaryExpression)
    }
  }

  private mutating func parseAnd() {
    let mark = mark()
    parseNot()
    while at(operator: "and") || at(.andSign) || isConnective(for: "and") {
      bump()
      parseNot()
      close(mark, .binaryExpression)
    }
  }

  private mutating func parseNot() {
    guard at(word: "not") || at(.notSign) || isForeignNot else { return parseComparison() }
    guard enter() else { return }
    defer { depth -= 1 }
    let mark = mark()
    bump()
    parseNot()
    close(mark, .notExpression)
  }

  // MARK: Comparisons

  private enum ComparisonForm { case sign, word, notIn, presence, twoWords, access, foreign }

  private var comparisonForm: ComparisonForm? {
    switch kind {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return .sign
    case .identifier: break
    case .assign: return .sign
    default: return nil
    }
    if at(operator: "in") { return at(word: "force", ahead: 1) || beginsMisspeltClause ? nil : .word }
    if at(operator: "like") || at(operator: "contains") || at(operator: "overlaps") { return .word }
    if at(word: "not"), at(word: "in", ahead: 1) { return .notIn }
    if at(word: "is"), at(word: "present", ahead: 1) || at(word: "missing", ahead: 1) { return .presence }
    if at(operator: "is") { return .presence }
    if at(word: "subset"), at(word: "of", ahead: 1) { return .twoWords }
    if at(word: "starts") || at(word: "ends"), at(word: "with", ahead: 1) { return .twoWords }
    if at(operator: "holds") || at(operator: "performs") { return .access }
    return isForeignComparison ? .foreign : nil
  }

  /// `in forec from …` at the beginning of a line: the clause `in force`, misspelt.
  private var beginsMisspeltClause: Bool {
    kind(ahead: 1) == .identifier && isFirstOnLine && (at(word: "from", ahead: 2) || at(word: "until", ahead: 2))
  }

  private mutating func parseComparison() {
    let mark = mark()
    parseOtherwise()
    var count = 0
    while let form = comparisonForm {
      if count == 1 {
        fault(
          .chainedComparison, "comparisons do not chain: \(foundText) follows another comparison",
          notes: ["join two comparisons with `and`, or use a range: `x in a .. b`"])
      }
      count += 1
      parseComparisonRest(form, mark)
    }
    if count == 1, at(operator: "on") { parseDayOfCondition(mark) }
    // The meaning of chained comparisons is not known, so nothing is said of their types.
    if count > 1 { close(mark, .missingExpression) }
  }

  /// `on D` after a condition that needs brackets before it: `(p performs pay) on D`.
  private mutating func parseDayOfCondition(_ mark: Mark) {
    let condition = SourceRange(range(ofToken: mark.firstToken).start, previousEnd)
    let text = source.text(in: condition).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isShort = text.count <= 60
    fault(
      .dayOfCondition,
      "`on` binds to one value and not to a condition" + (isShort ? ": write `(\(text)) on …`" : ""),
      notes: isShort ? [] : ["put brackets around the condition: `(…) on …`"],
      fixIts: [
        FixIt(
          title: "Put brackets around the condition",
          edits: [
            TextEdit(range: SourceRange(condition.start, condition.start), replacement: "("),
            TextEdit(range: SourceRange(condition.end, condition.end), replacement: ")"),
          ])
      ])
    bump()
    parsePostfixOperand()
    close(mark, .onExpression)
  }

  private mutating func parseComparisonRest(_ form: ComparisonForm, _ mark: Mark) {
    switch form {
    case .sign:
      if at(.assign) {
        fault(
          .missingToken, "expected `==` to compare, found `=`",
          fixIts: [FixIt(title: "Change `=` to `==`", edits: [TextEdit(range: range, replacement: "==")])])
      }
      bump()
      parseOtherwise()
      close(mark, .binaryExpression)
    case .word:
      let isMembership = at(word: "in")
      bump()
      if isMembership { parseRangeOrOperand() } else { parseOtherwise() }
      close(mark, .binaryExpression)
    case .notIn:
      bump()
      bump()
      parseRangeOrOperand()
      close(mark, .binaryExpression)
    case .twoWords:
      bump()
      bump()
      parseOtherwise()
      close(mark, .binaryExpression)
    case .foreign: parseForeignComparison(mark)
    case .presence where isForeignPresence: parseForeignPresence(mark)
    case .presence:
      bump()
      if at(word: "present") || at(word: "missing") {
        bump()
      } else {
        fault(.missingToken, "expected `present` or `missing` after `is`, found \(foundText)")
      }
      close(mark, .presenceExpression)
    case .access:
      let isDuty = at(word: "performs")
      bump()
      if isDuty {
        if !parseDutyInQuotes() { parseQualifiedName("a duty") }
      } else if at(.string) {
        bump()
      } else {
        _ = accept(word: "like")
        expectString("an entitlement")
      }
      if at(word: "in"), kind(ahead: 1) == .identifier, !at(word: "force", ahead: 1) {
        bump()
        parseQualifiedName("an access model")
      }
      close(mark, .accessExpression)
    }
  }

  /// `a .. b`, `a ..< b`, or an operand.
  private mutating func parseRangeOrOperand() {
    let mark = mark()
    parseOtherwise()
    if at(.range) || at(.rangeLess) {
      bump()
      parseOtherwise()
      close(mark, .rangeExpression)
    }
  }

  // MARK: Operands

  /// An operand on either side of a comparison.
  mutating func parseOperand() { parseOtherwise() }

  private mutating func parseOtherwise() {
    let mark = mark()
    parseSum()
    while at(operator: "otherwise") {
      bump()
      parseSum()
      close(mark, .binaryExpression)
    }
  }

  private mutating func parseSum() {
    let mark = mark()
    parseProduct()
    while at(.plus) || at(.minus) {
      bump()
      parseProduct()
      close(mark, .binaryExpression)
    }
  }

  private mutating func parseProduct() {
    let mark = mark()
    parseUnary()
    while at(.star) || at(.slash) {
      bump()
      parseUnary()
      close(mark, .binaryExpression)
    }
  }

  private mutating func parseUnary() {
    if at(.minus) {
      guard enter() else { return }
      defer { depth -= 1 }
      let mark = mark()
      bump()
      parseUnary()
      return close(mark, .negateExpression)
    }
    if isDistinct {
      guard enter() else { return }
      defer { depth -= 1 }
      let mark = mark()
      bump()
      parseUnary()
      return close(mark, .distinctExpression)
    }
    parsePostfix()
  }

  /// `distinct` before several values; `distinct(…)` would be a function.
  private var isDistinct: Bool {
    guard at(operator: "distinct") else { return false }
    let next = tokenIndex(ahead: 1)
    switch kind(ahead: 1) {
    case .identifier, .leftBracket: return true
    case .leftParenthesis: return range(ofToken: next).start > range.end
    default: return false
    }
  }

  /// Whether the token is this operator; a word followed by a colon is the name of the next field.
  private func at(operator word: StaticString) -> Bool { at(word: word) && kind(ahead: 1) != .colon }

  private mutating func parsePostfix() {
    let mark = mark()
    parsePrimary()
    while true {
      if at(.dot) {
        bump()
        if kind == .identifier, !(isFirstOnLine && isAtDeclaration) {
          bump()
        } else {
          fault(
            .missingName, "expected the name of a field after the point, found \(foundText)",
            at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
          // A sign that touches the point is not a closure.
          return close(mark, .memberExpression)
        }
        close(mark, .memberExpression)
        if at(word: "in"), previousIsDate, isZone {
          bump()
          bump()
          close(mark, .zoneExpression)
        }
      } else if at(.star) || at(.plus), touchesPrevious, isPostfixSign {
        bump()
        close(mark, .closureExpression)
      } else if at(word: "in"), isConversion {
        bump()
        bump()
        bump()
        parsePostfixOperand()
        close(mark, .convertExpression)
      } else if at(operator: "on") {
        bump()
        parsePostfixOperand()
        close(mark, .onExpression)
      } else if at(word: "working"), at(word: "days", ahead: 1) {
        bump()
        bump()
        expectWord("in", "and the name of a calendar")
        parsePostfixOperand()
        close(mark, .workingDaysExpression)
      } else {
        return
      }
    }
  }

  private mutating func parsePostfixOperand() {
    guard enter() else { return }
    defer { depth -= 1 }
    parsePostfix()
  }

  /// Whether the step of the path that has just been read is `.date`.
  private var previousIsDate: Bool {
    let end = previousEnd
    return end >= 5 && bytes[end - 4..<end].elementsEqual("date".utf8) && !isOperandByte(bytes[end - 5])
  }

  /// `in UTC`, `in "Africa/Nairobi"`
  private var isZone: Bool { kind(ahead: 1) == .string || at(word: "UTC", ahead: 1) }

  /// A star or plus that touches a field name and is not followed closely by an operand.
  private var isPostfixSign: Bool { bytes.count <= range.end || !isOperandByte(bytes[range.end]) }

  private func isOperandByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A || byte == 0x22
  }

  /// `in USD on …`
  private var isConversion: Bool { isCurrency(tokenIndex(ahead: 1)) && at(word: "on", ahead: 2) }

  private func isCurrency(_ tokenIndex: Int) -> Bool {
    let range = range(ofToken: tokenIndex)
    return range.count == 3 && bytes[range.start..<range.end].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  // MARK: Primaries

  private mutating func parsePrimary() {
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

  private mutating func missingExpression() {
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
  private func touches(ahead count: Int) -> Bool {
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
    parseOperand()
    close(generator, .generator)
    let whereRange = at(word: "where") ? range : nil
    if at(word: "where") || !isEvery && acceptCondition() { parseWhere() }
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
