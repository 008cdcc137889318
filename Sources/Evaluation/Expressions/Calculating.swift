import RulePlan

/// Arithmetic over vectors. Overflow, division by zero and operands that are not there give undetermined elements.
struct Calculating {
  func calculate(_ operation: Arithmetic, _ left: Values, _ right: Values) -> Values {
    let count = left.count
    var status = [UInt8](repeating: Values.present, count: count)
    var hasStatus = false
    for index in 0..<count where left.status(index) != Values.present || right.status(index) != Values.present {
      status[index] = Values.undetermined
      hasStatus = true
    }
    func map<A, B, C>(_ a: [A], _ b: [B], _ none: C, _ combine: (A, B) -> C?) -> [C] {
      var result = [C](repeating: none, count: count)
      for index in 0..<count where status[index] == Values.present {
        if let value = combine(a[index], b[index]) {
          result[index] = value
        } else {
          status[index] = Values.undetermined
          hasStatus = true
        }
      }
      return result
    }
    let vector: Vector
    switch (left.vector, right.vector) {
    case (.integers(let a), .integers(let b)):
      vector =
        operation == .divide
        ? .decimals(map(a, b, .zero) { Decimal128($0).divided(by: Decimal128($1)) })
        : .integers(map(a, b, 0) { Self.integers(operation, $0, $1) })
    case (.decimals(let a), .decimals(let b)):
      vector = .decimals(map(a, b, .zero) { Self.decimals(operation, $0, $1) })
    case (.monies(let a), .monies(let b)):
      if operation == .divide {
        vector = .decimals(map(a, b, .zero) { $0.currency == $1.currency ? $0.amount.divided(by: $1.amount) : nil })
      } else {
        vector = .monies(
          map(a, b, Self.noMoney) { left, right in
            guard left.currency == right.currency, operation != .multiply else { return nil }
            return Self.decimals(operation, left.amount, right.amount).map {
              Money(amount: $0, currency: left.currency)
            }
          })
      }
    case (.monies(let a), .decimals(let b)):
      vector = .monies(
        map(a, b, Self.noMoney) { money, factor in
          Self.decimals(operation, money.amount, factor).map { Money(amount: $0, currency: money.currency) }
        })
    case (.days(let a), .days(let b)) where operation == .subtract:
      vector = .durations(map(a, b, CalendarDuration()) { CalendarDuration(days: $0 - $1) })
    case (.days(let a), .durations(let b)):
      vector = .days(
        map(a, b, 0) { day, duration in
          (operation == .add ? duration : duration.negated()).flatMap { CalendarDate(days: day).adding($0)?.days }
        })
    case (.integers(let a), .durations(let b)):
      // A timestamp and a duration.
      vector = .integers(
        map(a, b, 0) { moment, duration in
          (operation == .add ? duration : duration.negated()).flatMap {
            Timestamp(microseconds: moment).adding($0)?.microseconds
          }
        })
    case (.durations(let a), .durations(let b)):
      vector = .durations(
        map(a, b, CalendarDuration()) { left, right in
          (operation == .add ? right : right.negated()).flatMap { left.adding($0) }
        })
    case (.durations(let a), .integers(let b)):
      vector = .durations(map(a, b, CalendarDuration()) { Self.repeated($0, $1) })
    default:
      return Values(left.vector, status: [UInt8](repeating: Values.undetermined, count: count))
    }
    return Values(vector, status: hasStatus ? status : nil)
  }

  /// The time between two timestamps.
  func difference(_ left: Values, _ right: Values) -> Values {
    guard case .integers(let a) = left.vector, case .integers(let b) = right.vector else { return left }
    var status = [UInt8](repeating: Values.present, count: a.count)
    let durations = a.indices.map { index -> CalendarDuration in
      let (value, overflow) = a[index].subtractingReportingOverflow(b[index])
      if overflow || left.status(index) != Values.present || right.status(index) != Values.present {
        status[index] = Values.undetermined
        return CalendarDuration()
      }
      return CalendarDuration(microseconds: value)
    }
    return Values(.durations(durations), status: status)
  }

  private static let noMoney = Money(amount: .zero, currency: .usDollar)

  static func integers(_ operation: Arithmetic, _ left: Int64, _ right: Int64) -> Int64? {
    let (value, overflow) =
      switch operation {
      case .add: left.addingReportingOverflow(right)
      case .subtract: left.subtractingReportingOverflow(right)
      case .multiply: left.multipliedReportingOverflow(by: right)
      case .divide: (Int64(0), true)
      }
    return overflow ? nil : value
  }

  static func decimals(_ operation: Arithmetic, _ left: Decimal128, _ right: Decimal128) -> Decimal128? {
    switch operation {
    case .add: left.adding(right)
    case .subtract: left.subtracting(right)
    case .multiply: left.multiplied(by: right)
    case .divide: left.divided(by: right)
    }
  }

  private static func repeated(_ duration: CalendarDuration, _ count: Int64) -> CalendarDuration? {
    let (months, a) = Int64(duration.months).multipliedReportingOverflow(by: count)
    let (days, b) = Int64(duration.days).multipliedReportingOverflow(by: count)
    let (time, c) = duration.microseconds.multipliedReportingOverflow(by: count)
    guard !a, !b, !c, let months = Int32(exactly: months), let days = Int32(exactly: days) else { return nil }
    return CalendarDuration(months: months, days: days, microseconds: time)
  }

  func negate(_ values: Values) -> Values {
    var status = values.status ?? [UInt8](repeating: Values.present, count: values.count)
    func map<T>(_ list: [T], _ change: (T) -> T?) -> [T] {
      list.enumerated().map { index, value in
        guard let changed = change(value) else {
          status[index] = Values.undetermined
          return value
        }
        return changed
      }
    }
    let vector: Vector =
      switch values.vector {
      case .integers(let list): .integers(map(list) { $0 == .min ? nil : -$0 })
      case .decimals(let list): .decimals(map(list) { $0.negated() })
      case .monies(let list):
        .monies(map(list) { money in money.amount.negated().map { Money(amount: $0, currency: money.currency) } })
      case .durations(let list): .durations(map(list) { $0.negated() })
      default: values.vector
      }
    return Values(vector, status: status)
  }
}
