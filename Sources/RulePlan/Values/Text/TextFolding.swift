/// Operations on texts by Unicode scalar, without normalisation. Linear.
public enum TextFolding {
  /// Unicode’s default mapping to lower case, the final sigma included.
  public static func lower(_ text: String) -> String {
    var result = ""
    result.unicodeScalars.reserveCapacity(text.unicodeScalars.count)
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar.value >= 0x41 && scalar.value <= 0x5A ? lowered(scalar) : scalar)
      } else if scalar.value == 0x3A3, isFinal(index, scalars) {
        result.unicodeScalars.append("\u{3C2}")
      } else {
        result.unicodeScalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return result
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value | 0x20) ?? scalar
  }

  /// Whether a sigma ends a word: a cased scalar comes before it and none after it, those that case ignores apart.
  private static func isFinal(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// Unicode’s default mapping to upper case.
  public static func upper(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(contentsOf: scalar.properties.uppercaseMapping.unicodeScalars)
    }
    return result
  }

  /// Without white space at the ends.
  public static func trim(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// With one space for each run of white space, and none at the ends.
  public static func collapse(_ text: String) -> String {
    var result = ""
    var isOpen = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isOpen = !result.isEmpty
      } else {
        if isOpen { result.unicodeScalars.append(" ") }
        isOpen = false
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The whole number that the digits 0 to 9 make in their order; nil where there are none, or more than 64 bits hold.
  public static func digits(_ text: some Sequence<UInt8>) -> (value: Int64?, hasDigits: Bool) {
    var value: Int64? = 0
    var hasDigits = false
    for byte in text where byte &- 0x30 <= 9 {
      hasDigits = true
      guard let known = value else { continue }
      let (product, first) = known.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(Int64(byte &- 0x30))
      value = first || second ? nil : sum
    }
    return (value, hasDigits)
  }

  /// The place of the first occurrence of a part; 0 for an empty one. Linear, by the method of Knuth, Morris and Pratt.
  public static func firstIndex(of part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !part.isEmpty else { return 0 }
    guard part.count <= text.count else { return nil }
    var fallback = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in 1..<max(1, part.count) {
      while length > 0, part[index] != part[length] { length = fallback[length - 1] }
      if part[index] == part[length] { length += 1 }
      fallback[index] = length
    }
    length = 0
    for index in text.indices {
      while length > 0, text[index] != part[length] { length = fallback[length - 1] }
      if text[index] == part[length] { length += 1 }
      if length == part.count { return index + 1 - length }
    }
    return nil
  }
}
