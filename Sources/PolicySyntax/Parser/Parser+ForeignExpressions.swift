import Diagnostics
import SourceText
import Vocabulary

/// Values and conditions as other languages write them.
extension Parser {
  // MARK: Conditions

  /// `unless`, `AND`, `et`: a word of another language that joins conditions. Reports it where it is written for the operator.
  mutating func isConnective(for meant: StaticString) -> Bool {
    guard at(oneOf: ForeignWord.connectiveWords), !isFirstOnLine, kind(ahead: 1) != .colon,
      ForeignWord.connective(text)?.isSpelled(meant.text) == true
    else { return false }
    if at(word: "then") || at(word: "THEN") || at(word: "alors") {
      // The condition of a choice ends here.
      if openChoices > 0 { return false }
      if isReadingChoice {
        isReadingChoice = false
        return true
      }
    }
    let found = text
    let note = found.lowercased() == "unless" ? ["`a unless b` is `a or b`"] : []
    slip(.foreignWord, "conditions are joined with `\(meant)`, not with `\(found)`", range, meant.text, notes: note)
    return true
  }

  var isForeignNot: Bool { at(word: "NOT") && kind(ahead: 1) != .colon }

  /// `IF a then b`, which policies write `a implies b`. The word `if` itself begins a choice.
  mutating func skipIf() {
    guard at(word: "IF") || at(word: "si"), canBeginOperand(kind(ahead: 1)) else { return }
    var count = 1
    var then: SourceRange?
    while count < 200, isSameLine(ahead: count) || count == 1, kind(ahead: count) != .endOfFile {
      if at(word: "then", ahead: count) || at(word: "alors", ahead: count) {
        then = range(ofToken: tokenIndex(ahead: count))
        break
      }
      count += 1
    }
    guard let then else { return }
    let word = SourceRange(range.start, range(ofToken: tokenIndex(ahead: 1)).start)
    fault(
      .foreignWord, "a condition that follows from another is written `a implies b`, not `if a then b`",
      fixIts: [
        FixIt(
          title: "Write `… implies …`",
          edits: [TextEdit(range: word, replacement: ""), TextEdit(range: then, replacement: "implies")])
      ])
    bump()
    isReadingChoice = true
  }

  /// `if a then b` without `else`: a condition that follows from another.
  ///
  /// - Parameters:
  ///   - condition: the word `if` with the space after it.
  ///   - then: the word `then`.
  /// - Returns: whether `else` is missing.
  mutating func reportMissingElse(at position: Int, _ condition: SourceRange, _ then: SourceRange) -> Bool {
    guard !at(word: "else"), source.text(in: then) == "then" else { return false }
    faultAt(
      position, .missingToken,
      "`if` without `else`: a condition that follows from another is written `a implies b`, not `if a then b`",
      fixIts: [
        FixIt(
          title: "Write `… implies …`",
          edits: [TextEdit(range: condition, replacement: ""), TextEdit(range: then, replacement: "implies")])
      ])
    return true
  }

  /// Whether a number, a day or a text begins here.
  var isLiteral: Bool {
    switch kind {
    case .integer, .decimal, .date, .timestamp, .version, .string: true
    default: false
    }
  }

  private func canBeginOperand(_ kind: SyntaxKind) -> Bool {
    switch kind {
    case .identifier, .leftParenthesis, .notSign, .integer, .decimal, .string, .date: true
    default: false
    }
  }

  /// `a ? b : c`
  mutating func parseChoiceBySigns(_ mark: Mark) {
    let condition = source.text(in: SourceRange(markStart(mark), previousEnd))
    let start = markStart(mark)
    let sign = range
    let position = index
    bump()
    let first = range.start
    parseOperandOfChoice()
    let firstText = source.text(in: SourceRange(first, max(first, previousEnd)))
    guard accept(.colon) else {
      fault(.unexpectedText, "`?` does not fit here", at: sign)
      return close(mark, .missingExpression)
    }
    let second = range.start
    parseOperandOfChoice()
    let secondText = source.text(in: SourceRange(second, max(second, previousEnd)))
    let whole = SourceRange(start, previousEnd)
    let meant =
      firstText == "true" && secondText == "false"
      ? condition : "if \(condition) then \(firstText) else \(secondText)"
    faultAlways(
      at: position, .foreignWord,
      "`a ? b : c` is written `if a then b else c`; a condition that follows from another is `a implies b`", whole,
      meant, title: "Write `\(meant)`")
    close(mark, .missingExpression)
  }

