import RecordStore
import Testing

@Suite struct BitsetTests {
  @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 1000])
  func aFullSetHasEveryNumberBelowItsCapacity(capacity: Int) {
    let set = Bitset.full(capacity: capacity)
    #expect(set.count == capacity)
    #expect(Array(set) == Array(0..<capacity))
    #expect(!set.contains(capacity))
    #expect(!set.contains(-1))
    #expect(set.inverted().isEmpty)
    #expect(Bitset(capacity: capacity).inverted() == set)
  }

  @Test func membersAreInsertedAndRemoved() {
    var set = Bitset(capacity: 10)
    let isNew = [3, 3, 200, -1].map { set.insert($0) }
    #expect(isNew == [true, false, true, false])
    #expect(Array(set) == [3, 200])
    #expect(set.capacity == 201)
    set.remove(3)
    set.remove(1000)
    #expect(Array(set) == [200])
  }

  @Test func algebraAgreesWithThatOfSets() {
    var generator = Generator(state: 1)
    for _ in 0..<200 {
      let left = Set((0..<20).map { _ in Int(generator.next() % 150) })
      let right = Set((0..<20).map { _ in Int(generator.next() % 300) })
      let a = bitset(left)
      let b = bitset(right)
      #expect(Array(a.union(b)) == left.union(right).sorted())
      #expect(Array(b.union(a)) == left.union(right).sorted())
      #expect(Array(a.intersection(b)) == left.intersection(right).sorted())
      #expect(Array(b.intersection(a)) == left.intersection(right).sorted())
      var rest = a
      rest.subtract(b)
      #expect(Array(rest) == left.subtracting(right).sorted())
      #expect(a.isDisjoint(with: b) == left.isDisjoint(with: right))
      #expect(a.isSubset(of: b) == left.isSubset(of: right))
      #expect(a.intersection(b).isSubset(of: a))
      var seen: [Int] = []
      a.forEach { seen.append($0) }
      #expect(seen == left.sorted())
      #expect(a.count == left.count)
    }
  }

  private func bitset(_ members: Set<Int>) -> Bitset {
    var set = Bitset(capacity: 0)
    for member in members { set.insert(member) }
    return set
  }

  @Test(arguments: [0..<0, 0..<1, 3..<64, 63..<65, 64..<128, 5..<300, 100..<101])
  func aRangeIsInsertedLikeItsMembers(range: Range<Int>) {
    var whole = Bitset(capacity: 70)
    whole.insert(2)
    var single = whole
    whole.insert(range)
    for member in range { single.insert(member) }
    #expect(Array(whole) == Array(single))
    #expect(whole.count == single.count)
  }
}

/// A small seeded generator: the same numbers in every run.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17 ^ state << 20
  }
}
