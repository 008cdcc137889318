import RecordStore
import RulePlan

/// The days that a field has, row by row.
struct DayColumn {
  private let days: [Int32]
  /// Where the values of each row begin, for a field of several.
  private let offsets: [UInt32]?
  private let presence: Bitset?

  /// Nil where the field is not read from the data.
  init?(store: RecordStore, field: FieldID, part: DayBoundary.Part) {
    guard let column = store.column(field) else { return nil }
    presence = column.presence
    var values = column.values
    if case .many(let offsets, let elements) = values {
      self.offsets = offsets
      values = elements
    } else {
      offsets = nil
    }
    switch (part, values) {
    case (.date, .days(let list)): days = list
    case (.from, .periods(let from, _)): days = from
    case (.until, .periods(_, let until)): days = until
    // By whichever zone, the day is this one or one beside it.
    case (.timestamp, .timestamps(let list)): days = list.map(\.dateInUTC.days)
    default: return nil
    }
  }

  private static func isOfCalendar(_ day: Int32) -> Bool {
    day >= CalendarDate.minimumDays && day <= CalendarDate.maximumDays
  }

  /// Each day once, in ascending order; open ends are not among them. Linear.
  var distinctDays: [Int32] {
    var least = Int32.max
    var greatest = Int32.min
    for day in days where Self.isOfCalendar(day) {
      least = min(least, day)
      greatest = max(greatest, day)
    }
    guard least <= greatest else { return [] }
    var seen = Bitset(capacity: Int(greatest) - Int(least) + 1)
    for day in days where Self.isOfCalendar(day) { seen.insert(Int(day) - Int(least)) }
    return seen.map { Int32(truncatingIfNeeded: $0 + Int(least)) }
  }

  /// Calls the body with each row and its day, where that lies between two days, in the order of the rows.
  func forEachRow(from least: Int32, through greatest: Int32, _ body: (Int32, Int32) -> Void) {
    guard let offsets else {
      for (row, day) in days.enumerated() where day >= least && day <= greatest {
        if presence?.contains(row) ?? true { body(Int32(truncatingIfNeeded: row), day) }
      }
      return
    }
    for row in 0..<max(0, offsets.count - 1) {
      for element in Int(offsets[row])..<Int(offsets[row + 1]) where days[element] >= least && days[element] <= greatest
      {
        body(Int32(truncatingIfNeeded: row), days[element])
      }
    }
  }
}
