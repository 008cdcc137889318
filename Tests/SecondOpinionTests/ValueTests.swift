import RulePlan
import Testing

/// Amounts, days and patterns against computations that share nothing with them.
@Suite struct ValueTests {
  private static func number(_ dice: inout Dice) -> String {
    let digits = (0..<dice.pick(1...[3, 8, 19, 35][dice.below(4)])).map { _ in String(dice.below(10)) }.joined()
    let point = dice.below(min(digits.count, 12))
    let whole = digits.dropLast(point)
    return (dice.chance(30) ? "-" : "") + (whole.isEmpty ? "0" : whole) + (point > 0 ? "." + digits.suffix(point) : "")
  }

  @Test(arguments: 0..<8) func amountsAreThoseOfPaper(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<250 {
      let (first, second) = (Self.number(&dice), Self.number(&dice))
      let (a, b) = (Number(text: first), Number(text: second))
      let money = try Money.read(first + " USD")
      let other = try Money.read(second + " USD")
      func same(_ found: Decimal128?, _ expected: Number?, _ sign: String) {
        let wanted = expected.flatMap { $0.fits ? $0.text : nil }
        #expect(found.map { Number(text: $0.description).text } == wanted, "\(first) \(sign) \(second)")
      }
      same(money.adding(other)?.amount, a + b, "+")
      same(money.subtracting(other)?.amount, a - b, "-")
      same(money.multiplied(by: other.amount)?.amount, a * b, "*")
      same(money.divided(by: other.amount)?.amount, a / b, "/")
      same(money.divided(by: other), a / b, "/")
      #expect(money.compare(other) == Number.compare(a, b))
    }
  }

  @Test(arguments: [
    ("1000", "0.15", "150"), ("0.01", "0.5", "0.005"), ("-19.99", "0.333", "-6.65667"),
    ("123456789012345678901234567890", "0.01", "1234567890123456789012345678.9"),
  ])
  func aPercentageOfAnAmountIsExact(amount: String, fraction: String, expected: String) throws {
    #expect((Number(text: amount) * Number(text: fraction)).text == expected)
    let product = try Money.read(amount + " USD").multiplied(by: Decimal128.read(fraction))
    #expect(product.map { Number(text: $0.amount.description).text } == expected)
  }

  @Test func everyDayHasTheNameThatTheDefinitionGives() throws {
    let first = try CalendarDate.read("0001-01-01")
    var day = Civil(year: 1, month: 1, day: 1)
    for number in 0..<3_652_059 {
      let date = CalendarDate(days: first.days + Int32(number))
      let (year, month, dayOfMonth) = date.components
      guard year == day.year, month == day.month, dayOfMonth == day.day else {
        Issue.record("day \(number) is \(date), by definition \(day.text)")
        return
      }
      day.day += 1
      if day.day > Civil.length(ofMonth: day.month, in: day.year) { (day.month, day.day) = (day.month + 1, 1) }
      if day.month > 12 { (day.year, day.month) = (day.year + 1, 1) }
    }
  }

  @Test(arguments: 0..<8) func daysLaterAreThoseOfTheDefinition(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<500 {
      guard let civil = Civil(number: dice.below(3_652_059)) else { continue }
      let date = try CalendarDate.read(civil.text)
      let length = Length(
        months: dice.pick(-5_000...5_000), days: dice.pick(-9_000...9_000),
        microseconds: dice.chance(20) ? dice.pick(-3...3) * Length.day : 0)
      let duration = CalendarDuration(
        months: Int32(length.months), days: Int32(length.days), microseconds: Int64(length.microseconds))
      #expect(date.adding(duration)?.description == civil.later(length)?.text, "\(civil.text) + \(length)")
      let other = Civil(number: dice.below(3_652_059)) ?? civil
      #expect(try CalendarDate.read(other.text).since(date)?.days == Int32(other.number - civil.number))
      let moment = Moment(day: civil, time: dice.below(86_400) * 1_000_000)
      #expect(try Timestamp.read(moment.text).adding(duration).map { "\($0)" } == moment.later(length)?.text)
    }
  }

  @Test(arguments: 0..<8) func patternsMatchAsTryingEveryWayDoes(seed: UInt64) {
    var dice = Dice(seed: seed)
    for _ in 0..<1_000 {
      func word(_ letters: [String], _ length: Int, _ dice: inout Dice) -> String {
        (0..<dice.below(length)).map { _ in dice.pick(letters) }.joined()
      }
      let text = word(["a", "b", "é", "e\u{301}", "\u{1F600}"], 9, &dice)
      let pattern = word(["a", "b", "é", "*", "?", "*"], 8, &dice)
      let (a, b) = (text.unicodeScalars.map(\.value), pattern.unicodeScalars.map(\.value))
      #expect(
        TextPattern(pattern).matches(text) == NaiveEvaluator.matches(a[...], b[...]), "\(text) like \(pattern)")
    }
  }
}
