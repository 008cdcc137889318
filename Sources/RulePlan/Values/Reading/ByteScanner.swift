/// A place in a buffer of bytes that is being read.
@frozen @usableFromInline struct ByteScanner {
  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  @usableFromInline var index = 0

  @inlinable init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inlinable var isAtEnd: Bool { index >= bytes.count }
  @inlinable var remaining: Int { bytes.count &- index }

  /// The byte here; 0 past the end.
  @inlinable var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

  @inlinable mutating func advance() { index &+= 1 }

  /// Steps over the byte if it is here.
  @inlinable mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index &+= 1
    return true
  }

  /// Steps over spaces and tabs; whether there were any.
  @inlinable @discardableResult mutating func takeBlanks() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") { index &+= 1 }
    return index > start
  }

  /// Exactly that many digits, at most nine.
  @inlinable mutating func takeDigits(_ count: Int) -> Int? {
    guard remaining >= count else { return nil }
    var value = 0
    for offset in index..<(index &+ count) {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    index &+= count
    return value
  }

  /// Letters and other bytes up to a blank or the end.
  @inlinable mutating func takeWord() -> UnsafeBufferPointer<UInt8> {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: " "), bytes[index] != UInt8(ascii: "\t") { index &+= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<index])
  }

  /// ASCII letters, as many as there are.
  @inlinable mutating func takeLetters() -> UnsafeBufferPointer<UInt8> {
    let start = index
    while index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 { index &+= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<index])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of the text.
  @inlinable func isText(_ text: StaticString) -> Bool {
    guard text.hasPointerRepresentation, text.utf8CodeUnitCount == count else { return false }
    let other = text.utf8Start
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }
}

extension [UInt8] {
  /// Appends an ASCII text.
  @usableFromInline mutating func append(text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends the decimal digits of a number, with zeros in front up to the given count.
  @usableFromInline mutating func append(digits value: UInt128, minimumCount: Int = 1) {
    let start = count
    var rest = value
    while rest > UInt128(UInt64.max) {
      var chunk = UInt64(truncatingIfNeeded: rest % 1_000_000_000_000_000_000)
      rest /= 1_000_000_000_000_000_000
      for _ in 0..<18 {
        append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: chunk % 10))
        chunk /= 10
      }
    }
    var small = UInt64(truncatingIfNeeded: rest)
    while small > 0 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: small % 10))
      small /= 10
    }
    while count &- start < minimumCount { append(UInt8(ascii: "0")) }
    var low = start
    var high = count &- 1
    while low < high {
      swapAt(low, high)
      low &+= 1
      high &-= 1
    }
  }
}
