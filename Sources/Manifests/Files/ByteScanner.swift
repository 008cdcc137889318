#if canImport(Glibc)
  import Glibc
#endif

/// Searches over bytes, eight at a time.
enum ByteScanner {
  @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of the lowest byte that is a quote, a backslash or a control character; above it others may be wrong.
  @inline(__always)
  static func endsOfPlainText(_ word: UInt64) -> UInt64 {
    let quotes = word ^ repeated(0x22)
    let backslashes = word ^ repeated(0x5C)
    let ones = repeated(0x01)
    return (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | ((word &- repeated(0x20)) & ~word))
      & repeated(0x80)
  }

  /// The first quote, backslash or control character, or the end.
  @inline(__always)
  static func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    var index = start
    while index &+ 8 <= end {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      let matches = endsOfPlainText(word)
      if matches != 0 { return index &+ matches.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < end {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
      index &+= 1
    }
    return end
  }

  /// The next place of a byte.
  @inline(__always)
  static func firstIndex(
    of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, start < end, let hit = memchr(base + start, Int32(byte), end - start) else {
      return nil
    }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }

  /// The next line feed, or the end.
  @inline(__always)
  static func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    firstIndex(of: 0x0A, in: bytes, from: start, to: end) ?? end
  }

  /// The first byte that is not part of well-formed UTF-8; nil where there is none.
  static func firstInvalidUTF8(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var index = start
    while index < end {
      // Sixty-four bytes of ASCII at a time.
      while index &+ 64 <= end {
        let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<UInt64>.self)
        let both = block.lowHalf | block.highHalf
        let all = (both.lowHalf | both.highHalf)
        guard (all.x | all.y) & 0x8080_8080_8080_8080 == 0 else { break }
        index &+= 64
      }
      let stop = min(end, index &+ 64)
      while index < stop {
        if bytes[index] < 0x80 {
          index &+= 1
          continue
        }
        guard let length = scalarLength(bytes, at: index, to: end) else { return index }
        index &+= length
      }
    }
    return nil
  }

  /// Bytes of the scalar that begins with a byte at or above 0x80; nil where it is not well-formed.
  private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, to end: Int) -> Int? {
    func isContinuation(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      index + offset < end && bytes[index + offset] >= low && bytes[index + offset] <= high
    }
    switch bytes[index] {
    case 0xC2...0xDF: return isContinuation(1) ? 2 : nil
    case 0xE0: return isContinuation(1, 0xA0) && isContinuation(2) ? 3 : nil
    case 0xED: return isContinuation(1, 0x80, 0x9F) && isContinuation(2) ? 3 : nil
    case 0xE1...0xEF: return isContinuation(1) && isContinuation(2) ? 3 : nil
    case 0xF0: return isContinuation(1, 0x90) && isContinuation(2) && isContinuation(3) ? 4 : nil
    case 0xF1...0xF3: return isContinuation(1) && isContinuation(2) && isContinuation(3) ? 4 : nil
    case 0xF4: return isContinuation(1, 0x80, 0x8F) && isContinuation(2) && isContinuation(3) ? 4 : nil
    default: return nil
    }
  }

  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    var index = 0
    while index &+ 64 <= bytes.count {
      let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<UInt64>.self)
      let both = block.lowHalf | block.highHalf
      let all = both.lowHalf | both.highHalf
      if (all.x | all.y) & 0x8080_8080_8080_8080 != 0 { return false }
      index &+= 64
    }
    while index < bytes.count {
      if bytes[index] >= 0x80 { return false }
      index &+= 1
    }
    return true
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of an ASCII text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard text.hasPointerRepresentation, text.utf8CodeUnitCount == count, let baseAddress else { return false }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }
}