  private mutating func parseOperandOfChoice() { parseExpression() }

  // MARK: Comparisons

  /// `equals`, `matches`, `between`
  var isForeignComparison: Bool {
    guard at(oneOf: ForeignWord.comparisonWords), !isFirstOnLine else { return false }
    switch kind(ahead: 1) {
    case .identifier, .integer, .decimal, .string, .date, .leftBracket, .leftParenthesis: return true
    default: return false
    }
  }

  mutating func parseForeignComparison(_ mark: Mark) {
    let found = text
    let word = range
    if found.lowercased() == "between" { return parseBetween(mark) }
    let meant = ForeignWord.comparison(found)?.text ?? "=="
    var range = word
    var edits: [TextEdit] = []
    // `equals to`, `greater than`
    if at(word: "to", ahead: 1) || at(word: "than", ahead: 1) || at(word: "with", ahead: 1) {
      range = SourceRange(range.start, self.range(ofToken: tokenIndex(ahead: 1)).end)
    }
    edits.append(TextEdit(range: range, replacement: meant))
    let place = tokenIndex(ahead: range == word ? 1 : 2)
    if meant == "like" { edits += patternEdits(found.lowercased(), self.range(ofToken: place)) }
    fault(
      .foreignWord, "`\(source.text(in: range))` is written `\(meant)` in policies", at: range,
      fixIts: [FixIt(title: "Change `\(source.text(in: range))` to `\(meant)`", edits: edits)])
    bump()
    if range != word { bump() }
    parseOperand()
    close(mark, .missingExpression)
  }

  /// The edits that make a pattern of a text.
  private func patternEdits(_ word: String, _ range: SourceRange) -> [TextEdit] {
    guard range.count >= 2, bytes[range.start] == 0x22 else { return [] }
    let text = source.text(in: SourceRange(range.start + 1, range.end - 1))
    var pattern = text.replacing(".*", with: "*")
    if pattern.hasPrefix("^") { pattern.removeFirst() }
    if pattern.hasSuffix("$") { pattern.removeLast() }
    if word == "startswith" { pattern += "*" }
    if word == "endswith" { pattern = "*" + pattern }
    return pattern == text ? [] : [TextEdit(range: range, replacement: "\"\(pattern)\"")]
  }

  private mutating func parseBetween(_ mark: Mark) {
    let word = range
    let position = index
    bump()
    let low = range.start
    parseSumOfBetween()
    let lowText = source.text(in: SourceRange(low, max(low, previousEnd)))
    guard at(word: "and") || at(word: "et") || at(word: "to") else {
      fault(.foreignWord, "a range is written `in a .. b`, not with `between`", at: word)
      return close(mark, .missingExpression)
    }
    let and = range
    bump()
    let high = range.start
    parseSumOfBetween()
    let highText = source.text(in: SourceRange(high, max(high, previousEnd)))
    faultAlways(
      at: position, .foreignWord, "a range is written `in a .. b`, not with `between`", word, "in",
      further: [TextEdit(range: and, replacement: "..")], title: "Write `in \(lowText) .. \(highText)`")
    close(mark, .missingExpression)
  }

  private mutating func parseSumOfBetween() { parseOperand() }

  /// `is` before something else than `present` or `missing`.
  var isForeignPresence: Bool {
    guard at(word: "is") else { return false }
    let ahead = at(word: "not", ahead: 1) ? 2 : 1
    if ahead == 1, at(word: "present", ahead: 1) || at(word: "missing", ahead: 1) { return false }
    return canBeginOperand(kind(ahead: ahead)) && isSameLine(ahead: 1)
  }

