/// An exact decimal number: a coefficient of up to 36 digits, with 0 to 62 of its digits after the point.
///
/// Equality, order and hashing go by value (1.0 equals 1.00), while the scale that was written is kept for the text.
/// Every operation is exact, or gives nil: then ``Number`` holds the result.
///
/// The value takes 16 bytes: the coefficient in the upper 122 bits, the scale in the lower 6, so that numbers of one
/// scale compare as integers.
@frozen public struct Decimal128: Sendable {
  @usableFromInline let high: Int64
  @usableFromInline let low: UInt64

  @inlinable init(packed: Int128) {
    high = Int64(truncatingIfNeeded: packed >> 64)
    low = UInt64(truncatingIfNeeded: packed)
  }

  @inlinable var packed: Int128 { Int128(truncatingIfNeeded: high) << 64 | Int128(truncatingIfNeeded: low) }

  /// The number without its point.
  @inlinable public var coefficient: Int128 { packed >> 6 }

  /// How many digits of the coefficient come after the point: 0…62.
  @inlinable public var scale: UInt8 { UInt8(truncatingIfNeeded: low & 63) }

  /// Of greater magnitude no coefficient is.
  @inlinable public static var maximumCoefficient: Int128 { (1 << 121) &- 1 }
  @inlinable public static var maximumScale: UInt8 { 62 }

  /// A mark in place of a number that no decimal holds, in a vector that keeps such numbers aside.
  ///
  /// - Parameter reference: the place of the number among those kept aside, not less than zero.
  @inlinable public init(reference: Int) { self.init(packed: Int128(reference) << 6 | 63) }

  /// The place of the number that is kept aside; nil for a decimal.
  @inlinable public var reference: Int? { low & 63 == 63 ? Int(truncatingIfNeeded: packed >> 6) : nil }

  @inlinable public static var zero: Decimal128 { Decimal128(packed: 0) }
  @inlinable public static var one: Decimal128 { Decimal128(packed: 1 << 6) }

  @inlinable public init(_ integer: Int64) { self.init(packed: Int128(integer) << 6) }

  /// The coefficient × 10^-scale, as a column holds them; the scale is at most ``maximumScale``.
  @inlinable public init(coefficient: Int64, scale: UInt8) {
    self.init(packed: Int128(coefficient) << 6 | Int128(min(scale, Self.maximumScale)))
  }

  /// The coefficient × 10^-scale; nil where it cannot be held.
  /// Trailing zeros after the point are dropped only as far as needed to hold it.
  @inlinable public init?(coefficient: Int128, scale: UInt8) {
    self.init(coefficient, scale: Int(scale))
  }

  /// The coefficient × 10^-scale for any scale.
  @inlinable init?(_ coefficient: Int128, scale: Int) {
    if scale >= 0, scale <= Int(Self.maximumScale), coefficient.magnitude <= Self.maximumCoefficient.magnitude {
      self.init(packed: coefficient << 6 | Int128(truncatingIfNeeded: scale))
    } else {
      self.init(adjusting: coefficient, scale: scale)
    }
  }

  @usableFromInline init?(adjusting coefficient: Int128, scale: Int) {
    var coefficient = coefficient
    var scale = scale
    if coefficient == 0 {
      self.init(packed: Int128(truncatingIfNeeded: max(0, min(scale, Int(Self.maximumScale)))))
      return
    }
    if scale < 0 {
      guard scale >= -38, let factor = PowersOfTen.wide(-scale) else { return nil }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      coefficient = product
      scale = 0
    }
    while scale > Int(Self.maximumScale) || coefficient.magnitude > Self.maximumCoefficient.magnitude {
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0, scale > 0 else { return nil }
      coefficient = quotient
      scale -= 1
    }
    self.init(packed: coefficient << 6 | Int128(truncatingIfNeeded: scale))
  }

  /// The coefficient where it fits 64 bits, which nearly all do.
  @inlinable var smallCoefficient: Int64? {
    guard UInt64(bitPattern: high &+ 32) < 64 else { return nil }
    return Int64(bitPattern: UInt64(bitPattern: high) << 58 | low >> 6)
  }

  @inlinable public var isZero: Bool { coefficient == 0 }
  @inlinable public var isNegative: Bool { high < 0 }

  /// The same value without trailing zeros after the point: equal values have one normalized form.
  public var normalized: Decimal128 { trimmed(toScale: 0) }

  /// The same value without trailing zeros after the point, down to a scale.
  @usableFromInline func trimmed(toScale minimum: UInt8) -> Decimal128 {
    var scale = scale
    guard scale > minimum else { return self }
    if var small = smallCoefficient {
      while scale > minimum {
        let (quotient, remainder) = small.quotientAndRemainder(dividingBy: 10)
        guard remainder == 0 else { break }
        small = quotient
        scale &-= 1
      }
      return Decimal128(packed: Int128(small) << 6 | Int128(truncatingIfNeeded: scale))
    }
    var wide = coefficient
    while scale > minimum {
      let (quotient, remainder) = wide.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      wide = quotient
      scale &-= 1
    }
    return Decimal128(packed: wide << 6 | Int128(truncatingIfNeeded: scale))
  }

  /// The value as an integer; nil where it has a fraction or does not fit 64 bits.
  public var integer: Int64? {
    let number = normalized
    return number.scale == 0 ? number.smallCoefficient : nil
  }
}

extension Decimal128: Comparable, Hashable {
  @inlinable public static func == (lhs: Decimal128, rhs: Decimal128) -> Bool {
    if lhs.low == rhs.low, lhs.high == rhs.high { return true }
    if (lhs.low ^ rhs.low) & 63 == 0 { return false }
    return lhs.compareAcrossScales(rhs) == 0
  }

  @inlinable public static func < (lhs: Decimal128, rhs: Decimal128) -> Bool {
    if (lhs.low ^ rhs.low) & 63 == 0 { return lhs.high < rhs.high || lhs.high == rhs.high && lhs.low < rhs.low }
    return lhs.compareAcrossScales(rhs) < 0
  }

  /// −1, 0 or 1.
  @inlinable public func compare(_ other: Decimal128) -> Int {
    if (low ^ other.low) & 63 == 0 {
      if high == other.high { return threeWay(low, other.low) }
      return high < other.high ? -1 : 1
    }
    return compareAcrossScales(other)
  }

  @usableFromInline func compareAcrossScales(_ other: Decimal128) -> Int {
    let difference = Int(other.scale) &- Int(scale)
    if difference < 0 { return 0 &- other.compareAcrossScales(self) }
    if let first = smallCoefficient, let second = other.smallCoefficient, let factor = PowersOfTen.small(difference) {
      let (scaled, overflow) = first.multipliedReportingOverflow(by: factor)
      if !overflow { return threeWay(scaled, second) }
    }
    let first = coefficient
    if first == 0 { return threeWay(0, other.coefficient) }
    if let factor = PowersOfTen.wide(difference) {
      let (scaled, overflow) = first.multipliedReportingOverflow(by: factor)
      if !overflow { return threeWay(scaled, other.coefficient) }
    }
    return first < 0 ? -1 : 1
  }

  public func hash(into hasher: inout Hasher) {
    let number = normalized
    hasher.combine(number.high)
    hasher.combine(number.low)
  }
}

/// −1, 0 or 1 as the first is less than, equal to or greater than the second.
@inlinable func threeWay<Value: Comparable>(_ first: Value, _ second: Value) -> Int {
  first < second ? -1 : first == second ? 0 : 1
}
