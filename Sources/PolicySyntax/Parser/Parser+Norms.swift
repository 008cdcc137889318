import Diagnostics
import SourceText

extension Parser {
  static let normWords: [StaticString] = [
    "cites", "message", "remedy", "level", "waivable", "tags", "owner", "allow", "title", "in",
  ]

  mutating func parseRule() {
    let mark = mark()
    bump()
    expectName("the rule")
    expectString("the title of the rule")
    parseBody(
      of: "rule", words: ["for", "where", "let", "must", "should", "at"] + Self.normWords
    ) { parser in
      if parser.at(word: "for") {
        parser.parseFor()
      } else if parser.at(word: "where") {
        parser.parseWhere()
      } else if parser.at(word: "let") {
        parser.parseLet()
      } else if parser.at(word: "must") || parser.at(word: "should") {
        let clause = parser.mark()
        parser.bump()
        _ = parser.accept(word: "not")
        parser.parseExpression()
        parser.close(clause, .requirementClause)
      } else if parser.at(word: "at") {
        let clause = parser.mark()
        parser.bump()
        parser.parseOperand()
        parser.close(clause, .atClause)
      } else {
        return parser.parseNormClause()
      }
      return true
    }
    close(mark, .ruleDeclaration)
  }

  mutating func parseStandard() {
    let mark = mark()
    bump()
    expectName("the standard")
    expectString("the title of the standard")
    if at(word: "version") {
      let clause = self.mark()
      bump()
      parseOperand()
      close(clause, .versionClause)
    }
    parseBody(
      of: "standard", words: ["for", "where", "let", "must", "should", "adopted", "at"] + Self.normWords
    ) { parser in
      if parser.at(word: "for") {
        parser.parseFor()
      } else if parser.at(word: "where") {
        parser.parseWhere()
      } else if parser.at(word: "let") {
        parser.parseLet()
      } else if parser.at(word: "adopted") {
        let clause = parser.mark()
        parser.bump()
        parser.expectWord("by", "and who adopted the standard")
        parser.expectString("who adopted the standard")
        if parser.accept(word: "on") { parser.parseOperand() }
        parser.close(clause, .adoptedClause)
      } else if parser.at(word: "must") || parser.at(word: "should") {
        let clause = parser.mark()
        parser.bump()
        if parser.at(word: "not"), parser.kind(ahead: 1) == .identifier {
          parser.bump()
        }
        parser.expectName("the requirement")
        parser.parseTitle(before: .colon)
        parser.expect(.colon, ":", after: "before the requirement")
        parser.parseExpression()
        parser.close(clause, .requirementClause)
      } else if parser.at(word: "at") {
        let clause = parser.mark()
        parser.bump()
        parser.parseOperand()
        parser.close(clause, .atClause)
      } else {
        return parser.parseNormClause()
      }
      return true
    }
    close(mark, .standardDeclaration)
  }

  // MARK: Access, duties, segregation

  mutating func parseAccess() {
    let mark = mark()
    bump()
    expectName("the access model")
    parseBody(of: "access model", words: ["for", "each", "where", "gives", "over", "allow"]) { parser in
      if parser.at(word: "for") {
        parser.parseFor()
      } else if parser.at(word: "where") {
        parser.parseWhere()
      } else if parser.at(word: "each") {
        let clause = parser.mark()
        parser.bump()
        parser.parseGenerators()
        if parser.at(word: "where") { parser.parseWhere() }
        parser.close(clause, .eachClause)
      } else if parser.at(word: "gives") {
        let clause = parser.mark()
        parser.bump()
        parser.parseExpression()
        parser.close(clause, .givesClause)
      } else if parser.at(word: "over") {
        let clause = parser.mark()
        parser.bump()
        parser.parseOperand()
        if parser.accept(word: "within") { parser.expectName("the field that leads to the unit above") }
        parser.close(clause, .overClause)
      } else if parser.at(word: "allow") {
        parser.parseAllow()
      } else {
        return false
      }
      return true
    }
    close(mark, .accessDeclaration)
  }

  mutating func parseDuty() {
    let mark = mark()
    bump()
    expectName("the duty")
    if at(.string) { bump() }
    expectWord("of", "and the entity of the entitlements")
    parseQualifiedName("the entity of the entitlements")
    expect(.assign, "=", after: "before the entitlements")
    parseDutyFormula()
    if at(.leftBrace) {
      parseBody(of: "duty", words: ["allow", "owner", "tags"]) { parser in
        if parser.at(word: "allow") {
          parser.parseAllow()
        } else if parser.at(word: "owner") {
          parser.parseTextClause(.ownerClause, "the owner")
        } else if parser.at(word: "tags") {
          parser.parseTags()
        } else {
          return false
        }
        return true
      }
    }
    close(mark, .dutyDeclaration)
  }

