/// Texts as workbooks write them.
enum OfficeText {
  /// Replaces `_x000D_`, which stands for a character that XML cannot hold or would change, from an offset on. Control
  /// characters other than tabs and line endings stay as they are written, for no text has them.
  static func decodeEscapes(in bytes: inout [UInt8], from start: Int) {
    guard let first = nextEscape(in: bytes, from: start) else { return }
    var result = Array(bytes[start..<first])
    var index = first
    while index < bytes.count {
      if let scalar = escape(in: bytes, at: index) {
        result.append(contentsOf: String(Character(scalar)).utf8)
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    bytes.replaceSubrange(start..., with: result)
  }

  private static func nextEscape(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 7 <= bytes.count {
      if bytes[index] == 0x5F, escape(in: bytes, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  private static func escape(in bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
    guard index + 7 <= bytes.count, bytes[index] == 0x5F, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F else {
      return nil
    }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 6] {
      let digit: UInt8
      if byte &- 0x30 < 10 {
        digit = byte &- 0x30
      } else if (byte | 0x20) &- 0x61 < 6 {
        digit = (byte | 0x20) &- 0x61 + 10
      } else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D else { return nil }
    return Unicode.Scalar(value)
  }
}
