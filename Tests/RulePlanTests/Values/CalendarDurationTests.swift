import RulePlan
import TestSupport
import Testing

@Suite struct CalendarDurationTests {
  @Test(arguments: [
    ("90 days", "90 days"), ("1 day", "1 day"), ("2 weeks", "14 days"), ("6 months", "6 months"), ("1 year", "1 year"),
    ("18 months", "1 year 6 months"), ("4 hours", "4 hours"), ("90 minutes", "1 hour 30 minutes"), ("0 days", "0 days"),
    ("1 year 6 months", "1 year 6 months"), ("-3 days", "-3 days"), ("P90D", "90 days"), ("P1Y6M", "1 year 6 months"),
    ("PT4H", "4 hours"), ("P1DT12H", "1 day 12 hours"), ("P2W", "14 days"), ("-P1M", "-1 month"),
    ("PT0.5S", "0.5 seconds"),
    ("1.25 seconds", "1.25 seconds"), ("-0.5 seconds", "-0.5 seconds"), ("1 month -3 days", "1 month -3 days"),
    ("PT36H", "36 hours"),
  ])
  func durationsAreReadAndPrinted(text: String, canonical: String) throws {
    #expect(try CalendarDuration.read(text).description == canonical)
    #expect(try CalendarDuration.read(canonical) == CalendarDuration.read(text))
  }

  /// Eight years from 1896 or 1897 have one leap day only, as 1900 was none: so four years may have 1,460 days.
  @Test func leapYearsThatACenturyLeavesOutCount() throws {
    let fourYears = try CalendarDuration.read("4 years")
    #expect(try fourYears.satisfies(.greaterOrEqual, CalendarDuration.read("1461 days")) == nil)
    #expect(try fourYears.satisfies(.lessOrEqual, CalendarDuration.read("1461 days")) == true)
    #expect(try fourYears.satisfies(.greaterOrEqual, CalendarDuration.read("1460 days")) == true)
    #expect(try fourYears.satisfies(.greater, CalendarDuration.read("1460 days")) == nil)
  }

