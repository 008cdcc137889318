import RulePlan
import Testing

@Suite struct PeriodTests {
  @Test(arguments: ["2019-01-01 .. 2019-12-31", "2019-01-01 ..", ".. 2019-12-31", "..", "2019-01-01 .. 2019-01-01"])
  func periodsReadAsTheyPrint(text: String) throws {
    #expect(try Period.read(text).description == text)
  }

  @Test(arguments: [
    ("2019-01-01", ValueFault.Reason.form), ("2019-12-31 .. 2019-01-01", .endsBeforeItBegins), ("", .form),
    ("2019-01-01 .. 2019-02-30", .noSuchDay(year: 2019, month: 2, last: 28)), ("2019-01-01 ... 2019-02-01", .form),
    ("2019-01-01 - 2019-02-01", .form), ("2019-01-01 .. 2019-02-01 x", .form),
  ])
  func whatIsNoPeriodSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.period, reason)) { try Period.read(text) }
  }

  @Test func bothEndsCount() throws {
    let year = try Period.read("2019-01-01 .. 2019-12-31")
    #expect(year.dayCount == 365)
    #expect(try year.contains(CalendarDate.read("2019-01-01")) && year.contains(CalendarDate.read("2019-12-31")))
    #expect(try !year.contains(CalendarDate.read("2018-12-31")) && !year.contains(CalendarDate.read("2020-01-01")))
    #expect(year.firstDay == CalendarDate("2019-01-01") && year.lastDay == CalendarDate("2019-12-31"))
  }

  /// Over a few days, against sets of days; the outermost represent open ends.
  @Test func periodsAreTheirDays() {
    func days(_ period: Period) -> Set<Int32> { Set((-1...6).filter { period.contains(CalendarDate(days: $0)) }) }
    let starts = [Period.openStart, 0, 1, 2, 3, 4, 5]
    let ends = [Period.openEnd, 0, 1, 2, 3, 4, 5]
    let periods = starts.flatMap { start in ends.map { Period(from: start, until: $0) } }
    for first in periods {
      #expect(first.isValid == !days(first).isEmpty)
      for second in periods {
        let shared = days(first).intersection(days(second))
        #expect(first.overlaps(second) == !shared.isEmpty)
        #expect(first.intersection(second).map(days) == (shared.isEmpty ? nil : shared))
        if second.isValid { #expect(first.contains(second) == days(first).isSuperset(of: days(second))) }
      }
    }
  }

  @Test func anOpenPeriodHasNoLength() {
    #expect(Period(from: nil, until: CalendarDate(days: 3)).dayCount == nil)
    #expect(Period(from: CalendarDate(days: 3), until: nil).dayCount == nil)
    #expect(Period(from: 5, until: 3).dayCount == 0)
    #expect(Period(from: nil, until: nil).contains(CalendarDate(days: 0)))
  }
}
