/// Why a number cannot be had.
public enum NumberFault: Error, Hashable, Sendable {
  case divisionByZero
  /// Beyond 10^6144, or a whole number beyond 64 bits.
  case tooLarge
  /// It depends on what a rounding to 34 digits left out.
  case tooFine
}

/// A number: a decimal, a fraction that no decimal writes, or what is left of a fraction that is too long to be held.
///
/// Every operation is exact while the two parts of the result have at most ``maximumBits`` bits. Each value has one form,
/// the first of the cases that can hold it, so that equal exact numbers are equal in form. Nothing traps.
public enum Number: Hashable, Sendable {
  case decimal(Decimal128)
  case fraction(SmallFraction)
  /// A reduced fraction with parts of more than 128 bits.
  indirect case wide(WideFraction)
  indirect case rounded(RoundedNumber)

  /// Bits of each part of a fraction that is held exactly.
  public static let maximumBits = 4096

  public static let zero = Number.decimal(.zero)

  public init(_ integer: Int64) { self = .decimal(Decimal128(integer)) }

  /// A whole number of 128 bits.
  init(wide integer: Int128) {
    self.init(reduced: SmallFraction(isNegative: integer < 0, integer.magnitude, 1))
  }

  /// The number where a decimal is its value, which most are.
  public var decimal: Decimal128? { if case .decimal(let value) = self { value } else { nil } }

  public var isZero: Bool { if case .decimal(let value) = self { value.isZero } else { false } }

  public var isNegative: Bool {
    switch self {
    case .decimal(let value): value.isNegative
    case .fraction(let value): value.isNegative
    case .wide(let value): value.parts.isNegative
    case .rounded(let value): value.value.isNegative
    }
  }

  /// Whether digits were left out, so that its equality may not be decided.
  public var isRounded: Bool { if case .rounded = self { true } else { false } }

  /// The number as a whole one; nil where it has a fraction or does not fit 64 bits.
  public var integer: Int64? { decimal?.integer }
}

/// A reduced fraction with parts of up to 128 bits that no ``Decimal128`` holds.
public struct SmallFraction: Hashable, Sendable {
  public let isNegative: Bool
  public let numerator: UInt128
  public let denominator: UInt128

  init(isNegative: Bool, _ numerator: UInt128, _ denominator: UInt128) {
    self.isNegative = isNegative && numerator > 0
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// A reduced fraction with parts of more than 128 bits.
public struct WideFraction: Hashable, Sendable {
  let parts: BigFraction
}

extension Number {
  /// The parts in the lowest terms, where they have at most 128 bits.
  var small: SmallFraction? {
    switch self {
    case .decimal(let value):
      let coefficient = value.coefficient
      guard value.scale > 0 else { return SmallFraction(isNegative: coefficient < 0, coefficient.magnitude, 1) }
      guard let power = PowersOfTen.wide(Int(value.scale)) else { return nil }
      let divisor = commonDivisor(coefficient.magnitude, power.magnitude)
      return SmallFraction(isNegative: coefficient < 0, coefficient.magnitude / divisor, power.magnitude / divisor)
    case .fraction(let value): return value
    case .wide, .rounded: return nil
    }
  }

  /// The value as a fraction; of a rounded number, the digits that are left.
  var parts: BigFraction {
    switch self {
    case .decimal(let value):
      let coefficient = value.coefficient
      return BigFraction(
        isNegative: coefficient < 0, BigNatural(coefficient.magnitude), exponent: 0 - Int(value.scale))
    case .fraction(let value):
      return BigFraction(
        isNegative: value.isNegative, BigNatural(value.numerator), BigNatural(value.denominator))
    case .wide(let value): return value.parts
    case .rounded(let value): return value.value
    }
  }

  /// The most that the value may be off by.
  var error: BigFraction { if case .rounded(let value) = self { value.error } else { .zero } }

  /// A fraction in the lowest terms.
  init(reduced fraction: SmallFraction) {
    if let decimal = Self.decimal(of: fraction) { self = .decimal(decimal) } else { self = .fraction(fraction) }
  }

  /// Nil where no decimal holds the fraction.
  private static func decimal(of fraction: SmallFraction) -> Decimal128? {
    var coefficient = fraction.numerator
    var scale = 0
    if fraction.denominator != 1 {
      let twos = fraction.denominator.trailingZeroBitCount
      var rest = fraction.denominator >> UInt128(twos)
      var fives = 0
      while rest != 1 {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
        guard remainder == 0 else { return nil }
        rest = quotient
        fives += 1
      }
      scale = max(twos, fives)
      guard scale <= Int(Decimal128.maximumScale) else { return nil }
      let missing = twos > fives ? (base: UInt128(5), count: twos - fives) : (base: 2, count: fives - twos)
      for _ in 0..<missing.count {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: missing.base)
        guard !overflow else { return nil }
        coefficient = product
      }
    }
    guard coefficient <= Decimal128.maximumCoefficient.magnitude else { return nil }
    let value = Int128(truncatingIfNeeded: coefficient)
    return Decimal128(coefficient: fraction.isNegative ? 0 &- value : value, scale: UInt8(truncatingIfNeeded: scale))
  }

  /// The value of a fraction with some error: in the lowest terms where it is exact and can be held, else rounded.
  init(_ fraction: BigFraction, error: BigFraction = .zero) throws(NumberFault) {
    guard error.isZero else {
      self = .rounded(try RoundedNumber(fraction, error: error))
      return
    }
    let reduced = fraction.reduced
    if let numerator = reduced.numerator.small, let denominator = reduced.denominator.small {
      self.init(reduced: SmallFraction(isNegative: reduced.isNegative, numerator, denominator))
      return
    }
    if let scale = reduced.decimalScale(atMost: Int(Decimal128.maximumScale)),
      let coefficient = reduced.units(ofTenTo: 0 - scale).quotient.small,
      coefficient <= Decimal128.maximumCoefficient.magnitude
    {
      let value = Int128(truncatingIfNeeded: coefficient)
      if let decimal = Decimal128(
        coefficient: reduced.isNegative ? 0 &- value : value, scale: UInt8(truncatingIfNeeded: scale))
      {
        self = .decimal(decimal)
        return
      }
    }
    guard max(reduced.numerator.bitWidth, reduced.denominator.bitWidth) <= Self.maximumBits else {
      self = .rounded(try RoundedNumber(reduced, error: .zero))
      return
    }
    self = .wide(WideFraction(parts: reduced))
  }
}
