/// The letters of a word of the language, held so that two are compared at once.
public struct Spelling: Hashable, Sendable {
  /// Words of the language have at most this many letters.
  public static let maximumLength = 16

  @usableFromInline let low: UInt64
  @usableFromInline let high: UInt64

  @inlinable init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// Letters beyond the maximum are left out; a test holds that no word has more.
  public init(_ word: StaticString) {
    self = word.withUTF8Buffer { bytes in
      Spelling(count: min(bytes.count, Self.maximumLength)) { bytes[$0] }
    }
  }

  /// A word of a text; nil where it has more letters than any word of the language.
  @inlinable public init?(_ bytes: [UInt8], from start: Int, to end: Int) {
    guard end - start <= Self.maximumLength, start >= 0, start < end, end <= bytes.count else { return nil }
    self.init(count: end - start) { bytes[start + $0] }
  }

  @inlinable init(count: Int, _ byte: (Int) -> UInt8) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for index in 0..<count {
      if index < 8 { low = low << 8 | UInt64(byte(index)) } else { high = high << 8 | UInt64(byte(index)) }
    }
    self.init(low: low, high: high)
  }
}
