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

  @Test(arguments: 0..<8) func numbersAreThoseOfPaper(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    for _ in 0..<250 {
      let (first, second) = (Self.number(&dice), Self.number(&dice))
      let (a, b) = (Number(text: first), Number(text: second))
      let value = RulePlan.Number.decimal(try Decimal128.read(first))
      let other = RulePlan.Number.decimal(try Decimal128.read(second))
      func same(_ found: RulePlan.Number?, _ expected: Number?, _ sign: String) {
        #expect(found.map { Number(text: $0.description).text } == expected?.text, "\(first) \(sign) \(second)")
      }
      same(try value.adding(other), a + b, "+")
      same(try value.subtracting(other), a - b, "-")
      same(try value.multiplied(by: other), a * b, "*")
      if !b.isZero {
        let quotient = try value.divided(by: other)
        same(quotient, a / b, "/")
        if let shown = a / b {
          same(try quotient.adding(value), shown + a, "/ and +")
          same(try quotient.multiplied(by: quotient).subtracting(other), shown * shown - b, "/ and * and -")
          same(try quotient.rounded(.down), shown.floor, "floor of /")
          #expect(quotient.compare(value) == Number.compare(shown, a))
        }
      }
      #expect(value.compare(other) == Number.compare(a, b))
    }
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
