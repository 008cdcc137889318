/// A form of numbers, by the example that names it: `1.234,56`. Grouping may be left out.
public struct NumberForm: Sendable, Hashable {
  public enum Grouping: Sendable, Hashable {
    case none, point, comma, apostrophe
    /// Any kind of space.
    case space
  }

  /// As it was written.
  public let text: String
  public let grouping: Grouping
  public let hasDecimalComma: Bool
  /// Whether a minus may come at the end.
  public let hasTrailingMinus: Bool

  /// The forms there are; each also with a minus at its end.
  public static let examples = ["1.234,56", "1 234,56", "1'234.56", "1,234.56", "1234.56"]

  /// Nil for a text that names none.
  public init?(_ text: String) {
    let isTrailing = text.hasSuffix("-")
    switch isTrailing ? String(text.dropLast()) : text {
    case "1.234,56": (grouping, hasDecimalComma) = (.point, true)
    case "1 234,56", "1\u{A0}234,56", "1\u{202F}234,56": (grouping, hasDecimalComma) = (.space, true)
    case "1'234.56", "1’234.56": (grouping, hasDecimalComma) = (.apostrophe, false)
    case "1,234.56": (grouping, hasDecimalComma) = (.comma, false)
    case "1234.56": (grouping, hasDecimalComma) = (.none, false)
    default: return nil
    }
    self.text = text
    hasTrailingMinus = isTrailing
  }

  /// The number in our own notation: digits with a point, and a minus in front. Nil where the text does not have the form;
  /// groups have three digits. Linear.
  ///
  /// - Returns: the notation, and how many bytes of the text it took: what follows is a unit.
  public func canonical(_ bytes: UnsafeBufferPointer<UInt8>) -> (notation: [UInt8], length: Int)? {
    var notation: [UInt8] = []
    notation.reserveCapacity(bytes.count)
    var index = 0
    if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
      if bytes[index] == 0x2D { notation.append(0x2D) }
      index += 1
    }
    let isSigned = index > 0
    let decimal: UInt8 = hasDecimalComma ? 0x2C : 0x2E
    var digitCount = 0
    var groupDigits = 0
    var isGrouped = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 <= 9 {
        notation.append(byte)
        digitCount += 1
        groupDigits += 1
        index += 1
        continue
      }
      guard let length = groupMark(bytes, index), index + length < bytes.count, bytes[index + length] &- 0x30 <= 9
      else {
        break
      }
      // Before the first mark are one to three digits, after each exactly three.
      guard isGrouped ? groupDigits == 3 : (1...3).contains(groupDigits) else { return nil }
      // A space may also come before a unit, but no unit begins with a digit.
      isGrouped = true
      groupDigits = 0
      index += length
    }
    guard digitCount > 0, !isGrouped || groupDigits == 3 else { return nil }
    if index < bytes.count, bytes[index] == decimal {
      notation.append(0x2E)
      index += 1
      let start = index
      while index < bytes.count, bytes[index] &- 0x30 <= 9 {
        notation.append(bytes[index])
        index += 1
      }
      if index == start { return nil }
    }
    if hasTrailingMinus, index < bytes.count, bytes[index] == 0x2D {
      guard !isSigned else { return nil }
      notation.insert(0x2D, at: 0)
      index += 1
    }
    return (notation, index)
  }

  /// The length of a mark between groups; nil where there is none.
  private func groupMark(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    switch grouping {
    case .none: return nil
    case .point: return bytes[index] == 0x2E ? 1 : nil
    case .comma: return bytes[index] == 0x2C ? 1 : nil
    case .apostrophe:
      if bytes[index] == 0x27 { return 1 }
      // U+2019
      return Self.holds([0xE2, 0x80, 0x99], bytes, index) ? 3 : nil
    case .space: return Self.space(bytes, index)
    }
  }

  /// The length of a space of any kind: U+0020, U+00A0, U+2000 to U+200A, U+202F, U+205F.
  static func space(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    if bytes[index] == 0x20 { return 1 }
    if holds([0xC2, 0xA0], bytes, index) { return 2 }
    guard index + 2 < bytes.count, bytes[index] == 0xE2 else { return nil }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x80, 0x80...0x8A), (0x80, 0xAF), (0x81, 0x9F): return 3
    default: return nil
    }
  }

  private static func holds(_ wanted: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + wanted.count <= bytes.count && wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] }
  }
}
