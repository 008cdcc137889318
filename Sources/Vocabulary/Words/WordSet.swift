/// A few words of the language, to look for one of them fast.
public struct WordSet: Sendable {
  @usableFromInline let spellings: [Spelling]
  /// Bits of the first letters: most other words are ruled out by theirs.
  @usableFromInline let firstLetters: UInt64

  public init(_ words: [StaticString]) {
    spellings = words.map { Spelling($0) }
    firstLetters = words.reduce(0) { $0 | Self.bit($1.withUTF8Buffer { $0.first ?? 0 }) }
  }

  @inlinable static func bit(_ byte: UInt8) -> UInt64 { 1 << UInt64(byte & 63) }

  /// Whether the word from one offset to another is one of these.
  @inlinable public func contains(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
    guard start < end, end <= bytes.count, firstLetters & Self.bit(bytes[start]) != 0,
      let spelling = Spelling(bytes, from: start, to: end)
    else { return false }
    return spellings.contains(spelling)
  }
}
