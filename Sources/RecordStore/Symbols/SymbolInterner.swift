/// Interns texts without counting references to the builder, which must outlive it. For the loops of readers.
@frozen public struct SymbolInterner {
  @usableFromInline let storage: UnsafeMutablePointer<SymbolStorage>

  @inlinable init(_ storage: UnsafeMutablePointer<SymbolStorage>) { self.storage = storage }

  /// The short texts that one column has had lately. The same few thousand often make up millions of values, and here
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
    /// Leaves as many bits of a hash as the number of entries has.
    @usableFromInline var shift: UInt64 = 64 - 10
    /// Known texts that were not found here since the last growth.
    @usableFromInline var missed = 0

    public init() {}

    static let largestBitCount: UInt64 = 16

    @inlinable @inline(__always)
    func index(_ head: UInt64, _ tail: UInt64) -> Int {
      let mixed = (head ^ tail &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed &>> shift)
    }

    public func deallocate() { entries?.deallocate() }

    @usableFromInline mutating func allocate() -> UnsafeMutablePointer<Entry> {
      let capacity = 1 << Int(64 - shift)
      let allocated = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
      allocated.initialize(repeating: Entry(head: 0, tail: 0, count: .max, symbol: 0), count: capacity)
      entries = allocated
      return allocated
    }

    /// A cache that keeps missing what is known becomes larger; it starts over, because it soon fills again.
    mutating func note(missed more: Int) {
      missed += more
      guard missed > 2 << Int(64 - shift), 64 - shift < Self.largestBitCount else { return }
      missed = 0
      shift -= 2
      entries?.deallocate()
      entries = nil
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
    let entry = (cache.entries ?? cache.allocate()) + cache.index(head, tail)
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
  /// A text that a cache did not know.
  @frozen public struct Pending {
    @usableFromInline var bytes: UnsafePointer<UInt8>
    @usableFromInline var head: UInt64
    @usableFromInline var tail: UInt64
    /// The bytes read ahead, and in the end the symbol.
    @usableFromInline var found: UInt64 = 0
    @usableFromInline var count: Int
    @usableFromInline var hash: UInt32 = 0
    /// Whether the table had it already.
    @usableFromInline var isKnown = false

    @inlinable init(bytes: UnsafePointer<UInt8>, head: UInt64, tail: UInt64, count: Int) {
      self.bytes = bytes
      self.head = head
      self.tail = tail
      self.count = count
    }
  }

  /// Interns the pending texts in their order, and puts their symbols into the words that stand for them. Look-ups wait
  /// for memory together and not one after the other.
  public func resolve(
    _ pending: UnsafeMutableBufferPointer<Pending>, words: UnsafeMutableBufferPointer<Int32>
  ) {
    guard !pending.isEmpty else { return }
    var index = 0
    while index < pending.count {
      // The first ones are few, because after them it is known where to look.
      let block = index..<min(pending.count, index == 0 ? 8 : index + Self.lookedUpAtOnce)
      index = resolveFollowing(pending, block)
      resolve(pending, index..<block.upperBound)
      index = block.upperBound
    }
    for index in words.indices where words[index] < 0 {
      let number = Int(UInt32(bitPattern: words[index]) & ~Cache.pendingMark)
      if number < pending.count { words[index] = Int32(truncatingIfNeeded: pending[number].found) }
    }
  }

  private static var lookedUpAtOnce: Int { 64 }

  /// Resolves texts at the beginning of a block that have the symbols after the one before: rows of one file often
  /// follow the keys of another. Returns where that ends.
  private func resolveFollowing(_ pending: UnsafeMutableBufferPointer<Pending>, _ block: Range<Int>) -> Int {
    guard block.lowerBound > 0 else { return block.lowerBound }
    var symbol = pending[block.lowerBound - 1].found
    for index in block {
      symbol += 1
      guard symbol < storage.pointee.count else { return index }
      let entry = storage.pointee.entries + Int(symbol)
      guard entry.pointee.head == pending[index].head, entry.pointee.tail == pending[index].tail,
        Int(entry.pointee.count) == pending[index].count, entry.pointee.isShort
      else { return index }
      pending[index].found = symbol
      pending[index].isKnown = true
    }
    return block.upperBound
  }

  private func resolve(_ pending: UnsafeMutableBufferPointer<Pending>, _ block: Range<Int>) {
    let slots = storage.pointee.slots
    let mask = storage.pointee.slotMask
    let entries = storage.pointee.entries
    // Read ahead, so that the memory is on its way for all of them at once.
    for index in block {
      let hash = storage.pointee.hash(
        pending[index].bytes, pending[index].count, head: pending[index].head, tail: pending[index].tail)
      pending[index].hash = hash
      pending[index].found = slots[Int(hash) & mask]
    }
    for index in block where UInt32(truncatingIfNeeded: pending[index].found &>> 32) == pending[index].hash {
      pending[index].found = entries[Int(UInt32(truncatingIfNeeded: pending[index].found) &- 1)].head
    }
    for index in block {
      let text = pending[index]
      let (id, slot) = storage.pointee.find(
        text.bytes, text.count, head: text.head, tail: text.tail, hash: text.hash)
      let symbol =
        id
        ?? storage.pointee.insert(
          text.bytes, text.count, head: text.head, tail: text.tail, hash: text.hash, slot: slot)
      pending[index].found = UInt64(symbol)
      pending[index].isKnown = id != nil
    }
  }
}

extension SymbolInterner.Cache {
  public typealias Pending = SymbolInterner.Pending

