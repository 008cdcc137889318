#if canImport(Glibc)
  import Glibc
#endif

/// Memory for tables that are looked into at random and grow. A large block is put on huge pages where the system has
/// them, because with small ones nearly every look-up would miss the address cache. Without memory the process ends as
/// it does with any other allocation.
enum LargeMemory {
  private static let hugePage = 2 << 20

  /// Memory that is not initialised; give it back with ``deallocate(_:)``.
  static func allocate<Value>(_: Value.Type, capacity: Int) -> UnsafeMutablePointer<Value> {
    guard let block = malloc(byteCount(Value.self, capacity)) else { return .allocate(capacity: capacity) }
    return advised(block, capacity)
  }

  /// Grows a block with this many plain values; its address may change. The system moves the pages of a large one and
  /// copies nothing.
  static func grow<Value>(
    _ block: UnsafeMutablePointer<Value>, of count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    if let larger = realloc(block, byteCount(Value.self, capacity)) { return advised(larger, capacity) }
    let copy = allocate(Value.self, capacity: capacity)
    copy.moveInitialize(from: block, count: count)
    deallocate(block)
    return copy
  }

  static func deallocate<Value>(_ block: UnsafeMutablePointer<Value>) { free(block) }

  private static func byteCount<Value>(_: Value.Type, _ capacity: Int) -> Int {
    max(1, capacity) * MemoryLayout<Value>.stride
  }

  private static func advised<Value>(
    _ block: UnsafeMutableRawPointer, _ capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    let start = (UInt(bitPattern: block) + UInt(hugePage) - 1) / UInt(hugePage) * UInt(hugePage)
    let end = (UInt(bitPattern: block) + UInt(byteCount(Value.self, capacity))) / UInt(hugePage) * UInt(hugePage)
    if end > start { madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE) }
    return block.bindMemory(to: Value.self, capacity: capacity)
  }
}
