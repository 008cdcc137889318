/// A fraction of whole numbers of any length. Not reduced unless it says so; the lower part is never zero.
struct BigFraction: Hashable, Sendable {
  var isNegative: Bool
  var numerator: BigNatural
  var denominator: BigNatural

  init(isNegative: Bool = false, _ numerator: BigNatural, _ denominator: BigNatural = .one) {
    self.isNegative = isNegative && !numerator.isZero
    self.numerator = numerator
    self.denominator = denominator
  }

  static var zero: BigFraction { BigFraction(.zero) }

  var isZero: Bool { numerator.isZero }

  /// The coefficient × 10^exponent.
  init(isNegative: Bool, _ coefficient: BigNatural, exponent: Int) {
    self.init(
      isNegative: isNegative, exponent > 0 ? coefficient * .power(ofTen: exponent) : coefficient,
      exponent < 0 ? .power(ofTen: -exponent) : .one)
  }

  /// The same value in the lowest terms.
  var reduced: BigFraction {
    if isZero { return .zero }
    if denominator.isOne { return self }
    let divisor = BigNatural.greatestCommonDivisor(numerator, denominator)
    if divisor.isOne { return self }
    return BigFraction(
      isNegative: isNegative, numerator.quotientAndRemainder(dividingBy: divisor).quotient,
      denominator.quotientAndRemainder(dividingBy: divisor).quotient)
  }

  var magnitude: BigFraction { BigFraction(numerator, denominator) }

  static prefix func - (value: BigFraction) -> BigFraction {
    BigFraction(isNegative: !value.isNegative, value.numerator, value.denominator)
  }

  static func + (left: BigFraction, right: BigFraction) -> BigFraction {
    let isSame = left.denominator == right.denominator
    let a = isSame ? left.numerator : left.numerator * right.denominator
    let b = isSame ? right.numerator : right.numerator * left.denominator
    let denominator = isSame ? left.denominator : left.denominator * right.denominator
    if left.isNegative == right.isNegative { return BigFraction(isNegative: left.isNegative, a + b, denominator) }
    return a < b
      ? BigFraction(isNegative: right.isNegative, b - a, denominator)
      : BigFraction(isNegative: left.isNegative, a - b, denominator)
  }

  static func - (left: BigFraction, right: BigFraction) -> BigFraction { left + -right }

  static func * (left: BigFraction, right: BigFraction) -> BigFraction {
    BigFraction(
      isNegative: left.isNegative != right.isNegative, left.numerator * right.numerator,
      left.denominator * right.denominator)
  }

  /// One divided by the value; callers know that it is not zero.
  var reciprocal: BigFraction { BigFraction(isNegative: isNegative, denominator, numerator) }

  /// −1, 0 or 1.
  func compare(_ other: BigFraction) -> Int {
    if isNegative != other.isNegative { return isNegative ? -1 : 1 }
    let order = (numerator * other.denominator).compare(other.numerator * denominator)
    return isNegative ? 0 - order : order
  }

  /// The whole number of units of 10^exponent in the magnitude, and what is left over, of the denominator that is given.
  func units(ofTenTo exponent: Int) -> (quotient: BigNatural, remainder: BigNatural, of: BigNatural) {
    let upper = exponent < 0 ? numerator * .power(ofTen: -exponent) : numerator
    let lower = exponent > 0 ? denominator * .power(ofTen: exponent) : denominator
    let (quotient, remainder) = upper.quotientAndRemainder(dividingBy: lower)
    return (quotient, remainder, lower)
  }

  /// The exponent of the leading decimal digit of the magnitude; nil for zero.
  var leadingExponent: Int? {
    guard !isZero else { return nil }
    // log₁₀ 2 is 0.30103; the estimate is at most one or two too small.
    var exponent = (numerator.bitWidth - denominator.bitWidth - 1) * 30_103 / 100_000 - 1
    while units(ofTenTo: exponent + 1).quotient >= .one { exponent += 1 }
    return exponent
  }

  /// Digits after the point that write the value out; nil where no decimal does so. For a reduced fraction.
  func decimalScale(atMost limit: Int) -> Int? {
    let twos = denominator.trailingZeroBitCount
    guard twos <= limit else { return nil }
    var rest = denominator >> twos
    // 5^limit is shorter than this.
    guard rest.bitWidth <= limit * 7 / 3 + 1 else { return nil }
    var fives = 0
    while !rest.isOne {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder == 0 else { return nil }
      rest = quotient
      fives += 1
    }
    return max(twos, fives) <= limit ? max(twos, fives) : nil
  }
}
