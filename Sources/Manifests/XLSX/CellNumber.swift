import RulePlan

/// A number of a spreadsheet as 15 significant digits show it. Files hold the 17 digits that make a binary number exact, so
/// `0.1 + 0.2` is there as 0.30000000000000004.
struct CellNumber: Equatable {
  static let digitCount = 15

  private(set) var isNegative = false
  /// Without zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The number is `0.digits × 10^exponent`.
  private(set) var exponent = 0

  /// Reads `-12.5`, `1E-3`; nil for what is not a number, or none that a spreadsheet can have.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
      isNegative = text[index] == 0x2D
      index += 1
    }
    var hasDigits = false
    var isFraction = false
    while index < text.count {
      let byte = text[index]
      if byte == 0x2E, !isFraction {
        isFraction = true
      } else if byte &- 0x30 < 10 {
        hasDigits = true
        if byte != 0x30 || !digits.isEmpty {
          digits.append(byte &- 0x30)
          if !isFraction { exponent += 1 }
        } else if isFraction {
          exponent -= 1
        }
      } else {
        break
      }
      index += 1
    }
    guard hasDigits else { return nil }
    if index < text.count {
      guard let shift = Self.exponent(text, at: index) else { return nil }
      exponent += shift
    }
    round()
    guard digits.isEmpty || exponent > -400 && exponent < 400 else { return nil }
  }

  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard text[start] | 0x20 == 0x65 else { return nil }
    var index = start + 1
    var isNegative = false
    if index < text.count, text[index] == 0x2D || text[index] == 0x2B {
      isNegative = text[index] == 0x2D
      index += 1
    }
    guard index < text.count, text.count - index <= 4 else { return nil }
    var value = 0
    for byte in text[index...] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return isNegative ? -value : value
  }

  private mutating func round() {
    if digits.count > Self.digitCount {
      let isUp = digits[Self.digitCount] >= 5
      digits.removeSubrange(Self.digitCount...)
      if isUp { addOne() }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  private mutating func addOne() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  /// The number a hundred times as large.
  var timesHundred: CellNumber {
    var result = self
    if !digits.isEmpty { result.exponent += 2 }
    return result
  }

  /// Without an exponent: `1200.5`.
  var text: [UInt8] {
    guard !digits.isEmpty else { return [0x30] }
    var text: [UInt8] = isNegative ? [0x2D] : []
    if exponent <= 0 {
      text += [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -exponent)
    }
    for (index, digit) in digits.enumerated() {
      if index == exponent, index > 0 { text.append(0x2E) }
      text.append(digit + 0x30)
    }
    if exponent > digits.count { text += [UInt8](repeating: 0x30, count: exponent - digits.count) }
    return text
  }

  /// The number of seconds that a serial day stands for, rounded to whole ones; nil where it is negative or beyond what a
  /// date can be.
  var secondsOfSerial: Int64? {
    guard !isNegative, exponent <= 7 else { return digits.isEmpty ? 0 : nil }
    // At most seven digits of days and eight more, so nothing overflows.
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var scale: Int64 = 1
    for position in min(0, exponent)..<max(exponent, digits.count) {
      let offset = position
      let digit = offset >= 0 && offset < digits.count ? Int64(digits[offset]) : 0
      if position < exponent {
        whole = whole * 10 + digit
      } else if scale < 1_000_000_000_000 {
        fraction = fraction * 10 + digit
        scale *= 10
      }
    }
    return whole * 86_400 + (fraction * 86_400 + scale / 2) / scale
  }
}
