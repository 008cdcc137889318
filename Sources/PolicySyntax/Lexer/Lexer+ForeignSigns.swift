import Diagnostics
import SourceText
import Vocabulary

/// Signs that other languages write. Each is reported with what policies write, and becomes the token that was meant.
extension Lexer {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private mutating func slip(
    _ code: DiagnosticCode, _ message: String, _ start: Int, _ fixes: [(title: String, edits: [TextEdit])]
  ) {
    faults.append(
      Fault(
        code: code, message: message, range: SourceRange(start, position),
        fixIts: fixes.map { FixIt(title: $0.title, edits: $0.edits) }))
  }

  /// Replaces what was read since the start.
  private mutating func replace(_ found: String, by meant: String, _ message: String, _ start: Int) {
    let edit = TextEdit(range: SourceRange(start, position), replacement: meant)
    slip(.foreignWord, message, start, [("Change `\(found)` to `\(meant.trimmed)`", [edit])])
  }

  /// `&&`, `||`, `!`, `<>`, `===`, `=>`, `;`
  mutating func foreignSign(_ bytes: Bytes) -> SyntaxKind {
    let start = position
    let first = bytes[position]
    func count(_ byte: UInt8, _ limit: Int) -> Int {
      var count = 1
      while count < limit, self.byte(bytes, count) == byte { count += 1 }
      return count
    }
    switch first {
    case UInt8(ascii: "&"), UInt8(ascii: "|"):
      let isAnd = first == UInt8(ascii: "&")
      position += count(first, 2)
      let found = String(decoding: bytes[start..<position], as: UTF8.self)
      let word = isAnd ? "and" : "or"
      let before = start > 0 && bytes[start - 1] > 0x20 ? " " : ""
      let after = byte(bytes) > 0x20 ? " " : ""
      replace(
        found, by: before + word + after, "conditions are joined in words: write `\(word)`, not `\(found)`", start)
      return isAnd ? .andSign : .orSign
    case UInt8(ascii: "!"):
      if byte(bytes, 1) == UInt8(ascii: "=") {
        position += 3
        replace("!==", by: "!=", "values are compared with `!=`, not `!==`", start)
        return .notEqual
      }
      position += 1
      replace("!", by: "not ", "a condition is negated with the word `not`, not with `!`", start)
      return .notSign
    case UInt8(ascii: "<"):
      position += 2
      replace("<>", by: "!=", "values that differ are compared with `!=`, not `<>`", start)
      return .notEqual
    case UInt8(ascii: ";"):
      position += 1
      return semicolon(bytes, start)
    default: return equalsSign(bytes, start)
    }
  }

  /// `===`, `=>` and `=<`
  private mutating func equalsSign(_ bytes: Bytes, _ start: Int) -> SyntaxKind {
    switch byte(bytes, 1) {
    case UInt8(ascii: "="):
      position += 3
      replace("===", by: "==", "values are compared with `==`, not `===`", start)
      return .equal
    case UInt8(ascii: "<"):
      position += 2
      replace("=<", by: "<=", "at most is written `<=`, not `=<`", start)
      return .lessOrEqual
    default:
      position += 2
      let range = SourceRange(start, position)
      slip(
        .foreignWord,
        "`=>` is not a sign of policies: at least is `>=`, and one condition follows from another by `implies`",
        start,
        [
          ("Change `=>` to `>=`", [TextEdit(range: range, replacement: ">=")]),
          ("Change `=>` to `implies`", [TextEdit(range: range, replacement: "implies")]),
        ])
      return .greaterOrEqual
    }
  }

