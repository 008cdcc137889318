#if canImport(Glibc)
  import Glibc
#endif

/// The memory of a symbol table: texts in chunks, one entry a symbol, and an open-addressing hash of them.
///
/// It is reached through a pointer and not as class properties, because an exclusivity check on each access would cost
/// more than the look-up itself.
@usableFromInline struct SymbolStorage {
  /// A text of up to sixteen bytes lies in `head` and `tail` themselves; of a longer one `head` holds the first eight
  /// bytes, and `tail` the address of all.
  @usableFromInline struct Entry {
    @usableFromInline var head: UInt64
    @usableFromInline var tail: UInt64
    @usableFromInline var count: UInt32
    @usableFromInline var hash: UInt32

    @usableFromInline init(head: UInt64, tail: UInt64, count: UInt32, hash: UInt32) {
      self.head = head
      self.tail = tail
      self.count = count
      self.hash = hash
    }

    @inlinable @inline(__always) var isShort: Bool { count <= 16 }
  }

  /// Upper half: the hash; lower half: the id plus one; 0 is empty.
  @usableFromInline var slots: UnsafeMutablePointer<UInt64>
  @usableFromInline var slotMask: Int
  @usableFromInline var entries: UnsafeMutablePointer<Entry>
  @usableFromInline var entryCapacity: Int
  @usableFromInline var count: Int
  @usableFromInline let seed: UInt64
  /// The blocks that hold the texts; each begins with the address of the one before. No array, so that reading a
  /// storage counts no references.
  var lastChunk: UnsafeMutableRawPointer?
  var chunkUsed: Int
  var chunkCapacity: Int
  var textCapacity = 0
  /// The bytes read ahead of time, kept so that the read is not optimised away.
  var readAhead: UInt64 = 0

  init(seed: UInt64, minimumCapacity: Int) {
    let slotCount = Self.slotCount(for: minimumCapacity)
    slots = LargeMemory.allocate(UInt64.self, capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    slotMask = slotCount &- 1
    entryCapacity = slotCount / 2
    entries = LargeMemory.allocate(Entry.self, capacity: entryCapacity)
    count = 0
    self.seed = seed
    lastChunk = nil
    chunkUsed = 0
    chunkCapacity = 0
  }

  func deallocate() {
    LargeMemory.deallocate(slots)
    LargeMemory.deallocate(entries)
    var chunk = lastChunk
    while let current = chunk {
      chunk = current.load(as: UnsafeMutableRawPointer?.self)
      current.deallocate()
    }
  }

  /// Bytes of memory in use.
  var memory: Int {
    (slotMask &+ 1) &* 8 &+ entryCapacity &* MemoryLayout<Entry>.stride &+ textCapacity
  }

  static let chunkSize = 1 << 20

  /// A power of two of which at most two thirds are in use.
  private static func slotCount(for count: Int) -> Int {
    var slotCount = 64
    while slotCount &* 2 < count &* 3, slotCount < 1 << 32 { slotCount &*= 2 }
    return slotCount
  }

  // MARK: Hashing

  @inlinable @inline(__always)
  static func load8(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self)
  }

  @inlinable @inline(__always)
  static func load4(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
  }

  /// The first eight bytes, and the other ones of a text of at most sixteen, as they lie in memory with zeros after
  /// them; of a longer text the last eight.
  @inlinable @inline(__always)
  static func ends(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (head: UInt64, tail: UInt64) {
    if count > 8 {
      let tail = load8(bytes + (count &- 8))
      return (load8(bytes), count < 16 ? tail &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count) : tail)
    }
    if count == 8 { return (load8(bytes), 0) }
    if count >= 4 {
      let last = load4(bytes + (count &- 4)) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
      return (load4(bytes) | last &<< 32, 0)
    }
    var head: UInt64 = 0
    var index = count
    while index > 0 {
      index &-= 1
      head = head &<< 8 | UInt64(bytes[index])
    }
    return (head, 0)
  }

