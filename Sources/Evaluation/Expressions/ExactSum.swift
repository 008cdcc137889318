import RulePlan

/// Totals of values in no order; nil only where the total itself cannot be held, whatever the sums on the way to it.
/// Linear, but for decimals that overflow on the way: those are sorted.
enum ExactSum {
  static func of(_ values: ArraySlice<Int64>) -> Int64? {
    // As many values as memory holds do not overflow it.
    Int64(exactly: values.reduce(Int128(0)) { $0 &+ Int128($1) })
  }

  static func of(_ values: ArraySlice<CalendarDuration>) -> CalendarDuration? {
    let months = values.reduce(Int64(0)) { $0 &+ Int64($1.months) }
    let days = values.reduce(Int64(0)) { $0 &+ Int64($1.days) }
    let microseconds = values.reduce(Int128(0)) { $0 &+ Int128($1.microseconds) }
    guard let months = Int32(exactly: months), let days = Int32(exactly: days),
      let microseconds = Int64(exactly: microseconds)
    else { return nil }
    return CalendarDuration(months: months, days: days, microseconds: microseconds)
  }

  static func of(_ values: ArraySlice<Decimal128>) -> Decimal128? {
    var sum: Decimal128? = .zero
    for value in values { sum = sum?.adding(value) }
    return sum ?? balanced(values)
  }

  /// Adds the greatest first, each time one of the sign that the sum does not have: what cancels out does so early.
  private static func balanced(_ values: ArraySlice<Decimal128>) -> Decimal128? {
    let sorted = values.sorted { $0.magnitude < $1.magnitude }
    var positive = sorted.filter { !$0.isNegative }
    var negative = sorted.filter(\.isNegative)
    var sum = Decimal128.zero
    while let next = (sum.isNegative ? positive.popLast() : negative.popLast()) ?? positive.popLast()
      ?? negative.popLast()
    {
      guard let total = sum.adding(next) else { return nil }
      sum = total
    }
    return sum
  }
}
