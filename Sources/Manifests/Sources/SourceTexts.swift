import RulePlan

/// The functions of texts in sources. All are linear in the text.
enum SourceTexts {
  /// The result of a function that makes one text; nil where it is missing.
  static func apply(
    _ function: SourceFunction, _ text: UnsafeBufferPointer<UInt8>, _ others: [UnsafeBufferPointer<UInt8>]
  ) -> [UInt8]? {
    switch function {
    case .lower: Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    case .upper: Array(String(decoding: text, as: UTF8.self).uppercased().utf8)
    case .trim: trimmed(text)
    case .collapse: collapsed(text)
    case .digits: text.filter { $0 &- 0x30 <= 9 }
    case .before:
      others.first.flatMap { mark in firstIndex(of: mark, in: text, from: 0).map { Array(text[..<$0]) } }
    case .after:
      others.first.flatMap { mark in
        firstIndex(of: mark, in: text, from: 0).map { Array(text[($0 + mark.count)...]) }
      }
    case .replace: others.count == 2 ? replaced(text, others[0], others[1]) : nil
    case .dn: DistinguishedName.canonical(text)
    case .split: nil
    }
  }

  /// The parts between the separators; the whole where the separator is empty.
  static func split(
    _ text: UnsafeBufferPointer<UInt8>, _ separator: UnsafeBufferPointer<UInt8>
  ) -> [UnsafeBufferPointer<UInt8>] {
    guard !separator.isEmpty else { return [text] }
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    while let mark = firstIndex(of: separator, in: text, from: start) {
      parts.append(UnsafeBufferPointer(rebasing: text[start..<mark]))
      start = mark + separator.count
    }
    parts.append(UnsafeBufferPointer(rebasing: text[start...]))
    return parts
  }

  /// Where a text is in another one; nil where it is not, and where it is empty.
  private static func firstIndex(
    of wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = wanted.first, text.count >= wanted.count else { return nil }
    var index = start
    while index + wanted.count <= text.count {
      if text[index] == first, text[index..<index + wanted.count].elementsEqual(wanted) { return index }
      index += 1
    }
    return nil
  }

  private static func replaced(
    _ text: UnsafeBufferPointer<UInt8>, _ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    var result: [UInt8] = []
    for (index, part) in split(text, old).enumerated() {
      if index > 0 { result += new }
      result += part
    }
    return result
  }

  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return [] }
    return scalars[first...last].flatMap { Array(String($0).utf8) }
  }

  /// White space at the ends is taken off, and inside becomes one space.
  private static func collapsed(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isSpace = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.properties.isWhitespace {
        isSpace = true
        continue
      }
      if isSpace, !result.isEmpty { result.append(0x20) }
      isSpace = false
      result += Array(String(scalar).utf8)
    }
    return result
  }
}
