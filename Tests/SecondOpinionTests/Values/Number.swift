/// A decimal number of any length, computed digit by digit: a sign, digits from the last to the first, and how many of
/// them come after the decimal point. There are no zeros in front and none after the point at the end.
struct Number: Hashable {
  private(set) var isNegative: Bool
  private(set) var digits: [Int]
  private(set) var scale: Int

  init(isNegative: Bool, digits: [Int], scale: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.scale = scale
    while self.scale > 0, self.digits.first == 0 {
      self.digits.removeFirst()
      self.scale -= 1
    }
    while self.digits.last == 0 { self.digits.removeLast() }
    if self.digits.isEmpty { (self.isNegative, self.scale) = (false, 0) }
  }

  init(_ integer: Int64) { self.init(text: String(integer)) }

  /// Of an optional minus, digits, and an optional point.
  init(text: String) {
    let point = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    self.init(
      isNegative: text.hasPrefix("-"), digits: text.compactMap(\.wholeNumberValue).reversed(), scale: point)
  }

  static let zero = Number(0)

  var isZero: Bool { digits.isEmpty }

  var text: String {
    var all = digits
    while all.count <= scale { all.append(0) }
    var text = all.reversed().map(String.init).joined()
    if scale > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -scale)) }
    return (isNegative ? "-" : "") + text
  }

  /// Whether the tool can hold the number: fewer than 2^121 units of its last digit, at most 63 digits after the point.
  var fits: Bool { scale <= 63 && Self.order(digits, Self.largest) <= 0 }
  private static let largest = Number(text: "2658455991569831745807614120560689151").digits

  /// Whether the number is a whole one of 64 bits.
  var isInteger: Bool {
    guard scale == 0 else { return false }
    return isNegative
      ? Self.order(digits, Number(text: "9223372036854775808").digits) <= 0
      : Self.order(digits, Number(text: "9223372036854775807").digits) <= 0
  }

  // MARK: Digits

  private static func order(_ left: [Int], _ right: [Int]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for place in left.indices.reversed() where left[place] != right[place] {
      return left[place] < right[place] ? -1 : 1
    }
    return 0
  }

  /// The digits with zeros after them, up to a number of places after the point.
  private func digits(to wanted: Int) -> [Int] {
    digits.isEmpty ? [] : Array(repeating: 0, count: wanted - scale) + digits
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

  // MARK: Arithmetic

  static prefix func - (number: Number) -> Number {
    Number(isNegative: !number.isNegative, digits: number.digits, scale: number.scale)
  }

  static func + (left: Number, right: Number) -> Number {
    let scale = max(left.scale, right.scale)
    let (a, b) = (left.digits(to: scale), right.digits(to: scale))
    if left.isNegative == right.isNegative {
      return Number(isNegative: left.isNegative, digits: sum(a, b), scale: scale)
    }
    return order(a, b) >= 0
      ? Number(isNegative: left.isNegative, digits: difference(a, b), scale: scale)
      : Number(isNegative: right.isNegative, digits: difference(b, a), scale: scale)
  }

  static func - (left: Number, right: Number) -> Number { left + -right }

  static func * (left: Number, right: Number) -> Number {
    var product: [Int] = []
    for (place, digit) in left.digits.enumerated() {
      var row = Array(repeating: 0, count: place)
      var carry = 0
      for other in right.digits {
        carry += digit * other
        row.append(carry % 10)
        carry /= 10
      }
      if carry > 0 { row.append(carry) }
      product = sum(product, row)
    }
    return Number(
      isNegative: left.isNegative != right.isNegative, digits: product, scale: left.scale + right.scale)
  }

  /// The quotient in 28 significant digits, rounded half to even; nil for division by zero.
  static func / (left: Number, right: Number) -> Number? {
    guard !right.isZero else { return nil }
    let sign = left.isNegative != right.isNegative
    // Digits are brought down one by one until there are enough, and whether anything is left over decides a half.
    var brought = Array(left.digits.reversed())
    var rest: [Int] = []
    var quotient: [Int] = []
    var scale = left.scale - right.scale
    while true {
      if brought.isEmpty {
        if rest.isEmpty || quotient.count > 28 { break }
        brought = [0]
        scale += 1
      }
      rest.insert(brought.removeFirst(), at: 0)
      while rest.last == 0 { rest.removeLast() }
      var digit = 0
      while order(rest, right.digits) >= 0 {
        rest = difference(rest, right.digits)
        digit += 1
      }
      if digit > 0 || !quotient.isEmpty { quotient.append(digit) }
    }
    if quotient.count > 28 {
      let dropped = quotient[28...]
      let isExact = rest.isEmpty && dropped.dropFirst().allSatisfy { $0 == 0 }
      let first = dropped.first ?? 0
      let roundsUp = first > 5 || first == 5 && (!isExact || quotient[27] % 2 == 1)
      scale -= dropped.count
      quotient = Array(quotient[..<28])
      if roundsUp { quotient = sum(quotient.reversed(), [1]).reversed() }
    }
    var digits = Array(quotient.reversed())
    if scale < 0 {
      digits = Array(repeating: 0, count: -scale) + digits
      scale = 0
    }
    while digits.count < scale { digits.append(0) }
    return Number(isNegative: sign, digits: digits, scale: scale)
  }

  /// −1, 0 or 1.
  static func compare(_ left: Number, _ right: Number) -> Int {
    let difference = left - right
    return difference.isZero ? 0 : difference.isNegative ? -1 : 1
  }
}
