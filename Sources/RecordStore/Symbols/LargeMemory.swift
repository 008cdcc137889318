#if canImport(Glibc)
  import Glibc
#endif

/// Memory for tables that are looked into at random.
enum LargeMemory {
  private static let hugePage = 2 << 20

  /// Memory that is not initialised; give it back with `deallocate()`. A large block is put on huge pages where the
  /// system has them, because with small ones nearly every look-up would miss the address cache.
  static func allocate<Value>(_: Value.Type, capacity: Int) -> UnsafeMutablePointer<Value> {
    let byteCount = capacity * MemoryLayout<Value>.stride
    guard byteCount >= 2 * hugePage else { return .allocate(capacity: capacity) }
    let block = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: hugePage)
    madvise(block, byteCount, MADV_HUGEPAGE)
    return block.bindMemory(to: Value.self, capacity: capacity)
  }
}
