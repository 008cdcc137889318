import RulePlan

/// Totals of values in no order; nil only where the total itself cannot be held, whatever the sums on the way to it.
/// Linear.
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

  static func of(_ values: some Sequence<Decimal128>, _ aside: NumbersAside) throws(NumberFault) -> Number {
    guard aside.isEmpty else { return try Number.sum(of: values.lazy.map { aside.number($0) }) }
    var sum: Decimal128? = .zero
    for value in values { sum = sum?.adding(value) }
    if let sum { return .decimal(sum) }
    return try Number.sum(of: values.lazy.map { .decimal($0) })
  }
}
