import Diagnostics
import SourceText
import Vocabulary

/// Declarations and clauses as other languages write them.
extension Parser {
  // MARK: Files

  /// `import "other.policy"`: a path in the place of a namespace.
  mutating func parseImportedPath() -> Bool {
    guard at(.string), range.count > 2 else { return false }
    var path = String(text.dropFirst().dropLast())
    if path.hasSuffix(".policy") { path.removeLast(7) }
    let parts = path.split { $0 == "." || $0 == "/" }.map { Self.name(from: String($0)) }
    // Which namespace the file opens only the author knows.
    fault(.malformedName, "an import names a namespace, not a file: `import \(parts.joined(separator: "."))`")
    let mark = mark()
    bump()
    close(mark, .unexpected)
    return true
  }

  /// `import a.b as b`
  mutating func skipAlias() {
    guard at(word: "as"), isSameLine(ahead: 0), kind(ahead: 1) == .identifier else { return }
    let whole = SourceRange(previousEnd, range(ofToken: tokenIndex(ahead: 1)).end)
    slip(.foreignWord, "an import gives no other name", whole, "", title: "Remove `\(source.text(in: whole).trimmed)`")
    let mark = mark()
    bump()
    bump()
    close(mark, .unexpected)
  }

  // MARK: Types

  /// `"Status"`, `optional Date`, `List<Role>`, `Role[]`: false for a type that is written as policies do.
  mutating func parseForeignType() -> Bool {
    if at(.string), range.count > 2 {
      let name = String(text.dropFirst().dropLast())
      slip(.malformedName, "a type is named without quotes: `\(name)`", range, name)
      bump()
      return true
    }
    guard kind == .identifier else { return false }
    if kind(ahead: 1) == .identifier, isSameLine(ahead: 1), ForeignWord.isOptionalType(text), kind(ahead: 2) != .colon {
      let type = range(ofToken: tokenIndex(ahead: 1))
      slip(
        .foreignWord, "a value that may be missing has a `?` after its type", SourceRange(range.start, type.end),
        source.text(in: type) + "?")
      bump()
      bump()
      return true
    }
    if kind(ahead: 1) == .less, kind(ahead: 2) == .identifier, kind(ahead: 3) == .greater {
      return replaceType(
        count: 4, ForeignWord.isOptionalType(text) ? wordAhead(2) + "?" : "[\(wordAhead(2))]")
    }
    if kind(ahead: 1) == .leftBracket, kind(ahead: 2) == .rightBracket, isSameLine(ahead: 1) {
      return replaceType(count: 3, "[\(text)]")
    }
    if kind(ahead: 1) == .leftBracket, kind(ahead: 2) == .identifier, kind(ahead: 3) == .rightBracket,
      isSameLine(ahead: 1), ForeignWord.isListType(text)
    {
      return replaceType(count: 4, "[\(wordAhead(2))]")
    }
    if at(word: "list", ahead: 0) || at(word: "set", ahead: 0), at(word: "of", ahead: 1), kind(ahead: 2) == .identifier
    {
      return replaceType(count: 3, "[\(wordAhead(2))]")
    }
    return false
  }

  private func wordAhead(_ count: Int) -> String { source.text(in: range(ofToken: tokenIndex(ahead: count))) }

  private mutating func replaceType(count: Int, _ meant: String) -> Bool {
    let whole = SourceRange(range.start, range(ofToken: tokenIndex(ahead: count - 1)).end)
    slip(
      .foreignWord, "`\(source.text(in: whole))` is written `\(meant)` in policies", whole,
      meant.hasPrefix("[") ? meant : meant)
    for _ in 0..<count { bump() }
    return true
  }

  /// `entity Role {`: the section is most likely called like the entity.
  mutating func expectSection() {
    let end = previousEnd
    let name = source.text(in: SourceRange(startOfWord(before: end), end))
    let section = name.lowercased() + "s"
    fault(
      .missingToken, "expected `from` and the section of the data that lists the instances, found \(foundText)",
      at: isFirstOnLine ? SourceRange(max(0, end - 1), end) : nil,
      fixIts: [
        FixIt(
          title: "Insert `from \(section)`",
          edits: [TextEdit(range: SourceRange(end, end), replacement: " from \(section)")])
      ])
  }