  /// Set in a word that stands for a pending text, whose number is in the other bits.
  @inlinable static var pendingMark: UInt32 { 0x8000_0000 }

  /// The symbol of a text that the cache knows, or a word that ``SymbolInterner/resolve(_:words:)`` replaces. The text
  /// must stay where it is until then. After a block of texts, call ``learn(_:)`` or ``forget(_:)``.
  @inlinable @inline(__always)
  public mutating func symbol(
    of bytes: UnsafePointer<UInt8>, count: Int, pending: UnsafeMutablePointer<Pending>, pendingCount: inout Int
  ) -> UInt32 {
    let (head, tail) = SymbolStorage.ends(bytes, count)
    let word = Self.pendingMark | UInt32(truncatingIfNeeded: pendingCount)
    guard count <= 16 else {
      pending[pendingCount] = Pending(bytes: bytes, head: head, tail: tail, count: count)
      pendingCount &+= 1
      return word
    }
    let length = UInt32(truncatingIfNeeded: count)
    if head == last.head, tail == last.tail, length == last.count { return last.symbol }
    let entry = (entries ?? allocate()) + index(head, tail)
    if head != entry.pointee.head || tail != entry.pointee.tail || length != entry.pointee.count {
      entry.pointee = Entry(head: head, tail: tail, count: length, symbol: word)
      pending[pendingCount] = Pending(bytes: bytes, head: head, tail: tail, count: count)
      pendingCount &+= 1
    }
    last = entry.pointee
    return entry.pointee.symbol
  }

  /// Takes over the symbols of texts that are resolved.
  public mutating func learn(_ pending: UnsafeMutableBufferPointer<Pending>) {
    guard let entries else { return }
    last.count = .max
    var known = 0
    for text in pending where text.count <= 16 {
      entries[index(text.head, text.tail)] = Entry(
        head: text.head, tail: text.tail, count: UInt32(truncatingIfNeeded: text.count),
        symbol: UInt32(truncatingIfNeeded: text.found))
      if text.isKnown { known &+= 1 }
    }
    note(missed: known)
  }

  /// Drops texts that are not resolved yet, because their numbers mean nothing in another block.
  public mutating func forget(_ pending: UnsafeMutableBufferPointer<Pending>) {
    guard let entries else { return }
    last.count = .max
    for text in pending where text.count <= 16 { entries[index(text.head, text.tail)].count = .max }
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
