/// An exact decimal number: a 128-bit coefficient times a power of ten from 0 to −28.
///
/// Equality, order and hash are those of the value: 1.0 equals 1.00. No operation rounds but division; one whose exact
/// result does not fit gives nil, which the evaluator reports as undetermined.
@frozen public struct Decimal128: Sendable {
  public var coefficient: Int128
  /// Number of decimal places, 0 to ``maximumScale``.
  public var scale: UInt8

  public static let maximumScale: UInt8 = 28
  public static let zero = Decimal128(0)

  @inlinable public init(_ integer: Int64) {
    coefficient = Int128(integer)
    scale = 0
  }

  @inlinable public init(coefficient: Int128, scale: UInt8) {
    self.coefficient = coefficient
    self.scale = min(scale, Decimal128.maximumScale)
  }

  @usableFromInline static let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    while powers.count < 39 { powers.append(powers[powers.count - 1] &* 10) }
    return powers
  }()

  /// The coefficient at a larger scale; nil on overflow.
  @inlinable func rescaled(to wanted: UInt8) -> Int128? {
    if wanted == scale { return coefficient }
    guard wanted > scale else { return nil }
    let (value, overflow) = coefficient.multipliedReportingOverflow(by: Self.powersOfTen[Int(wanted &- scale)])
    return overflow ? nil : value
  }

  /// The same value without trailing zeros.
  public var normalized: Decimal128 {
    var result = self
    while result.scale > 0, result.coefficient % 10 == 0 {
      result.coefficient /= 10
      result.scale &-= 1
    }
    return result
  }

  public var isZero: Bool { coefficient == 0 }

  @inlinable public func adding(_ other: Decimal128) -> Decimal128? {
    let common = max(scale, other.scale)
    guard let left = rescaled(to: common), let right = other.rescaled(to: common) else {
      return normalizedSum(other, subtracting: false)
    }
    let (value, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Decimal128(coefficient: value, scale: common)
  }

  @inlinable public func subtracting(_ other: Decimal128) -> Decimal128? {
    guard let opposite = other.negated() else { return nil }
    return adding(opposite)
  }

  /// A second try without trailing zeros, where rescaling overflowed.
  @usableFromInline func normalizedSum(_ other: Decimal128, subtracting: Bool) -> Decimal128? {
    let left = normalized
    let right = other.normalized
    let common = max(left.scale, right.scale)
    guard let a = left.rescaled(to: common), let b = right.rescaled(to: common) else { return nil }
    let (value, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : Decimal128(coefficient: value, scale: common)
  }

  @inlinable public func negated() -> Decimal128? {
    guard coefficient != Int128.min else { return nil }
    return Decimal128(coefficient: -coefficient, scale: scale)
  }

  public func multiplied(by other: Decimal128) -> Decimal128? {
    if let product = Self.product(self, other) { return product }
    return Self.product(normalized, other.normalized)
  }

  private static func product(_ left: Decimal128, _ right: Decimal128) -> Decimal128? {
    let (value, overflow) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
    guard !overflow else { return nil }
    let scale = Int(left.scale) + Int(right.scale)
    guard scale > Int(maximumScale) else { return Decimal128(coefficient: value, scale: UInt8(scale)) }
    // Exact only if the places beyond the limit are zeros.
    let excess = powersOfTen[min(scale - Int(maximumScale), 38)]
    guard value % excess == 0 else { return nil }
    return Decimal128(coefficient: value / excess, scale: maximumScale)
  }

  /// The quotient to 28 significant digits, rounded half to even; nil for division by zero or overflow.
  public func divided(by other: Decimal128) -> Decimal128? {
    guard !other.isZero else { return nil }
    guard !isZero else { return .zero }
    let left = normalized
    let right = other.normalized
    let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
    let divisor = right.coefficient.magnitude
    var remainder = left.coefficient.magnitude % divisor
    var quotient = left.coefficient.magnitude / divisor
    var scale = Int(left.scale) - Int(right.scale)
    var digits = Self.digitCount(quotient)
    // Long division, one digit at a time, until 28 significant digits or an exact result.
    while remainder != 0, digits < 28 {
      let (next, overflow) = remainder.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      let (shifted, tooLarge) = quotient.multipliedReportingOverflow(by: 10)
      guard !tooLarge else { return nil }
      quotient = shifted + next / divisor
      remainder = next % divisor
      scale += 1
      if quotient != 0 { digits = Self.digitCount(quotient) }
      if scale > 60 { break }
    }
    if remainder != 0 {
      let twice = remainder.multipliedReportingOverflow(by: 2)
      let isAboveHalf = twice.overflow || twice.partialValue > divisor
      let isHalf = !twice.overflow && twice.partialValue == divisor
      if isAboveHalf || (isHalf && quotient % 2 == 1) { quotient += 1 }
    }
    while scale < 0 {
      let (next, overflow) = quotient.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      quotient = next
      scale += 1
    }
    while scale > Int(maximumScaleOfQuotient), quotient != 0 {
      // Further places than can be kept: round half to even at the limit.
      let last = quotient % 10
      quotient /= 10
      if last > 5 || (last == 5 && quotient % 2 == 1) { quotient += 1 }
      scale -= 1
    }
    guard let value = Int128(exactly: quotient) else { return nil }
    return Decimal128(coefficient: isNegative ? -value : value, scale: UInt8(clamping: scale)).normalized
  }

  private var maximumScaleOfQuotient: UInt8 { Self.maximumScale }

  private static func digitCount(_ value: UInt128) -> Int {
    var count = 0
    var rest = value
    while rest != 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}

extension Decimal128: Comparable {
  @inlinable public static func == (lhs: Decimal128, rhs: Decimal128) -> Bool {
    lhs.scale == rhs.scale ? lhs.coefficient == rhs.coefficient : lhs.ordering(rhs) == 0
  }

  @inlinable public static func < (lhs: Decimal128, rhs: Decimal128) -> Bool {
    lhs.scale == rhs.scale ? lhs.coefficient < rhs.coefficient : lhs.ordering(rhs) < 0
  }

  /// −1, 0 or 1.
  @usableFromInline func ordering(_ other: Decimal128) -> Int {
    let common = max(scale, other.scale)
    if let left = rescaled(to: common), let right = other.rescaled(to: common) {
      return left == right ? 0 : left < right ? -1 : 1
    }
    // One of them is too large to rescale: whole parts first, then what is behind the point.
    let left = split()
    let right = other.split()
    if left.whole != right.whole { return left.whole < right.whole ? -1 : 1 }
    return left.fraction == right.fraction ? 0 : left.fraction < right.fraction ? -1 : 1
  }

  private func split() -> (whole: Int128, fraction: Int128) {
    let power = Self.powersOfTen[Int(scale)]
    return (coefficient / power, coefficient % power * Self.powersOfTen[Int(Self.maximumScale - scale)])
  }
}

extension Decimal128: Hashable {
  public func hash(into hasher: inout Hasher) {
    let value = normalized
    hasher.combine(value.coefficient)
    hasher.combine(value.scale)
  }
}

extension Decimal128: CustomStringConvertible {
  /// Reads digits with an optional sign, one point and, in policies, `_` between digits; nil for anything else.
  public init?(bytes: UnsafeBufferPointer<UInt8>, allowsUnderscores: Bool = false) {
    var index = 0
    var isNegative = false
    if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    var small: Int64 = 0
    var value: Int128 = 0
    var digits = 0
    var places = 0
    var sawPoint = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        if sawPoint { places += 1 }
        guard places <= Int(Self.maximumScale) else { return nil }
        if digits <= 18 {
          small = small &* 10 &+ Int64(byte &- 0x30)
        } else {
          if digits == 19 { value = Int128(small) }
          let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
          let (sum, tooLarge) = shifted.addingReportingOverflow(Int128(byte &- 0x30))
          guard !overflow, !tooLarge else { return nil }
          value = sum
        }
      } else if byte == 0x2E, !sawPoint, digits > 0 {
        sawPoint = true
      } else if byte == 0x5F, allowsUnderscores, digits > 0 {
        continue
      } else {
        return nil
      }
    }
    guard digits > 0, !sawPoint || places > 0 else { return nil }
    if digits <= 18 { value = Int128(small) }
    self.init(coefficient: isNegative ? -value : value, scale: UInt8(places))
  }

  public init?(_ text: String, allowsUnderscores: Bool = false) {
    var copy = text
    let parsed = copy.withUTF8 { Decimal128(bytes: $0, allowsUnderscores: allowsUnderscores) }
    guard let parsed else { return nil }
    self = parsed
  }

  public var description: String {
    guard scale > 0 else { return String(coefficient) }
    let digits = String(coefficient.magnitude)
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    let split = padded.index(padded.endIndex, offsetBy: -Int(scale))
    return (coefficient < 0 ? "-" : "") + padded[..<split] + "." + padded[split...]
  }

  /// The whole number this is, if it is one that fits.
  public var integer: Int64? {
    let value = normalized
    return value.scale == 0 ? Int64(exactly: value.coefficient) : nil
  }
}
