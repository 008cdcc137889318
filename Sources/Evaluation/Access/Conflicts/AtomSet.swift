/// Atoms of one conflict, by their places among its own. Nearly always they fit into one word.
struct AtomSet: Hashable {
  private var first: UInt64 = 0
  private var rest: [UInt64]

  /// - Parameter count: atoms that the conflict has.
  init(count: Int) { rest = count > 64 ? [UInt64](repeating: 0, count: (count - 1) >> 6) : [] }

  var isEmpty: Bool { first == 0 && rest.allSatisfy { $0 == 0 } }

  func contains(_ atom: Int) -> Bool {
    if atom < 64 { return first >> UInt64(atom) & 1 != 0 }
    return rest[(atom >> 6) - 1] >> UInt64(atom & 63) & 1 != 0
  }

  mutating func insert(_ atom: Int) {
    if atom < 64 { first |= 1 << UInt64(atom) } else { rest[(atom >> 6) - 1] |= 1 << UInt64(atom & 63) }
  }

  mutating func formUnion(_ other: AtomSet) {
    first |= other.first
    for word in rest.indices { rest[word] |= other.rest[word] }
  }

  func union(_ other: AtomSet) -> AtomSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func isDisjoint(with other: AtomSet) -> Bool {
    first & other.first == 0 && rest.indices.allSatisfy { rest[$0] & other.rest[$0] == 0 }
  }

  func isSubset(of other: AtomSet) -> Bool {
    first & ~other.first == 0 && rest.indices.allSatisfy { rest[$0] & ~other.rest[$0] == 0 }
  }
}
