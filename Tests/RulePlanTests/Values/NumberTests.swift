import TestSupport
import Testing

@testable import RulePlan

/// Exact numbers: what is computed with them is checked by what must be so of any numbers, and on paper.
@Suite struct NumberTests {
  private static func natural(_ random: inout SeededGenerator, limbs: Int) -> BigNatural {
    let limbs = (0..<limbs).map { _ -> UInt64 in
      random.pick([0, .max, 1 << 63, random.next(), random.next(), random.next()])
    }
    return BigNatural(limbs: limbs)
  }

  @Test func longDivisionGivesBackWhatWasDivided() throws {
    var random = SeededGenerator(11)
    for _ in 0..<4000 {
      let value = Self.natural(&random, limbs: random.below(12))
      let divisor = Self.natural(&random, limbs: 1 + random.below(7))
      guard !divisor.isZero else { continue }
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
      try #require(remainder < divisor && quotient * divisor + remainder == value)
      try #require((value << 67) >> 67 == value && value << 3 == value * BigNatural(8))
      let root = value.squareRoot
      try #require(!(value < root * root) && value < (root + .one) * (root + .one))
    }
  }

  @Test func theCommonDivisorDividesAndIsTheGreatest() throws {
    var random = SeededGenerator(12)
    for _ in 0..<1500 {
      let shared = Self.natural(&random, limbs: 1 + random.below(4))
      let a = Self.natural(&random, limbs: 1 + random.below(6)) * shared
      let b = Self.natural(&random, limbs: 1 + random.below(6)) * shared
      guard !a.isZero, !b.isZero else { continue }
      let found = BigNatural.greatestCommonDivisor(a, b)
      let (x, first) = a.quotientAndRemainder(dividingBy: found)
      let (y, second) = b.quotientAndRemainder(dividingBy: found)
      try #require(first.isZero && second.isZero)
      // Euclid, step by step, finds nothing more.
      var (p, q) = (x, y)
      while !q.isZero { (p, q) = (q, p.quotientAndRemainder(dividingBy: q).remainder) }
      try #require(p.isOne)
    }
    for (a, b, divisor) in [(0, 5, 5), (12, 18, 6), (7, 0, 7), (1 << 20, 48, 16)] {
      #expect(commonDivisor(UInt128(a), UInt128(b)) == UInt128(divisor))
    }
  }

  private static func number(_ random: inout SeededGenerator) throws -> Number {
    let digits = (0..<random.pick([1, 2, 5, 12, 20, 34])).map { _ in String(random.below(10)) }.joined()
    let scale = random.below(5)
    let value = Number.decimal(try Decimal128.read((random.below(3) == 0 ? "-" : "") + digits + ".0"))
    let divisor = try Decimal128.read(String(1 + random.below(random.pick([9, 5000, 90_000_000]))))
    let scaled = try value.divided(by: .decimal(Decimal128(coefficient: 10, scale: UInt8(scale))))
    return random.below(2) == 0 ? scaled : try scaled.divided(by: .decimal(divisor))
  }

