import RulePlan
import TestSupport
import Testing

@Suite struct Decimal128Tests {
  /// Numbers of every length and scale, with runs of zeros and nines, at the limits and small.
  private static func randomText(_ random: inout SeededGenerator) -> String {
    let length = random.pick([1, 1, 2, 3, 5, 9, 17, 18, 19, 20, 27, 28, 29, 35, 36])
    var digits = (0..<length).map { _ in random.pick([0, 0, 9, random.below(10)]) }
    if digits.allSatisfy({ $0 == 0 }), random.below(4) > 0 { digits[0] = 1 }
    let after = random.pick([0, 0, 1, 2, 2, 5, 18, 28, 40, 62])
    var text = digits.map(String.init).joined()
    if after > 0 {
      if text.count <= after { text = String(repeating: "0", count: after + 1 - text.count) + text }
      text.insert(".", at: text.index(text.endIndex, offsetBy: -after))
    }
    return (random.below(3) == 0 ? "-" : "") + text
  }

  private static func number(_ value: Decimal128) -> SchoolNumber { SchoolNumber(value.description) }

  @Test func arithmeticIsThatOfPaper() throws {
    var random = SeededGenerator(1)
    for _ in 0..<4000 {
      let left = Self.randomText(&random)
      let right = Self.randomText(&random)
      let a = try Decimal128.read(left)
      let b = try Decimal128.read(right)
      let x = SchoolNumber(left)
      let y = SchoolNumber(right)
      #expect(Self.number(a) == x)
      try Self.expect(a.adding(b), x + y, "\(left) + \(right)")
      try Self.expect(a.subtracting(b), x + -y, "\(left) - \(right)")
      try Self.expect(a.multiplied(by: b), x * y, "\(left) * \(right)")
      try #require(a.compare(b) == SchoolNumber.compare(x, y), "\(left) <=> \(right)")
      try #require((a < b) == (a.compare(b) < 0) && (a == b) == (a.compare(b) == 0), "\(left) < \(right)")
      if let quotient = a.dividedExactly(by: b) {
        try #require(!y.isZero && Self.number(quotient) * y == x, "\(left) / \(right)")
      }
    }
  }

  private static func expect(_ result: Decimal128?, _ expected: SchoolNumber, _ text: String) throws {
    if expected.fits {
      try #require(result.map(number) == expected, "\(text)")
    } else {
      try #require(result == nil, "\(text)")
    }
  }

  @Test func equalValuesOfAllScalesAreOne() throws {
    var random = SeededGenerator(2)
    for _ in 0..<1000 {
      let text = Self.randomText(&random)
      let number = try Decimal128.read(text)
      let longer = try #require(number.multiplied(by: Decimal128(1)))
      var padded = text.contains(".") ? text : text + "."
      padded += String(repeating: "0", count: random.below(3) + 1)
      guard let same = Decimal128(padded) else { continue }
      #expect(same == number && longer == number)
      #expect(same.hashValue == number.hashValue)
      #expect(same.normalized == number && same.normalized.description == number.normalized.description)
      #expect(!(same < number) && !(same > number))
    }
  }

  @Test(arguments: [
    "0", "0.00", "1", "-1", "1.00", "-0.50", "50000.00", "2658455991569831745807614120560689151",
    "-2658455991569831745807614120560689151", "0.00000000000000000000000000000000000000000000000000000000000001",
  ])
  func theScaleThatWasWrittenIsKept(text: String) throws {
    #expect(try Decimal128.read(text).description == text)
  }

