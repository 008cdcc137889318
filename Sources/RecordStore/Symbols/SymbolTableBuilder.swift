/// Collects the symbols of a table. For one thread; the ids are given in the order in which texts first come.
public final class SymbolTableBuilder {
  @usableFromInline let storage: UnsafeMutablePointer<SymbolStorage>
  private let seed: UInt64
  private var isFinished = false

  public convenience init(minimumCapacity: Int = 0) {
    // A seed of each run's own, so that no data can be made to collide. Ids do not depend on it.
    self.init(seed: UInt64.random(in: .min ... .max), minimumCapacity: minimumCapacity)
  }

  private init(seed: UInt64, minimumCapacity: Int) {
    self.seed = seed
    storage = .allocate(capacity: 1)
    storage.initialize(to: SymbolStorage(seed: seed, minimumCapacity: minimumCapacity))
  }

  deinit {
    guard !isFinished else { return }
    storage.pointee.deallocate()
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  /// A builder for another thread, whose symbols ``absorb(_:)`` takes over. Any thread may ask for it.
  public func makePeer() -> SymbolTableBuilder { SymbolTableBuilder(seed: seed, minimumCapacity: 0) }

  /// Makes room for this many symbols in all.
  public func reserveCapacity(_ capacity: Int) { storage.pointee.reserve(min(capacity, 1 << 28)) }

  @inlinable public var count: Int { storage.pointee.count }

  /// The id of a text, new or known. Amortised constant time.
  @inlinable public func intern(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let (head, tail) = SymbolStorage.ends(bytes, count)
    let hash = storage.pointee.hash(bytes, count, head: head, tail: tail)
    let (id, slot) = storage.pointee.find(bytes, count, head: head, tail: tail, hash: hash)
    if let id { return id }
    return storage.pointee.insert(bytes, count, head: head, tail: tail, hash: hash, slot: slot)
  }

  @inlinable public func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let start = bytes.baseAddress else { return withUnsafePointer(to: 0 as UInt8) { intern($0, count: 0) } }
    return intern(start, count: bytes.count)
  }

  public func intern(_ text: String) -> UInt32 {
    var copy = text
    return copy.withUTF8 { intern($0) }
  }

  /// The bytes of a symbol; empty for an id that is not there. Valid until the next text is interned.
  public func bytes(of symbol: UInt32) -> UnsafeBufferPointer<UInt8> {
    guard Int(symbol) < storage.pointee.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let entry = storage.pointee.entries + Int(symbol)
    return UnsafeBufferPointer(start: storage.pointee.text(of: entry), count: Int(entry.pointee.count))
  }

  public func string(of symbol: UInt32) -> String { String(decoding: bytes(of: symbol), as: UTF8.self) }

  private static let absorbedAtOnce = 64

  /// Takes over the symbols of a peer, in their order; the id here of each id there.
  public func absorb(_ peer: SymbolTableBuilder) -> [UInt32] {
    let from = peer.storage.pointee
    return [UInt32](unsafeUninitializedCapacity: from.count) { buffer, count in
      for start in stride(from: 0, to: from.count, by: Self.absorbedAtOnce) {
        let block = start..<min(from.count, start + Self.absorbedAtOnce)
        // The slots of a block are touched first, so that the waits for memory overlap.
        var touched: UInt64 = 0
        for index in block {
          touched |= storage.pointee.slots[Int(from.entries[index].hash) & storage.pointee.slotMask]
        }
        storage.pointee.readAhead = touched
        for index in block {
          let entry = from.entries[index]
          let text = from.text(of: from.entries + index)
          let length = Int(entry.count)
          let (id, slot) = storage.pointee.find(
            text, length, head: entry.head, tail: entry.tail, hash: entry.hash)
          buffer[index] =
            id
            ?? storage.pointee.insert(
              text, length, head: entry.head, tail: entry.tail, hash: entry.hash, slot: slot)
        }
      }
      count = from.count
    }
  }

  /// The table; the builder must not be used afterwards.
  public func finish() -> SymbolTable {
    guard !isFinished else { return SymbolTableBuilder().finish() }
    isFinished = true
    return SymbolTable(taking: storage)
  }
}
