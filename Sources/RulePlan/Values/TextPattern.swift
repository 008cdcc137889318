/// A pattern for `like`: `*` stands for any text, `?` for one character (a Unicode scalar), all else for itself.
public struct TextPattern: Hashable, Sendable {
  /// As written.
  public let text: String
  private let pattern: [UInt8]
  /// Whether there is no `*` and no `?`: then the pattern is a plain text.
  public let isLiteral: Bool
  /// What every text that fits begins with.
  public let literalPrefix: [UInt8]

  public init(_ text: String) {
    self.init(text, isLiteral: !text.utf8.contains { $0 == 0x2A || $0 == 0x3F })
  }

  /// A text that stands for itself, whatever characters it has.
  public init(literal text: String) { self.init(text, isLiteral: true) }

  private init(_ text: String, isLiteral: Bool) {
    self.text = text
    self.isLiteral = isLiteral
    pattern = Array(text.utf8)
    literalPrefix = isLiteral ? pattern : Array(pattern.prefix { $0 != 0x2A && $0 != 0x3F })
  }

  public func matches(_ text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { matches($0) }
  }

  /// Time at most the product of both lengths; no backtracking beyond the last `*`.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if isLiteral { return text.count == pattern.count && text.elementsEqual(pattern) }
    var position = 0
    var index = 0
    var starIndex = -1
    var starPosition = 0
    while position < text.count {
      if index < pattern.count, pattern[index] == 0x2A {
        starIndex = index
        starPosition = position
        index += 1
      } else if index < pattern.count, pattern[index] == 0x3F {
        position += 1
        while position < text.count, text[position] & 0xC0 == 0x80 { position += 1 }
        index += 1
      } else if index < pattern.count, pattern[index] == text[position] {
        position += 1
        index += 1
      } else if starIndex >= 0 {
        starPosition += 1
        position = starPosition
        index = starIndex + 1
      } else {
        return false
      }
    }
    while index < pattern.count, pattern[index] == 0x2A { index += 1 }
    return index == pattern.count
  }

  /// Whether every text that fits this also fits the other. Sound: true only where it is certain.
  public func isContained(in other: TextPattern) -> Bool {
    if self == other || other.text == "*" && !other.isLiteral { return true }
    if isLiteral { return other.matches(text) }
    if other.isLiteral { return false }
    // Reading `*` and `?` of this pattern as characters that only `*` and `?` of the other can match is sound.
    let mine = Array(text.unicodeScalars)
    let theirs = Array(other.text.unicodeScalars)
    var reachable = Set([0])
    func skippingStars(_ states: Set<Int>) -> Set<Int> {
      var result = states
      for start in states {
        var state = start
        while state < theirs.count, theirs[state] == "*" {
          state += 1
          result.insert(state)
        }
      }
      return result
    }
    reachable = skippingStars(reachable)
    for scalar in mine {
      var next: Set<Int> = []
      for state in reachable where state < theirs.count {
        if theirs[state] == "*" {
          next.insert(state)
        } else if scalar != "*", theirs[state] == "?" || theirs[state] == scalar {
          next.insert(state + 1)
        }
      }
      reachable = skippingStars(next)
    }
    return reachable.contains(theirs.count)
  }

  public static func == (lhs: TextPattern, rhs: TextPattern) -> Bool {
    lhs.isLiteral == rhs.isLiteral && lhs.text == rhs.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
