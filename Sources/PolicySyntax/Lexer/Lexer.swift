import Diagnostics
import SourceText

/// Cuts a text into tokens that cover all of its bytes. Works on bytes; allocates nothing per token.
struct Lexer {
  /// A fault inside one token.
  struct Fault {
    var code: DiagnosticCode
    var message: String
    var range: SourceRange
    /// The changes that resolve it, where they are known.
    var fixIts: [FixIt] = []

    func diagnostic(in source: SourceFile) -> Diagnostic {
      var fixIts = fixIts
      if code == .unterminatedString {
        fixIts = [
          FixIt(
            title: "Close the text",
            edits: [TextEdit(range: SourceRange(range.end, range.end), replacement: "\"")])
        ]
      }
      return Diagnostic(code, message, at: range, in: source, fixIts: fixIts)
    }
  }

  private(set) var tokens: [SyntaxTree.Token] = []
  var faults: [Fault] = []
  var position = 0
  let end: Int

  private init(end: Int) { self.end = end }

  /// Lexes a range of the bytes. Texts of 2 GiB and more are cut off there by the reader.
  static func lex(_ bytes: [UInt8], in range: SourceRange? = nil) -> Lexer {
    let range = range ?? SourceRange(0, bytes.count)
    let limit = min(range.end, bytes.count, Int(Int32.max) - 1)
    var lexer = Lexer(end: limit)
    lexer.tokens.reserveCapacity(max(0, limit - range.start) / 2 + 4)
    bytes.withUnsafeBufferPointer { buffer in
      lexer.position = min(range.start, limit)
      while lexer.position < lexer.end {
        let start = lexer.position
        let kind = lexer.next(buffer)
        lexer.tokens.append(SyntaxTree.Token(kind: kind, start: Int32(start), end: Int32(lexer.position)))
      }
    }
    lexer.tokens.append(SyntaxTree.Token(kind: .endOfFile, start: Int32(limit), end: Int32(limit)))
    return lexer
  }

