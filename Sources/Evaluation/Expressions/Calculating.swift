import RulePlan

/// Lifts the arithmetic of values over vectors. Operands that are not there, and results that cannot be had, give
/// undetermined elements.
struct Calculating {
  func calculate(_ operation: Arithmetic, _ left: Values, _ right: Values) -> Values {
    var lift = Lift(left, right)
    let vector: Vector? =
      switch operation {
      case .add: sum(left.vector, right.vector, &lift)
      case .subtract: difference(left.vector, right.vector, &lift)
      case .multiply: product(left.vector, right.vector, &lift)
      case .divide: quotient(left.vector, right.vector, &lift)
      }
    guard let vector else {
      return Values(left.vector, status: [UInt8](repeating: Values.undetermined, count: left.count))
    }
    return lift.values(vector)
  }

  /// The pairs of two vectors, with what is known of each.
  private struct Lift {
    private var status: [UInt8]
    private var hasStatus = false

    init(_ left: Values, _ right: Values) {
      status = [UInt8](repeating: Values.present, count: left.count)
      for index in status.indices where left.status(index) != Values.present || right.status(index) != Values.present {
        status[index] = Values.undetermined
        hasStatus = true
      }
    }

    @inline(__always)
    mutating func map<A, B, C>(_ a: [A], _ b: [B], _ none: C, _ combine: (A, B) -> C?) -> [C] {
      var result = [C](repeating: none, count: status.count)
      for index in status.indices where status[index] == Values.present {
        if let value = combine(a[index], b[index]) {
          result[index] = value
        } else {
          status[index] = Values.undetermined
          hasStatus = true
        }
      }
      return result
    }

    /// Decimals as long as decimals hold the results.
    @inline(__always)
    mutating func numbers(
      _ a: [Decimal128], _ x: NumbersAside, _ b: [Decimal128], _ y: NumbersAside,
      _ quick: (Decimal128, Decimal128) -> Decimal128?,
      _ exact: (Number, Number) throws(NumberFault) -> Number
    ) -> Vector {
      let isPlain = x.isEmpty && y.isEmpty
      var aside = NumbersAside.none
      let result = map(a, b, Decimal128.zero) { left, right in
        if isPlain, let value = quick(left, right) { return value }
        return Calculating.number(x.number(left), y.number(right), exact).map { aside.element($0) }
      }
      return .decimals(result, aside: aside)
    }

    /// The same of amounts of one currency.
    @inline(__always)
    mutating func amounts(
      _ a: [Money], _ x: NumbersAside, _ b: [Money], _ y: NumbersAside,
      _ quick: (Money, Money) -> Money?, _ exact: (Number, Number) throws(NumberFault) -> Number
    ) -> Vector {
      let isPlain = x.isEmpty && y.isEmpty
      var aside = NumbersAside.none
      let result = map(a, b, Calculating.noMoney) { left, right -> Money? in
        if isPlain, let value = quick(left, right) { return value }
        guard left.currency == right.currency else { return nil }
        return Calculating.number(x.number(left.amount), y.number(right.amount), exact).map {
          Money(amount: aside.element($0), currency: left.currency)
        }
      }
      return .monies(result, aside: aside)
    }

    /// Amounts times or by numbers.
    @inline(__always)
    mutating func scaled(
      _ a: [Money], _ x: NumbersAside, _ b: [Decimal128], _ y: NumbersAside,
      _ quick: (Decimal128, Decimal128) -> Decimal128?,
      _ exact: (Number, Number) throws(NumberFault) -> Number
    ) -> Vector {
      let isPlain = x.isEmpty && y.isEmpty
      var aside = NumbersAside.none
      let result = map(a, b, Calculating.noMoney) { money, factor -> Money? in
        if isPlain, let value = quick(money.amount, factor) { return Money(amount: value, currency: money.currency) }
        return Calculating.number(x.number(money.amount), y.number(factor), exact).map {
          Money(amount: aside.element($0), currency: money.currency)
        }
      }
      return .monies(result, aside: aside)
    }

    func values(_ vector: Vector) -> Values { Values(vector, status: hasStatus ? status : nil) }
  }

  private static let noMoney = Money(amount: .zero, currency: .usDollar)

  private static func number(
    _ left: Number, _ right: Number, _ exact: (Number, Number) throws(NumberFault) -> Number
  ) -> Number? {
    do throws(NumberFault) { return try exact(left, right) } catch { return nil }
  }

  // MARK: Operations

  private func sum(_ left: Vector, _ right: Vector, _ lift: inout Lift) -> Vector? {
    switch (left, right) {
    case (.integers(let a), .integers(let b)): return .integers(lift.map(a, b, 0, Int64.sum))
    case (.decimals(let a, let x), .decimals(let b, let y)):
      return lift.numbers(a, x, b, y, { $0.adding($1) }, { (a, b) throws(NumberFault) in try a.adding(b) })
    case (.monies(let a, let x), .monies(let b, let y)):
      return lift.amounts(a, x, b, y, { $0.adding($1) }, { (a, b) throws(NumberFault) in try a.adding(b) })
    case (.days(let a), .durations(let b)):
      return .days(lift.map(a, b, 0) { CalendarDate(days: $0).adding($1)?.days })
    case (.timestamps(let a), .durations(let b)):
      return .timestamps(lift.map(a, b, Timestamp(microseconds: 0)) { $0.adding($1) })
    case (.durations(let a), .durations(let b)):
      return .durations(lift.map(a, b, CalendarDuration()) { $0.adding($1) })
    default: return nil
    }
  }

