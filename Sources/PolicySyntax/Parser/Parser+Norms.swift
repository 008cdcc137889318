import Diagnostics
import SourceText
import Vocabulary

extension Parser {
  mutating func parseRule() {
    let mark = mark()
    bump()
    declareName("the rule")
    expectString("the title of the rule")
    parseBody(of: .rule)
    close(mark, .ruleDeclaration)
  }

  mutating func parseStandard() {
    let mark = mark()
    bump()
    declareName("the standard")
    expectString("the title of the standard")
    if at(word: "version") {
      let clause = self.mark()
      bump()
      parseOperand()
      close(clause, .versionClause)
    }
    parseBody(of: .standard)
    close(mark, .standardDeclaration)
  }

  /// `not C`
  mutating func parseRequirement() {
    _ = accept(word: "not")
    skipFiller()
    parseExpression()
  }

  /// `not name "title" : C`
  mutating func parseNamedRequirement() {
    if at(word: "not"), kind(ahead: 1) == .identifier { bump() }
    declareName("the requirement")
    parseTitle(before: .colon)
    expect(.colon, ":", after: "before the requirement")
    parseExpression()
  }

  /// `"…" on DATE`
  mutating func parseAdoption() {
    expectString("who adopted the standard")
    if accept(word: "on") { parseOperand() }
  }

  // MARK: Access, duties, segregation

  mutating func parseAccess() {
    let mark = mark()
    bump()
    declareName("the access model")
    parseBody(of: .access)
    close(mark, .accessDeclaration)
  }

  /// `patterns role.actions`, or a value alone; `patterns` is a word only before a value.
  mutating func parseEntitlements() {
    if at(word: "patterns"), isSameLine(ahead: 1) {
      let next = range(ofToken: tokenIndex(ahead: 1))
      switch kind(ahead: 1) {
      case .leftBracket: bump()
      case .identifier where !OperatorWord.reserved.contains(bytes, from: next.start, to: next.end): bump()
      default: break
      }
    }
    parseExpression()
  }

  /// `p.unit within parent`
  mutating func parseReach() {
    parseOperand()
    if accept(word: "within") { expectName("the field that leads to the unit above") }
  }

  mutating func parseDuty() {
    let mark = mark()
    bump()
    let isOfRows = isRowSource
    if isOfRows { parseRowSource() } else { declareName("the duty") }
    if at(.string) { bump() }
    if !insertEntityOfDuty() {
      expectWord("of", "and the entity of the entitlements")
      parseQualifiedName("the entity of the entitlements")
    }
    expect(.assign, "=", after: "before the entitlements")
    parseDutyFormula(ofRows: isOfRows)
    if at(.leftBrace) { parseBody(of: .duty) }
    close(mark, .dutyDeclaration)
  }

  /// Whether `each x in …` begins here.
  private var isRowSource: Bool {
    at(word: "each") && kind(ahead: 1) == .identifier && at(word: "in", ahead: 2)
  }

  /// `each r in Risk`
  private mutating func parseRowSource() {
    let mark = mark()
    bump()
    bump()
    bump()
    parseQualifiedName("the entity of the rows")
    close(mark, .rowSource)
  }

