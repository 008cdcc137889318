#if canImport(Glibc)
  import Glibc
#endif

/// Memory for tables that are looked into at random and grow. A large block is put on huge pages where the system has them,
/// because with small ones nearly every look-up would miss the address cache.
enum LargeMemory {
  private static let hugePage = 2 << 20

  /// Memory that is not initialised; give it back with ``deallocate(_:)``.
  static func allocate<Value>(_: Value.Type, capacity: Int) -> UnsafeMutablePointer<Value> {
    advised(malloc(byteCount(Value.self, capacity)), capacity)
  }

  /// Makes a block larger; its address may change. The system moves the pages of a large one and copies nothing.
  static func grow<Value>(_ block: UnsafeMutablePointer<Value>, to capacity: Int) -> UnsafeMutablePointer<Value> {
    advised(realloc(block, byteCount(Value.self, capacity)), capacity)
  }

  static func deallocate<Value>(_ block: UnsafeMutablePointer<Value>) { free(block) }

  private static func byteCount<Value>(_: Value.Type, _ capacity: Int) -> Int {
    max(1, capacity) * MemoryLayout<Value>.stride
  }

  private static func advised<Value>(_ block: UnsafeMutableRawPointer?, _ capacity: Int) -> UnsafeMutablePointer<Value>
  {
    let byteCount = byteCount(Value.self, capacity)
    // As any other allocation does.
    guard let block else { fatalError("no memory for \(byteCount) bytes") }
    let start = (UInt(bitPattern: block) + UInt(hugePage) - 1) / UInt(hugePage) * UInt(hugePage)
    let end = (UInt(bitPattern: block) + UInt(byteCount)) / UInt(hugePage) * UInt(hugePage)
    if end > start { madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE) }
    return block.bindMemory(to: Value.self, capacity: capacity)
  }
}
