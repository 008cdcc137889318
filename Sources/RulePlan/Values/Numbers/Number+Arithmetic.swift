extension Number {
  public func negated() -> Number {
    switch self {
    case .decimal(let value): return .decimal(value.negated())
    case .fraction(let value):
      return .fraction(SmallFraction(isNegative: !value.isNegative, value.numerator, value.denominator))
    case .wide(let value): return .wide(WideFraction(parts: -value.parts))
    case .rounded(let value): return .rounded(value.negated())
    }
  }

  public var magnitude: Number { isNegative ? negated() : self }

  public func adding(_ other: Number) throws(NumberFault) -> Number {
    if case .decimal(let first) = self, case .decimal(let second) = other, let sum = first.adding(second) {
      return .decimal(sum)
    }
    if let first = small, let second = other.small, let sum = Self.sum(first, second) { return Number(reduced: sum) }
    return try Number(parts + other.parts, error: error + other.error)
  }

  public func subtracting(_ other: Number) throws(NumberFault) -> Number { try adding(other.negated()) }

  public func multiplied(by other: Number) throws(NumberFault) -> Number {
    if case .decimal(let first) = self, case .decimal(let second) = other, let product = first.multiplied(by: second) {
      return .decimal(product)
    }
    if let first = small, let second = other.small, let product = Self.product(first, second) {
      return Number(reduced: product)
    }
    let (a, b) = (parts, other.parts)
    let error =
      isRounded || other.isRounded
      ? a.magnitude * other.error + b.magnitude * self.error + self.error * other.error : .zero
    return try Number(a * b, error: error)
  }

  public func divided(by other: Number) throws(NumberFault) -> Number {
    guard !other.isZero else { throw .divisionByZero }
    if case .decimal(let first) = self, case .decimal(let second) = other,
      let quotient = first.dividedExactly(by: second)
    {
      return .decimal(quotient)
    }
    if let first = small, let second = other.small {
      let inverse = SmallFraction(isNegative: second.isNegative, second.denominator, second.numerator)
      if let quotient = Self.product(first, inverse) { return Number(reduced: quotient) }
    }
    let divisor = other.parts
    guard isRounded || other.isRounded else { return try Number(parts * divisor.reciprocal) }
    // The divisor is at least this far from zero.
    let least = divisor.magnitude - other.error
    guard !least.isNegative, !least.isZero else { throw .tooFine }
    let quotient = parts * divisor.reciprocal
    return try Number(quotient, error: (error + quotient.magnitude * other.error) * least.reciprocal)
  }

  /// −1, 0 or 1; nil where it depends on digits that were left out.
  public func compare(_ other: Number) -> Int? {
    if case .decimal(let first) = self, case .decimal(let second) = other { return first.compare(second) }
    if let first = small, let second = other.small { return Self.compare(first, second) }
    let error = self.error + other.error
    if error.isZero { return parts.compare(other.parts) }
    let difference = parts - other.parts
    return difference.magnitude.compare(error) > 0 ? (difference.isNegative ? -1 : 1) : nil
  }

  // MARK: 128 bits

  /// Nil where a part has more than 128 bits on the way.
  private static func sum(_ left: SmallFraction, _ right: SmallFraction) -> SmallFraction? {
    let shared = commonDivisor(left.denominator, right.denominator)
    let (a, first) = left.numerator.multipliedReportingOverflow(by: right.denominator / shared)
    let (b, second) = right.numerator.multipliedReportingOverflow(by: left.denominator / shared)
    guard !first, !second else { return nil }
    var isNegative = left.isNegative
    let numerator: UInt128
    if left.isNegative == right.isNegative {
      let (sum, overflow) = a.addingReportingOverflow(b)
      guard !overflow else { return nil }
      numerator = sum
    } else {
      numerator = a < b ? b &- a : a &- b
      if a < b { isNegative = right.isNegative }
    }
    if numerator == 0 { return SmallFraction(isNegative: false, 0, 1) }
    // A divisor of both parts divides the common divisor of the denominators.
    let rest = commonDivisor(numerator, shared)
    let (denominator, overflow) = (left.denominator / shared).multipliedReportingOverflow(by: right.denominator / rest)
    return overflow ? nil : SmallFraction(isNegative: isNegative, numerator / rest, denominator)
  }

  /// Nil where a part has more than 128 bits.
  private static func product(_ left: SmallFraction, _ right: SmallFraction) -> SmallFraction? {
    let first = commonDivisor(left.numerator, right.denominator)
    let second = commonDivisor(right.numerator, left.denominator)
    guard first > 0, second > 0 else { return SmallFraction(isNegative: false, 0, 1) }
    let (numerator, a) = (left.numerator / first).multipliedReportingOverflow(by: right.numerator / second)
    let (denominator, b) = (left.denominator / second).multipliedReportingOverflow(by: right.denominator / first)
    guard !a, !b else { return nil }
    if numerator == 0 { return SmallFraction(isNegative: false, 0, 1) }
    return SmallFraction(isNegative: left.isNegative != right.isNegative, numerator, denominator)
  }

  private static func compare(_ left: SmallFraction, _ right: SmallFraction) -> Int {
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let a = left.numerator.multipliedFullWidth(by: right.denominator)
    let b = right.numerator.multipliedFullWidth(by: left.denominator)
    let order = a.high == b.high ? threeWay(a.low, b.low) : threeWay(a.high, b.high)
    return left.isNegative ? 0 &- order : order
  }
}

extension RoundedNumber {
  func negated() -> RoundedNumber { RoundedNumber(value: -value, error: error) }

  private init(value: BigFraction, error: BigFraction) {
    self.value = value
    self.error = error
  }
}

extension Number {
  /// The sum of numbers, whatever their order. Fractions of one denominator are added first, which a table of rates has
  /// few of, so that the parts of what is added do not grow with the number of lines.
  public static func sum(of numbers: some Sequence<Number>) throws(NumberFault) -> Number {
    var total = BigFraction.zero
    var decimals: Decimal128? = .zero
    var fractions: [BigNatural: BigFraction] = [:]
    var rounded: [Number] = []
    for number in numbers {
      if let decimal = number.decimal {
        if let sum = decimals?.adding(decimal) {
          decimals = sum
        } else {
          // The sum so far does not fit; the next one starts here.
          total = (total + (decimals.map { Number.decimal($0).parts } ?? .zero)).reduced
          decimals = decimal
        }
      } else if number.isRounded {
        rounded.append(number)
      } else {
        let parts = number.parts
        fractions[parts.denominator] = fractions[parts.denominator].map { $0 + parts } ?? parts
      }
    }
    var sum = try Number(total)
    if let decimals { sum = try sum.adding(.decimal(decimals)) }
    for (_, fraction) in fractions.sorted(by: { $0.key < $1.key }) { sum = try sum.adding(Number(fraction)) }
    for number in rounded { sum = try sum.adding(number) }
    return sum
  }
}
