import RulePlan
import Testing

@Suite struct CalendarDateTests {
  /// Every day from 0001-01-01 to 9999-12-31 in turn, counted by hand.
  @Test func everyDayOfTheCalendarIsNumbered() {
    var number = CalendarDate.minimumDays
    var isRight = true
    for year in 1...9999 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for (month, length) in zip(1..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        for day in [1, 2, length] {
          let date = CalendarDate(year: year, month: month, day: day)
          isRight = isRight && date?.days == number + Int32(day) - 1
          if let date { isRight = isRight && date.components == (year, month, day) }
        }
        isRight = isRight && CalendarDate(year: year, month: month, day: length + 1) == nil
        number += Int32(length)
      }
    }
    #expect(isRight)
    #expect(number == CalendarDate.maximumDays + 1)
  }

  @Test func theEpochIsDayZero() {
    #expect(CalendarDate("1970-01-01")?.days == 0)
    #expect(CalendarDate("0001-01-01") == CalendarDate(days: CalendarDate.minimumDays))
    #expect(CalendarDate("9999-12-31") == CalendarDate(days: CalendarDate.maximumDays))
  }

  @Test(arguments: [
    ("2019-01-31", 1, "2019-02-28"), ("2020-01-31", 1, "2020-02-29"), ("2020-02-29", 12, "2021-02-28"),
    ("2020-02-29", 48, "2024-02-29"), ("2019-03-31", -1, "2019-02-28"), ("2019-01-15", -1, "2018-12-15"),
    ("2019-12-31", 2, "2020-02-29"), ("0001-01-01", 0, "0001-01-01"),
  ])
  func monthsEndOnTheLastDayOfAShorterMonth(start: String, months: Int64, end: String) {
    #expect(CalendarDate(start)?.adding(months: months)?.description == end)
  }

  @Test func nothingLiesOutsideTheCalendar() {
    #expect(CalendarDate(days: CalendarDate.maximumDays).adding(days: 1) == nil)
    #expect(CalendarDate(days: CalendarDate.minimumDays).adding(days: -1) == nil)
    #expect(CalendarDate(days: CalendarDate.minimumDays).adding(days: .max) == nil)
    #expect(CalendarDate(days: CalendarDate.maximumDays).adding(months: 1) == nil)
    #expect(CalendarDate(days: CalendarDate.minimumDays).adding(months: -1) == nil)
    #expect(CalendarDate(days: CalendarDate.minimumDays).adding(months: .min) == nil)
    #expect(!CalendarDate(days: .max).isValid)
  }

  @Test func aDayThatIsNotInTheCalendarDoesNotTrap() {
    for days in [Int32.min, -719_163, 2_932_897, .max] {
      let date = CalendarDate(days: days)
      _ = date.components
      _ = date.description
      _ = date.adding(months: 1)
    }
  }

  @Test(arguments: [
    ("2019-02-30", ValueFault.Reason.noSuchDay(year: 2019, month: 2, last: 28)),
    ("2019-04-31", .noSuchDay(year: 2019, month: 4, last: 30)), ("2019-13-01", .noSuchMonth(13)),
    ("2019-00-01", .noSuchMonth(0)), ("0000-01-01", .outOfRange), ("2019-6-30", .form), ("2019/06/30", .form),
    ("2019-06-3O", .form), ("", .form), ("2019-06-30 ", .form), ("+019-06-30", .form), ("２０１９", .form),
  ])
  func whatIsNoDateSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.date, reason)) { try CalendarDate.read(text) }
  }

  @Test func theMessageNamesTheLengthOfTheMonth() {
    let fault = ValueFault(.date, .noSuchDay(year: 2019, month: 2, last: 28))
    #expect(
      fault.message(found: "2019-02-30")
        == "expected a date such as `2019-06-30`, found `2019-02-30`: February 2019 has 28 days")
  }

  /// Any one byte changed to any other makes a date only where it reads back as written.
  @Test func noByteIsOverlooked() {
    let bytes = Array("2019-06-15".utf8)
    var isRight = true
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[index] = byte
        if let date = try? CalendarDate.read(changed) {
          isRight = isRight && date.description == String(decoding: changed, as: UTF8.self)
        } else {
          isRight = isRight && !(index == 3 && byte >= 48 && byte <= 57)
        }
      }
    }
    #expect(isRight)
  }
}