  func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int = 0) -> UInt8 {
    position + offset < end ? bytes[position + offset] : 0
  }

  private mutating func next(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let first = bytes[position]
    switch first {
    case 0x20, 0x09, 0x0A, 0x0D: return whitespace(bytes)
    case 0x41...0x5A, 0x5F, 0x61...0x7A: return word(bytes)
    case 0x30...0x39: return number(bytes)
    case 0x22: return string(bytes)
    case 0x2F where byte(bytes, 1) == 0x2F: return lineComment(bytes)
    case 0x2F where byte(bytes, 1) == 0x2A: return blockComment(bytes)
    case 0x2D where byte(bytes, 1) == 0x2D: return foreignComment(bytes, 2) ?? sign(bytes)
    case 0x23: return foreignComment(bytes, 1) ?? sign(bytes)
    case 0xC2 where byte(bytes, 1) == 0xA7: return clauseReference(bytes)
    case 0xEF where position == 0 && byte(bytes, 1) == 0xBB && byte(bytes, 2) == 0xBF:
      position += 3
      return .whitespace
    case 0x80...: return scalar(bytes)
    default: return sign(bytes)
    }
  }

  private mutating func whitespace(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    while position < end {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
      position += 1
    }
    return .whitespace
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
  }

  private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let start = position
    takeWord(bytes)
    if byte(bytes) == 0x27, let kind = contraction(bytes, start) { return kind }
    // `v1.2`: a version has at least two parts.
    if bytes[start] == 0x76, position > start + 1, isDigits(bytes, start + 1, position), byte(bytes) == 0x2E,
      isDigit(byte(bytes, 1))
    {
      while byte(bytes) == 0x2E, isDigit(byte(bytes, 1)) {
        position += 1
        while isDigit(byte(bytes)) { position += 1 }
      }
      return .version
    }
    return .identifier
  }

  /// Takes letters, digits and `_` as far as they go.
  mutating func takeWord(_ bytes: UnsafeBufferPointer<UInt8>) {
    while position < end {
      if Self.isWordByte(bytes[position]) {
        position += 1
      } else if bytes[position] >= 0x80, let length = wordScalarLength(bytes) {
        position += length
      } else {
        break
      }
    }
  }

  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ until: Int) -> Bool {
    for index in from..<until where !isDigit(bytes[index]) { return false }
    return true
  }

  /// Length of a letter beyond ASCII at the position, or of a hidden character inside a word, which is reported as such;
  /// nil for another scalar or bytes that are not UTF-8.
  private func wordScalarLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let (scalar, length) = decode(bytes) else { return nil }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.isXIDContinue { return length }
    let next = byte(bytes, length)
    return scalar.isNeverSeen && (next >= 0x80 || Self.isWordByte(next)) ? length : nil
  }

  func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int)? {
    let length =
      switch bytes[position] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, position + length <= end else { return nil }
    var iterator = bytes[position..<position + length].makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator), scalar.utf8.count == length else { return nil }
    return (scalar, length)
  }

  private mutating func scalar(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    if let length = wordScalarLength(bytes) {
      position += length
      takeWord(bytes)
      return .identifier
    }
    let start = position
    if let (scalar, length) = decode(bytes) {
      if let kind = foreignScalar(scalar, length, bytes) { return kind }
      position = start + length
      if scalar.properties.isWhitespace { return .whitespace }
      fault(.unexpectedCharacter, "unexpected character `\(scalar)`", start)
      return .unknown
    }
    while position < end, bytes[position] >= 0x80, decode(bytes) == nil { position += 1 }
    fault(.unexpectedCharacter, "these bytes are not UTF-8 text", start)
    return .unknown
  }

  mutating func fault(_ code: DiagnosticCode, _ message: String, _ start: Int) {
    faults.append(Fault(code: code, message: message, range: SourceRange(start, position)))
  }

  private mutating func lineComment(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let isDocumentation = byte(bytes, 2) == 0x2F && byte(bytes, 3) != 0x2F
    while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    return isDocumentation ? .docComment : .lineComment
  }

  private mutating func blockComment(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let start = position
    var depth = 0
    while position < end {
      if bytes[position] == 0x2F, byte(bytes, 1) == 0x2A {
        depth += 1
        position += 2
      } else if bytes[position] == 0x2A, byte(bytes, 1) == 0x2F {
        depth -= 1
        position += 2
        if depth == 0 { return .blockComment }
      } else {
        position += 1
      }
    }
    faults.append(
      Fault(
        code: .unterminatedComment, message: "this comment is not closed; `*/` is missing",
        range: SourceRange(start, min(start + 2, end))))
    return .blockComment
  }

  private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let start = position
    position += 1
    // Texts inside braces are looked for until one is not there, so that a line is gone through a few times at most.
    var mayHoldTexts = true
    while position < end {
      let byte = bytes[position]
      if byte == 0x22 {
        position += 1
        return .string
      }
      if byte == 0x7B, mayHoldTexts {
        if self.byte(bytes, 1) == 0x7B {
          position += 2
          continue
        }
        if let close = BracedValue.endOfValueWithTexts(bytes, from: position, to: end) {
          position = close
          continue
        }
        mayHoldTexts = BracedValue.isWithoutTexts(bytes, from: position, to: end)
      }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == 0x5C { escape(bytes) } else { position += 1 }
    }
    fault(.unterminatedString, "this text is not closed; `\"` is missing at the end of the line", start)
    return .string
  }

  /// An escape of a text: `\n`, `\t`, `\"`, `\\`, `\u{…}`.
  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = position
    position += 1
    switch byte(bytes) {
    case 0x6E, 0x74, 0x22, 0x5C:
      position += 1
      return
    case 0x75 where byte(bytes, 1) == 0x7B:
      var close = position + 2
      while close < end, close < position + 10, Self.isHexDigit(bytes[close]) { close += 1 }
      let digits = bytes[position + 2..<close]
      position += 1
      if close < end, bytes[close] == 0x7D, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        Unicode.Scalar(number) != nil
      {
        position = close + 1
        return
      }
    case 0x0A, 0x0D: break
    default:
      guard position < end else { break }
      // A scalar stays whole.
      position += 1
      while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    fault(.badEscape, "`\(text)` is not an escape", start)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x46 || byte >= 0x61 && byte <= 0x66
  }

  private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let start = position
    while isDigit(byte(bytes)) || byte(bytes) == 0x5F { position += 1 }
    if position - start == 4, byte(bytes) >= 0xC2, let kind = dateWithDashes(bytes, start) { return kind }
    if position - start == 4, isDateTail(bytes) {
      position += 6
      guard byte(bytes) == 0x54, isDigit(byte(bytes, 1)) else { return .date }
      position += 1
      while isDigit(byte(bytes)) || byte(bytes) == 0x3A || byte(bytes) == 0x2E && isDigit(byte(bytes, 1)) {
        position += 1
      }
      if byte(bytes) == 0x5A {
        position += 1
      } else if byte(bytes) == 0x2B || byte(bytes) == 0x2D, isDigit(byte(bytes, 1)) {
        position += 1
        while isDigit(byte(bytes)) || byte(bytes) == 0x3A { position += 1 }
      }
      return .timestamp
    }
    if byte(bytes) == 0x2E, isDigit(byte(bytes, 1)) {
      position += 1
      while isDigit(byte(bytes)) || byte(bytes) == 0x5F { position += 1 }
      return .decimal
    }
    return .integer
  }

  /// Whether `-MM-DD` follows and nothing that would go on with it.
  private func isDateTail(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    byte(bytes) == 0x2D && isDigit(byte(bytes, 1)) && isDigit(byte(bytes, 2)) && byte(bytes, 3) == 0x2D
      && isDigit(byte(bytes, 4)) && isDigit(byte(bytes, 5)) && !isDigit(byte(bytes, 6))
  }

  private mutating func clauseReference(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    position += 2
    while position < end {
      let byte = bytes[position]
      if Self.isWordByte(byte) {
        position += 1
      } else if byte >= 0x80, let length = wordScalarLength(bytes) {
        position += length
      } else if byte == 0x2E || byte == 0x2D, Self.isWordByte(self.byte(bytes, 1)) {
        position += 1
      } else if byte == 0x28, let close = closingParenthesis(bytes) {
        position = close + 1
      } else {
        break
      }
    }
    return .clauseReference
  }

  /// The `)` of a short group of letters and digits that begins at the position.
  private func closingParenthesis(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = position + 1
    while index < end, index < position + 12, Self.isWordByte(bytes[index]) { index += 1 }
    return index < end && bytes[index] == 0x29 && index > position + 1 ? index : nil
  }

  private mutating func sign(_ bytes: UnsafeBufferPointer<UInt8>) -> SyntaxKind {
    let first = bytes[position]
    let second = byte(bytes, 1)
    func take(_ count: Int, _ kind: SyntaxKind) -> SyntaxKind {
      position += count
      return kind
    }
    switch first {
    case 0x7B: return take(1, .leftBrace)
    case 0x7D: return take(1, .rightBrace)
    case 0x28: return take(1, .leftParenthesis)
    case 0x29: return take(1, .rightParenthesis)
    case 0x5B: return take(1, .leftBracket)
    case 0x5D: return take(1, .rightBracket)
    case 0x2C: return take(1, .comma)
    case 0x3A: return take(1, .colon)
    case 0x3F: return take(1, .question)
    case 0x2A: return take(1, .star)
    case 0x2B: return take(1, .plus)
    case 0x2D: return take(1, .minus)
    case 0x2F: return take(1, .slash)
    case 0x25: return take(1, .percent)
    case 0x2E:
      if second == 0x2E { return byte(bytes, 2) == 0x3C ? take(3, .rangeLess) : take(2, .range) }
      return take(1, .dot)
    case 0x3D:
      if second == 0x3E || second == 0x3C || second == 0x3D && byte(bytes, 2) == 0x3D { return foreignSign(bytes) }
      return second == 0x3D ? take(2, .equal) : take(1, .assign)
    case 0x21 where second == 0x3D: return byte(bytes, 2) == 0x3D ? foreignSign(bytes) : take(2, .notEqual)
    case 0x3C where second == 0x3E: return foreignSign(bytes)
    case 0x3C: return second == 0x3D ? take(2, .lessOrEqual) : take(1, .less)
    case 0x3E: return second == 0x3D ? take(2, .greaterOrEqual) : take(1, .greater)
    case 0x26, 0x7C, 0x21, 0x3B: return foreignSign(bytes)
    case 0x27:
      if let kind = foreignText(bytes, 1) { return kind }
      fallthrough
    case 0x24:
      if first == 0x24, let kind = currencySign("$", 1, bytes) { return kind }
      fallthrough
    default:
      let start = position
      position += 1
      let shown = first >= 0x20 && first < 0x7F ? "`\(Character(Unicode.Scalar(first)))`" : "with code \(first)"
      fault(.unexpectedCharacter, "unexpected character \(shown)", start)
      return .unknown
    }
  }
}
