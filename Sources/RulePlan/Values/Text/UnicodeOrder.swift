/// The order of texts: by Unicode scalar, which for UTF-8 is the order of the bytes. No locale, no normalization.
public enum UnicodeOrder {
  /// −1, 0 or 1. Linear in the shorter.
  @inlinable public static func compare(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    let shared = min(first.count, second.count)
    var index = 0
    let firstBytes = UnsafeRawBufferPointer(first)
    let secondBytes = UnsafeRawBufferPointer(second)
    while index &+ 8 <= shared {
      let left = UInt64(bigEndian: firstBytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let right = UInt64(bigEndian: secondBytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if left != right { return left < right ? -1 : 1 }
      index &+= 8
    }
    while index < shared {
      if first[index] != second[index] { return first[index] < second[index] ? -1 : 1 }
      index &+= 1
    }
    return threeWay(first.count, second.count)
  }

  @inlinable public static func compare(_ first: [UInt8], _ second: [UInt8]) -> Int {
    first.withUnsafeBufferPointer { left in second.withUnsafeBufferPointer { right in compare(left, right) } }
  }

  @inlinable public static func compare(_ first: String, _ second: String) -> Int {
    compare(Array(first.utf8), Array(second.utf8))
  }
}