  @Test(arguments: [
    ("+5", "5"), ("-0", "0"), ("007", "7"), ("-0.0", "0.0"),
    ("1.000000000000000000000000000000000000000000000000000000000000000000000000000", nil as String?),
  ])
  func otherSpellingsAreReadToo(text: String, canonical: String?) throws {
    let number = try Decimal128.read(text)
    if let canonical { #expect(number.description == canonical) } else { #expect(number == Decimal128(1)) }
  }

  @Test(arguments: [
    ("", ValueFault.Reason.form), ("-", .form), (".5", .form), ("5.", .form), ("1.2.3", .form), ("--1", .form),
    ("1 ", .form), (" 1", .form), ("abc", .form), ("1e3", .exponent), ("1.5E-3", .exponent), ("1,000", .groupedDigits),
    ("1_000", .groupedDigits), ("0,15", .groupedDigits), ("NaN", .form), ("0x1F", .form), ("１", .form),
    ("2658455991569831745807614120560689152", .tooManyDigits),
    ("99999999999999999999999999999999999999999999999999999999999999", .tooManyDigits),
    ("0.1234567890123456789012345678901234567890", .tooManyDigits),
    ("0.000000000000000000000000000000000000000000000000000000000000001", .tooManyDigits),
  ])
  func whatIsNoNumberSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.decimal, reason)) { try Decimal128.read(text) }
  }

  @Test(arguments: [
    ("1_000", "1000"), ("1_0_0.2_5", "100.25"), ("10", "10"), ("1__0", nil), ("_1", nil), ("1_", nil), ("1_.5", nil),
    ("1._5", nil),
  ])
  func underscoresStandBetweenTwoDigits(text: String, canonical: String?) {
    #expect(Decimal128(text, allowsUnderscores: true)?.description == canonical)
    #expect(text == "10" || Decimal128(text) == nil)
  }

  @Test(arguments: [
    ("1", "3", nil), ("10.00", "2", "5.00"), ("1000", "0.001", "1000000"), ("7", "0", nil), ("-6", "3", "-2"),
  ])
  func quotientsAreExactOrLeftToFractions(left: String, right: String, quotient: String?) throws {
    #expect(try Decimal128.read(left).dividedExactly(by: Decimal128.read(right))?.description == quotient)
  }

  @Test func productsKeepNoMoreZerosThanTheirFactors() throws {
    #expect(try Decimal128.read("10.00").multiplied(by: Decimal128.read("0.15"))?.description == "1.50")
    #expect(try Decimal128.read("10.00").adding(Decimal128(1))?.description == "11.00")
  }

  @Test func wholeNumbersAreIntegers() throws {
    #expect(try Decimal128.read("7.00").integer == 7)
    #expect(try Decimal128.read("-9223372036854775808").integer == .min)
    #expect(try Decimal128.read("9223372036854775808").integer == nil)
    #expect(try Decimal128.read("7.5").integer == nil)
    for integer in [Int64.min, -1, 0, 1, .max] { #expect(Decimal128(integer).integer == integer) }
  }

  @Test func oppositesAreExact() throws {
    var random = SeededGenerator(3)
    for _ in 0..<500 {
      let number = try Decimal128.read(Self.randomText(&random))
      let opposite = number.negated()
      #expect(opposite.negated() == number)
      #expect(number.adding(opposite)?.isZero == true)
      #expect(number.magnitude == (number < .zero ? opposite : number))
      #expect(opposite.scale == number.scale)
    }
  }

  @Test func theCoefficientAndItsLimitsAreSeen() throws {
    let largest = Decimal128.maximumCoefficient
    #expect(Decimal128(coefficient: largest, scale: 0)?.coefficient == largest)
    #expect(Decimal128(coefficient: largest + 1, scale: 5) == nil)
    #expect(Decimal128(coefficient: .min, scale: 0) == nil)
    #expect(Decimal128(coefficient: Int128.max / 10 * 10, scale: 1) == nil)
    // Zeros after the point go where they are in the way, and no others.
    let stripped = try #require(Decimal128(coefficient: largest / 10 * 100, scale: 62))
    #expect(stripped.coefficient == largest / 10 * 10 && stripped.scale == 61)
    #expect(Decimal128(coefficient: 10, scale: 200)?.scale == nil)
    #expect(Decimal128(coefficient: 0, scale: 200)?.isZero == true)
  }

  @Test func aDecimalTakesSixteenBytes() {
    #expect(MemoryLayout<Decimal128>.stride == 16)
    #expect(MemoryLayout<Money>.stride == 24)
  }
}