  /// `any of A, B` or `all of A, B`, whose parts are texts, patterns and formulas in parentheses.
  private mutating func parseDutyFormula() {
    let mark = mark()
    guard enter() else { return close(mark, .dutyAny) }
    defer { depth -= 1 }
    let isAll = at(word: "all")
    if at(word: "any") || isAll {
      bump()
      expectWord("of", "before the entitlements")
    } else if !at(.string), !at(word: "like"), !at(.leftParenthesis) {
      fault(
        .missingExpression, "expected `any of` or `all of` and the entitlements, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
      return close(mark, .dutyAny)
    }
    repeat { parseDutyPart() } while accept(.comma)
    close(mark, isAll ? .dutyAll : .dutyAny)
  }

  private mutating func parseDutyPart() {
    let mark = mark()
    if at(.leftParenthesis) {
      bump()
      parseDutyFormula()
      expect(.rightParenthesis, ")", after: "after the entitlements")
      return close(mark, .dutyGroup)
    }
    _ = accept(word: "like")
    expectString("an entitlement")
    close(mark, .dutyEntitlement)
  }

  mutating func parseSegregation() {
    let mark = mark()
    bump()
    expectName("the segregation")
    expectString("the title of the segregation")
    parseBody(of: "segregation", words: ["within", "at"] + Self.normWords) { parser in
      if parser.at(word: "in"), !parser.at(word: "force", ahead: 1) {
        let clause = parser.mark()
        parser.bump()
        repeat { parser.parseQualifiedName("an access model") } while parser.accept(.comma)
        parser.close(clause, .modelsClause)
      } else if parser.at(word: "within") {
        let clause = parser.mark()
        parser.bump()
        parser.expectWord("overlapping", "after `within`")
        parser.expectWord("scope", "after `overlapping`")
        parser.close(clause, .withinClause)
      } else if parser.at(word: "at") {
        let clause = parser.mark()
        parser.bump()
        parser.expectWord("most", "and how many of the duties")
        parser.parseOperand()
        parser.expectWord("of", "before the duties")
        repeat { parser.parseQualifiedName("a duty") } while parser.accept(.comma)
        parser.close(clause, .atMostClause)
      } else if parser.parseNormClause() {
        return true
      } else if parser.kind == .identifier, parser.isSeparation {
        let clause = parser.mark()
        parser.parseQualifiedName("a duty")
        parser.expectWord("from", "and the duties it is kept apart from")
        repeat { parser.parseQualifiedName("a duty") } while parser.accept(.comma)
        parser.close(clause, .separationClause)
      } else {
        return false
      }
      return true
    }
    close(mark, .segregationDeclaration)
  }

  /// Whether `a from b` or `x.a from b` begins here.
  private var isSeparation: Bool {
    var ahead = 1
    while kind(ahead: ahead) == .dot, kind(ahead: ahead + 1) == .identifier, ahead < 20 { ahead += 2 }
    return at(word: "from", ahead: ahead)
  }

  // MARK: Tests

  mutating func parseTest() {
    let mark = mark()
    bump()
    expectString("the title of the test")
    parseBody(of: "test", words: ["as", "given", "expect", "allow"]) { parser in
      if parser.at(word: "as") {
        let clause = parser.mark()
        parser.bump()
        parser.expectWord("of", "after `as`")
        parser.parseOperand()
        parser.close(clause, .asOfClause)
      } else if parser.at(word: "given") {
        parser.parseGiven()
      } else if parser.at(word: "expect") {
        parser.parseExpect()
      } else if parser.at(word: "allow") {
        parser.parseAllow()
      } else {
        return false
      }
      return true
    }
    close(mark, .testDeclaration)
  }

  private mutating func parseGiven() {
    let mark = mark()
    bump()
    if accept(word: "data") {
      repeat { expectString("the path of a data file") } while accept(.comma)
    } else {
      repeat {
        let record = self.mark()
        parseQualifiedName("an entity")
        if at(.leftBrace) {
          parseOperand()
        } else {
          expect(.leftBrace, "{", after: "before the fields of the record")
        }
        close(record, .givenRecord)
      } while accept(.comma)
    }
    close(mark, .givenClause)
  }

  /// `expect [no|waived|undetermined] NORM [for Entity "key"]`, `expect no [other] findings [at error]`
  private mutating func parseExpect() {
    let mark = mark()
    bump()
    if accept(word: "no") {
      _ = accept(word: "other")
    } else if at(word: "waived") || at(word: "undetermined") || at(word: "open") {
      bump()
    }
    parseQualifiedName("a norm")
    if accept(word: "for") {
      parseQualifiedName("an entity")
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
    close(mark, .expectClause)
  }
}