  @Test func fractionsKeepTheLawsOfArithmetic() throws {
    var random = SeededGenerator(13)
    for _ in 0..<3000 {
      let (a, b, c) = (try Self.number(&random), try Self.number(&random), try Self.number(&random))
      try #require(try a.adding(b) == b.adding(a) && a.multiplied(by: b) == b.multiplied(by: a))
      try #require(try a.adding(b).adding(c) == a.adding(b.adding(c)))
      try #require(try a.multiplied(by: b.adding(c)) == a.multiplied(by: b).adding(a.multiplied(by: c)))
      try #require(try a.adding(b).subtracting(b) == a)
      if !b.isZero { try #require(try a.divided(by: b).multiplied(by: b) == a) }
      try #require(try a.compare(b) == (a.subtracting(b).isZero ? 0 : a.subtracting(b).isNegative ? -1 : 1))
      try #require(try Number.sum(of: [a, b, c, a]) == a.adding(b).adding(c).adding(a))
    }
  }

  @Test func whatADecimalCanHoldIsADecimal() throws {
    let third = try Number(1).divided(by: Number(3))
    #expect(third.decimal == nil)
    #expect(try third.multiplied(by: Number(3)) == Number(1))
    #expect(try Number(1).divided(by: Number(8)) == .decimal(Decimal128.read("0.125")))
    #expect(try third.adding(third).adding(third).hashValue == Number(1).hashValue)
    // Wider than 128 bits on the way.
    var number = third
    for _ in 0..<60 { number = try number.divided(by: Number(7)) }
    for _ in 0..<60 { number = try number.multiplied(by: Number(7)) }
    #expect(number == third)
    #expect(throws: NumberFault.divisionByZero) { try third.divided(by: .zero) }
  }

  /// Sixty lines at sixty rates need some seven hundred bits.
  @Test func manyRatesAreHeldExactly() throws {
    let rates = (0..<60).map { Number.decimal(Decimal128(coefficient: Int64(10_007 + 38 * $0), scale: 2)) }
    var lines = try rates.map { try Number(100).divided(by: $0) }
    let total = try Number.sum(of: lines)
    #expect(!total.isRounded)
    lines.reverse()
    #expect(try Number.sum(of: lines) == total)
    #expect(try Number.sum(of: lines + lines.map { $0.negated() }).isZero)
  }

  @Test func beyondFourThousandBitsANumberIsRoundedAndSaysSo() throws {
    var number = try Number(2).divided(by: Number(3))
    for _ in 0..<12 { number = try number.multiplied(by: number) }
    #expect(number.isRounded)
    #expect(number.compare(.zero) == 1 && number.compare(Number(1)) == -1)
    // (2/3)^4096 = 5.06…E-722; numbers that agree in 34 digits are not distinguished, others are.
    #expect(number.compare(number) == nil)
    #expect(number.compare(try number.multiplied(by: Number(2))) == -1)
    #expect(try number.divided(by: number).compare(Number(1)) == nil)
    #expect(try number.divided(by: number).compare(Number(2)) == -1)
    #expect(throws: NumberFault.tooFine) { try Number(1).divided(by: number.subtracting(number)) }
    #expect(throws: NumberFault.tooFine) { try number.divided(by: number).rounded(.down) }
    #expect(try number.divided(by: number).rounded(.halfToEven) == Number(1))
  }

  @Test func beyondTenToThe6144ThereIsNoNumber() throws {
    var number = Number(10)
    for _ in 0..<12 { number = try number.multiplied(by: number) }
    #expect(number.compare(Number(.max)) == 1)
    #expect(throws: NumberFault.tooLarge) { try number.multiplied(by: number) }
  }

  @Test(arguments: [
    ("2.5", "2", "3", "3", "2", "2"), ("3.5", "4", "4", "4", "3", "3"), ("-2.5", "-2", "-3", "-3", "-2", "-3"),
    ("2.4", "2", "2", "3", "2", "2"), ("-2.6", "-3", "-3", "-3", "-2", "-3"), ("7", "7", "7", "7", "7", "7"),
    ("1/3", "0", "0", "1", "0", "0"), ("-1/3", "0", "0", "-1", "0", "-1"), ("5/2", "2", "3", "3", "2", "2"),
  ])
  func roundingGoesAsItsNameSays(
    text: String, even: String, half: String, up: String, towardsZero: String, down: String
  ) throws {
    let parts = text.split(separator: "/").map(String.init)
    var number = Number.decimal(try Decimal128.read(parts[0]))
    if parts.count > 1 { number = try number.divided(by: .decimal(Decimal128.read(parts[1]))) }
    let rules: [(RoundingRule, String)] = [
      (.halfToEven, even), (.halfAwayFromZero, half), (.awayFromZero, up), (.towardsZero, towardsZero), (.down, down),
    ]
    for (rule, expected) in rules { #expect(try number.rounded(rule).description == expected, "\(text) \(rule)") }
  }

  @Test(arguments: [
    ("0.1234567", "0.123457"), ("1.5", "1.5"), ("1.50", "1.50"), ("1/3", "0.333333"), ("2/3", "0.666667"),
    ("1/3000000000", "0.000000"), ("0.12345650", "0.123456"), ("1000000/3", "333333.333333"), ("-1/3", "-0.333333"),
  ])
  func numbersAreShownToSixPlaces(text: String, shown: String) throws {
    let parts = text.split(separator: "/").map(String.init)
    var number = Number.decimal(try Decimal128.read(parts[0]))
    if parts.count > 1 { number = try number.divided(by: .decimal(Decimal128.read(parts[1]))) }
    #expect(number.text(isExact: false) == shown)
    #expect(number.description == (parts.count > 1 ? number.description : text))
  }

  @Test(arguments: [
    ("5434.782608695652 USD", "5434.78 USD"), ("4000 USD", "4000 USD"), ("600.5 USD", "600.50 USD"),
    ("1.005 USD", "1.00 USD"), ("1234.5 JPY", "1234 JPY"), ("0.123456789 XAU", "0.123457 XAU"),
    ("1.2345 KWD", "1.234 KWD"),
  ])
  func amountsAreShownToTheMinorUnit(text: String, shown: String) throws {
    let amount = Amount(try Money.read(text))
    #expect(amount.text(isExact: false) == shown)
    #expect(amount.text(isExact: true) == text)
  }

  @Test func aFractionIsWrittenOutWhereADecimalWritesIt() throws {
    #expect(try Number(1).divided(by: Number(3)).description == "1/3")
    #expect(try Number(-10).divided(by: Number(4)).description == "-2.5")
    var tiny = Number(1)
    for _ in 0..<70 { tiny = try tiny.divided(by: Number(10)) }
    #expect(tiny.digits == "0." + String(repeating: "0", count: 69) + "1")
    #expect(tiny.decimal == nil)
  }
}
