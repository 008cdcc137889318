import RecordStore
import RulePlan

/// The days of a span on which a boundary lies, as the data has it, and the rows whose values place it there.
struct BoundaryDays: Sendable {
  /// In ascending order, each once; the first day of the span is not among them.
  private(set) var days: [Int32] = []
  /// Whether every day has to be taken for one.
  private(set) var isEveryDay = false
  /// Nil where no row can be named: then it bears on all that reads it.
  private(set) var field: FieldID?
  /// Rows by day: those of the day at a place are the elements `offsets[place] ..< offsets[place + 1]`.
  private var offsets: [Int] = []
  private var rows: [Int32] = []

  /// Linear in the column, and in its distinct days times the durations that are added to them.
  init(_ boundary: DayBoundary, in span: DaySpan, context: EvaluationContext) {
    field = boundary.field
    guard let later = span.laterDays else { return }
    let store = context.store
    let variants = BoundaryVariant.all(of: boundary, store: store) ?? []
    let finders = variants.compactMap { BoundaryFinder($0, later) }
    guard !finders.isEmpty, finders.count == variants.count else {
      isEveryDay = true
      return
    }
    switch boundary.base {
    case .constant(let day): days = Set(finders.flatMap { $0.days(of: day.days) }).sorted()
    case .months: days = Set(finders.flatMap { $0.firstDays(ofMonths: true) }).sorted()
    case .years: days = Set(finders.flatMap { $0.firstDays(ofMonths: false) }).sorted()
    case .column(let id, let part):
      guard let column = DayColumn(store: store, field: id, part: part) else { return }
      find(column, finders, store.view.hiddenRows(in: id.table))
    }
  }

  private mutating func find(_ column: DayColumn, _ finders: [BoundaryFinder], _ hidden: RowSet?) {
    var daysByValue: [Int32: [Int32]] = [:]
    for value in column.distinctDays {
      let found = Set(finders.flatMap { $0.days(of: value) })
      if !found.isEmpty { daysByValue[value] = found.sorted() }
    }
    guard let least = daysByValue.keys.min(), let greatest = daysByValue.keys.max() else { return }
    days = Set(daysByValue.values.joined()).sorted()
    // A table from value to days: most columns are long and most spans short.
    var lists: [[Int]] = []
    var slots = [Int32](repeating: -1, count: Int(greatest) - Int(least) + 1)
    var places: [Int32: Int] = [:]
    for (place, day) in days.enumerated() { places[day] = place }
    for (value, found) in daysByValue {
      slots[Int(value) - Int(least)] = Int32(clamping: lists.count)
      lists.append(found.compactMap { places[$0] })
    }
    var counts = [Int](repeating: 0, count: days.count + 1)
    column.forEachRow(from: least, through: greatest) { _, value in
      let slot = slots[Int(value) - Int(least)]
      if slot >= 0 { for place in lists[Int(slot)] { counts[place + 1] += 1 } }
    }
    for place in days.indices { counts[place + 1] += counts[place] }
    offsets = counts
    var next = counts
    rows = [Int32](repeating: 0, count: counts[days.count])
    column.forEachRow(from: least, through: greatest) { row, value in
      let slot = slots[Int(value) - Int(least)]
      guard slot >= 0 else { return }
      for place in lists[Int(slot)] {
        rows[next[place]] = row
        next[place] += 1
      }
    }
  }

  /// Whether the boundary may lie on a day.
  func contains(_ day: Int32) -> Bool { isEveryDay || place(of: day) != nil }

  /// The rows whose boundary lies on a day, in ascending order; a row of several values may be there more than once.
  func rows(on day: Int32) -> ArraySlice<Int32> {
    guard let place = place(of: day), place + 1 < offsets.count else { return [] }
    return rows[offsets[place]..<offsets[place + 1]]
  }

  private func place(of day: Int32) -> Int? {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < days.count && days[low] == day ? low : nil
  }
}