  /// `any of A, B` or `all of A, B`, whose parts are texts, patterns and formulas in parentheses; of a duty for each row also
  /// values of the row.
  private mutating func parseDutyFormula(ofRows isOfRows: Bool) {
    let mark = mark()
    guard enter() else { return close(mark, .dutyAny) }
    defer { depth -= 1 }
    let isAll = at(word: "all")
    if at(word: "any") || isAll {
      bump()
      expectWord("of", "before the entitlements")
    } else if !at(.string), !at(word: "like"), !at(.leftParenthesis), !(isOfRows && beginsValueOfRow) {
      fault(
        .missingExpression, "expected `any of` or `all of` and the entitlements, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
      return close(mark, .dutyAny)
    }
    repeat { parseDutyPart(ofRows: isOfRows) } while accept(.comma) || acceptOr()
    close(mark, isAll ? .dutyAll : .dutyAny)
  }

  private mutating func parseDutyPart(ofRows isOfRows: Bool) {
    let mark = mark()
    if at(.leftParenthesis) {
      bump()
      parseDutyFormula(ofRows: isOfRows)
      expect(.rightParenthesis, ")", after: "after the entitlements")
      return close(mark, .dutyGroup)
    }
    _ = accept(word: "like")
    if isOfRows, beginsValueOfRow { parseOperand() } else { expectString("an entitlement") }
    close(mark, .dutyEntitlement)
  }

  private var beginsValueOfRow: Bool {
    at(.leftBracket) || kind == .identifier && (!isFirstOnLine || kind(ahead: 1) == .dot)
  }

  mutating func parseSegregation() {
    let mark = mark()
    bump()
    if isRowSource {
      rowVariable = range(ofToken: tokenIndex(ahead: 1))
      parseRowSource()
      expectWord("as", "and the name of each norm")
      parsePath("the name of each norm")
    } else {
      declareName("the segregation")
    }
    expectString("the title of the segregation")
    parseBody(of: .segregation)
    rowVariable = nil
    close(mark, .segregationDeclaration)
  }

  /// `2 of a, b, c`
  mutating func parseLimit() {
    parseOperand()
    expectWord("of", "before the duties")
    repeat { parseDutyReference() } while accept(.comma)
  }

  /// `a from b, c`; false where no duty and `from` follow.
  mutating func parseSeparation() -> Bool {
    if at(.string), parseSeparationOfTitles() { return true }
    guard kind == .identifier, isSeparation else { return false }
    let mark = mark()
    parseDutyReference()
    expectWord("from", "and the duties it is kept apart from")
    repeat { parseDutyReference() } while accept(.comma)
    close(mark, .separationClause)
    return true
  }

  /// `a`, or the duties of instances: `duty(r.first)`
  private mutating func parseDutyReference() {
    guard isDutyOfRows else { return parseQualifiedName("a duty") }
    let mark = mark()
    bump()
    bump()
    depthOfLists += 1
    parseExpression()
    depthOfLists -= 1
    expect(.rightParenthesis, ")", after: "after the instance")
    close(mark, .dutyOfRows)
  }

  private var isDutyOfRows: Bool { at(word: "duty") && kind(ahead: 1) == .leftParenthesis && touches(ahead: 1) }

  /// Whether `a from b` or `x.a from b` begins here.
  var isSeparation: Bool {
    if isDutyOfRows { return true }
    var ahead = 1
    while kind(ahead: ahead) == .dot, kind(ahead: ahead + 1) == .identifier, ahead < 20 { ahead += 2 }
    return at(word: "from", ahead: ahead) || isOtherSeparation(ahead: ahead)
  }

  // MARK: Tests

  mutating func parseTest() {
    let mark = mark()
    bump()
    expectString("the title of the test")
    parseBody(of: .test)
    close(mark, .testDeclaration)
  }

  /// `data "path"`, `Entity { … }`
  mutating func parseRecords() {
    if accept(word: "data") {
      repeat {
        // A file for the source of that name.
        if kind == .identifier, kind(ahead: 1) == .assign {
          bump()
          bump()
        }
        expectString("the path of a data file")
      } while accept(.comma)
    } else {
      repeat {
        let record = self.mark()
        parseQualifiedName("an entity")
        skipKey()
        if at(.leftBrace) {
          parseOperand()
        } else {
          expect(.leftBrace, "{", after: "before the fields of the record")
        }
        close(record, .givenRecord)
      } while accept(.comma)
    }
  }

  /// `[no|open|waived|undetermined] NORM [for Entity "key"]`, `no [other] findings [at error]`; a norm whose name is not a word
  /// is written in quotes.
  mutating func parseExpectation() {
    if accept(word: "no") || acceptNot() {
      _ = accept(word: "other")
    } else if at(oneOf: StatusWord.words) {
      bump()
    }
    if at(.string) {
      bump()
    } else if !skipFinding() {
      parseQualifiedName("a norm")
    }
    if accept(word: "for") {
      if !insertEntityOfKey() { parseQualifiedName("an entity") }
      if at(.string) || at(.integer) {
        bump()
      } else {
        expectString("the key of the instance")
      }
    }
    if at(word: "at"), kind(ahead: 1) == .identifier {
      bump()
      bump()
    }
  }
}