  /// `is active`, `is not left`, `is null`, `is not missing`
  mutating func parseForeignPresence(_ mark: Mark) {
    let isNot = at(word: "not", ahead: 1)
    let ahead = isNot ? 2 : 1
    let last = range(ofToken: tokenIndex(ahead: ahead))
    let word = source.text(in: last)
    let endsOperand = kind(ahead: ahead + 1) != .dot
    if kind(ahead: ahead) == .identifier, endsOperand, ForeignWord.isNothing(word) || word == "present" {
      let meant = (word == "present") == isNot ? "is missing" : "is present"
      let replaced = SourceRange(range.start, last.end)
      let found = source.text(in: replaced)
      slip(.foreignWord, "`\(found)` is written `\(meant)`", replaced, meant)
      for _ in 0...ahead { bump() }
      return close(mark, .missingExpression)
    }
    let signs = isNot ? "!=" : "=="
    let replaced = SourceRange(range.start, isNot ? range(ofToken: tokenIndex(ahead: 1)).end : range.end)
    let found = source.text(in: replaced)
    slip(
      .foreignWord, "`is` goes only with `present` or `missing`; values are compared with `\(signs)`", replaced, signs,
      title: "Change `\(found)` to `\(signs)`")
    for _ in 0..<ahead { bump() }
    if at(word: "in") { bump() }
    parseOperand()
    close(mark, .missingExpression)
  }

  /// `some r in X r.id == "A"`: the condition lacks its word.
  mutating func parseConditionWithoutWord(about variable: String) {
    guard !isFirstOnLine, kind == .identifier && text == variable || at(.colon) else { return }
    if at(.colon) {
      let range = SourceRange(previousEnd, self.range.end)
      slip(.missingToken, "expected `where` and the condition, found `:`", range, " where")
      bump()
    } else {
      fault(
        .missingToken, "expected `where` before the condition, found \(foundText)",
        fixIts: [
          FixIt(
            title: "Insert `where`",
            edits: [TextEdit(range: SourceRange(range.start, range.start), replacement: "where ")])
        ])
    }
    let mark = mark()
    parseExpression()
    close(mark, .whereClause)
  }

  /// `must x and` without a second condition: the word goes.
  var removalOfConnective: [FixIt] {
    let end = previousEnd
    for word in ["and", "or", "implies"] {
      let start = end - word.utf8.count
      guard start > 0, source.text(in: SourceRange(start, end)) == word else { continue }
      var before = start
      while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
      guard before < start else { continue }
      return [FixIt(title: "Remove `\(word)`", edits: [TextEdit(range: SourceRange(before, end), replacement: "")])]
    }
    return []
  }

  // MARK: Numbers and days

  /// `5,000 EUR`, `30 jours`, `01/02/2019`: reports a number in another form, and takes it.
  mutating func parseForeignNumber() -> Bool {
    if kind(ahead: 1) == .currencySign, isSameLine(ahead: 1) {
      bump()
      bump()
      return true
    }
    if let (count, forms) = dayInOtherForm() { return reportDay(count, forms) }
    if let (count, text) = numberInOtherForm() {
      let last = range(ofToken: tokenIndex(ahead: count - 1))
      let unit = hasUnit(ahead: count) ? " " + tokenText(count) : ""
      slip(
        .malformedNumber, "thousands are grouped with `_`, and decimals follow a point: `\(text)\(unit)`",
        SourceRange(range.start, last.end), text)
      for _ in 0..<count { bump() }
      acceptUnit()
      return true
    }
    return parseForeignUnit()
  }

  private mutating func acceptUnit() {
    guard isSameLine(ahead: 0) else { return }
    if at(.percent) || at(.currencySign) { return bump() }
    guard kind == .identifier else { return }
    let isCode = range.count == 3 && bytes[range.start..<range.end].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    if isCode || at(oneOf: UnitWord.words) || ForeignWord.unit(text) != nil { bump() }
  }