  private mutating func semicolon(_ bytes: Bytes, _ start: Int) -> SyntaxKind {
    var next = position
    while next < end, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    let isLast = next >= end || bytes[next] == 0x0A || bytes[next] == 0x0D || bytes[next] == UInt8(ascii: "}")
    let edit = TextEdit(range: SourceRange(start, position), replacement: isLast ? "" : ",")
    if let last = faults.last, last.code == .needlessSign, bytes[last.range.start] == UInt8(ascii: ";"),
      !bytes[last.range.end..<start].contains(0x0A), let fix = last.fixIts.first
    {
      // One fault for those of a line.
      faults[faults.count - 1].fixIts = [FixIt(title: fix.title, edits: fix.edits + [edit])]
      return isLast ? .whitespace : .comma
    }
    slip(
      .needlessSign,
      isLast ? "nothing ends with `;`: a clause ends with its line" : "parts are separated with `,`, not `;`",
      start, [(isLast ? "Remove `;`" : "Change `;` to `,`", [edit])])
    return isLast ? .whitespace : .comma
  }

  /// `#`, and `--` at the beginning of a line: a comment up to its end. Nil where the sign is something else.
  mutating func foreignComment(_ bytes: Bytes, _ length: Int) -> SyntaxKind? {
    if length == 2 {
      var before = position
      while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 { before -= 1 }
      guard before == 0 || bytes[before - 1] == 0x0A || bytes[before - 1] == 0x0D else { return nil }
    }
    let start = position
    while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    let sign = SourceRange(start, start + length)
    let found = length == 2 ? "--" : "#"
    faults.append(
      Fault(
        code: .foreignComment, message: "comments begin with `//`, not `\(found)`", range: sign,
        fixIts: [FixIt(title: "Change `\(found)` to `//`", edits: [TextEdit(range: sign, replacement: "//")])]))
    return .lineComment
  }

  /// `“…”`, `«…»`, `'…'`: a text in other quotation marks than those of policies.
  mutating func foreignText(_ bytes: Bytes, _ length: Int) -> SyntaxKind? {
    let start = position
    var index = position + length
    while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D, bytes[index] != 0x22 {
      guard let size = Self.quotationMark(bytes, index, end) else {
        index += 1
        continue
      }
      // An apostrophe between letters is part of the text.
      if size != 2, index + size < end, Self.isWordByte(bytes[index + size]), index > start + length,
        Self.isWordByte(bytes[index - 1])
      {
        index += size
        continue
      }
      return closeForeignText(bytes, start, length, index, size)
    }
    guard index < end, bytes[index] == 0x22 else { return nil }
    return closeForeignText(bytes, start, length, index, 1)
  }

  private mutating func closeForeignText(
    _ bytes: Bytes, _ start: Int, _ length: Int, _ close: Int, _ closeLength: Int
  ) -> SyntaxKind {
    position = close + closeLength
    // Guillemets have spaces inside.
    var first = start + length
    var last = close
    while first < last, bytes[first] == 0x20 { first += 1 }
    while last > first, bytes[last - 1] == 0x20 { last -= 1 }
    let found = String(decoding: bytes[start..<start + length], as: UTF8.self)
    slip(
      .foreignQuotes, "a text is written between straight double quotes, `\"`, not `\(found)`", start,
      [
        (
          "Use straight double quotes",
          [
            TextEdit(range: SourceRange(start, first), replacement: "\""),
            TextEdit(range: SourceRange(last, position), replacement: "\""),
          ]
        )
      ])
    return .string
  }

  /// The length of a quotation mark at an offset, other than the one of policies.
  static func quotationMark(_ bytes: Bytes, _ index: Int, _ end: Int) -> Int? {
    switch bytes[index] {
    case 0x27, 0x60: return 1
    case 0xC2 where index + 1 < end && (bytes[index + 1] == 0xAB || bytes[index + 1] == 0xBB): return 2
    case 0xE2 where index + 2 < end && bytes[index + 1] == 0x80 && (0x98...0x9F).contains(bytes[index + 2]): return 3
    default: return nil
    }
  }

  /// `mustn't`
  mutating func contraction(_ bytes: Bytes, _ start: Int) -> SyntaxKind? {
    let word = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    let meant: String
    switch word {
    case "mustn", "musn": meant = "must not"
    case "shouldn": meant = "should not"
    default: return nil
    }
    guard byte(bytes, 1) == UInt8(ascii: "t"), !Self.isWordByte(byte(bytes, 2)) else { return nil }
    position += 2
    replace("\(word)'t", by: meant, "`\(word)'t` is written `\(meant)`", start)
    return .identifier
  }

