/// A version of numbers joined by points, compared part by part; a part that is not written is 0, so that v1.2 equals
/// v1.2.0.
///
/// The parts follow each other in 128 bits. A small part takes 8 bits, one beyond 127 takes 16, beyond 16,511
/// takes 24, beyond 2,113,663 takes 32, and the largest 40: sixteen small parts fit, or a few large ones.
@frozen public struct Version: Hashable, Comparable, Sendable {
  /// The parts from the highest bits on. The longer a part is, the more ones it begins with, so that the order of the
  /// bits is that of the parts; the zeros after the last part are parts that are 0.
  public var parts: UInt128

  @inlinable public init(parts: UInt128) { self.parts = parts }

  /// A version of some parts; nil where they do not fit, or there are none.
  public init?(_ numbers: some Sequence<UInt32>) {
    var builder = Builder()
    var isEmpty = true
    for number in numbers {
      guard builder.append(number) else { return nil }
      isEmpty = false
    }
    guard !isEmpty else { return nil }
    parts = builder.bits
  }

  @inlinable public static func < (lhs: Version, rhs: Version) -> Bool { lhs.parts < rhs.parts }

  /// The parts up to the last that is not 0.
  public var numbers: [UInt32] {
    var numbers: [UInt32] = []
    var rest = parts
    while rest != 0 {
      let ones = min((~rest).leadingZeroBitCount, Self.firstNumbers.count - 1)
      let length = 8 &* (ones &+ 1)
      let value = rest >> UInt128(128 &- length) & ((1 << UInt128(7 &* (ones &+ 1))) &- 1)
      numbers.append(UInt32(truncatingIfNeeded: UInt64(truncatingIfNeeded: value) &+ Self.firstNumbers[ones]))
      rest <<= UInt128(length)
    }
    return numbers
  }

  /// The least number of each length.
  private static let firstNumbers: [UInt64] = [0, 128, 16_512, 2_113_664, 270_549_120]

  private struct Builder {
    var bits: UInt128 = 0
    var free = 128

    /// Whether the number found room; a zero past the end needs none.
    mutating func append(_ number: UInt32) -> Bool {
      var ones = firstNumbers.count - 1
      while ones > 0, UInt64(number) < firstNumbers[ones] { ones -= 1 }
      let length = 8 * (ones + 1)
      guard length <= free else { return number == 0 }
      // `ones` ones, a zero, and the distance from the least number of the length.
      let mark = ((UInt128(1) << UInt128(ones)) &- 1) << UInt128(length - ones)
      let distance = UInt128(UInt64(number) &- firstNumbers[ones])
      free -= length
      bits |= (mark | distance) << UInt128(free)
      return true
    }
  }
}

extension Version: TextualValue {
  /// Reads `1.10` or `v1.10`: numbers joined by points, with nothing after them.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Version {
    var scanner = ByteScanner(bytes)
    _ = scanner.take(UInt8(ascii: "v"))
    var builder = Builder()
    repeat {
      let start = scanner.index
      var part: UInt64 = 0
      while !scanner.isAtEnd, scanner.current &- UInt8(ascii: "0") <= 9 {
        part = part &* 10 &+ UInt64(scanner.current &- UInt8(ascii: "0"))
        guard part <= UInt64(UInt32.max) else { throw ValueFault(.version, .outOfRange) }
        scanner.advance()
      }
      guard scanner.index > start else { throw ValueFault(.version, .form) }
      guard builder.append(UInt32(truncatingIfNeeded: part)) else { throw ValueFault(.version, .tooManyParts) }
    } while scanner.take(UInt8(ascii: "."))
    guard scanner.isAtEnd else { throw ValueFault(.version, .form) }
    return Version(parts: builder.bits)
  }

  /// Appends the version as a literal: at least two parts, no zeros after them.
  public func write(to output: inout [UInt8]) {
    var numbers = numbers
    while numbers.count < 2 { numbers.append(0) }
    output.append(UInt8(ascii: "v"))
    for (index, number) in numbers.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ".")) }
      output.append(digits: UInt128(number))
    }
  }
}