  private func tokenText(_ count: Int) -> String { source.text(in: range(ofToken: tokenIndex(ahead: count))) }
  private func touches(_ count: Int) -> Bool {
    range(ofToken: tokenIndex(ahead: count - 1)).end == range(ofToken: tokenIndex(ahead: count)).start
  }

  /// How many tokens a grouped number has, and how policies write it.
  private func numberInOtherForm() -> (Int, String)? {
    let first = text
    guard kind == .integer, first.utf8.allSatisfy(isDigit) else {
      return kind == .decimal ? decimalWithGroups() : nil
    }
    var result = first
    var count = 1
    // `5 000`, `5,000`
    while true {
      let isSpaced = kind(ahead: count) == .integer && isSameLine(ahead: count) && !touches(count)
      let isComma =
        kind(ahead: count) == .comma && touches(count) && touches(count + 1)
        && (kind(ahead: count + 1) == .integer || kind(ahead: count + 1) == .decimal)
      let digits = tokenText(isSpaced ? count : count + 1)
      guard isSpaced || isComma else { break }
      let whole = digits.prefix { $0 != "." }
      if whole.count == 3, first.count <= 3 {
        result += "_" + digits
        count += isSpaced ? 1 : 2
      } else if isComma, kind(ahead: count + 1) == .integer, depthOfLists == 0 || hasUnit(ahead: count + 2) {
        result += "." + digits
        count += 2
        break
      } else {
        break
      }
    }
    guard count > 1, depthOfLists == 0 || hasUnit(ahead: count) else { return nil }
    return (count, result)
  }

  /// `1.234,56`
  private func decimalWithGroups() -> (Int, String)? {
    guard kind(ahead: 1) == .comma, touches(1), kind(ahead: 2) == .integer, touches(2),
      depthOfLists == 0 || hasUnit(ahead: 3)
    else { return nil }
    return (3, text.replacing(".", with: "_") + "." + tokenText(2))
  }