  @inlinable @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inlinable @inline(__always)
  func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int, head: UInt64, tail: UInt64) -> UInt32 {
    var state = seed ^ UInt64(truncatingIfNeeded: count)
    if count > 16 {
      var index = 8
      while index < count &- 8 {
        state = Self.fold(state ^ 0xA076_1D64_78BD_642F, Self.load8(bytes + index) ^ 0xE703_7ED1_A0B4_28DB)
        index &+= 8
      }
    }
    let mixed = Self.fold(head ^ state, tail ^ 0x8EBC_6AF0_9C88_C6E3 ^ state &<< 1)
    return UInt32(truncatingIfNeeded: Self.fold(mixed ^ 0x5899_65CC_7537_4CC3, 0x1D8E_4E27_C47D_124F) &>> 16)
  }

  // MARK: Look-up

  /// The id of a text, or the slot where it would go.
  @inlinable @inline(__always)
  func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, head: UInt64, tail: UInt64, hash: UInt32
  ) -> (id: UInt32?, slot: Int) {
    var slot = Int(hash) & slotMask
    while true {
      let content = slots[slot]
      if content == 0 { return (nil, slot) }
      if UInt32(truncatingIfNeeded: content &>> 32) == hash {
        let id = UInt32(truncatingIfNeeded: content) &- 1
        let entry = entries + Int(id)
        if entry.pointee.head == head, Int(entry.pointee.count) == count,
          count <= 16 ? entry.pointee.tail == tail : isLong(entry, bytes, count)
        {
          return (id, slot)
        }
      }
      slot = (slot &+ 1) & slotMask
    }
  }

  /// Whether the text of an entry of more than sixteen bytes is that of others of the same length.
  @usableFromInline @inline(never)
  func isLong(_ entry: UnsafeMutablePointer<Entry>, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    memcmp(text(of: entry), bytes, count) == 0
  }

  /// The bytes of an entry; they lie there until the next insertion.
  @inlinable @inline(__always)
  func text(of entry: UnsafeMutablePointer<Entry>) -> UnsafePointer<UInt8> {
    let address = entry.pointee.isShort ? nil : UnsafeRawPointer(bitPattern: UInt(entry.pointee.tail))
    return (address ?? UnsafeRawPointer(entry)).assumingMemoryBound(to: UInt8.self)
  }

  // MARK: Insertion

  @usableFromInline @inline(never)
  mutating func insert(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, head: UInt64, tail: UInt64, hash: UInt32, slot: Int
  ) -> UInt32 {
    if self.count == entryCapacity { growEntries(to: entryCapacity &* 2) }
    var tail = tail
    if count > 16 {
      let copy = allocateText(count)
      copy.update(from: bytes, count: count)
      tail = UInt64(UInt(bitPattern: copy))
    }
    let id = UInt32(truncatingIfNeeded: self.count)
    (entries + self.count).initialize(
      to: Entry(head: head, tail: tail, count: UInt32(truncatingIfNeeded: count), hash: hash))
    self.count &+= 1
    slots[slot] = UInt64(hash) &<< 32 | UInt64(id &+ 1)
    if self.count &* 3 > slotMask &* 2 { growSlots(to: (slotMask &+ 1) &* 2) }
    return id
  }

  /// Makes room for this many symbols in all, so that adding them moves none.
  mutating func reserve(_ capacity: Int) {
    let slotCount = Self.slotCount(for: capacity)
    if slotCount > slotMask &+ 1 { growSlots(to: slotCount) }
    if capacity > entryCapacity { growEntries(to: capacity) }
  }

  private mutating func growEntries(to capacity: Int) {
    entries = LargeMemory.grow(entries, of: count, to: capacity)
    entryCapacity = capacity
  }

  private mutating func growSlots(to slotCount: Int) {
    LargeMemory.deallocate(slots)
    slots = LargeMemory.allocate(UInt64.self, capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
    slotMask = slotCount &- 1
    for id in 0..<count {
      let hash = entries[id].hash
      var slot = Int(hash) & slotMask
      while slots[slot] != 0 { slot = (slot &+ 1) & slotMask }
      slots[slot] = UInt64(hash) &<< 32 | UInt64(id &+ 1)
    }
  }

  private mutating func allocateText(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if let lastChunk, count <= chunkCapacity &- chunkUsed {
      defer { chunkUsed &+= count }
      return (lastChunk + chunkUsed).assumingMemoryBound(to: UInt8.self)
    }
    let header = MemoryLayout<UnsafeMutableRawPointer?>.size
    let isLong = count > Self.chunkSize / 4
    let capacity = isLong ? count &+ header : Self.chunkSize
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    textCapacity &+= capacity
    if isLong, let lastChunk {
      // A text of its own; the current chunk stays the last one.
      chunk.storeBytes(of: lastChunk.load(as: UnsafeMutableRawPointer?.self), as: UnsafeMutableRawPointer?.self)
      lastChunk.storeBytes(of: chunk, as: UnsafeMutableRawPointer?.self)
    } else {
      chunk.storeBytes(of: lastChunk, as: UnsafeMutableRawPointer?.self)
      lastChunk = chunk
      chunkUsed = header &+ count
      chunkCapacity = capacity
    }
    return (chunk + header).bindMemory(to: UInt8.self, capacity: count)
  }
}
