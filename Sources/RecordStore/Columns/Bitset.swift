/// A set of small numbers, one bit each.
@frozen public struct Bitset: Hashable, Sendable {
  /// The bits, lowest first. Bits at or above ``capacity`` are 0.
  public var words: [UInt64]
  /// Members are below it.
  public private(set) var capacity: Int

  /// No members.
  @inlinable public init(capacity: Int) { self.init(capacity: capacity, word: 0) }

  /// Every number below the capacity.
  @inlinable public static func full(capacity: Int) -> Bitset { Bitset(capacity: capacity, word: ~0) }

  @usableFromInline init(capacity: Int, word: UInt64) {
    self.capacity = Swift.max(0, capacity)
    words = [UInt64](repeating: word, count: (self.capacity &+ 63) / 64)
    clearUnused()
  }

  private mutating func clearUnused() {
    let rest = capacity & 63
    if rest != 0, !words.isEmpty { words[words.count - 1] &= (1 &<< UInt64(rest)) &- 1 }
  }

  /// False for a number outside the capacity.
  @inlinable public func contains(_ member: Int) -> Bool {
    let word = member >> 6
    guard member >= 0, word < words.count else { return false }
    return words[word] &>> UInt64(member & 63) & 1 != 0
  }

  /// Adds a number, and grows to hold it; negative numbers are left out. Returns whether it is new.
  @discardableResult
  public mutating func insert(_ member: Int) -> Bool {
    guard member >= 0 else { return false }
    if member >= capacity { grow(to: member + 1) }
    let bit: UInt64 = 1 &<< UInt64(member & 63)
    guard words[member >> 6] & bit == 0 else { return false }
    words[member >> 6] |= bit
    return true
  }

  /// Adds numbers that follow each other, and grows to hold them; negative numbers are left out.
  public mutating func insert(_ members: Range<Int>) {
    let members = members.clamped(to: 0..<Int.max)
    guard !members.isEmpty else { return }
    grow(to: members.upperBound)
    let first = members.lowerBound >> 6
    let last = (members.upperBound - 1) >> 6
    let firstMask = ~UInt64(0) &<< UInt64(members.lowerBound & 63)
    let lastMask = ~UInt64(0) &>> UInt64(63 - (members.upperBound - 1) & 63)
    if first == last {
      words[first] |= firstMask & lastMask
      return
    }
    words[first] |= firstMask
    for index in first + 1..<last { words[index] = ~0 }
    words[last] |= lastMask
  }

  public mutating func remove(_ member: Int) {
    guard contains(member) else { return }
    words[member >> 6] &= ~(1 &<< UInt64(member & 63))
  }

  /// Room for more numbers; the members stay.
  public mutating func grow(to capacity: Int) {
    guard capacity > self.capacity else { return }
    self.capacity = capacity
    let missing = (capacity &+ 63) / 64 - words.count
    if missing > 0 { words.append(contentsOf: repeatElement(0, count: missing)) }
  }

  @inlinable public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Number of members. Linear in the capacity.
  @inlinable public var count: Int {
    var total = 0
    for word in words { total &+= word.nonzeroBitCount }
    return total
  }

  public mutating func formUnion(_ other: Bitset) {
    grow(to: other.capacity)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  public mutating func formIntersection(_ other: Bitset) {
    for index in words.indices { words[index] &= index < other.words.count ? other.words[index] : 0 }
  }

  public mutating func subtract(_ other: Bitset) {
    for index in 0..<Swift.min(words.count, other.words.count) { words[index] &= ~other.words[index] }
  }

  public func union(_ other: Bitset) -> Bitset {
    var result = self
    result.formUnion(other)
    return result
  }

  public func intersection(_ other: Bitset) -> Bitset {
    var result = self
    result.formIntersection(other)
    return result
  }

  public func isDisjoint(with other: Bitset) -> Bool {
    for index in 0..<Swift.min(words.count, other.words.count) where words[index] & other.words[index] != 0 {
      return false
    }
    return true
  }

  public func isSubset(of other: Bitset) -> Bool {
    for index in words.indices {
      if words[index] & ~(index < other.words.count ? other.words[index] : 0) != 0 { return false }
    }
    return true
  }

  /// Every number below the capacity that is not a member.
  public func inverted() -> Bitset {
    var result = self
    for index in result.words.indices { result.words[index] = ~result.words[index] }
    result.clearUnused()
    return result
  }

  /// The members in ascending order.
  @inlinable public func forEach(_ body: (Int) throws -> Void) rethrows {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(index &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}

extension Bitset: Sequence {
  /// The members in ascending order.
  @frozen public struct Iterator: IteratorProtocol {
    @usableFromInline let words: [UInt64]
    @usableFromInline var index = 0
    @usableFromInline var rest: UInt64

    @usableFromInline init(_ words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    @inlinable public mutating func next() -> Int? {
      while rest == 0 {
        index &+= 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let member = index &* 64 &+ rest.trailingZeroBitCount
      rest &= rest &- 1
      return member
    }
  }

  @inlinable public func makeIterator() -> Iterator { Iterator(words) }
  public var underestimatedCount: Int { 0 }
}
