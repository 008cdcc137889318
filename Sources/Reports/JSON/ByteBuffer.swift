/// Bytes that grow at their end. A report of millions of small pieces is put together here, so that none of them costs
/// more than its bytes. For one thread.
final class ByteBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  func removeAll() { count = 0 }

  @inline(__always) private func reserve(_ more: Int) {
    if capacity &- count < more { grow(more) }
  }

  @inline(never) private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    copy.update(from: base, count: count)
    base.deallocate()
    base = copy
    capacity = larger
  }

  @inline(__always) func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count &+= 1
  }

  @inline(__always) func append(_ first: UInt8, _ second: UInt8) {
    reserve(2)
    base[count] = first
    base[count &+ 1] = second
    count &+= 2
  }

  func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
    reserve(length)
    (base + count).update(from: bytes, count: length)
    count &+= length
  }

  func append(_ text: StaticString) { append(text.utf8Start, count: text.utf8CodeUnitCount) }

  func append(_ text: String) {
    var text = text
    text.withUTF8 { text in if let start = text.baseAddress { append(start, count: text.count) } }
  }

  /// In decimal.
  func append(_ number: Int) {
    guard number >= 0 else { return append(String(number)) }
    var length = 1
    var limit = 10
    while length < 18, number >= limit {
      length &+= 1
      limit &*= 10
    }
    guard number < limit else { return append(String(number)) }
    reserve(length)
    var rest = number
    var place = count &+ length
    repeat {
      place &-= 1
      base[place] = UInt8(truncatingIfNeeded: 0x30 &+ rest % 10)
      rest /= 10
    } while place > count
    count &+= length
  }
}