  private func startOfWord(before end: Int) -> Int {
    var start = end
    while start > 0, Lexer.isWordByte(bytes[start - 1]) || bytes[start - 1] >= 0x80 { start -= 1 }
    return start
  }

  /// `parameter p : Duration = 30 days`: a value without the day from which it holds.
  mutating func parseSingleValue() -> Bool {
    guard at(.assign) else { return false }
    let sign = SourceRange(previousEnd, range.end)
    let position = index
    let step = mark()
    bump()
    let day = mark()
    close(day, .missingExpression)
    parseExpression()
    close(step, .parameterStep)
    let end = previousEnd
    faultAlways(
      at: position, .missingToken, "expected `{` and the day from which the value holds, found `=`", sign,
      " {\n  from 2000-01-01 :",
      further: [TextEdit(range: SourceRange(end, end), replacement: "\n}")], title: "Write `from 2000-01-01 : …`")
    return true
  }

  // MARK: Clauses

  /// `from 2020-01-01 to 2021-01-01`
  var isOtherEnd: Bool {
    guard kind == .identifier, isSameLine(ahead: 0) else { return false }
    switch kind(ahead: 1) {
    case .date, .integer, .decimal: return true
    default: return false
    }
  }

  /// Several words that are missing together.
  mutating func expectWords(_ first: StaticString, _ second: StaticString, _ what: String) {
    if !at(word: first), kind == .integer {
      let end = previousEnd
      let words = at(word: second) ? "\(first)" : "\(first) \(second)"
      return fault(
        .missingToken, "expected `\(words)` \(what), found \(foundText)",
        fixIts: [
          FixIt(title: "Insert `\(words)`", edits: [TextEdit(range: SourceRange(end, end), replacement: " \(words)")])
        ])
    }
    expectWord(first, what)
    expectWord(second, what)
  }

  /// `"PSSI §1"`
  mutating func parseCitationInQuotes() -> Bool {
    guard at(.string), range.count > 2 else { return false }
    let content = String(text.dropFirst().dropLast())
    slip(.foreignWord, "a clause is cited without quotes: `\(content)`", range, content)
    let mark = mark()
    bump()
    close(mark, .unexpected)
    return true
  }

  /// `cites A §1 and §2`, `cites A §1, §2`: each clause needs its instrument.
  mutating func skipFurtherClauses() {
    let isAnd = at(word: "and") || at(word: "et")
    guard isSameLine(ahead: 0), isAnd || at(.comma) else { return }
    guard kind(ahead: 1) == .clauseReference else {
      if isAnd, kind(ahead: 1) == .identifier {
        slip(.foreignWord, "citations are separated with `,`", SourceRange(previousEnd, range.end), ",")
        bump()
      }
      return
    }
    let start = previousEnd
    // The name before the clause that was just cited.
    var clause = start
    while clause > 0, bytes[clause - 1] != 0x20 { clause -= 1 }
    var end = clause
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    var first = end
    while first > 0, Lexer.isWordByte(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: ".") { first -= 1 }
    let name = source.text(in: SourceRange(first, end))
    slip(
      .missingName, "each clause is cited with its instrument: `\(name) \(wordOfClause)`",
      SourceRange(start, range(ofToken: tokenIndex(ahead: 1)).start), ", \(name) ",
      title: "Write `, \(name) \(wordOfClause)`")
    bump()
    bump()
  }

  private var wordOfClause: String { source.text(in: range(ofToken: tokenIndex(ahead: 1))) }

