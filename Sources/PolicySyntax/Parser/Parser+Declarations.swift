import Diagnostics
import SourceText

extension Parser {
  mutating func parseFile() {
    let mark = mark()
    while !isAtEnd {
      let before = index
      parseDeclaration()
      if index == before {
        fault(.unexpectedText, "\(foundText) belongs to no declaration")
        skipToDeclaration(.unexpected)
      }
    }
    close(mark, .file)
  }

  private mutating func parseDeclaration() {
    if at(word: "policy") { return parsePolicyHeader() }
    if at(word: "import") { return parseImport() }
    if at(word: "entity") { return parseEntity() }
    if at(word: "record") { return parseRecord() }
    if at(word: "enum") { return parseEnum() }
    if at(word: "access") { return parseAccess() }
    if at(word: "duty") { return parseDuty() }
    if at(word: "segregate") { return parseSegregation() }
    if at(word: "rule") { return parseRule() }
    if at(word: "standard") { return parseStandard() }
    if at(word: "instrument") { return parseInstrument() }
    if at(word: "parameter") { return parseParameter() }
    if at(word: "define") { return parseFunction() }
    if at(word: "test") { return parseTest() }
    unknownDeclaration()
  }

  private mutating func unknownDeclaration() {
    let found = text
    if kind == .identifier {
      let names = Self.declarationWords.map { "\($0)" }
      if let nearest = NameSuggestion.nearest(to: found, in: names) {
        fault(
          .unknownDeclaration, "`\(found)` does not start a declaration; did you mean `\(nearest)`?",
          fixIts: [
            FixIt(title: "Change `\(found)` to `\(nearest)`", edits: [TextEdit(range: range, replacement: nearest)])
          ])
      } else {
        fault(
          .unknownDeclaration, "`\(found)` does not start a declaration",
          notes: ["declarations: " + names.map { "`\($0)`" }.joined(separator: ", ")])
      }
      skipToDeclaration(.unknownDeclaration)
    } else {
      fault(.unexpectedText, "\(foundText) belongs to no declaration")
      skipToDeclaration(.unexpected)
    }
  }

  // MARK: Policy and imports

  private mutating func parsePolicyHeader() {
    let mark = mark()
    bump()
    parseQualifiedName("a namespace")
    if at(.leftBrace) {
      parseBody(of: "policy", words: ["title", "domain", "owner", "in", "review", "allow"]) { parser in
        if parser.at(word: "title") {
          parser.parseLocalizedClause(.titleClause)
        } else if parser.at(word: "domain") {
          parser.parseTextClause(.domainClause, "the domain")
        } else if parser.at(word: "owner") {
          parser.parseTextClause(.ownerClause, "the owner")
        } else if parser.at(word: "in") {
          parser.parseInForce()
        } else if parser.at(word: "review") {
          let clause = parser.mark()
          parser.bump()
          parser.expectWord("by", "before the date of the review")
          parser.parseOperand()
          parser.close(clause, .reviewClause)
        } else if parser.at(word: "allow") {
          parser.parseAllow()
        } else {
          return false
        }
        return true
      }
    }
    close(mark, .policyHeader)
  }

  private mutating func parseImport() {
    let mark = mark()
    bump()
    parseQualifiedName("a namespace")
    close(mark, .importDeclaration)
  }

  mutating func parseQualifiedName(_ what: String) {
    let mark = mark()
    expectName(what)
    while at(.dot), touchesPrevious {
      bump()
      expectName("the part after the point")
    }
    close(mark, .qualifiedName)
  }

  // MARK: Data

  private mutating func parseEntity() {
    let mark = mark()
    bump()
    expectName("the entity")
    if accept(word: "from") {
      expectName("the section of the data")
    } else {
      expectWord("from", "and the section of the data that lists the instances")
    }
    parseFields(of: "entity")
    close(mark, .entityDeclaration)
  }

  private mutating func parseRecord() {
    let mark = mark()
    bump()
    expectName("the record")
    parseFields(of: "record")
    close(mark, .recordDeclaration)
  }

  private mutating func parseFields(of what: String) {
    parseBody(of: what, words: ["key", "let", "allow"]) { parser in
      if parser.at(word: "let"), parser.kind(ahead: 1) == .identifier {
        let field = parser.mark()
        parser.bump()
        parser.expectName("the field")
        parser.expect(.assign, "=", after: "before the value of the field")
        parser.parseExpression()
        parser.close(field, .derivedField)
      } else if parser.at(word: "allow"), parser.kind(ahead: 1) == .identifier {
        parser.parseAllow()
      } else if parser.kind == .identifier {
        let field = parser.mark()
        if parser.at(word: "key"), parser.kind(ahead: 1) == .identifier { parser.bump() }
        parser.expectName("the field")
        parser.expect(.colon, ":", after: "before the type of the field")
        parser.parseType()
        if parser.accept(.assign) { parser.parseExpression() }
        parser.close(field, .fieldDeclaration)
      } else {
        return false
      }
      _ = parser.accept(.comma)
      return true
    }
  }

