extension Decimal128 {
  /// The opposite number. There always is one.
  @inlinable public func negated() -> Decimal128 { Decimal128(packed: (0 &- (packed & ~63)) | (packed & 63)) }

  @inlinable public var magnitude: Decimal128 { isNegative ? negated() : self }

  /// The exact sum; nil where it cannot be held.
  @inlinable public func adding(_ other: Decimal128) -> Decimal128? {
    if (low ^ other.low) & 63 == 0 {
      let (sum, overflow) = packed.addingReportingOverflow(other.packed & ~63)
      if !overflow, sum >> 6 >= 0 &- Self.maximumCoefficient { return Decimal128(packed: sum) }
    }
    return addingAcrossScales(other)
  }

  /// The exact difference; nil where it cannot be held.
  @inlinable public func subtracting(_ other: Decimal128) -> Decimal128? { adding(other.negated()) }

  @usableFromInline func addingAcrossScales(_ other: Decimal128) -> Decimal128? {
    if scale > other.scale { return other.addingAcrossScales(self) }
    if let sum = aligned(with: other) { return sum }
    // Zeros after the point may have been in the way.
    let first = normalized
    let second = other.normalized
    return first.scale <= second.scale ? first.aligned(with: second) : second.aligned(with: first)
  }

  /// The sum with a number of the same or a greater scale.
  private func aligned(with other: Decimal128) -> Decimal128? {
    if isZero { return other }
    guard let factor = PowersOfTen.wide(Int(other.scale) &- Int(scale)) else { return nil }
    let (scaled, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    let (sum, carried) = scaled.addingReportingOverflow(other.coefficient)
    guard !carried else { return nil }
    return Decimal128(sum, scale: Int(other.scale))
  }

  /// The exact product; nil where it cannot be held. It keeps no more trailing zeros than the longer fraction had.
  @inlinable public func multiplied(by other: Decimal128) -> Decimal128? {
    multiplied(by: other, keepingScale: max(scale, other.scale))
  }

  /// The exact product, without trailing zeros after the point beyond a scale.
  @usableFromInline func multiplied(by other: Decimal128, keepingScale kept: UInt8) -> Decimal128? {
    var productScale = Int(scale) &+ Int(other.scale)
    if let first = smallCoefficient, let second = other.smallCoefficient {
      let (upper, lower) = first.multipliedFullWidth(by: second)
      let product = Int128(truncatingIfNeeded: upper) << 64 | Int128(truncatingIfNeeded: lower)
      return Decimal128(product, scale: productScale)?.trimmed(toScale: kept)
    }
    var product = coefficient.magnitude.multipliedFullWidth(by: other.coefficient.magnitude)
    let isNegative = isNegative != other.isNegative
    while product.high > 0 || product.low > Self.maximumCoefficient.magnitude {
      guard productScale > 0 else { return nil }
      let (upper, carry) = product.high.quotientAndRemainder(dividingBy: 10)
      let (lower, remainder) = (10 as UInt128).dividingFullWidth((carry, product.low))
      guard remainder == 0 else { return nil }
      product = (upper, lower)
      productScale -= 1
    }
    let coefficient = Int128(truncatingIfNeeded: product.low)
    return Decimal128(isNegative ? 0 &- coefficient : coefficient, scale: productScale)?
      .trimmed(toScale: kept)
  }

  /// The exact quotient; nil for division by zero, and where no decimal is found at once. Of a quotient that is a decimal
  /// after all ``Number`` finds it.
  @inlinable public func dividedExactly(by other: Decimal128) -> Decimal128? {
    if let first = smallCoefficient, let second = other.smallCoefficient {
      guard second != 0, first != .min else { return nil }
      let (quotient, remainder) = first.quotientAndRemainder(dividingBy: second)
      return remainder == 0 ? Decimal128(Int128(quotient), scale: Int(scale) &- Int(other.scale)) : nil
    }
    let divisor = other.coefficient
    guard divisor != 0 else { return nil }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? Decimal128(quotient, scale: Int(scale) &- Int(other.scale)) : nil
  }
}
