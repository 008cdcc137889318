import RecordStore
import RulePlan

/// A boundary with the durations that it adds, each as the data has it.
struct BoundaryVariant {
  var shifts: [CalendarDuration] = []
  var length: CalendarDuration?
  var moved: [CalendarDuration] = []
  var isPassed: Bool
  /// Whether the value is the day of a timestamp, by whichever zone.
  var isTimestamp: Bool

  /// The number of variants that are distinguished.
  private static let limit = 256

  /// One for each combination of durations that fields have, none where a field has none; nil where there are too many.
  static func all(of boundary: DayBoundary, store: RecordStore) -> [BoundaryVariant]? {
    var isTimestamp = false
    if case .column(_, .timestamp) = boundary.base { isTimestamp = true }
    var variants = [BoundaryVariant(isPassed: boundary.isPassed, isTimestamp: isTimestamp)]
    func extend(by shift: DayShift, _ add: (inout BoundaryVariant, CalendarDuration) -> Void) -> Bool {
      guard let amounts = amounts(of: shift, store: store), variants.count * amounts.count <= limit else {
        return false
      }
      variants = variants.flatMap { variant in
        amounts.map { amount in
          var copy = variant
          add(&copy, amount)
          return copy
        }
      }
      return true
    }
    for shift in boundary.shifts { guard extend(by: shift, { $0.shifts.append($1) }) else { return nil } }
    for shift in boundary.moved { guard extend(by: shift, { $0.moved.append($1) }) else { return nil } }
    if let length = boundary.length { guard extend(by: length, { $0.length = $1 }) else { return nil } }
    return variants
  }

  /// The durations that a sum can be; one that overflows adds nothing, as the comparison is undetermined on every day.
  private static func amounts(of shift: DayShift, store: RecordStore) -> Set<CalendarDuration>? {
    var sums: Set<CalendarDuration> = [CalendarDuration()]
    for term in shift.terms {
      let amounts: Set<CalendarDuration>
      switch term.amount {
      case .constant(let duration): amounts = [duration]
      case .column(let field):
        guard let known = durations(of: field, store: store) else { return nil }
        amounts = known
      }
      let signed = term.isNegative ? Set(amounts.compactMap { $0.negated() }) : amounts
      guard sums.count * signed.count <= limit else { return nil }
      sums = Set(sums.flatMap { sum in signed.compactMap { sum.adding($0) } })
    }
    return sums
  }

  /// The distinct durations of a column; nil where there are too many.
  private static func durations(of field: FieldID, store: RecordStore) -> Set<CalendarDuration>? {
    guard let column = store.column(field) else { return [] }
    let list: [CalendarDuration]
    switch column.values {
    case .durations(let values): list = values
    case .many(_, .durations(let values)): list = values
    default: return nil
    }
    var distinct: Set<CalendarDuration> = []
    for duration in list where distinct.insert(duration).inserted && distinct.count > limit { return nil }
    return distinct
  }
}

/// Finds the days of a span on which `today`, moved, first reaches a value.
struct BoundaryFinder {
  private let variant: BoundaryVariant
  /// The days of the span after its first.
  private let days: ClosedRange<Int32>
  /// Where `today` is moved to on the first day of the span and on the last.
  private let start: Int32
  private let end: Int32

  /// Nil where moving leads out of the calendar.
  init?(_ variant: BoundaryVariant, _ days: ClosedRange<Int32>) {
    self.variant = variant
    self.days = days
    guard let start = Self.moved(days.lowerBound - 1, variant.moved),
      let end = Self.moved(days.upperBound, variant.moved)
    else { return nil }
    self.start = start
    self.end = end
  }

  private static func moved(_ day: Int32, _ durations: [CalendarDuration]) -> Int32? {
    var date = CalendarDate(days: day)
    for duration in durations {
      guard let next = date.adding(duration) else { return nil }
      date = next
    }
    return date.days
  }

  /// The days on which `today` reaches, or passes, a value.
  func days(of base: Int32) -> [Int32] {
    guard let value = Self.moved(base, variant.shifts) else { return [] }
    var targets: [Int64] = []
    if let length = variant.length {
      let day = Int128(Timestamp.microsecondsPerDay)
      let (least, greatest) = length.microsecondBounds
      for bound in Set([least, greatest]) {
        let (quotient, remainder) = bound.quotientAndRemainder(dividingBy: day)
        let floor = remainder < 0 ? quotient - 1 : quotient
        // A number of days reaches a length that has parts of a day when it passes the days of it.
        let isPassed = variant.isPassed || remainder != 0
        if least == greatest {
          targets.append(Int64(value) + Int64(clamping: floor) + (isPassed ? 1 : 0))
        } else {
          targets += [Int64(value) + Int64(clamping: floor), Int64(value) + Int64(clamping: floor) + 1]
        }
      }
    } else {
      targets = [Int64(value) + (variant.isPassed ? 1 : 0)]
    }
    if variant.isTimestamp { targets = targets.flatMap { [$0 - 1, $0, $0 + 1] } }
    return targets.compactMap { firstDay(reaching: $0) }
  }

  /// The days on which `today`, moved, comes into another month or another year.
  func firstDays(ofMonths: Bool) -> [Int32] {
    let first = CalendarDate(days: start).components
    var (year, month) = (first.year, first.month)
    var found: [Int32] = []
    while true {
      (year, month) = !ofMonths || month == 12 ? (year + 1, 1) : (year, month + 1)
      guard let day = CalendarDate(year: year, month: month, day: 1), day.days <= end else { return found }
      if let reached = firstDay(reaching: Int64(day.days)) { found.append(reached) }
    }
  }

  /// The first day on which `today`, moved, is not before another one; nil where that is not in the span, or on its first
  /// day. A later `today` never leads to an earlier day.
  private func firstDay(reaching target: Int64) -> Int32? {
    guard target > Int64(start), target <= Int64(end) else { return nil }
    if variant.moved.isEmpty { return Int32(clamping: target) }
    var low = days.lowerBound
    var high = days.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if let day = Self.moved(middle, variant.moved), Int64(day) >= target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
