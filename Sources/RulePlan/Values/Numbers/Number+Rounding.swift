/// How what lies between two steps is rounded.
public enum RoundingRule: Hashable, Sendable {
  /// To the nearer one; a half to the even one.
  case halfToEven
  /// To the nearer one; a half away from zero.
  case halfAwayFromZero
  case awayFromZero
  case towardsZero
  /// To the lower one.
  case down
}

extension Number {
  /// The whole number of steps that the rule gives, times the step.
  ///
  /// - Parameter step: above zero.
  public func rounded(to step: Number, _ rule: RoundingRule) throws(NumberFault) -> Number {
    try divided(by: step).rounded(rule).multiplied(by: step)
  }

  /// The whole number that the rule gives.
  public func rounded(_ rule: RoundingRule) throws(NumberFault) -> Number {
    switch self {
    case .decimal(let value):
      if value.scale == 0 { return self }
      if let rounded = value.rounded(toScale: 0, rule) { return .decimal(rounded) }
    case .rounded(let value):
      let low = try Number(Self.rounded(value.value - value.error, rule))
      let high = try Number(Self.rounded(value.value + value.error, rule))
      guard low.compare(high) == 0 else { throw .tooFine }
      return low
    case .fraction, .wide: break
    }
    return try Number(Self.rounded(parts, rule))
  }

  private static func rounded(_ value: BigFraction, _ rule: RoundingRule) -> BigFraction {
    let (quotient, remainder, whole) = value.units(ofTenTo: 0)
    let half = (remainder + remainder).compare(whole)
    let moves = rule.moves(
      isExact: remainder.isZero, half: half, isOdd: quotient.isOdd, isNegative: value.isNegative)
    return BigFraction(isNegative: value.isNegative, moves ? quotient + .one : quotient)
  }
}

extension RoundingRule {
  /// Whether the magnitude goes up to the next step.
  ///
  /// - Parameter half: −1, 0 or 1 as what is cut off is less than, equal to or more than half a step.
  func moves(isExact: Bool, half: Int, isOdd: Bool, isNegative: Bool) -> Bool {
    if isExact { return false }
    switch self {
    case .halfToEven: return half > 0 || half == 0 && isOdd
    case .halfAwayFromZero: return half >= 0
    case .awayFromZero: return true
    case .towardsZero: return false
    case .down: return isNegative
    }
  }
}

extension Decimal128 {
  /// The value with no more digits after the point; nil where it cannot be held.
  public func rounded(toScale wanted: UInt8, _ rule: RoundingRule) -> Decimal128? {
    guard scale > wanted else { return self }
    guard let unit = PowersOfTen.wide(Int(scale &- wanted)) else {
      // All digits come later: less than half a step.
      let moves = rule.moves(isExact: isZero, half: -1, isOdd: false, isNegative: isNegative)
      return Decimal128(coefficient: moves ? (isNegative ? -1 : 1) : Int128(0), scale: wanted)
    }
    let (quotient, remainder) = coefficient.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
    // A power of ten is even, so its half is whole.
    let half = threeWay(remainder, unit.magnitude / 2)
    let moves = rule.moves(
      isExact: remainder == 0, half: half, isOdd: quotient & 1 == 1, isNegative: isNegative)
    let value = Int128(truncatingIfNeeded: moves ? quotient &+ 1 : quotient)
    return Decimal128(coefficient: isNegative ? 0 &- value : value, scale: wanted)
  }
}

extension Number {
  /// The square root of a number that is not negative, rounded to 34 significant digits, half to even.
  public func squareRoot() throws(NumberFault) -> Number {
    guard !isZero else { return .zero }
    guard !isNegative else { throw .tooFine }
    let parts = self.parts
    guard let leading = parts.leadingExponent else { return .zero }
    // The unit of the digit after the last one that is kept; one more digit decides a half.
    let unit = leading / 2 - RoundedNumber.digits - 2
    let (square, remainder, _) = parts.units(ofTenTo: 2 * unit)
    let root = square.squareRoot
    let isExact = remainder.isZero && root * root == square
    // The rest of the root counts only for a half.
    let value = BigFraction(
      isNegative: false, isExact ? root : root * BigNatural(10) + .one, exponent: isExact ? unit : unit - 1)
    return try Number(RoundedNumber(value, error: .zero).value)
  }
}
