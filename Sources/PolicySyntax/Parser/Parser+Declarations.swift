import Diagnostics
import SourceText
import Vocabulary

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
    guard let spelling, let declaration = DeclarationWord.entries.first(where: { $0.spelling == spelling })?.declaration
    else { return unknownDeclaration() }
    parse(declaration)
  }

  /// Parses the declaration whose word is here, or another word in its place that has been reported.
  private mutating func parse(_ declaration: DeclarationWord) {
    switch declaration {
    case .policy: parsePolicyHeader()
    case .import: parseImport()
    case .entity: parseEntity()
    case .record: parseRecord()
    case .enumeration: parseEnum()
    case .access: parseAccess()
    case .duty: parseDuty()
    case .segregation: parseSegregation()
    case .rule: parseRule()
    case .standard: parseStandard()
    case .instrument: parseInstrument()
    case .parameter: parseParameter()
    case .source: parseSource()
    case .function: parseFunction()
    case .test: parseTest()
    case .authority: parseAuthority()
    }
  }

  private mutating func unknownDeclaration() {
    guard kind == .identifier else {
      let brace = range
      fault(
        .unexpectedText, "\(foundText) belongs to no declaration",
        fixIts: at(.rightBrace)
          ? [FixIt(title: "Remove `}`", edits: [TextEdit(range: brace, replacement: "")])] : [])
      return skipToDeclaration(.unexpected)
    }
    let found = text
    let names = DeclarationWord.entries.map(\.word.text).sorted()
    let foreign = ForeignWord.declaration(found)?.text
    guard let meant = foreign ?? NameSuggestion.nearest(to: found, in: names) else {
      fault(
        .unknownDeclaration, "`\(found)` does not start a declaration",
        notes: ["declarations: " + names.map { "`\($0)`" }.joined(separator: ", ")])
      return skipToDeclaration(.unknownDeclaration)
    }
    slip(
      foreign == nil ? .unknownDeclaration : .foreignWord,
      "`\(found)` does not start a declaration; did you mean `\(meant)`?", range, meant)
    guard let declaration = DeclarationWord(meant), canDeclare(declaration) else {
      return skipToDeclaration(.unknownDeclaration)
    }
    parse(declaration)
  }

  /// Whether what follows the word is the beginning of such a declaration, so that it counts.
  private func canDeclare(_ declaration: DeclarationWord) -> Bool {
    switch kind(ahead: 1) {
    case .identifier, .integer: declaration != .test
    case .string: declaration == .test
    default: false
    }
  }

  // MARK: Policy and imports

  private mutating func parsePolicyHeader() {
    let mark = mark()
    bump()
    let name = self.mark()
    declareName("a namespace", beforeBrace: true)
    while at(.dot), touchesPrevious {
      bump()
      expectName("the part after the point")
    }
    close(name, .qualifiedName)
    if at(.leftBrace) { parseBody(of: .policy) }
    close(mark, .policyHeader)
  }

  private mutating func parseImport() {
    let mark = mark()
    bump()
    if !parseImportedPath() { parseQualifiedName("a namespace") }
    skipAlias()
    close(mark, .importDeclaration)
  }

  mutating func parseQualifiedName(_ what: @autoclosure () -> String) {
    let mark = mark()
    expectName(what())
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
    declareName("the entity")
    if accept(word: "from") {
      expectName("the section of the data")
    } else if at(word: "within") {
      parseContainment()
    } else if at(word: "of") {
      parseGrouping()
    } else if !at(.leftBrace), !at(word: "judged"), !at(word: "open") {
      expectSection()
    }
    _ = accept(word: "open")
    if at(word: "judged") { parse(.judged, in: .entity) }
    parseBody(of: .entity)
    close(mark, .entityDeclaration)
  }

  /// `within Release.tender.lots as release`
  private mutating func parseContainment() {
    let mark = mark()
    bump()
    parseQualifiedName("the field that holds the instances")
    if accept(word: "as") { expectName("the field that leads to the parent") }
    close(mark, .containment)
  }

  /// `of r in Release where C by id = r.buyer.id`
  private mutating func parseGrouping() {
    let mark = mark()
    bump()
    let generator = self.mark()
    expectName("the variable")
    expectWord("in", "and where its values come from")
    parseOperand()
    close(generator, .generator)
    if at(word: "where") { parseWhere() }
    expectWord("by", "and the key of each group")
    expectName("the key")
    expect(.assign, "=", after: "before the value that the members have in common")
    parseExpression()
    close(mark, .grouping)
  }

  private mutating func parseRecord() {
    let mark = mark()
    bump()
    declareName("the record")
    _ = accept(word: "open")
    parseBody(of: .record)
    close(mark, .recordDeclaration)
  }

  /// A field of an entity or a record, or another clause of it. A word that no name follows is the name of a field.
  mutating func parseField(of declaration: DeclarationWord) -> Bool {
    guard kind == .identifier else { return false }
    if kind(ahead: 1) != .identifier && kind(ahead: 1) != .string || !parseClause(of: declaration) {
      let field = mark()
      parseTypedField()
      close(field, .fieldDeclaration)
    }
    _ = accept(.comma)
    return true
  }

  /// `name : Type from "Name in the data" = default`
  mutating func parseTypedField() {
    declareName("the field")
    expect(.colon, ":", after: "before the type of the field")
    parseType()
    // On a line of its own, or before a colon, it is the name of the next field.
    if at(word: "from"), isSameLine(ahead: 0), kind(ahead: 1) == .identifier || kind(ahead: 1) == .string {
      let name = mark()
      bump()
      bump()
      close(name, .sourceName)
    }
    if accept(.assign) { parseExpression() }
  }

  /// `T`, `T?`, `[T]`, `Money in USD`.
  mutating func parseType() {
    let mark = mark()
    if parseForeignType() {
      // Reported, and read as the type that is meant.
    } else if accept(.leftBracket) {
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
    declareName("the enum", beforeBrace: true)
    _ = accept(word: "ordered")
    guard at(.leftBrace) else {
      expect(.leftBrace, "{", after: "before the cases of the enum")
      return close(mark, .enumDeclaration)
    }
    bump()
    while !isAtEnd, !at(.rightBrace), !isAtOuterDeclaration {
      if kind == .identifier || kind == .integer || at(.string) {
        let enumCase = self.mark()
        declareName("a case")
        parseTitle()
        // How data writes the case.
        if at(word: "from"), kind(ahead: 1) == .string {
          bump()
          repeat { expectString("a word of the data") } while at(.comma) && kind(ahead: 1) == .string && accept(.comma)
        }
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
    declareName("the function")
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
    declareName("the parameter")
    if at(.string) { bump() }
    expect(.colon, ":", after: "before the type of the parameter")
    parseType()
    if !parseSingleValue() { parseBody(of: .parameter) }
    close(mark, .parameterDeclaration)
  }

  /// `DATE until DATE : value`
  mutating func parseStep() {
    parseOperand()
    if accept(word: "until") { parseOperand() }
    expect(.colon, ":", after: "before the value from that day on")
    parseExpression()
  }

  // MARK: Instruments

  private mutating func parseInstrument() {
    let mark = mark()
    bump()
    declareName("the instrument")
    parseBody(of: .instrument)
    close(mark, .instrumentDeclaration)
  }

  // MARK: Authorities

  /// `authority controller en "Controller" fr "Contrôleur"`
  private mutating func parseAuthority() {
    let mark = mark()
    bump()
    declareName("the authority")
    parseLocalizedTexts()
    close(mark, .authorityDeclaration)
  }

  // MARK: Clauses of instruments

  /// `§2.2(g) organisational en "…"`
  mutating func parseClauseText() {
    parseClauseName()
    _ = accept(word: "organisational")
    parseLocalizedTexts()
  }

  /// `§2.2(g)` or `"2.2(g)"`.
  mutating func parseClauseName() {
    if at(.clauseReference) || at(.string) {
      bump()
    } else if kind == .integer || kind == .decimal, isSameLine(ahead: 0) {
      slip(.foreignWord, "a clause is written with its sign: `§\(text)`", range, "§\(text)")
      takeAs(.clauseReference)
      bump()
    } else {
      fault(
        .missingToken, "expected a clause such as `§2.2(g)`, found \(foundText)",
        at: isFirstOnLine ? SourceRange(max(0, previousEnd - 1), previousEnd) : nil)
    }
  }
}
