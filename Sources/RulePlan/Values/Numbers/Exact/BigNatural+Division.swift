extension BigNatural {
  /// The quotient and what is left over. Of a division by zero, both are zero: callers look first.
  func quotientAndRemainder(dividingBy divisor: BigNatural) -> (quotient: BigNatural, remainder: BigNatural) {
    guard let top = divisor.limbs.last else { return (.zero, .zero) }
    guard compare(divisor) >= 0 else { return (.zero, self) }
    if let whole = small, let part = divisor.small {
      let (quotient, remainder) = whole.quotientAndRemainder(dividingBy: part)
      return (BigNatural(quotient), BigNatural(remainder))
    }
    if divisor.limbs.count == 1 {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: top)
      return (quotient, BigNatural(UInt128(remainder)))
    }
    return longDivision(by: divisor, shift: top.leadingZeroBitCount)
  }

  /// The same for a divisor of 64 bits, which is not zero.
  func quotientAndRemainder(dividingBy divisor: UInt64) -> (quotient: BigNatural, remainder: UInt64) {
    guard divisor > 0 else { return (.zero, 0) }
    var result = limbs
    var rest: UInt64 = 0
    for index in result.indices.reversed() {
      (result[index], rest) = divisor.dividingFullWidth((rest, result[index]))
    }
    return (BigNatural(limbs: result), rest)
  }

  /// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
  private func longDivision(by divisor: BigNatural, shift: Int) -> (quotient: BigNatural, remainder: BigNatural) {
    let part = (divisor << shift).limbs
    var rest = (self << shift).limbs
    let length = part.count
    while rest.count <= limbs.count { rest.append(0) }
    let top = part[length - 1]
    let next = part[length - 2]
    var quotient = [UInt64](repeating: 0, count: rest.count - length)
    for place in quotient.indices.reversed() {
      let high = rest[place + length]
      var digit: UInt64
      var over: UInt64
      var isOver = false
      if high >= top {
        digit = .max
        (over, isOver) = rest[place + length - 1].addingReportingOverflow(top)
        if high > top { isOver = true }
      } else {
        (digit, over) = top.dividingFullWidth((high, rest[place + length - 1]))
      }
      while !isOver {
        let product = digit.multipliedFullWidth(by: next)
        let isTooLarge =
          product.high > over || product.high == over && product.low > rest[place + length - 2]
        guard isTooLarge else { break }
        digit &-= 1
        (over, isOver) = over.addingReportingOverflow(top)
      }
      if Self.subtract(part, times: digit, from: &rest, at: place) {
        digit &-= 1
        Self.add(part, to: &rest, at: place)
      }
      quotient[place] = digit
    }
    return (BigNatural(limbs: quotient), BigNatural(limbs: Array(rest[..<length])) >> shift)
  }

  /// Whether the difference is less than zero; then it is one unit of the next place too large.
  private static func subtract(_ part: [UInt64], times factor: UInt64, from rest: inout [UInt64], at place: Int) -> Bool
  {
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    for index in part.indices {
      let (high, low) = part[index].multipliedFullWidth(by: factor)
      let (product, overflow) = low.addingReportingOverflow(carry)
      carry = high &+ (overflow ? 1 : 0)
      let (difference, first) = rest[place + index].subtractingReportingOverflow(product)
      let (value, second) = difference.subtractingReportingOverflow(borrow)
      rest[place + index] = value
      borrow = first || second ? 1 : 0
    }
    let (difference, first) = rest[place + part.count].subtractingReportingOverflow(carry)
    let (value, second) = difference.subtractingReportingOverflow(borrow)
    rest[place + part.count] = value
    return first || second
  }

  private static func add(_ part: [UInt64], to rest: inout [UInt64], at place: Int) {
    var carry: UInt64 = 0
    for index in part.indices {
      let (sum, first) = rest[place + index].addingReportingOverflow(part[index])
      let (total, second) = sum.addingReportingOverflow(carry)
      rest[place + index] = total
      carry = first || second ? 1 : 0
    }
    rest[place + part.count] &+= carry
  }

  /// The greatest whole number of which the square is not greater, by Newton’s method.
  var squareRoot: BigNatural {
    guard !isZero else { return .zero }
    var root = BigNatural.one << ((bitWidth + 1) / 2)
    while true {
      let next = (root + quotientAndRemainder(dividingBy: root).quotient) >> 1
      guard next < root else { return root }
      root = next
    }
  }

  // MARK: Common divisors

  /// The greatest common divisor, by Lehmer’s method: many steps of Euclid’s on the leading bits at a time.
  static func greatestCommonDivisor(_ left: BigNatural, _ right: BigNatural) -> BigNatural {
    var (a, b) = left < right ? (right, left) : (left, right)
    while b.limbs.count > 2 {
      let shift = a.bitWidth - 62
      let steps = CofactorSteps(
        Int64(truncatingIfNeeded: (a >> shift).limbs.first ?? 0),
        Int64(truncatingIfNeeded: (b >> shift).limbs.first ?? 0))
      if steps.isEmpty {
        (a, b) = (b, a.quotientAndRemainder(dividingBy: b).remainder)
      } else {
        (a, b) = (combined(a, steps.a, b, steps.b), combined(a, steps.c, b, steps.d))
      }
    }
    if b.isZero { return a }
    let rest = a.quotientAndRemainder(dividingBy: b).remainder
    return BigNatural(commonDivisor(b.small ?? 0, rest.small ?? 0))
  }

  /// a × x + b × y for factors of which one is not greater and the other not less than zero, where the sum is not negative.
  private static func combined(_ a: BigNatural, _ x: Int64, _ b: BigNatural, _ y: Int64) -> BigNatural {
    let first = a * BigNatural(UInt128(x.magnitude))
    let second = b * BigNatural(UInt128(y.magnitude))
    return x < 0 ? second - first : y < 0 ? first - second : first + second
  }

  /// Steps of Euclid’s method that the leading bits decide: they turn x and y into a·x + b·y and c·x + d·y.
  private struct CofactorSteps {
    var a: Int64 = 1
    var b: Int64 = 0
    var c: Int64 = 0
    var d: Int64 = 1

    var isEmpty: Bool { b == 0 }

    init(_ first: Int64, _ second: Int64) {
      var (x, y) = (first, second)
      while y &+ c != 0, y &+ d != 0 {
        let quotient = (x &+ a) / (y &+ c)
        guard quotient == (x &+ b) / (y &+ d) else { return }
        let (nextC, overflowC) = step(a, c, quotient)
        let (nextD, overflowD) = step(b, d, quotient)
        guard !overflowC, !overflowD else { return }
        (a, c) = (c, nextC)
        (b, d) = (d, nextD)
        (x, y) = (y, x &- quotient &* y)
      }
    }

    private func step(_ old: Int64, _ new: Int64, _ quotient: Int64) -> (Int64, Bool) {
      let (product, first) = new.multipliedReportingOverflow(by: quotient)
      let (difference, second) = old.subtractingReportingOverflow(product)
      return (difference, first || second)
    }
  }
}

/// The greatest common divisor of two numbers of 128 bits; of zero and a number, the number.
func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
  if left == 0 || right == 0 { return left | right }
  let shared = (left | right).trailingZeroBitCount
  var a = left >> UInt128(left.trailingZeroBitCount)
  var b = right >> UInt128(right.trailingZeroBitCount)
  while a > UInt128(UInt64.max) || b > UInt128(UInt64.max) {
    if a == b { return a << UInt128(shared) }
    if a < b { (a, b) = (b, a) }
    // One division brings numbers of different lengths together.
    if a.leadingZeroBitCount &+ 8 < b.leadingZeroBitCount { a %= b } else { a &-= b }
    if a == 0 { return b << UInt128(shared) }
    a >>= UInt128(a.trailingZeroBitCount)
  }
  var x = UInt64(truncatingIfNeeded: a)
  var y = UInt64(truncatingIfNeeded: b)
  while x != y {
    if x < y { (x, y) = (y, x) }
    x &-= y
    x >>= UInt64(x.trailingZeroBitCount)
  }
  return UInt128(x) << UInt128(shared)
}
