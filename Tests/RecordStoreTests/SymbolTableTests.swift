import RecordStore
import Testing

@Suite struct SymbolTableTests {
  @Test func idsAreDenseAndGivenInTheOrderOfFirstUse() {
    let builder = SymbolTableBuilder()
    #expect(["b", "a", "b", "", "a", ""].map { builder.intern($0) } == [0, 1, 0, 2, 1, 2])
    let table = builder.finish()
    #expect(table.count == 3)
    #expect((0..<3).map { table.string(of: UInt32($0)) } == ["b", "a", ""])
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 24, 25, 33, 200, 300_000, 2_000_000])
  func textsOfEveryLengthAreKeptApartByEachOfTheirBytes(length: Int) {
    let builder = SymbolTableBuilder()
    let base = [UInt8](repeating: 0x61, count: length)
    let id = base.withUnsafeBufferPointer { builder.intern($0) }
    var positions = Set([0, 1, 7, 8, 9, length / 2, length - 9, length - 8, length - 1])
    positions = positions.filter { $0 >= 0 && $0 < length }
    for position in positions {
      var other = base
      other[position] = 0x62
      let otherID = other.withUnsafeBufferPointer { builder.intern($0) }
      #expect(otherID != id)
      #expect(other.withUnsafeBufferPointer { builder.intern($0) } == otherID)
    }
    #expect(base.withUnsafeBufferPointer { builder.intern($0) } == id)
    let table = builder.finish()
    #expect(Array(table.bytes(of: id)) == base)
    #expect(table.count == positions.count + 1)
  }

  @Test func aTextThatIsAPrefixOfAnotherIsAnotherSymbol() {
    let builder = SymbolTableBuilder()
    let texts = (0...40).map { String(repeating: "\u{0}", count: $0) }
    #expect(texts.map { builder.intern($0) } == (0...40).map { UInt32($0) })
  }

  @Test func manySymbolsAreFoundAgain() {
    let builder = SymbolTableBuilder()
    for index in 0..<50_000 { #expect(builder.intern("u\(index)") == UInt32(index)) }
    let table = builder.finish()
    for index in stride(from: 0, to: 50_000, by: 7) {
      #expect(table.symbol(of: "u\(index)") == UInt32(index))
      #expect(table.string(of: UInt32(index)) == "u\(index)")
    }
    #expect(table.symbol(of: "u50000") == nil)
    #expect(table.symbol(of: "") == nil)
    #expect(table.bytes(of: 50_000).isEmpty)
  }

  @Test func orderIsByUnicodeScalar() {
    let builder = SymbolTableBuilder()
    let texts = ["", "A", "AB", "a", "é", "中", "\u{FFFD}", "😀"]
    let ids = texts.map { builder.intern($0) }
    let table = builder.finish()
    for left in ids {
      for right in ids { #expect(table.compare(left, right) == (left == right ? 0 : left < right ? -1 : 1)) }
    }
  }

  @Test func aPeersSymbolsAreTakenOverInTheirOrder() {
    let builder = SymbolTableBuilder()
    _ = builder.intern("a")
    _ = builder.intern("b")
    let peer = builder.makePeer()
    for text in ["c", "b", "d", "a", ""] { _ = peer.intern(text) }
    #expect(builder.absorb(peer) == [2, 1, 3, 0, 4])
    let table = builder.finish()
    #expect((0..<5).map { table.string(of: $0) } == ["a", "b", "c", "d", ""])
  }
}
