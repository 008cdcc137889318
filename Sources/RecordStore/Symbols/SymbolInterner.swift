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

    /// Ten bits: there are 1024 entries.
    @inlinable @inline(__always)
    static func index(_ head: UInt64, _ tail: UInt64) -> Int {
      let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed &>> 54)
    }

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
    let entry = (cache.entries ?? cache.allocate()) + Cache.index(head, tail)
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

extension SymbolInterner {
  /// A text whose look-up waits for those of a block.
  @frozen public struct Pending {
    @usableFromInline var bytes: UnsafePointer<UInt8>
    @usableFromInline var head: UInt64
    @usableFromInline var tail: UInt64
    /// What has been read ahead, and in the end the symbol.
    @usableFromInline var found: UInt64 = 0
    @usableFromInline var count: Int
    @usableFromInline var hash: UInt32 = 0
    /// Index in the cache; −1 for a text that is too long for it.
    @usableFromInline var cacheIndex: Int32

    @inlinable init(bytes: UnsafePointer<UInt8>, head: UInt64, tail: UInt64, count: Int, cacheIndex: Int32) {
      self.bytes = bytes
      self.head = head
      self.tail = tail
      self.count = count
      self.cacheIndex = cacheIndex
    }
  }

  /// Set in a word that stands for a pending text, whose number is in the other bits.
  @inlinable static var pendingMark: UInt32 { 0x8000_0000 }

  /// The symbol of a text that the cache knows, or a word that ``resolve(_:cache:words:)`` replaces. The text must
  /// stay where it is until then. Look-ups of a block wait for memory together and not one after the other.
  @inlinable @inline(__always)
  public func internLater(
    _ bytes: UnsafePointer<UInt8>, count: Int, cache: inout Cache, pending: UnsafeMutablePointer<Pending>,
    pendingCount: inout Int
  ) -> UInt32 {
    let (head, tail) = SymbolStorage.ends(bytes, count)
    let word = Self.pendingMark | UInt32(truncatingIfNeeded: pendingCount)
    guard count <= 16 else {
      pending[pendingCount] = Pending(bytes: bytes, head: head, tail: tail, count: count, cacheIndex: -1)
      pendingCount &+= 1
      return word
    }
    let length = UInt32(truncatingIfNeeded: count)
    if head == cache.last.head, tail == cache.last.tail, length == cache.last.count { return cache.last.symbol }
    let index = Cache.index(head, tail)
    let entry = (cache.entries ?? cache.allocate()) + index
    if head != entry.pointee.head || tail != entry.pointee.tail || length != entry.pointee.count {
      entry.pointee = Cache.Entry(head: head, tail: tail, count: length, symbol: word)
      pending[pendingCount] = Pending(
        bytes: bytes, head: head, tail: tail, count: count, cacheIndex: Int32(truncatingIfNeeded: index))
      pendingCount &+= 1
    }
    cache.last = entry.pointee
    return entry.pointee.symbol
  }

  /// Interns the pending texts in their order, and puts their symbols into the words that stand for them.
  public func resolve(
    _ pending: UnsafeMutableBufferPointer<Pending>, cache: inout Cache, words: UnsafeMutableBufferPointer<Int32>
  ) {
    guard !pending.isEmpty else { return }
    let slots = storage.pointee.slots
    let mask = storage.pointee.slotMask
    let entries = storage.pointee.entries
    // Read ahead, so that the memory is on its way for all of them at once.
    for index in pending.indices {
      let hash = storage.pointee.hash(
        pending[index].bytes, pending[index].count, head: pending[index].head, tail: pending[index].tail)
      pending[index].hash = hash
      pending[index].found = slots[Int(hash) & mask]
    }
    for index in pending.indices where UInt32(truncatingIfNeeded: pending[index].found &>> 32) == pending[index].hash {
      pending[index].found = entries[Int(UInt32(truncatingIfNeeded: pending[index].found) &- 1)].head
    }
    for index in pending.indices {
      let text = pending[index]
      let (id, slot) = storage.pointee.find(
        text.bytes, text.count, head: text.head, tail: text.tail, hash: text.hash)
      let symbol =
        id
        ?? storage.pointee.insert(
          text.bytes, text.count, head: text.head, tail: text.tail, hash: text.hash, slot: slot)
      pending[index].found = UInt64(symbol)
      let word = Self.pendingMark | UInt32(truncatingIfNeeded: index)
      if text.cacheIndex >= 0, let entry = cache.entries.map({ $0 + Int(text.cacheIndex) }),
        entry.pointee.symbol == word
      {
        entry.pointee.symbol = symbol
      }
      if cache.last.symbol == word { cache.last.symbol = symbol }
    }
    for index in words.indices where words[index] < 0 {
      let number = Int(UInt32(bitPattern: words[index]) & ~Self.pendingMark)
      if number < pending.count { words[index] = Int32(truncatingIfNeeded: pending[number].found) }
    }
  }
}

extension SymbolTableBuilder {
  /// A handle for loops; valid as long as the builder.
  @inlinable public var interner: SymbolInterner { SymbolInterner(storage) }
}

/// The first and last bytes of a text; together with the length they tell texts of at most sixteen bytes apart.
@frozen public struct TextEnds {
  public let head: UInt64
  public let tail: UInt64

  @inlinable @inline(__always)
  public init(_ bytes: UnsafePointer<UInt8>, _ count: Int) { (head, tail) = SymbolStorage.ends(bytes, count) }
}
