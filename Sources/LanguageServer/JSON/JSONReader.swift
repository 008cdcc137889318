/// Reads one JSON value. Strict, but for numbers, which are read as far as they fit.
public struct JSONReader {
  public struct Failure: Error, Hashable {
    public var message: String
    /// In bytes.
    public var offset: Int
  }

  /// Values inside each other.
  static let maximumDepth = 200

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The value that the bytes hold, with nothing after it. Linear.
  public static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, Failure> in
      var reader = JSONReader(buffer)
      do throws(Failure) {
        let value = try reader.readValue()
        reader.skipSpace()
        guard reader.index == buffer.count else { throw reader.failure("expected the end") }
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func failure(_ message: String) -> Failure { Failure(message: message, offset: index) }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func readValue() throws(Failure) -> JSONValue {
    skipSpace()
    guard let byte = next else { throw failure("expected a value, found the end") }
    switch byte {
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default: throw failure("expected a value")
    }
  }

  private mutating func readWord(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes.count - index >= word.utf8CodeUnitCount else { throw failure("expected `\(word)`") }
    for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] {
      throw failure("expected `\(word)`")
    }
    index += word.utf8CodeUnitCount
    return value
  }

  private mutating func readArray() throws(Failure) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var elements: [JSONValue] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while true {
      elements.append(try readValue())
      skipSpace()
      if next == UInt8(ascii: "]") { break }
      guard next == UInt8(ascii: ",") else { throw failure("expected `,` or `]`") }
      index += 1
    }
    index += 1
    return .array(elements)
  }

  private mutating func readObject() throws(Failure) -> JSONValue {
    try enter()
    defer { depth -= 1 }
    var members: [JSONValue.Member] = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      index += 1
      return .object([])
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("expected a name") }
      let name = try readString()
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw failure("expected `:`") }
      index += 1
      members.append(JSONValue.Member(name: name, value: try readValue()))
      skipSpace()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw failure("expected `,` or `}`") }
      index += 1
    }
    index += 1
    return .object(members)
  }

  private mutating func enter() throws(Failure) {
    guard depth < Self.maximumDepth else { throw failure("values nest deeper than \(Self.maximumDepth) levels") }
    depth += 1
    index += 1
  }

  private mutating func readNumber() throws(Failure) -> JSONValue {
    let start = index
    var isWhole = true
    if next == UInt8(ascii: "-") { index += 1 }
    while let byte = next {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        isWhole = false
      default:
        return try number(start, isWhole)
      }
      index += 1
    }
    return try number(start, isWhole)
  }

  private func number(_ start: Int, _ isWhole: Bool) throws(Failure) -> JSONValue {
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let number = Int(text) { return .integer(number) }
    guard let number = Double(text) else { throw Failure(message: "expected a number", offset: start) }
    return .number(number)
  }

  private mutating func readString() throws(Failure) -> String {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { index += 1 }
    if next == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while let byte = next {
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escape = next else { break }
      index += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      case UInt8(ascii: "u"): text += String(try readEscapedScalar()).utf8
      default: throw failure("expected an escape")
      }
    }
    throw failure("expected `\"`, found the end")
  }

  /// After `\u`. Half of a surrogate pair on its own becomes U+FFFD.
  private mutating func readEscapedScalar() throws(Failure) -> Unicode.Scalar {
    let first = try readHexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return replacement }
    let mark = index
    index += 2
    let second = try readHexadecimal()
    guard (0xDC00...0xDFFF).contains(second) else {
      index = mark
      return replacement
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? replacement
  }

  private mutating func readHexadecimal() throws(Failure) -> UInt32 {
    guard bytes.count - index >= 4 else { throw failure("expected four hexadecimal digits") }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw failure("expected four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
