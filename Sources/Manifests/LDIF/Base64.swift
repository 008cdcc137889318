/// Base64 (RFC 4648, section 4).
enum Base64 {
  /// The bytes that a text in base64 means; nil where it is not well-formed. Spaces at its end are passed over.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var end = text.count
    while end > 0, text[end - 1] == 0x20 { end -= 1 }
    guard end % 4 == 0 else { return nil }
    var padding = 0
    while padding < 2, end - padding > 0, text[end - padding - 1] == 0x3D { padding += 1 }
    var result: [UInt8] = []
    result.reserveCapacity(end / 4 * 3)
    var bits: UInt32 = 0
    var bitCount = 0
    for byte in text[..<(end - padding)] {
      guard let digit = digit(byte) else { return nil }
      bits = bits << 6 | digit
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
