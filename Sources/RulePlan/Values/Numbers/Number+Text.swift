extension Number: CustomStringConvertible {
  /// All digits where a decimal writes the number out, else the fraction: `1/3`. Of a rounded number, its 34 digits.
  public var description: String {
    switch self {
    case .decimal(let value): return value.description
    case .fraction(let value):
      let parts = self.parts
      return Self.digits(parts) ?? (value.isNegative ? "-" : "") + "\(value.numerator)/\(value.denominator)"
    case .wide(let value):
      let parts = value.parts
      return Self.digits(parts)
        ?? (parts.isNegative ? "-" : "") + parts.numerator.description + "/" + parts.denominator.description
    case .rounded(let value): return value.description
    }
  }

  /// All digits; nil where no decimal writes the number out, or digits were left out.
  public var digits: String? {
    switch self {
    case .decimal(let value): value.normalized.description
    case .fraction, .wide: Self.digits(parts)
    case .rounded: nil
    }
  }

  private static func digits(_ parts: BigFraction) -> String? {
    guard let scale = parts.decimalScale(atMost: maximumBits) else { return nil }
    return digits(parts.units(ofTenTo: 0 - scale).quotient, scale: scale, isNegative: parts.isNegative)
  }

  private static func digits(_ coefficient: BigNatural, scale: Int, isNegative: Bool) -> String {
    var text = coefficient.description
    if scale > 0 {
      if text.utf8.count <= scale { text = String(repeating: "0", count: scale + 1 - text.utf8.count) + text }
      text.insert(".", at: text.index(text.endIndex, offsetBy: 0 - scale))
    }
    return (isNegative && !coefficient.isZero ? "-" : "") + text
  }

  /// The number with no more digits after the point, rounded half to even.
  ///
  /// - Parameter padded: with no fewer digits either.
  public func description(places: Int, padded: Bool = false) -> String {
    if case .decimal(let value) = self {
      if Int(value.scale) == places || Int(value.scale) < places && !padded { return value.description }
      if Int(value.scale) > places, let rounded = value.rounded(toScale: UInt8(clamping: places), .halfToEven) {
        return rounded.description
      }
    }
    if case .rounded(let value) = self, (value.value.leadingExponent ?? 0) > RoundedNumber.digits {
      return value.description
    }
    let parts = self.parts
    let (quotient, remainder, whole) = parts.units(ofTenTo: 0 - places)
    let moves = RoundingRule.halfToEven.moves(
      isExact: remainder.isZero, half: (remainder + remainder).compare(whole), isOdd: quotient.isOdd,
      isNegative: parts.isNegative)
    return Self.digits(moves ? quotient + .one : quotient, scale: places, isNegative: parts.isNegative)
  }
}

extension RoundedNumber: CustomStringConvertible {
  /// In scientific notation: it may have thousands of digits.
  public var description: String {
    guard let leading = value.leadingExponent else { return "0" }
    var text = value.units(ofTenTo: leading - Self.digits + 1).quotient.description
    while text.utf8.count > 1, text.last == "0" { text.removeLast() }
    if text.utf8.count > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
    return (value.isNegative ? "-" : "") + text + "E" + String(leading)
  }
}

extension BigNatural: CustomStringConvertible {
  var description: String {
    guard !isZero else { return "0" }
    var rest = self
    var chunks: [String] = []
    while !rest.isZero {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
      let digits = String(remainder)
      chunks.append(quotient.isZero ? digits : String(repeating: "0", count: 18 - digits.utf8.count) + digits)
      rest = quotient
    }
    return chunks.reversed().joined()
  }
}
