/// Interns texts without counting references to the builder, which must outlive it. For the loops of readers.
@frozen public struct SymbolInterner {
  @usableFromInline let storage: UnsafeMutablePointer<SymbolStorage>

  @inlinable init(_ storage: UnsafeMutablePointer<SymbolStorage>) { self.storage = storage }

  /// The short texts that one column has had lately. The same few hundred often make up millions of values, and here
  /// they lie closer together than in the table.
  @frozen public struct Cache {
    @usableFromInline struct Entry {
      @usableFromInline var head: UInt64
      @usableFromInline var tail: UInt64
      @usableFromInline var count: UInt32
      @usableFromInline var symbol: UInt32

      @inlinable init(head: UInt64, tail: UInt64, count: UInt32, symbol: UInt32) {
        self.head = head
        self.tail = tail
        self.count = count
        self.symbol = symbol
      }
    }

    @usableFromInline var last = Entry(head: 0, tail: 0, count: .max, symbol: 0)
    /// Nil until there is a text.
    @usableFromInline var entries: UnsafeMutablePointer<Entry>?

    public init() {}

    public func deallocate() { entries?.deallocate() }

    @usableFromInline mutating func allocate() -> UnsafeMutablePointer<Entry> {
      let allocated = UnsafeMutablePointer<Entry>.allocate(capacity: 1024)
      allocated.initialize(repeating: last, count: 1024)
      entries = allocated
      return allocated
    }
  }

  /// The id of a text, new or known. Amortised constant time.
  @inlinable @inline(__always)
  public func intern(_ bytes: UnsafePointer<UInt8>, count: Int, cache: inout Cache) -> UInt32 {
    let (head, tail) = SymbolStorage.ends(bytes, count)
    // First and last eight bytes are all of a text of at most sixteen.
    guard count <= 16 else { return find(bytes, count, head, tail) }
    let count = UInt32(truncatingIfNeeded: count)
    if head == cache.last.head, tail == cache.last.tail, count == cache.last.count { return cache.last.symbol }
    let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    // Ten bits: 1024 entries.
    let entry = (cache.entries ?? cache.allocate()) + Int(truncatingIfNeeded: mixed &>> 54)
    if head != entry.pointee.head || tail != entry.pointee.tail || count != entry.pointee.count {
      entry.pointee = Cache.Entry(
        head: head, tail: tail, count: count, symbol: find(bytes, Int(count), head, tail))
    }
    cache.last = entry.pointee
    return entry.pointee.symbol
  }

  @inlinable
  func find(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ head: UInt64, _ tail: UInt64) -> UInt32 {
    let hash = storage.pointee.hash(bytes, count, head: head, tail: tail)
    let (id, slot) = storage.pointee.find(bytes, count, head: head, tail: tail, hash: hash)
    return id ?? storage.pointee.insert(bytes, count, head: head, tail: tail, hash: hash, slot: slot)
  }
}

extension SymbolTableBuilder {
  /// A handle for loops; valid as long as the builder.
  @inlinable public var interner: SymbolInterner { SymbolInterner(storage) }
}
