import RulePlan
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2019-06-30T14:00:00Z", "2019-06-30T14:00:00Z"), ("2019-06-30T14:00Z", "2019-06-30T14:00:00Z"),
    ("2019-06-30T14:00:00+02:00", "2019-06-30T14:00:00+02:00"), ("2019-06-30T01:00-0330", "2019-06-30T01:00:00-03:30"),
    ("2019-06-30T23:30-01:00", "2019-06-30T23:30:00-01:00"), ("2019-06-30T14:00+00:00", "2019-06-30T14:00:00Z"),
    ("2019-06-30T14:00:00.5Z", "2019-06-30T14:00:00.5Z"),
    ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ("2019-01-01T00:00:00.1000000Z", "2019-01-01T00:00:00.1Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
  ])
  func momentsArePrintedAsTheyWereWritten(text: String, canonical: String) throws {
    #expect(try Timestamp.read(text).description == canonical)
  }

  @Test(arguments: [
    ("2019-06-30T14:00", ValueFault.Reason.missingOffset), ("2019-06-30", .form), ("2019-06-30 14:00:00Z", .form),
    ("2019-06-30T24:00:00Z", .noSuchTime), ("2019-06-30T14:60:00Z", .noSuchTime), ("2019-06-30T14:00:60Z", .noSuchTime),
    ("2019-06-30T14:00+24:00", .noSuchTime), ("2019-06-30T14:00:00.1234567Z", .tooFine),
    ("2019-02-30T14:00:00Z", .noSuchDay(year: 2019, month: 2, last: 28)), ("0001-01-01T00:00+01:00", .outOfRange),
    ("9999-12-31T23:59-01:00", .outOfRange), ("2019-06-30T14:00:00ZZ", .form), ("2019-06-30T14:00:00.Z", .form),
    ("2019-06-30t14:00:00z", .form), ("2019-06-30T1:000:00Z", .form),
  ])
  func whatIsNoMomentSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.timestamp, reason)) { try Timestamp.read(text) }
  }

  @Test func equalityAndOrderAreThoseOfTheMoment() throws {
    let here = try Timestamp.read("2019-06-30T23:30:00-05:00")
    let there = try Timestamp.read("2019-07-01T04:30:00Z")
    #expect(here == there && here.hashValue == there.hashValue && !(here < there) && !(there < here))
    #expect(here.offset == -300 && there.offset == 0)
    #expect(here.date == CalendarDate("2019-06-30") && here.dateInUTC == CalendarDate("2019-07-01"))
  }

  @Test func theDayIsThatWhereItWasWritten() throws {
    #expect(try Timestamp.read("1969-12-31T23:59:59.999999Z").date == CalendarDate("1969-12-31"))
    #expect(try Timestamp.read("1970-01-01T00:00:00Z").date == CalendarDate("1970-01-01"))
    #expect(try Timestamp.read("2019-06-30T23:30-01:00").date == CalendarDate("2019-06-30"))
    #expect(try Timestamp(#require(CalendarDate("2019-06-30"))) == Timestamp.read("2019-06-30T00:00:00Z"))
  }

  @Test func monthsKeepTheTimeOfDay() throws {
    let moment = try Timestamp.read("2019-01-31T14:30:00Z")
    #expect(moment.adding(CalendarDuration(months: 1))?.description == "2019-02-28T14:30:00Z")
    #expect(
      moment.adding(CalendarDuration(months: -2, days: 1, microseconds: 1))?.description
        == "2018-12-01T14:30:00.000001Z")
    #expect(
      try Timestamp.read("2019-01-31T23:30:00-05:00").adding(CalendarDuration(months: 1))?.description
        == "2019-02-28T23:30:00-05:00")
    #expect(
      try Timestamp.read("9999-12-31T22:00:00+01:00").adding(CalendarDuration(microseconds: 3_600_000_000)) != nil)
    #expect(
      try Timestamp.read("9999-12-31T22:00:00+02:00").adding(CalendarDuration(microseconds: 7_200_000_000)) == nil)
    #expect(moment.adding(CalendarDuration(microseconds: .max)) == nil)
    #expect(moment.adding(CalendarDuration(months: .max)) == nil)
    #expect(moment.subtracting(CalendarDuration(months: .min)) == nil)
  }

  @Test func theTimeBetweenTwoMomentsLeadsFromOneToTheOther() throws {
    var random = SeededGenerator(5)
    let lowest = Int64(CalendarDate.minimumDays) * 86_400_000_000
    let highest = Int64(CalendarDate.maximumDays) * 86_400_000_000
    for _ in 0..<500 {
      let first = Timestamp(microseconds: .random(in: lowest...highest, using: &random))
      let second = Timestamp(microseconds: .random(in: lowest...highest, using: &random))
      let duration = try #require(second.since(first))
      #expect(first.adding(duration) == second)
      #expect(Timestamp("\(first)") == first)
    }
    #expect(Timestamp(microseconds: .max).since(Timestamp(microseconds: .min)) == nil)
  }

  @Test func aMomentOutsideTheCalendarDoesNotTrap() {
    for microseconds in [Int64.min, .max] {
      let moment = Timestamp(microseconds: microseconds)
      #expect(!moment.isValid)
      _ = moment.description
      _ = moment.date
      _ = moment.adding(CalendarDuration(months: 1, days: 1))
    }
  }
}