  /// `tags a b`
  mutating func insertComma() -> Bool {
    guard kind == .identifier || at(.string), isSameLine(ahead: 0), !at(oneOf: ClauseWord.firstWords),
      at(.string) || !isSeparation
    else {
      return false
    }
    let end = previousEnd
    fault(
      .missingToken, "expected `,` between the tags, found \(foundText)",
      fixIts: [FixIt(title: "Insert `,`", edits: [TextEdit(range: SourceRange(end, end), replacement: ",")])])
    return true
  }

  /// `for each p in Person`
  mutating func skipEach() {
    guard at(word: "each") || at(word: "every") || at(word: "all"), kind(ahead: 1) == .identifier,
      at(word: "in", ahead: 2) || at(word: "of", ahead: 2)
    else { return }
    let whole = SourceRange(range.start, range(ofToken: tokenIndex(ahead: 1)).start)
    slip(.foreignWord, "`for` goes through all of them: `\(text)` is not written", whole, "", title: "Remove `\(text)`")
    let mark = mark()
    bump()
    close(mark, .unexpected)
  }

  /// `where A, B`
  mutating func parseConditionsAfterCommas() {
    while at(.comma), !(kind(ahead: 1) == .identifier && at(word: "in", ahead: 2)) {
      slip(.foreignWord, "conditions are joined with `and`, not with `,`", range, " and", title: "Change `,` to `and`")
      bump()
      parseExpression()
    }
  }

  /// `for Person p`, `for Person`: true where the variable follows its type, or is missing.
  mutating func parseGeneratorInOtherOrder() -> Bool {
    guard kind == .identifier, !at(word: "in", ahead: 1), kind(ahead: 1) != .dot else { return false }
    let type = text
    guard type.first?.isUppercase == true else { return false }
    if kind(ahead: 1) == .identifier, isSameLine(ahead: 1), !isConditionWord(ahead: 1), !at(word: "where", ahead: 1) {
      let variable = source.text(in: range(ofToken: tokenIndex(ahead: 1)))
      guard NameSuggestion.nearest(to: variable, in: ["in"]) == nil || variable.count == 1 else { return false }
      let whole = SourceRange(range.start, range(ofToken: tokenIndex(ahead: 1)).end)
      slip(
        .foreignWord, "a variable is written before its source: `\(variable) in \(type)`", whole,
        "\(variable) in \(type)")
      let mark = mark()
      bump()
      close(mark, .nameExpression)
      bump()
      return true
    }
    guard kind(ahead: 1) != .leftParenthesis else { return false }
    let variable = type.prefix(1).lowercased()
    // The rest of the norm lacks the variable too, so that no edit here is enough.
    fault(.missingToken, "expected a variable and `in` before `\(type)`: `\(variable) in \(type)`")
    let mark = mark()
    bump()
    close(mark, .nameExpression)
    return true
  }

  private func isConditionWord(ahead count: Int) -> Bool {
    ForeignWord.condition(source.text(in: range(ofToken: tokenIndex(ahead: count)))) != nil
  }

  /// `must be …`
  mutating func skipFiller() {
    guard kind == .identifier, isSameLine(ahead: 0), ForeignWord.isFiller(text) else { return }
    switch kind(ahead: 1) {
    case .identifier where isSameLine(ahead: 1): break
    case .leftParenthesis where !touchesNext: break
    default: return
    }
    guard !at(word: "in", ahead: 1), !at(word: "and", ahead: 1), !at(word: "or", ahead: 1), !at(word: "is", ahead: 1)
    else {
      return
    }
    let whole = SourceRange(range.start, range(ofToken: tokenIndex(ahead: 1)).start)
    slip(
      .foreignWord, "`must` and `must not` are followed by the condition itself, without `\(text)`", whole, "",
      title: "Remove `\(text)`")
    let mark = mark()
    bump()
    close(mark, .unexpected)
  }

  private var touchesNext: Bool { range.end == range(ofToken: tokenIndex(ahead: 1)).start }

  // MARK: Duties

