/// A whole number of any length that is not negative. For what 128 bits do not hold; see decision 0021.
struct BigNatural: Hashable, Sendable {
  /// 64 bits each, the lowest first, without zeros at the end.
  private(set) var limbs: [UInt64]

  init(limbs: [UInt64]) {
    self.limbs = limbs
    trim()
  }

  init(_ value: UInt128) {
    let high = UInt64(truncatingIfNeeded: value >> 64)
    let low = UInt64(truncatingIfNeeded: value)
    limbs = high > 0 ? [low, high] : low > 0 ? [low] : []
  }

  static var zero: BigNatural { BigNatural(limbs: []) }
  static var one: BigNatural { BigNatural(1) }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

  var isZero: Bool { limbs.isEmpty }
  var isOne: Bool { limbs.count == 1 && limbs[0] == 1 }
  var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

  /// The number of bits up to the highest that is set.
  var bitWidth: Int { limbs.last.map { limbs.count * 64 - $0.leadingZeroBitCount } ?? 0 }

  /// The number in 128 bits; nil where it is longer.
  var small: UInt128? {
    switch limbs.count {
    case 0: 0
    case 1: UInt128(limbs[0])
    case 2: UInt128(limbs[1]) << 64 | UInt128(limbs[0])
    default: nil
    }
  }

  /// Zero bits below the lowest that is set; 0 for zero.
  var trailingZeroBitCount: Int {
    guard let index = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    return index * 64 + limbs[index].trailingZeroBitCount
  }
}

extension BigNatural: Comparable {
  static func < (left: BigNatural, right: BigNatural) -> Bool { left.compare(right) < 0 }

  /// −1, 0 or 1.
  func compare(_ other: BigNatural) -> Int {
    if limbs.count != other.limbs.count { return limbs.count < other.limbs.count ? -1 : 1 }
    for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
      return limbs[index] < other.limbs[index] ? -1 : 1
    }
    return 0
  }
}

extension BigNatural {
  static func + (left: BigNatural, right: BigNatural) -> BigNatural {
    let (long, short) = left.limbs.count >= right.limbs.count ? (left.limbs, right.limbs) : (right.limbs, left.limbs)
    var result = long
    var carry: UInt64 = 0
    for index in long.indices {
      if index >= short.count, carry == 0 { break }
      let (sum, first) = long[index].addingReportingOverflow(index < short.count ? short[index] : 0)
      let (total, second) = sum.addingReportingOverflow(carry)
      result[index] = total
      carry = first || second ? 1 : 0
    }
    if carry > 0 { result.append(carry) }
    return BigNatural(limbs: result)
  }

  /// The difference to a number that is not greater.
  static func - (left: BigNatural, right: BigNatural) -> BigNatural {
    var result = left.limbs
    var borrow: UInt64 = 0
    for index in result.indices {
      if index >= right.limbs.count, borrow == 0 { break }
      let (difference, first) = result[index].subtractingReportingOverflow(
        index < right.limbs.count ? right.limbs[index] : 0)
      let (rest, second) = difference.subtractingReportingOverflow(borrow)
      result[index] = rest
      borrow = first || second ? 1 : 0
    }
    return BigNatural(limbs: result)
  }

  /// By the method of school, which is the fastest for the lengths that occur.
  static func * (left: BigNatural, right: BigNatural) -> BigNatural {
    guard !left.isZero, !right.isZero else { return .zero }
    var result = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (place, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (index, limb) in right.limbs.enumerated() {
        let (high, low) = limb.multipliedFullWidth(by: factor)
        let (sum, first) = low.addingReportingOverflow(result[place + index])
        let (total, second) = sum.addingReportingOverflow(carry)
        result[place + index] = total
        carry = high &+ (first ? 1 : 0) &+ (second ? 1 : 0)
      }
      result[place + right.limbs.count] = carry
    }
    return BigNatural(limbs: result)
  }

  static func << (number: BigNatural, count: Int) -> BigNatural {
    guard count > 0, !number.isZero else { return number }
    let (whole, bits) = count.quotientAndRemainder(dividingBy: 64)
    var result = [UInt64](repeating: 0, count: whole)
    result.reserveCapacity(whole + number.limbs.count + 1)
    var carry: UInt64 = 0
    for limb in number.limbs {
      result.append(limb << UInt64(bits) | carry)
      carry = bits == 0 ? 0 : limb >> UInt64(64 - bits)
    }
    result.append(carry)
    return BigNatural(limbs: result)
  }

  static func >> (number: BigNatural, count: Int) -> BigNatural {
    let (whole, bits) = max(0, count).quotientAndRemainder(dividingBy: 64)
    guard whole < number.limbs.count else { return .zero }
    var result = Array(number.limbs[whole...])
    if bits > 0 {
      for index in result.indices {
        let above = index + 1 < result.count ? result[index + 1] << UInt64(64 - bits) : 0
        result[index] = result[index] >> UInt64(bits) | above
      }
    }
    return BigNatural(limbs: result)
  }

  /// Ten to a power.
  static func power(ofTen exponent: Int) -> BigNatural { power(of: 5, exponent) << max(0, exponent) }

  /// A small number to a power, by squaring.
  static func power(of base: UInt64, _ exponent: Int) -> BigNatural {
    var result = BigNatural.one
    var square = BigNatural(UInt128(base))
    var rest = max(0, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }
}
