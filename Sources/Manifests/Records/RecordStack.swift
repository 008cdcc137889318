/// Where the keys of the records in progress are: a slot for each of their fields, −1 for one not seen yet.
final class RecordStack {
  private var slots: UnsafeMutablePointer<Int>
  private var capacity = 256
  private(set) var count = 0

  init() { slots = .allocate(capacity: capacity) }

  deinit { slots.deallocate() }

  /// Makes room for a record and returns its first slot.
  func push(_ fieldCount: Int) -> Int {
    let base = count
    if base + fieldCount > capacity {
      let larger = max(capacity * 2, base + fieldCount)
      let moved = UnsafeMutablePointer<Int>.allocate(capacity: larger)
      moved.update(from: slots, count: base)
      slots.deallocate()
      slots = moved
      capacity = larger
    }
    for index in base..<base + fieldCount { slots[index] = -1 }
    count = base + fieldCount
    return base
  }

  /// Drops everything from a slot on.
  func pop(to base: Int) { count = min(count, max(0, base)) }

  subscript(slot: Int) -> Int {
    @inline(__always) get { slot < count ? slots[slot] : -1 }
    @inline(__always) set { if slot < count { slots[slot] = newValue } }
  }
}
