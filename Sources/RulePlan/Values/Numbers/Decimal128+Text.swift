extension Decimal128: TextualValue {
  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> Decimal128 {
    try read(bytes, allowsUnderscores: false)
  }

  /// Reads a number: digits, optionally a point and digits. No exponent; digits on both
  /// sides of a point. In policies `_` may come between two digits.
  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>, allowsUnderscores: Bool)
    throws(ValueFault) -> Decimal128
  {
    var scanner = ByteScanner(bytes)
    let number = try scan(&scanner, allowsUnderscores: allowsUnderscores, kind: .decimal)
    guard scanner.isAtEnd else { throw fault(at: scanner, kind: .decimal) }
    return number
  }

  /// Reads a number that something may follow, times a negative power of ten.
  @usableFromInline static func scan(
    _ scanner: inout ByteScanner, allowsUnderscores: Bool = false, kind: ValueFault.Kind, shift: Int = 0
  ) throws(ValueFault) -> Decimal128 {
    let bytes = scanner.bytes
    let count = bytes.count
    var index = scanner.index
    var isNegative = false
    if index < count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index &+= 1
    }
    var small: UInt64 = 0
    var wide: UInt128 = 0
    var isWide = false
    var pointScale = -1
    var droppedZeros = false
    var lastWasDigit = false
    while index < count {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        if !isWide, small >= 1_000_000_000_000_000_000 {
          isWide = true
          wide = UInt128(small)
        }
        if !isWide {
          small = small &* 10 &+ UInt64(digit)
          if pointScale >= 0 { pointScale &+= 1 }
        } else {
          let (product, overflow) = wide.multipliedReportingOverflow(by: 10)
          let (sum, carried) = product.addingReportingOverflow(UInt128(digit))
          if droppedZeros || overflow || carried || pointScale >= Int(maximumScale) {
            // Zeros at the end of a long fraction say nothing.
            guard digit == 0, pointScale >= 0 else { throw ValueFault(kind, .tooManyDigits) }
            droppedZeros = true
          } else {
            wide = sum
            if pointScale >= 0 { pointScale &+= 1 }
          }
        }
        lastWasDigit = true
      } else if byte == UInt8(ascii: "."), pointScale < 0, lastWasDigit,
        index &+ 1 < count, bytes[index &+ 1] &- UInt8(ascii: "0") <= 9
      {
        pointScale = 0
        lastWasDigit = false
      } else if allowsUnderscores, byte == UInt8(ascii: "_"), lastWasDigit,
        index &+ 1 < count, bytes[index &+ 1] &- UInt8(ascii: "0") <= 9
      {
        lastWasDigit = false
      } else {
        break
      }
      index &+= 1
    }
    scanner.index = index
    guard lastWasDigit else { throw fault(at: scanner, kind: kind) }
    if !isWide { wide = UInt128(small) }
    guard wide <= Int128.max.magnitude || (pointScale > 0 && wide % 10 == 0) else {
      throw ValueFault(kind, .tooManyDigits)
    }
    var scale = max(0, pointScale)
    while wide > Int128.max.magnitude, scale > 0, wide % 10 == 0 {
      wide /= 10
      scale -= 1
    }
    guard let coefficient = Int128(exactly: wide) else { throw ValueFault(kind, .tooManyDigits) }
    guard let number = Decimal128(isNegative ? 0 &- coefficient : coefficient, scale: scale &+ shift)
    else { throw ValueFault(kind, .tooManyDigits) }
    return number
  }

  /// The fault at the place where a number stopped being one.
  @usableFromInline static func fault(at scanner: ByteScanner, kind: ValueFault.Kind) -> ValueFault {
    let previous = scanner.index > 0 && scanner.index <= scanner.bytes.count ? scanner.bytes[scanner.index &- 1] : 0
    guard previous &- UInt8(ascii: "0") <= 9 else { return ValueFault(kind, .form) }
    switch scanner.current {
    case UInt8(ascii: "e"), UInt8(ascii: "E"): return ValueFault(kind, .exponent)
    case UInt8(ascii: ","), UInt8(ascii: "_"), UInt8(ascii: "'"): return ValueFault(kind, .groupedDigits)
    default: return ValueFault(kind, .form)
    }
  }

  public init?(bytes: UnsafeBufferPointer<UInt8>, allowsUnderscores: Bool) {
    guard let number = try? Self.read(bytes, allowsUnderscores: allowsUnderscores) else { return nil }
    self = number
  }

  public init?(_ text: String, allowsUnderscores: Bool) {
    let number = Array(text.utf8).withUnsafeBufferPointer { Self(bytes: $0, allowsUnderscores: allowsUnderscores) }
    guard let number else { return nil }
    self = number
  }

  public func write(to output: inout [UInt8]) { write(to: &output, shift: 0) }

  /// Appends the number times a power of ten.
  func write(to output: inout [UInt8], shift: Int) {
    if isNegative { output.append(UInt8(ascii: "-")) }
    var digits = coefficient.magnitude
    var scale = Int(scale) - shift
    if scale < 0, digits > 0, let factor = PowersOfTen.wide(-scale)?.magnitude {
      // A coefficient has 121 bits: twice a power of ten finds room.
      digits = digits &* factor
    }
    scale = max(0, scale)
    guard scale > 0 else { return output.append(digits: digits) }
    let start = output.count
    output.append(digits: digits, minimumCount: scale + 1)
    output.insert(UInt8(ascii: "."), at: max(start, output.count - scale))
  }
}

/// A whole number as text.
public enum IntegerNumeral {
  /// Reads a 64-bit integer.
  @inlinable public static func read(_ bytes: UnsafeBufferPointer<UInt8>, allowsUnderscores: Bool = false)
    throws(ValueFault) -> Int64
  {
    let count = bytes.count
    var index = 0
    var isNegative = false
    if count > 0, bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      isNegative = bytes[0] == UInt8(ascii: "-")
      index = 1
    }
    // Counted down from zero: there is one more negative number than there are positive ones.
    var value: Int64 = 0
    var lastWasDigit = false
    while index < count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carried) = product.subtractingReportingOverflow(Int64(digit))
        if overflow || carried { throw rangeFault(bytes, from: index) }
        value = sum
        lastWasDigit = true
      } else if allowsUnderscores, bytes[index] == UInt8(ascii: "_"), lastWasDigit {
        lastWasDigit = false
      } else {
        break
      }
      index &+= 1
    }
    guard index == count, lastWasDigit else {
      var scanner = ByteScanner(bytes)
      scanner.index = index
      throw Decimal128.fault(at: scanner, kind: .integer)
    }
    guard !isNegative else { return value }
    guard value > Int64.min else { throw ValueFault(.integer, .outOfRange) }
    return 0 &- value
  }

  public static func read(_ text: String, allowsUnderscores: Bool = false) throws(ValueFault) -> Int64 {
    try Array(text.utf8).withUnsafeBufferPointer { buffer throws(ValueFault) in
      try read(buffer, allowsUnderscores: allowsUnderscores)
    }
  }

  /// A number that is too long is out of range; a longer text that is not a number has another fault.
  @usableFromInline static func rangeFault(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> ValueFault {
    for index in start..<bytes.count where bytes[index] &- UInt8(ascii: "0") > 9 && bytes[index] != UInt8(ascii: "_") {
      return ValueFault(.integer, .form)
    }
    return ValueFault(.integer, .outOfRange)
  }
}
