/// A number as a fraction, computed digit by digit as on paper: a sign, and the digits of the upper and the lower part
/// from the last to the first, without zeros in front. It is put into the lowest terms only to be shown.
struct Number: Hashable {
  private(set) var isNegative: Bool
  private(set) var upper: [Int]
  private(set) var lower: [Int]

  private init(isNegative: Bool, _ upper: [Int], _ lower: [Int]) {
    self.upper = upper
    self.lower = lower
    while self.upper.last == 0 { self.upper.removeLast() }
    while self.upper.first == 0, self.lower.first == 0 {
      self.upper.removeFirst()
      self.lower.removeFirst()
    }
    self.isNegative = isNegative && !self.upper.isEmpty
    if self.upper.isEmpty { self.lower = [1] }
  }

  init(_ integer: Int64) { self.init(text: String(integer)) }

  /// Of an optional minus, digits, and an optional point; or of two whole numbers, `1/3`.
  init(text: String) {
    let parts = text.split(separator: "/")
    func digits(_ text: some StringProtocol) -> [Int] { text.compactMap(\.wholeNumberValue).reversed() }
    let point = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    let lower = parts.count > 1 ? digits(parts[1]) : Array(repeating: 0, count: point) + [1]
    self.init(isNegative: text.hasPrefix("-"), digits(parts[0]), lower)
  }

  static let zero = Number(0)

  var isZero: Bool { upper.isEmpty }

  /// The fraction in the lowest terms; of a whole number the number.
  var text: String {
    let divisor = Self.commonDivisor(upper, lower)
    func digits(_ digits: [Int]) -> String { digits.isEmpty ? "0" : digits.reversed().map(String.init).joined() }
    let below = Self.divided(lower, divisor).quotient
    return (isNegative ? "-" : "") + digits(Self.divided(upper, divisor).quotient)
      + (below == [1] ? "" : "/" + digits(below))
  }

  static func == (left: Number, right: Number) -> Bool { compare(left, right) == 0 }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The number as a whole one of 64 bits; nil where it is none.
  var integer: Int64? { Int64(text) }

  /// The greatest whole number that is not greater.
  var floor: Number {
    let (quotient, rest) = Self.divided(upper, lower)
    return Number(isNegative: isNegative, isNegative && !rest.isEmpty ? Self.sum(quotient, [1]) : quotient, [1])
  }

  // MARK: Digits

  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for place in left.indices.reversed() where left[place] != right[place] {
      return left[place] < right[place] ? -1 : 1
    }
    return 0
  }

  private static func sum(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for place in 0..<max(left.count, right.count) {
      carry += (place < left.count ? left[place] : 0) + (place < right.count ? right[place] : 0)
      result.append(carry % 10)
      carry /= 10
    }
    return carry > 0 ? result + [carry] : result
  }

  /// Of digits that are not less than the others.
  private static func difference(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var borrowed = 0
    for place in left.indices {
      let digit = left[place] - borrowed - (place < right.count ? right[place] : 0)
      borrowed = digit < 0 ? 1 : 0
      result.append(digit + 10 * borrowed)
    }
    while result.last == 0 { result.removeLast() }
    return result
  }

  private static func product(_ left: [Int], _ right: [Int]) -> [Int] {
    var result = [Int](repeating: 0, count: left.count + right.count)
    for (place, digit) in left.enumerated() {
      for (other, factor) in right.enumerated() { result[place + other] += digit * factor }
    }
    for place in result.indices.dropLast() {
      result[place + 1] += result[place] / 10
      result[place] %= 10
    }
    while result.last == 0 { result.removeLast() }
    return result
  }

  /// Digits are brought down one by one. The divisor is not zero.
  private static func divided(_ left: [Int], _ right: [Int]) -> (quotient: [Int], rest: [Int]) {
    var rest: [Int] = []
    var quotient: [Int] = []
    for digit in left.reversed() {
      rest.insert(digit, at: 0)
      while rest.last == 0 { rest.removeLast() }
      var count = 0
      while order(rest, right) >= 0 {
        rest = difference(rest, right)
        count += 1
      }
      quotient.append(count)
    }
    quotient.reverse()
    while quotient.last == 0 { quotient.removeLast() }
    return (quotient, rest)
  }

  private static func commonDivisor(_ left: [Int], _ right: [Int]) -> [Int] {
    var (a, b) = (left, right)
    while !b.isEmpty { (a, b) = (b, divided(a, b).rest) }
    return a
  }

  // MARK: Arithmetic

  static prefix func - (number: Number) -> Number {
    Number(isNegative: !number.isNegative, number.upper, number.lower)
  }

  static func + (left: Number, right: Number) -> Number {
    let isSame = left.lower == right.lower
    let a = isSame ? left.upper : product(left.upper, right.lower)
    let b = isSame ? right.upper : product(right.upper, left.lower)
    let lower = isSame ? left.lower : product(left.lower, right.lower)
    if left.isNegative == right.isNegative { return Number(isNegative: left.isNegative, sum(a, b), lower) }
    return order(a, b) >= 0
      ? Number(isNegative: left.isNegative, difference(a, b), lower)
      : Number(isNegative: right.isNegative, difference(b, a), lower)
  }

  static func - (left: Number, right: Number) -> Number { left + -right }

  static func * (left: Number, right: Number) -> Number {
    Number(
      isNegative: left.isNegative != right.isNegative, product(left.upper, right.upper),
      product(left.lower, right.lower))
  }

  /// Nil for division by zero.
  static func / (left: Number, right: Number) -> Number? {
    right.isZero
      ? nil : left * Number(isNegative: right.isNegative, right.lower, right.upper)
  }

  /// −1, 0 or 1.
  static func compare(_ left: Number, _ right: Number) -> Int {
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let found = order(product(left.upper, right.lower), product(right.upper, left.lower))
    return left.isNegative ? -found : found
  }
}