  /// `2020–01–01`: a day with other dashes.
  mutating func dateWithDashes(_ bytes: Bytes, _ start: Int) -> SyntaxKind? {
    func dash(_ index: Int) -> Int? {
      guard index + 2 < end, bytes[index] == 0xE2 else { return nil }
      return bytes[index + 1] == 0x80 && (0x90...0x95).contains(bytes[index + 2])
        || bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92 ? 3 : nil
    }
    guard let first = dash(position) else { return nil }
    let month = position + first
    guard month + 2 < end, isDigit(bytes[month]), isDigit(bytes[month + 1]), let second = dash(month + 2) else {
      return nil
    }
    let day = month + 2 + second
    guard day + 1 < end, isDigit(bytes[day]), isDigit(bytes[day + 1]) else { return nil }
    let text = [bytes[start..<position], bytes[month..<month + 2], bytes[day..<day + 2]]
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    position = day + 2
    slip(
      .malformedDate, "a day is written with hyphens: `\(text)`", start,
      [("Change to `\(text)`", [TextEdit(range: SourceRange(start, position), replacement: text)])])
    return .date
  }

  /// A scalar beyond ASCII that is not a letter; nil where nothing is known of it.
  mutating func foreignScalar(_ scalar: Unicode.Scalar, _ length: Int, _ bytes: Bytes) -> SyntaxKind? {
    let start = position
    if Self.quotationMark(bytes, position, end) != nil { return foreignText(bytes, length) }
    if let code = ForeignWord.currency(scalar) { return currencySign(code, length, bytes) }
    let meant: (String, SyntaxKind)
    switch scalar {
    case "≥": meant = (">=", .greaterOrEqual)
    case "≤": meant = ("<=", .lessOrEqual)
    case "≠": meant = ("!=", .notEqual)
    case "×", "·": meant = ("*", .star)
    case "÷": meant = ("/", .slash)
    case "–", "—", "−", "‐", "‑": meant = ("-", .minus)
    case "…": meant = ("..", .range)
    case "∧": meant = ("and", .andSign)
    case "∨": meant = ("or", .orSign)
    case "¬": meant = ("not ", .notSign)
    case "\u{200C}", "\u{200D}",
      _ where scalar.isNeverSeen && scalar.value >= 0x80:
      position += length
      slip(
        .hiddenCharacter, "\(scalar.codePoint) \(scalar.effect)", start,
        [("Remove it", [TextEdit(range: SourceRange(start, position), replacement: "")])])
      return .whitespace
    default: return nil
    }
    position += length
    replace("\(scalar)", by: meant.0, "write `\(meant.0.trimmed)`, not `\(scalar)`", start)
    return meant.1
  }

  /// `€` before or after an amount, whose currency policies write as its code.
  mutating func currencySign(_ sign: StaticString, _ length: Int, _ bytes: Bytes) -> SyntaxKind? {
    let start = position
    let code = sign.isSpelled("$") ? "USD" : sign.text
    var number = position + length
    while number < end, bytes[number] == 0x20 || bytes[number] == 0xC2 || bytes[number] == 0xA0 { number += 1 }
    var before = position
    while before > 0, bytes[before - 1] == 0x20 { before -= 1 }
    let isAfter = before > 0 && isDigit(bytes[before - 1])
    let isBefore = number < end && isDigit(bytes[number])
    guard isAfter || isBefore else { return nil }
    position += length
    let found = String(decoding: bytes[start..<position], as: UTF8.self)
    var edits = [TextEdit(range: SourceRange(before, position), replacement: " \(code)")]
    if !isAfter {
      var close = number
      while close < end, isDigit(bytes[close]) || bytes[close] == 0x5F || bytes[close] == 0x2E { close += 1 }
      edits = [
        TextEdit(range: SourceRange(start, number), replacement: ""),
        TextEdit(range: SourceRange(close, close), replacement: " \(code)"),
      ]
    }
    slip(
      .foreignWord, "a currency is written as its code after the number: `\(code)`, not `\(found)`", start,
      [("Write `\(code)`", edits)])
    return .currencySign
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