  private func difference(_ left: Vector, _ right: Vector, _ lift: inout Lift) -> Vector? {
    switch (left, right) {
    case (.integers(let a), .integers(let b)): return .integers(lift.map(a, b, 0, Int64.difference))
    case (.decimals(let a, let x), .decimals(let b, let y)):
      return lift.numbers(a, x, b, y, { $0.subtracting($1) }, { (a, b) throws(NumberFault) in try a.subtracting(b) })
    case (.monies(let a, let x), .monies(let b, let y)):
      return lift.amounts(a, x, b, y, { $0.subtracting($1) }, { (a, b) throws(NumberFault) in try a.subtracting(b) })
    case (.days(let a), .days(let b)):
      return .durations(lift.map(a, b, CalendarDuration()) { CalendarDate(days: $0).since(CalendarDate(days: $1)) })
    case (.days(let a), .durations(let b)):
      return .days(lift.map(a, b, 0) { CalendarDate(days: $0).subtracting($1)?.days })
    case (.timestamps(let a), .durations(let b)):
      return .timestamps(lift.map(a, b, Timestamp(microseconds: 0)) { $0.subtracting($1) })
    case (.durations(let a), .durations(let b)):
      return .durations(lift.map(a, b, CalendarDuration()) { $0.subtracting($1) })
    default: return nil
    }
  }

  private func product(_ left: Vector, _ right: Vector, _ lift: inout Lift) -> Vector? {
    switch (left, right) {
    case (.integers(let a), .integers(let b)): return .integers(lift.map(a, b, 0, Int64.product))
    case (.decimals(let a, let x), .decimals(let b, let y)):
      return lift.numbers(
        a, x, b, y, { $0.multiplied(by: $1) }, { (a, b) throws(NumberFault) in try a.multiplied(by: b) })
    case (.monies(let a, let x), .decimals(let b, let y)):
      return lift.scaled(
        a, x, b, y, { $0.multiplied(by: $1) }, { (a, b) throws(NumberFault) in try a.multiplied(by: b) })
    case (.durations(let a), .integers(let b)):
      return .durations(lift.map(a, b, CalendarDuration()) { $0.multiplied(by: $1) })
    default: return nil
    }
  }

  private func quotient(_ left: Vector, _ right: Vector, _ lift: inout Lift) -> Vector? {
    switch (left, right) {
    case (.integers(let a), .integers(let b)):
      return quotient(
        .decimals(a.map { Decimal128($0) }, aside: .none), .decimals(b.map { Decimal128($0) }, aside: .none), &lift)
    case (.decimals(let a, let x), .decimals(let b, let y)):
      return lift.numbers(
        a, x, b, y, { $0.dividedExactly(by: $1) }, { (a, b) throws(NumberFault) in try a.divided(by: b) })
    case (.monies(let a, let x), .decimals(let b, let y)):
      return lift.scaled(
        a, x, b, y, { $0.dividedExactly(by: $1) }, { (a, b) throws(NumberFault) in try a.divided(by: b) })
    case (.monies(let a, let x), .monies(let b, let y)):
      var aside = NumbersAside.none
      let quotients = lift.map(a, b, Decimal128.zero) { left, right -> Decimal128? in
        guard left.currency == right.currency else { return nil }
        return Self.number(x.number(left.amount), y.number(right.amount)) { (a, b) throws(NumberFault) in
          try a.divided(by: b)
        }.map { aside.element($0) }
      }
      return .decimals(quotients, aside: aside)
    case (.durations(let a), .durations(let b)):
      var aside = NumbersAside.none
      let ratios = lift.map(a, b, Decimal128.zero) { left, right -> Decimal128? in
        guard let (upper, lower) = left.ratio(to: right) else { return nil }
        return Self.number(upper, lower) { (a, b) throws(NumberFault) in try a.divided(by: b) }.map {
          aside.element($0)
        }
      }
      return .decimals(ratios, aside: aside)
    default: return nil
    }
  }

  /// The time between two timestamps.
  func difference(ofMoments left: Values, _ right: Values) -> Values {
    guard case .timestamps(let a) = left.vector, case .timestamps(let b) = right.vector else { return left }
    var lift = Lift(left, right)
    return lift.values(
      .durations(
        lift.map(a, b, CalendarDuration()) { $0.since($1) }))
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
    func negated(_ element: Decimal128, _ old: NumbersAside, _ new: inout NumbersAside) -> Decimal128 {
      element.reference == nil ? element.negated() : new.element(old.number(element).negated())
    }
    var aside = NumbersAside.none
    let vector: Vector
    switch values.vector {
    case .integers(let list): vector = .integers(map(list) { $0 == .min ? nil : -$0 })
    case .decimals(let list, let old):
      let result = list.map { negated($0, old, &aside) }
      vector = .decimals(result, aside: aside)
    case .monies(let list, let old):
      let result = list.map { Money(amount: negated($0.amount, old, &aside), currency: $0.currency) }
      vector = .monies(result, aside: aside)
    case .durations(let list): vector = .durations(map(list) { $0.negated() })
    case .truths, .days, .symbols, .rows, .timestamps, .periods, .versions, .lists: vector = values.vector
    }
    return Values(vector, status: status)
  }
}

extension Int64 {
  // Nil on overflow.
  static func sum(_ left: Int64, _ right: Int64) -> Int64? { whole(left.addingReportingOverflow(right)) }
  static func difference(_ left: Int64, _ right: Int64) -> Int64? { whole(left.subtractingReportingOverflow(right)) }
  static func product(_ left: Int64, _ right: Int64) -> Int64? { whole(left.multipliedReportingOverflow(by: right)) }

  @inline(__always) private static func whole(_ result: (partialValue: Int64, overflow: Bool)) -> Int64? {
    result.overflow ? nil : result.partialValue
  }
}