  /// `duty d "…" = any of …`: the entity that the other duties of the file are of.
  mutating func insertEntityOfDuty() -> Bool {
    guard at(.assign) else { return false }
    let end = previousEnd
    guard let name = entityOfDuties else { return false }
    fault(
      .missingToken, "expected `of` and the entity of the entitlements, found \(foundText)",
      fixIts: [
        FixIt(
          title: "Insert `of \(name)`", edits: [TextEdit(range: SourceRange(end, end), replacement: " of \(name)")])
      ])
    return true
  }

  /// The entity of another duty of the file.
  private var entityOfDuties: String? {
    for token in 0..<max(0, tokenCount - 6) where isWord(token, "of") {
      let name = tokenAfter(token)
      guard let name, tokenKind(name) == .identifier, let sign = tokenAfter(name), tokenKind(sign) == .assign else {
        continue
      }
      return source.text(in: range(ofToken: name))
    }
    return nil
  }

  private func tokenAfter(_ index: Int) -> Int? {
    var next = index + 1
    while next < tokenCount, tokenKind(next).isTrivia { next += 1 }
    return next < tokenCount ? next : nil
  }

  private func tokenBefore(_ index: Int) -> Int? {
    var before = index - 1
    while before >= 0, tokenKind(before).isTrivia { before -= 1 }
    return before >= 0 ? before : nil
  }

  /// `"A" or "B"` among entitlements.
  mutating func acceptOr() -> Bool {
    guard at(word: "or") || at(word: "and") || at(word: "ou"), isSameLine(ahead: 0) else { return false }
    slip(
      .foreignWord, "entitlements are separated with `,`, after `any of` or `all of`",
      SourceRange(previousEnd, range.end), ",")
    bump()
    return true
  }

  /// Whether `a and b` or `a vs b` stands for `a from b`.
  func isOtherSeparation(ahead: Int) -> Bool {
    guard kind(ahead: ahead) == .identifier, isSameLine(ahead: ahead), kind(ahead: ahead + 1) == .identifier else {
      return false
    }
    return ForeignWord.inner(source.text(in: range(ofToken: tokenIndex(ahead: ahead))), for: "from")
  }

  /// `"Create vendors" from "Pay"`: titles in the place of names.
  mutating func parseSeparationOfTitles() -> Bool {
    guard at(word: "from", ahead: 1) else { return false }
    let position = index
    var edits: [TextEdit] = []
    let mark = mark()
    while at(.string) {
      if let name = dutyName(titled: text) { edits.append(TextEdit(range: range, replacement: name)) }
      bump()
      guard at(word: "from") || at(.comma) else { break }
      bump()
    }
    close(mark, .unknownClause)
    let last = edits.isEmpty ? [] : edits
    reportTitles(at: position, last)
    return true
  }

  private mutating func reportTitles(at position: Int, _ edits: [TextEdit]) {
    let title = edits.map { "`\($0.replacement)`" }.joined(separator: " and ")
    faultAt(
      position, .malformedName,
      "duties are named by their names, not by their titles" + (title.isEmpty ? "" : ": \(title)"),
      fixIts: edits.isEmpty ? [] : [FixIt(title: "Write \(title)", edits: edits)])
  }

  private func dutyName(titled title: String) -> String? {
    for token in 0..<tokenCount where isWord(token, "duty") {
      guard let name = tokenAfter(token), let text = tokenAfter(name), tokenKind(text) == .string,
        source.text(in: range(ofToken: text)) == title
      else { continue }
      return source.text(in: range(ofToken: name))
    }
    return nil
  }

  // MARK: Tests

  /// `given Person "a" { … }`: the key belongs among the fields.
  mutating func skipKey() {
    guard at(.string), kind(ahead: 1) == .leftBrace else { return }
    let key = text
    let entity = source.text(in: SourceRange(startOfWord(before: previousEnd), previousEnd))
    let field = keyField(of: entity) ?? "id"
    let brace = range(ofToken: tokenIndex(ahead: 1))
    let isEmpty = kind(ahead: 2) == .rightBrace
    fault(
      .unexpectedText, "the key of a record is one of its fields: `\(field): \(key)`",
      fixIts: [
        FixIt(
          title: "Write `{ \(field): \(key)`",
          edits: [
            TextEdit(range: SourceRange(previousEnd, range.end), replacement: ""),
            TextEdit(
              range: SourceRange(brace.end, brace.end), replacement: " \(field): \(key)" + (isEmpty ? " " : ",")),
          ])
      ])
    let mark = mark()
    bump()
    close(mark, .unexpected)
  }

