/// A percentage, held as the fraction it stands for: 15 % is 0.15.
@frozen public struct Percent: Comparable, TextualValue {
  /// The percentage divided by a hundred.
  public let fraction: Decimal128

  @inlinable public init(fraction: Decimal128) { self.fraction = fraction }

  @inlinable public static func < (lhs: Percent, rhs: Percent) -> Bool { lhs.fraction < rhs.fraction }

  /// Reads `15 %` or `15%`. A bare number is not a percentage: it could mean either 15 % or 1500 %.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Percent {
    var scanner = ByteScanner(bytes)
    let fraction = try Decimal128.scan(&scanner, kind: .percent, shift: 2)
    scanner.takeBlanks()
    if scanner.isAtEnd { throw ValueFault(.percent, .missingUnit) }
    guard scanner.take(UInt8(ascii: "%")), scanner.isAtEnd else {
      throw Decimal128.fault(at: scanner, kind: .percent)
    }
    return Percent(fraction: fraction)
  }

  public func write(to output: inout [UInt8]) {
    fraction.write(to: &output, shift: 2)
    output.append(text: " %")
  }
}
