/// A number of 34 significant digits, as decimal128 of IEEE 754-2019 has them, with what it may be off by: what is left
/// of a fraction that is too long to be held.
public struct RoundedNumber: Hashable, Sendable {
  let value: BigFraction
  /// The true value differs by no more.
  let error: BigFraction

  /// Significant digits.
  static let digits = 34
  /// Of the leading digit.
  static let largestExponent = 6144
  /// Of the last digit that can be held.
  static let smallestExponent = -6176

  /// - Parameter error: what the value is already off by.
  init(_ exact: BigFraction, error: BigFraction) throws(NumberFault) {
    guard let leading = exact.leadingExponent else {
      value = .zero
      self.error = Self.roundedUp(error)
      return
    }
    guard leading <= Self.largestExponent else { throw .tooLarge }
    let exponent = max(leading - Self.digits + 1, Self.smallestExponent)
    let (quotient, remainder, whole) = exact.units(ofTenTo: exponent)
    let order = (remainder + remainder).compare(whole)
    let coefficient = order > 0 || order == 0 && quotient.isOdd ? quotient + .one : quotient
    value = BigFraction(isNegative: exact.isNegative, coefficient, exponent: exponent)
    guard (value.magnitude.leadingExponent ?? 0) <= Self.largestExponent else { throw .tooLarge }
    let own =
      remainder.isZero ? BigFraction.zero : BigFraction(isNegative: false, BigNatural(5), exponent: exponent - 1)
    self.error = Self.roundedUp(own + error)
  }

  /// Not less, in two digits, so that errors stay short however many there are.
  private static func roundedUp(_ error: BigFraction) -> BigFraction {
    guard let leading = error.leadingExponent else { return .zero }
    let exponent = max(leading - 1, smallestExponent)
    let (quotient, remainder, _) = error.units(ofTenTo: exponent)
    return BigFraction(isNegative: false, remainder.isZero ? quotient : quotient + .one, exponent: exponent)
  }
}