  /// The key that an entity of the file declares.
  private func keyField(of entity: String) -> String? {
    for token in 0..<tokenCount where isWord(token, "entity") {
      guard let name = tokenAfter(token), source.text(in: range(ofToken: name)) == entity else { continue }
      var next = name
      while let following = tokenAfter(next), tokenKind(following) != .rightBrace {
        if isWord(following, "key"), let field = tokenAfter(following) { return source.text(in: range(ofToken: field)) }
        next = following
      }
    }
    return nil
  }

  /// `expect not X`
  mutating func acceptNot() -> Bool {
    guard at(word: "not"), kind(ahead: 1) == .identifier else { return false }
    slip(.foreignWord, "a test expects `no` finding of a norm, not `not`", range, "no")
    bump()
    return true
  }

  /// `expect finding X`, `expect no finding`
  ///
  /// - Returns: whether it is there in the place of a norm.
  mutating func skipFinding() -> Bool {
    guard
      at(word: "finding") || at(word: "violation") || at(word: "violations") || at(word: "breach")
        || at(word: "findings"),
      isSameLine(ahead: 0)
    else { return false }
    let isNorm =
      kind(ahead: 1) == .identifier && isSameLine(ahead: 1) && !at(word: "at", ahead: 1) && !at(word: "for", ahead: 1)
    if isNorm {
      let filler = at(word: "of", ahead: 1) ? 2 : 1
      let whole = SourceRange(range.start, range(ofToken: tokenIndex(ahead: filler)).start)
      slip(
        .foreignWord, "a finding is expected by the name of its norm, without `\(text)`", whole, "",
        title: "Expect `\(source.text(in: range(ofToken: tokenIndex(ahead: filler))))`")
      let mark = mark()
      for _ in 0..<filler { bump() }
      close(mark, .unexpected)
      return false
    }
    guard !at(word: "findings") else { return false }
    let meant = isFurtherExpectation ? "other findings" : "findings"
    slip(.foreignWord, "`\(text)` is written `\(meant)`", range, meant)
    let mark = mark()
    bump()
    close(mark, .unexpected)
    return true
  }

  /// Whether the test expects something before this clause.
  private var isFurtherExpectation: Bool {
    var token = index
    var count = 0
    while let before = tokenBefore(token), !isWord(before, "test") {
      token = before
      if isWord(token, "expect") { count += 1 }
    }
    return count > 1 && !at(word: "other", ahead: 0)
  }

  /// `expect X for "a"`: the entity of the record that the test gives with that key.
  mutating func insertEntityOfKey() -> Bool {
    guard at(.string) else { return false }
    let key = text
    let end = previousEnd
    var token = index
    while let before = tokenBefore(token), !isWord(before, "test") {
      token = before
      guard tokenKind(token) == .string, source.text(in: range(ofToken: token)) == key else { continue }
      // Back to the bracket of the record, and the name before it.
      var place = token
      while let earlier = tokenBefore(place), tokenKind(earlier) != .leftBrace { place = earlier }
      guard let brace = tokenBefore(place), let name = tokenBefore(brace), tokenKind(name) == .identifier else {
        continue
      }
      let entity = source.text(in: range(ofToken: name))
      fault(
        .missingName, "expected the name of an entity before its key: `\(entity) \(key)`",
        fixIts: [
          FixIt(
            title: "Insert `\(entity)`",
            edits: [TextEdit(range: SourceRange(end, end), replacement: " \(entity)")])
        ])
      return true
    }
    return false
  }
}
