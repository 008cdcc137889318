/// Tuples that a step makes: which tuple each one came from, and its row or element. Adding one costs two stores; there
/// is more room only each time that what is full has been taken out. For one thread.
final class TupleBuffer {
  /// Tuples that are worked on at a time.
  static let capacity = 16_384

  private var places: UnsafeMutablePointer<Int32>
  private var values: UnsafeMutablePointer<Int32>
  private var room: Int
  private(set) var count = 0

  /// - Parameter count: of the tuples that are to come, about.
  init(expecting count: Int) {
    room = max(64, min(count, Self.capacity))
    places = .allocate(capacity: room)
    values = .allocate(capacity: room)
  }

  deinit {
    places.deallocate()
    values.deallocate()
  }

  /// Adds a tuple while there is room. Returns whether the buffer is full.
  @inline(__always)
  func append(tuple: Int, value: Int32) -> Bool {
    guard count < room else { return true }
    places[count] = Int32(truncatingIfNeeded: tuple)
    values[count] = value
    count &+= 1
    return count == room
  }

  /// Hands out what has been added, and starts over.
  func take() -> (places: [Int32], values: [Int32]) {
    let taken = (
      Array(UnsafeBufferPointer(start: places, count: count)), Array(UnsafeBufferPointer(start: values, count: count))
    )
    if count == room, room < Self.capacity { grow() }
    count = 0
    return taken
  }

  private func grow() {
    places.deallocate()
    values.deallocate()
    room = min(room * 4, Self.capacity)
    places = .allocate(capacity: room)
    values = .allocate(capacity: room)
  }
}

extension Array {
  /// The elements at some places.
  func gathered(_ places: [Int32]) -> [Element] {
    withUnsafeBufferPointer { elements in places.map { elements[Int($0)] } }
  }
}
