import Evaluation
import RecordStore
import RulePlan
import Synchronization

/// The days that reviews look at, and what may come out otherwise on them. Shared by all requests of a run, so that each
/// day is prepared once.
final class ReviewCalendar: Sendable {
  let span: DaySpan
  private let first: Assessor
  private let changes: SpanChanges
  /// The days after the first on which some norm may come out otherwise, in order.
  private let laterDays: [CalendarDate]
  private let units = Mutex<[CalendarDate: AffectedUnits]>([:])
  private let assessors = Mutex<[CalendarDate: Assessor]>([:])
  private let rowDays = Mutex<[RowReference: [CalendarDate]]>([:])

  /// - Parameters:
  ///   - first: of the data as it was read, on the first day.
  ///   - waivers: of the data.
  init(first: Assessor, span: DaySpan, waivers: SpanWaivers) {
    self.first = first
    self.span = span
    // With every row that a request brings: its days count too.
    changes = first.evaluator.over(DataState(view: RowView())).changes(in: span)
    laterDays = Set(changes.relevantDays).union(waivers.days(in: span)).filter { $0 > span.first }.sorted()
  }

  /// The assessor of the data as it was read on a day.
  func assessor(on day: CalendarDate) -> Assessor {
    if day == span.first { return first }
    if let known = assessors.withLock({ $0[day] }) { return known }
    let made = first.on(day, isForFew: true)
    return assessors.withLock { assessors in
      if let known = assessors[day] { return known }
      assessors[day] = made
      return made
    }
  }

  /// The days on which some units may come out otherwise, with those of them that may.
  ///
  /// - Parameter days: on which all of the units may, besides.
  func days(
    for wanted: AffectedUnits, besides days: Set<CalendarDate>, until last: CalendarDate
  ) -> [(day: CalendarDate, units: AffectedUnits)] {
    var found: [(day: CalendarDate, units: AffectedUnits)] = [(span.first, wanted)]
    for day in Set(laterDays).union(days).sorted() where day > span.first && day <= last {
      if days.contains(day) {
        found.append((day, wanted))
      } else {
        let own = units(on: day).intersection(wanted)
        // A waiver may begin or end on a day on which nothing is evaluated again.
        found.append((day, own))
      }
    }
    return found
  }

  private func units(on day: CalendarDate) -> AffectedUnits {
    if let known = units.withLock({ $0[day] }) { return known }
    let made = changes.units(on: day)
    units.withLock { $0[day] = made }
    return made
  }

  /// The days on which a value of a row lies on a boundary.
  func days(of row: RowReference) -> [CalendarDate] {
    if let known = rowDays.withLock({ $0[row] }) { return known }
    let made = changes.days(of: row)
    rowDays.withLock { $0[row] = made }
    return made
  }
}
