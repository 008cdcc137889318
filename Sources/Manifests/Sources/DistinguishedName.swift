/// Distinguished names (RFC 4514) in one form: attribute names in small letters, values as they are, no white space around
/// the signs, and characters that need it escaped in one way.
enum DistinguishedName {
  /// Nil for a text that is not a distinguished name. Linear.
  static func canonical(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var reader = Reader(text: text)
    return reader.read()
  }

  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    var index = 0
    var result: [UInt8] = []

    mutating func read() -> [UInt8]? {
      skipSpace()
      if index == text.count { return [] }
      while true {
        guard readType(), readValue() else { return nil }
        guard index < text.count else { return result }
        // A comma, or a semicolon as old writers have it, or a plus between the attributes of one part.
        let sign = text[index]
        result.append(sign == 0x3B ? 0x2C : sign)
        index += 1
      }
    }

    private mutating func skipSpace() { while index < text.count, text[index] == 0x20 { index += 1 } }

    /// `uid =`
    private mutating func readType() -> Bool {
      skipSpace()
      let start = index
      while index < text.count, text[index] != 0x3D, text[index] != 0x20 {
        let byte = text[index]
        let isLetter = (byte | 0x20) &- 0x61 < 26
        guard isLetter || byte &- 0x30 <= 9 || byte == 0x2D || byte == 0x2E else { return false }
        result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        index += 1
      }
      guard index > start else { return false }
      skipSpace()
      guard index < text.count, text[index] == 0x3D else { return false }
      result.append(0x3D)
      index += 1
      skipSpace()
      return true
    }

    /// A value up to an unescaped sign, without the white space at its end.
    private mutating func readValue() -> Bool {
      var value: [UInt8] = []
      // Bytes up to here are kept whatever they are: an escaped space is one of the value.
      var kept = 0
      while index < text.count {
        let byte = text[index]
        if byte == 0x2C || byte == 0x2B || byte == 0x3B { break }
        guard byte == 0x5C else {
          value.append(byte)
          index += 1
          continue
        }
        guard index + 1 < text.count else { return false }
        if let high = Self.digit(text[index + 1]), index + 2 < text.count, let low = Self.digit(text[index + 2]) {
          value.append(high << 4 | low)
          index += 3
        } else {
          value.append(text[index + 1])
          index += 2
        }
        kept = value.count
      }
      while value.count > kept, value.last == 0x20 { value.removeLast() }
      append(value)
      return true
    }

    /// Appends a value with what RFC 4514 wants escaped.
    private mutating func append(_ value: [UInt8]) {
      for (position, byte) in value.enumerated() {
        switch byte {
        case 0x22, 0x2B, 0x2C, 0x3B, 0x3C, 0x3E, 0x5C: result += [0x5C, byte]
        case 0x23 where position == 0, 0x20 where position == 0 || position == value.count - 1: result += [0x5C, byte]
        case 0: result += Array("\\00".utf8)
        default: result.append(byte)
        }
      }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46: byte - 0x41 + 10
      case 0x61...0x66: byte - 0x61 + 10
      default: nil
      }
    }
  }
}
