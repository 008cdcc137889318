/// A value in braces inside a text: `"{x otherwise "-"}/{y}"`. There may be quotes inside the braces.
enum BracedValue {
  /// Where the value of a brace ends, after its closing brace, if texts are in it; nil where there is none, or it does not
  /// look like a value with texts. A text is taken for one inside the braces where something comes before it.
  static func endOfValueWithTexts(_ bytes: UnsafeBufferPointer<UInt8>, from brace: Int, to end: Int) -> Int? {
    var index = brace + 1
    var hasTexts = false
    var hasContent = false
    while index < end {
      switch bytes[index] {
      case 0x7D: return hasTexts ? index + 1 : nil
      case 0x0A, 0x0D, 0x7B: return nil
      case 0x22:
        guard hasContent, mayComeBeforeText(bytes[index - 1]), let close = endOfText(bytes, from: index, to: end) else {
          return nil
        }
        hasTexts = true
        index = close
        continue
      case 0x20: break
      default: hasContent = true
      }
      index += 1
    }
    return nil
  }

  /// Whether the next closing brace comes before any quote.
  static func isWithoutTexts(_ bytes: UnsafeBufferPointer<UInt8>, from brace: Int, to end: Int) -> Bool {
    var index = brace + 1
    while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D {
      if bytes[index] == 0x7D { return true }
      if bytes[index] == 0x22 { return false }
      index += 1
    }
    return false
  }

  /// The index of the brace that closes a value, over the texts in it; the end where there is none.
  static func close(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      if let close = endOfValueWithTexts(bytes, from: start - 1, to: end) { return close - 1 }
      var index = start
      while index < end, bytes[index] != 0x7D { index += 1 }
      return index
    }
  }

  private static func mayComeBeforeText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x28, 0x2C, 0x2E, 0x3D, 0x5B: true
    default: false
    }
  }

  private static func endOfText(_ bytes: UnsafeBufferPointer<UInt8>, from quote: Int, to end: Int) -> Int? {
    var index = quote + 1
    while index < end {
      switch bytes[index] {
      case 0x22: return index + 1
      case 0x0A, 0x0D: return nil
      case 0x5C: index += 2
      default: index += 1
      }
    }
    return nil
  }
}
