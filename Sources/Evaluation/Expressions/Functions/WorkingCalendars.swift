import RecordStore
import RulePlan

/// The calendars of the data: which days of the week are free, and which days besides.
struct WorkingCalendars: Sendable {
  private struct Calendar {
    var weekends: [(days: Set<Int64>, valid: Period)] = []
    var holidays: Set<Int32> = []

    /// Nil for a day that the calendar does not cover.
    func isWorking(_ day: Int32) -> Bool? {
      let date = CalendarDate(days: day)
      guard let weekend = weekends.first(where: { $0.valid.contains(date) }) else { return nil }
      return !weekend.days.contains(Int64(date.weekday)) && !holidays.contains(day)
    }
  }

  private var calendars: [String: Calendar] = [:]

  init(store: RecordStore) {
    typealias Fields = BuiltInTables.CalendarField
    let table = store.tables[BuiltInTables.calendar.index]
    let rows = (0..<table.rowCount).filter { store.view.isVisible($0, in: BuiltInTables.calendar) }.map(Int32.init)
    func read(_ field: FieldID) -> Values? { table.columns[field.index].map { ColumnReader(column: $0).read(rows) } }
    guard !rows.isEmpty, let names = read(Fields.calendar), case .symbols(let symbols) = names.vector,
      let kinds = read(Fields.kind), case .symbols(let kind) = kinds.vector, let lists = read(Fields.days),
      case .lists(let days) = lists.vector, case .integers(let weekdays) = days.elements.vector,
      let dates = read(Fields.day), case .days(let day) = dates.vector, let periods = read(Fields.valid),
      case .periods(let valid) = periods.vector
    else { return }
    for row in rows.indices {
      let name = store.symbols.string(of: symbols[row])
      if store.symbols.string(of: kind[row]) == BuiltInTables.weekendKind {
        let period =
          periods.status(row) == Values.present
          ? valid[row] : Period(from: Period.openStart, until: Period.openEnd)
        calendars[name, default: Calendar()].weekends.append((Set(days.range(row).map { weekdays[$0] }), period))
      } else if dates.status(row) == Values.present {
        calendars[name, default: Calendar()].holidays.insert(day[row])
      }
    }
  }

  /// Nil for operands of another kind.
  func apply(
    _ function: BuiltInFunction, _ first: Values, _ second: Values, _ names: Values, _ context: EvaluationContext
  ) -> Values? {
    guard case .days(let starts) = first.vector, case .symbols(let symbols) = names.vector else { return nil }
    var status = [UInt8](repeating: Values.present, count: starts.count)
    func each(_ value: (Int32, Calendar, Int) -> Int64?) -> [Int64] {
      starts.indices.map { index in
        if first.status(index) == Values.present, second.status(index) == Values.present,
          names.status(index) == Values.present, let calendar = calendars[context.text(ofSymbol: symbols[index])],
          let found = value(starts[index], calendar, index)
        {
          return found
        }
        status[index] = Values.undetermined
        return 0
      }
    }
    switch (function, second.vector) {
    case (.addWorkingDays, .integers(let counts)):
      let days = each { Self.day($0, counts[$2], $1) }.map { Int32(clamping: $0) }
      return Values(.days(days), status: status)
    case (.workingDays, .days(let ends)):
      let counts = each { Self.count(from: $0, until: ends[$2], $1) }
      return Values(.integers(counts), status: status)
    default: return nil
    }
  }

  /// The last of this many working days later or earlier; nil where the calendar does not cover a day on the way. Linear in
  /// the days on the way.
  private static func day(_ start: Int32, _ count: Int64, _ calendar: Calendar) -> Int64? {
    let step: Int32 = count < 0 ? -1 : 1
    var day = start
    var left = count.magnitude
    while left > 0 {
      day &+= step
      guard CalendarDate(days: day).isValid, let isWorking = calendar.isWorking(day) else { return nil }
      if isWorking { left -= 1 }
    }
    return Int64(day)
  }

  /// The working days after one day up to another; of an earlier one the opposite of the number the other way round.
  private static func count(from start: Int32, until end: Int32, _ calendar: Calendar) -> Int64? {
    guard start <= end else { return count(from: end, until: start, calendar).map { 0 - $0 } }
    var count: Int64 = 0
    var day = start
    while day < end {
      day &+= 1
      guard let isWorking = calendar.isWorking(day) else { return nil }
      if isWorking { count += 1 }
    }
    return count
  }
}
