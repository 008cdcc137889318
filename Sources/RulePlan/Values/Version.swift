/// A version of numbers joined by points, at most four, compared part by part; a part that is not written is 0.
@frozen public struct Version: Hashable, Comparable, Sendable {
  /// Four parts of 32 bits, the first in the highest bits.
  public var parts: UInt128

  public init(parts: UInt128) { self.parts = parts }

  @inlinable public static func < (lhs: Version, rhs: Version) -> Bool { lhs.parts < rhs.parts }
}

extension Version: CustomStringConvertible {
  /// Reads `1.2`, `v11.0.3`, `7`; nil for anything else, more than four parts, or a part beyond 32 bits.
  public init?(_ text: String) {
    let digits = text.hasPrefix("v") || text.hasPrefix("V") ? text.dropFirst() : text[...]
    let words = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard !words.isEmpty, words.count <= 4 else { return nil }
    var value: UInt128 = 0
    for index in 0..<4 {
      var part: UInt32 = 0
      if index < words.count {
        guard words[index].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = UInt32(words[index]) else {
          return nil
        }
        part = number
      }
      value = value << 32 | UInt128(part)
    }
    parts = value
  }

  /// At least two parts, no zeros behind them.
  public var description: String {
    var words = (0..<4).map { UInt32(truncatingIfNeeded: parts >> UInt128(96 - 32 * $0)) }
    while words.count > 2, words.last == 0 { words.removeLast() }
    return "v" + words.map(String.init).joined(separator: ".")
  }
}