  private func hasUnit(ahead count: Int) -> Bool {
    guard isSameLine(ahead: count) else { return false }
    if kind(ahead: count) == .percent || kind(ahead: count) == .currencySign { return true }
    guard kind(ahead: count) == .identifier else { return false }
    let text = tokenText(count)
    return text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
      || UnitWord.entries.contains { $0.word.isSpelled(text) } || ForeignWord.unit(text) != nil
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// How many tokens a day in another form has, and the days that it may be.
  private func dayInOtherForm() -> (Int, [String])? {
    func numbers(_ counts: [Int], _ signs: [Int], _ sign: SyntaxKind) -> [Int]? {
      guard signs.allSatisfy({ kind(ahead: $0) == sign && touches($0) && touches($0 + 1) }) else { return nil }
      let found = counts.compactMap { Int(tokenText($0)) }
      return found.count == counts.count ? found : nil
    }
    if kind == .integer, kind(ahead: 1) == .slash || kind(ahead: 1) == .minus,
      let parts = numbers([0, 2, 4], [1, 3], kind(ahead: 1))
    {
      let days = Self.days(parts)
      return days.isEmpty ? nil : (5, days)
    }
    // `01.02.2019` is a decimal, a point and a number.
    if kind == .decimal, kind(ahead: 1) == .dot, touches(1), kind(ahead: 2) == .integer, touches(2) {
      let parts = (text.split(separator: ".") + [Substring(tokenText(2))]).compactMap { Int($0) }
      let days = parts.count == 3 ? Self.days(parts) : []
      return days.isEmpty ? nil : (3, days)
    }
    // `1 January 2020`, `1er janvier 2020`
    if kind == .integer, let day = Int(text), (1...31).contains(day), isSameLine(ahead: 1),
      kind(ahead: 1) == .identifier,
      let month = ForeignWord.month(tokenText(1)), kind(ahead: 2) == .integer, isSameLine(ahead: 2),
      let year = Int(tokenText(2)), (1000...9999).contains(year)
    {
      return (3, [Self.day(year, month, day)])
    }
    return nil
  }

  /// The days that three numbers may be: year first, or day and month in either order.
  private static func days(_ parts: [Int]) -> [String] {
    let (a, b, c) = (parts[0], parts[1], parts[2])
    var days: [String] = []
    if (1000...9999).contains(a), (1...12).contains(b), (1...31).contains(c) { days.append(day(a, b, c)) }
    if (1000...9999).contains(c) {
      if (1...31).contains(a), (1...12).contains(b) { days.append(day(c, b, a)) }
      if (1...12).contains(a), (1...31).contains(b), a != b { days.append(day(c, a, b)) }
    }
    return days
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(year)-\(two(month))-\(two(day))"
  }

  private mutating func reportDay(_ count: Int, _ days: [String]) -> Bool {
    let range = SourceRange(self.range.start, range(ofToken: tokenIndex(ahead: count - 1)).end)
    let found = source.text(in: range)
    fault(
      .malformedDate,
      "a day is written year-month-day: `\(found)` is " + days.map { "`\($0)`" }.joined(separator: " or "), at: range,
      fixIts: days.map {
        FixIt(title: "Change `\(found)` to `\($0)`", edits: [TextEdit(range: range, replacement: $0)])
      })
    for _ in 0..<count { bump() }
    return true
  }

  /// `30 jours`, `8 Go`, `30 dyas`
  private mutating func parseForeignUnit() -> Bool {
    guard kind(ahead: 1) == .identifier, isSameLine(ahead: 1), kind(ahead: 2) != .colon, kind(ahead: 2) != .dot else {
      return false
    }
    let place = range(ofToken: tokenIndex(ahead: 1))
    guard !UnitWord.words.contains(bytes, from: place.start, to: place.end) else { return false }
    let found = source.text(in: place)
    var meant = ForeignWord.unit(found)?.text
    var code = DiagnosticCode.foreignWord
    // Three capital letters are a currency, whose name is judged where its meaning is.
    let isCurrency = found.utf8.count == 3 && found.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    if meant == nil, found.count > 2, !isCurrency, !Self.wordsAfterNumbers.contains(found) {
      meant = NameSuggestion.nearest(to: found, in: UnitWord.entries.map(\.word.text))
      code = .missingToken
    }
    guard let meant else { return false }
    fault(
      code, "`\(found)` is not a unit; the word is `\(meant)`", at: place,
      fixIts: [FixIt(title: "Change `\(found)` to `\(meant)`", edits: [TextEdit(range: place, replacement: meant)])])
    bump()
    bump()
    return true
  }

  /// Words that can follow a number: they are not misspelt units.
  private static let wordsAfterNumbers = Set(
    WordClass.operation.words + WordClass.clause.words + WordClass.unit.words + WordClass.declaration.words)

  /// `EUR 5000`
  mutating func parseAmountAfterCurrency() -> Bool {
    guard range.count == 3, kind(ahead: 1) == .integer || kind(ahead: 1) == .decimal, isSameLine(ahead: 1),
      bytes[range.start..<range.end].allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
    else { return false }
    let mark = mark()
    let code = text
    let number = range(ofToken: tokenIndex(ahead: 1))
    let whole = SourceRange(range.start, number.end)
    slip(
      .foreignWord, "a currency follows its amount: `\(source.text(in: number)) \(code)`", whole,
      "\(source.text(in: number)) \(code)")
    bump()
    bump()
    close(mark, .missingExpression)
    return true
  }

  // MARK: Duties

  /// `performs "pay"`
  mutating func parseDutyInQuotes() -> Bool {
    guard at(.string), range.count > 2 else { return false }
    let name = String(text.dropFirst().dropLast())
    slip(.malformedName, "a duty is named without quotes: `\(name)`", range, name)
    let mark = mark()
    bump()
    close(mark, .unexpected)
    return true
  }
}
