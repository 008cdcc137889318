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
      openTails += 1
      parseExpression()
      openTails -= 1
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
    openTails += 1
    parseExpression()
    openTails -= 1
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
    openTails += 1
    defer {
      depth -= 1
      openTails -= 1
    }
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
    if at(operator: "in") {
      return at(word: "force", ahead: 1) || beginsMisspeltClause || beginsModelsOfRows ? nil : .word
    }
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

  /// `in rights` on a line of its own, after the condition of a segregation for each row: inside nothing but that.
  private var beginsModelsOfRows: Bool { rowVariable != nil && depth - openTails == 1 && isFirstOnLine }

  private mutating func parseComparison() {
    let mark = mark()
    parseOtherwise()
    var count = 0
    while let form = comparisonForm {
      // After a condition of a segregation for each row: its access models.
      if count == 1, rowVariable != nil, depth - openTails == 1, at(word: "in") { break }
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
        if kind == .identifier && !(isFirstOnLine && isAtDeclaration) || isInSource && at(.string) {
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
      } else if isInSource, at(.leftBracket), touchesPrevious {
        bump()
        expectPosition()
        expect(.rightBracket, "]", after: "after the position")
        close(mark, .elementExpression)
      } else if at(operator: "on"), !isInSource {
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

  func isCurrency(_ tokenIndex: Int) -> Bool {
    let range = range(ofToken: tokenIndex)
    return range.count == 3 && bytes[range.start..<range.end].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }
}
