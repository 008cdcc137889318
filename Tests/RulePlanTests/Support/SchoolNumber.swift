/// Decimal numbers as one does them on paper, to any length: a sign, digits from the last to the first, and how many of
/// them come after the decimal point.
struct SchoolNumber: Equatable {
  var isNegative: Bool
  var digits: [Int]
  var scale: Int

  init(isNegative: Bool, digits: [Int], scale: Int) {
    self.isNegative = isNegative
    self.digits = digits
    self.scale = scale
    tidy()
  }

  /// Of an optional minus, digits and an optional point.
  init(_ text: String) {
    let digits = text.compactMap(\.wholeNumberValue)
    let after = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    self.init(isNegative: text.hasPrefix("-"), digits: digits.reversed(), scale: after)
  }

  /// Without zeros in front, and without zeros after the point at the end.
  private mutating func tidy() {
    while scale > 0, let last = digits.first, last == 0 {
      digits.removeFirst()
      scale -= 1
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      isNegative = false
      scale = 0
    }
  }

  var isZero: Bool { digits.isEmpty }

  /// Whether the value has a coefficient of less than 2^121 and at most 62 digits after the point.
  var fits: Bool {
    let limit = SchoolNumber("2658455991569831745807614120560689151")
    return scale <= 62 && Self.compareDigits(digits, limit.digits) <= 0
  }

  static func compareDigits(_ left: [Int], _ right: [Int]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for (a, b) in zip(left.reversed(), right.reversed()) where a != b { return a < b ? -1 : 1 }
    return 0
  }

  static func addDigits(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for index in 0..<max(left.count, right.count) {
      let sum = (index < left.count ? left[index] : 0) + (index < right.count ? right[index] : 0) + carry
      result.append(sum % 10)
      carry = sum / 10
    }
    if carry > 0 { result.append(carry) }
    return result
  }

  /// The first is not less than the second.
  static func subtractDigits(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var borrow = 0
    for index in left.indices {
      var difference = left[index] - (index < right.count ? right[index] : 0) - borrow
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += 10 }
      result.append(difference)
    }
    while result.last == 0 { result.removeLast() }
    return result
  }

  private func digits(atScale wanted: Int) -> [Int] {
    var result = [Int](repeating: 0, count: wanted - scale) + digits
    while result.last == 0 { result.removeLast() }
    return result
  }

  static func + (left: SchoolNumber, right: SchoolNumber) -> SchoolNumber {
    let scale = max(left.scale, right.scale)
    let a = left.digits(atScale: scale)
    let b = right.digits(atScale: scale)
    if left.isNegative == right.isNegative {
      return SchoolNumber(isNegative: left.isNegative, digits: addDigits(a, b), scale: scale)
    }
    return compareDigits(a, b) >= 0
      ? SchoolNumber(isNegative: left.isNegative, digits: subtractDigits(a, b), scale: scale)
      : SchoolNumber(isNegative: right.isNegative, digits: subtractDigits(b, a), scale: scale)
  }

  static prefix func - (number: SchoolNumber) -> SchoolNumber {
    SchoolNumber(isNegative: !number.isNegative, digits: number.digits, scale: number.scale)
  }

  static func * (left: SchoolNumber, right: SchoolNumber) -> SchoolNumber {
    var result = [Int](repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { result[i + j] += a * b }
    }
    for index in result.indices.dropLast() {
      result[index + 1] += result[index] / 10
      result[index] %= 10
    }
    return SchoolNumber(
      isNegative: left.isNegative != right.isNegative, digits: result, scale: left.scale + right.scale)
  }

  static func compare(_ left: SchoolNumber, _ right: SchoolNumber) -> Int {
    let difference = left + -right
    return difference.isZero ? 0 : difference.isNegative ? -1 : 1
  }
}