  /// `T`, `T?`, `[T]`, `Money in USD`.
  mutating func parseType() {
    let mark = mark()
    if accept(.leftBracket) {
      parseType()
      expect(.rightBracket, "]", after: "after the type of the elements")
    } else if kind == .identifier, !(isFirstOnLine && kind(ahead: 1) == .colon) {
      parseQualifiedName("a type")
      if at(word: "in"), kind(ahead: 1) == .identifier, !at(word: "force", ahead: 1) {
        bump()
        bump()
      }
    } else {
      let end = previousEnd
      fault(
        .missingType, "expected a type, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, end - 1), end) : nil,
        notes: ["for example `Text`, `Date?`, `[Role]`, `Money in USD`"])
    }
    if at(.question) { bump() }
    close(mark, .typeReference)
  }

  private mutating func parseEnum() {
    let mark = mark()
    bump()
    expectName("the enum")
    _ = accept(word: "ordered")
    guard at(.leftBrace) else {
      expect(.leftBrace, "{", after: "before the cases of the enum")
      return close(mark, .enumDeclaration)
    }
    bump()
    while !isAtEnd, !at(.rightBrace), !isAtOuterDeclaration {
      if kind == .identifier {
        let enumCase = self.mark()
        bump()
        parseTitle()
        close(enumCase, .enumCase)
        if at(.rightBrace) { break }
        if !accept(.comma) { expect(.comma, ",", after: "between the cases of the enum") }
      } else {
        fault(.missingName, "expected the name of a case, found \(foundText)")
        let skipped = self.mark()
        bump()
        close(skipped, .unexpected)
      }
    }
    expect(.rightBrace, "}", after: "at the end of the enum")
    close(mark, .enumDeclaration)
  }

  // MARK: Functions and parameters

  private mutating func parseFunction() {
    let mark = mark()
    bump()
    expectName("the function")
    expect(.leftParenthesis, "(", after: "before the parameters")
    while kind == .identifier {
      let parameter = self.mark()
      bump()
      expect(.colon, ":", after: "before the type of the parameter")
      parseType()
      close(parameter, .functionParameter)
      if !accept(.comma) { break }
    }
    expect(.rightParenthesis, ")", after: "after the parameters")
    expect(.colon, ":", after: "before the type of the result")
    parseType()
    expect(.assign, "=", after: "before the value of the function")
    parseExpression()
    close(mark, .functionDeclaration)
  }

  private mutating func parseParameter() {
    let mark = mark()
    bump()
    expectName("the parameter")
    if at(.string) { bump() }
    expect(.colon, ":", after: "before the type of the parameter")
    parseType()
    parseBody(of: "parameter", words: ["cites", "from", "owner", "allow"]) { parser in
      if parser.at(word: "cites") {
        parser.parseCites()
      } else if parser.at(word: "owner") {
        parser.parseTextClause(.ownerClause, "the owner")
      } else if parser.at(word: "allow") {
        parser.parseAllow()
      } else if parser.at(word: "from") {
        let step = parser.mark()
        parser.bump()
        parser.parseOperand()
        if parser.accept(word: "until") { parser.parseOperand() }
        parser.expect(.colon, ":", after: "before the value from that day on")
        parser.parseExpression()
        parser.close(step, .parameterStep)
      } else {
        return false
      }
      return true
    }
    close(mark, .parameterDeclaration)
  }

  // MARK: Instruments

  private mutating func parseInstrument() {
    let mark = mark()
    bump()
    expectName("the instrument")
    parseBody(
      of: "instrument", words: ["symbol", "title", "issuer", "in", "supersedes", "clause", "owner", "allow"]
    ) { parser in
      if parser.at(word: "symbol") {
        parser.parseTextClause(.symbolClause, "the symbol")
      } else if parser.at(word: "title") {
        parser.parseLocalizedClause(.titleClause)
      } else if parser.at(word: "issuer") {
        parser.parseTextClause(.issuerClause, "the issuer")
      } else if parser.at(word: "owner") {
        parser.parseTextClause(.ownerClause, "the owner")
      } else if parser.at(word: "in") {
        parser.parseInForce()
      } else if parser.at(word: "allow") {
        parser.parseAllow()
      } else if parser.at(word: "supersedes") {
        let clause = parser.mark()
        parser.bump()
        parser.parseQualifiedName("an instrument")
        while parser.accept(.comma) { parser.parseQualifiedName("an instrument") }
        parser.close(clause, .supersedesClause)
      } else if parser.at(word: "clause") {
        let clause = parser.mark()
        parser.bump()
        parser.parseClauseName()
        _ = parser.accept(word: "organisational")
        parser.parseLocalizedTexts()
        parser.close(clause, .clauseClause)
      } else {
        return false
      }
      return true
    }
    close(mark, .instrumentDeclaration)
  }

  /// `§2.2(g)` or `"2.2(g)"`.
  mutating func parseClauseName() {
    if at(.clauseReference) || at(.string) {
      bump()
    } else {
      fault(
        .missingToken, "expected a clause such as `§2.2(g)`, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }
}