  @Test(arguments: [
    ("90", ValueFault.Reason.missingUnit), ("90 ", .missingUnit), ("90 fortnights", .unknownUnit), ("90days", .form),
    ("days", .form), ("", .form), ("1.5 days", .form), ("P", .form), ("PT", .form), ("P1", .missingUnit),
    ("P1H", .form),
    ("PT1D", .form), ("P1D1Y", .form), ("P1Y1Y", .form), ("P1DT", .form), ("1 day,", .form), ("1 Day", .unknownUnit),
    ("99999999999999999999 days", .outOfRange), ("9999999999 days", .outOfRange), ("0.1234567 seconds", .tooFine),
    ("1 dayss", .unknownUnit), ("1e3 days", .exponent),
  ])
  func whatIsNoDurationSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.duration, reason)) { try CalendarDuration.read(text) }
  }

  @Test func aDayHasTwentyFourHours() throws {
    let day = try CalendarDuration.read("1 day")
    let hours = try CalendarDuration.read("24 hours")
    #expect(day == hours)
    #expect(day.hashValue == hours.hashValue)
    #expect(day.compare(hours) == 0)
    #expect(CalendarDate(days: 0).adding(hours) == CalendarDate(days: 1))
    #expect(CalendarDate(days: 0).adding(CalendarDuration(microseconds: 1)) == nil)
  }

  @Test func monthsComeBeforeDays() throws {
    let start = try CalendarDate.read("2019-01-31")
    #expect(start.adding(CalendarDuration(months: 1, days: 1))?.description == "2019-03-01")
    #expect(start.subtracting(CalendarDuration(months: 2))?.description == "2018-11-30")
    #expect(try start.since(CalendarDate.read("2018-01-31")) == CalendarDuration(days: 365))
  }

  @Test func whatCannotBeHeldIsNotMade() {
    #expect(CalendarDuration(count: .max, unit: "years") == nil)
    #expect(CalendarDuration(count: 1, unit: "fortnight") == nil)
    #expect(CalendarDuration(months: .min).negated() == nil)
    #expect(CalendarDuration(days: .max).adding(CalendarDuration(days: 1)) == nil)
    #expect(CalendarDuration(microseconds: .max).multiplied(by: 2) == nil)
    #expect(CalendarDuration(months: 3, days: -1).multiplied(by: -2) == CalendarDuration(months: -6, days: 2))
    #expect(CalendarDate(days: 0).adding(CalendarDuration(months: .max, days: .max, microseconds: .max)) == nil)
    let longest = CalendarDuration(months: .max, days: .max, microseconds: .max)
    let shortest = CalendarDuration(months: .min, days: .min, microseconds: .min)
    #expect(longest.compare(shortest) == 1)
    #expect(CalendarDuration(longest.description) == longest)
  }

  @Test(arguments: [
    ("1 month", Comparison.less, "32 days", true as Bool?), ("1 month", .lessOrEqual, "31 days", true),
    ("1 month", .less, "31 days", nil), ("1 month", .less, "28 days", false), ("1 month", .greater, "27 days", true),
    ("1 month", .equal, "30 days", nil), ("1 month", .equal, "32 days", false), ("1 month", .notEqual, "32 days", true),
    ("1 year", .equal, "12 months", true), ("1 year", .lessOrEqual, "366 days", true),
    ("1 year", .less, "365 days", false),
    ("1 year", .lessOrEqual, "365 days", nil), ("1 year", .greaterOrEqual, "365 days", true),
    ("6 months", .less, "180 days", false), ("6 months", .greater, "180 days", true),
    ("180 days", .lessOrEqual, "6 months", true), ("13 months", .greater, "1 year 27 days", true),
    ("4 years", .less, "1462 days", true), ("-1 month", .less, "-27 days", true), ("36 hours", .less, "2 days", true),
  ])
  func unlikeDurationsCompareWhereTheCalendarAgrees(
    left: String, comparison: Comparison, right: String, truth: Bool?
  ) throws {
    #expect(try CalendarDuration.read(left).satisfies(comparison, CalendarDuration.read(right)) == truth)
  }

  /// From days all over one cycle of the calendar, against the days that the durations lead to.
  @Test func whatIsSaidOfTwoDurationsHoldsFromEveryDay() throws {
    var random = SeededGenerator(6)
    let cycle = try CalendarDate.read("1800-01-01").days
    for _ in 0..<150 {
      let months = Int32(random.below(60)) - 20
      let otherMonths = months + Int32(random.below(30)) - 15
      let days = Int32(Double(months - otherMonths) * 30.44) + Int32(random.below(9)) - 4
      let first = CalendarDuration(months: months)
      let second = CalendarDuration(months: otherMonths, days: days)
      let order = first.compare(second)
      let isAtMost = first.satisfies(.lessOrEqual, second)
      let isLess = first.satisfies(.less, second)
      var isRight = true
      for day in stride(from: cycle + Int32(random.below(43)), to: cycle + 146_097, by: 43) {
        let date = CalendarDate(days: day)
        guard let reached = date.adding(first)?.days, let otherReached = date.adding(second)?.days else { continue }
        isRight = isRight && (order ?? Int((reached - otherReached).signum())) == Int((reached - otherReached).signum())
        isRight = isRight && (isAtMost ?? (reached <= otherReached)) == (reached <= otherReached)
        isRight = isRight && (isLess ?? (reached < otherReached)) == (reached < otherReached)
      }
      #expect(isRight, "\(first), \(second)")
    }
  }

  /// The shortest and the longest run of this many months in the calendar are found by comparison.
  @Test func theBoundsOfAFewMonthsAreThoseOfTheCalendar() throws {
    let starts = try (0..<4800).map { try #require(CalendarDate(year: 1800 + $0 / 12, month: $0 % 12 + 1, day: 1)) }
    for months in 1...24 {
      let lengths = starts.compactMap { start in start.adding(months: Int64(months)).map { $0.days - start.days } }
      let shortest = try #require(lengths.min())
      let longest = try #require(lengths.max())
      let duration = CalendarDuration(months: Int32(months))
      #expect(duration.satisfies(.greaterOrEqual, CalendarDuration(days: shortest)) == true)
      #expect(duration.satisfies(.lessOrEqual, CalendarDuration(days: longest)) == true)
      // For a year and some months the bounds of both add up, which may be a day too wide.
      let slack: Int32 = months < 12 || months % 12 == 0 ? 1 : 2
      #expect(duration.satisfies(.greater, CalendarDuration(days: shortest - slack)) == true)
      #expect(duration.satisfies(.greater, CalendarDuration(days: shortest)) != true)
      #expect(duration.satisfies(.less, CalendarDuration(days: longest + slack)) == true)
      #expect(duration.satisfies(.less, CalendarDuration(days: longest)) != true)
    }
  }
}
