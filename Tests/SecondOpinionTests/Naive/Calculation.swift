import RulePlan

/// Arithmetic on plain values; what cannot be computed is undetermined.
enum Calculation {
  static func calculate(_ operation: Arithmetic, _ left: Plain, _ right: Plain) -> Plain {
    result(operation, left, right) ?? .undetermined
  }

  private static func result(_ operation: Arithmetic, _ left: Plain, _ right: Plain) -> Plain? {
    switch (left, right) {
    case (.integer(let a), .integer(let b)):
      return number(operation, Number(a), Number(b)).flatMap { operation == .divide ? .number($0) : integer($0) }
    case (.number(let a), .number(let b)): return number(operation, a, b).map { .number($0) }
    case (.money(let a, let one), .money(let b, let other)):
      guard one == other else { return nil }
      return number(operation, a, b).map { operation == .divide ? .number($0) : .money($0, one) }
    case (.money(let a, let currency), .number(let b)): return number(operation, a, b).map { .money($0, currency) }
    case (.size(let a), .size(let b)):
      return number(operation, Number(a), Number(b)).flatMap { operation == .divide ? .number($0) : size($0) }
    case (.size(let a), .integer(let b)): return number(operation, Number(a), Number(b)).flatMap(size)
    case (.length(let a), .length(let b)) where operation == .divide:
      if a.months == 0, b.months == 0 {
        return (Number(text: "\(a.fixed)") / Number(text: "\(b.fixed)")).map { .number($0) }
      }
      guard a.months != 0, b.months != 0, a.fixed == 0, b.fixed == 0 else { return nil }
      return (Number(Int64(a.months)) / Number(Int64(b.months))).map { .number($0) }
    case (.date(let a), .date(let b)): return .length(Length(days: a.number - b.number))
    case (.moment(let a), .moment(let b)): return .length(Length(microseconds: a.number - b.number))
    case (.date(let day), .length(let length)):
      return (operation == .add ? length : length.opposite).flatMap { day.later($0) }.map { .date($0) }
    case (.moment(let moment), .length(let length)):
      return (operation == .add ? length : length.opposite).flatMap { moment.later($0) }.map { .moment($0) }
    case (.length(let a), .length(let b)):
      return (operation == .add ? b : b.opposite).flatMap { a.plus($0) }.map { .length($0) }
    case (.length(let length), .integer(let count)): return length.times(count).map { .length($0) }
    default: return nil
    }
  }

  private static func number(_ operation: Arithmetic, _ a: Number, _ b: Number) -> Number? {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    }
  }

  private static func integer(_ number: Number) -> Plain? {
    number.integer.map { .integer($0) }
  }

  private static func size(_ number: Number) -> Plain? {
    number.integer.map { .size($0) }
  }

  static func negate(_ value: Plain) -> Plain {
    switch value {
    case .integer(let value): integer(-Number(value)) ?? .undetermined
    case .number(let value): .number(-value)
    case .money(let amount, let currency): .money(-amount, currency)
    case .length(let length): length.opposite.map { .length($0) } ?? .undetermined
    default: .undetermined
    }
  }

  // MARK: Aggregates

  /// Of values that are all there.
  static func aggregate(_ aggregate: Aggregate, _ values: [Plain], _ type: ScalarType) -> Plain {
    switch aggregate {
    case .sum: return sum(values, type)
    case .average:
      if values.isEmpty { return .missing }
      switch (sum(values, type), Number(Int64(values.count))) {
      case (.number(let total), let count): return (total / count).map { .number($0) } ?? .undetermined
      case (.money(let total, let currency), let count):
        return (total / count).map { .money($0, currency) } ?? .undetermined
      default: return .undetermined
      }
    case .median: return values.isEmpty ? .missing : percentile(values, Number(text: "0.5"))
    case .mode:
      if values.isEmpty { return .missing }
      var best: (value: Plain, count: Int)?
      for value in values {
        let count = values.filter { Plain.equal($0, value) == true }.count
        guard let known = best else {
          best = (value, count)
          continue
        }
        guard let isLess = Plain.compare(value, known.value, [-1]) else { return .undetermined }
        if count > known.count || count == known.count && isLess { best = (value, count) }
      }
      return best?.value ?? .missing
    case .standardDeviation: return .undetermined
    case .minimum, .maximum:
      if values.isEmpty { return .missing }
      let best = values.first { candidate in
        values.allSatisfy { Plain.compare(candidate, $0, aggregate == .minimum ? [-1, 0] : [0, 1]) == true }
      }
      return best ?? .undetermined
    }
  }

  /// Of values that are all there, the one at a share of the way: `1 + (n - 1) * share`, linear between two.
  static func percentile(_ values: [Plain], _ share: Number) -> Plain {
    if values.isEmpty { return .missing }
    var rest = values
    var sorted: [Plain] = []
    while !rest.isEmpty {
      guard
        let least = rest.indices.first(where: { index in
          rest.allSatisfy { Plain.compare(rest[index], $0, [-1, 0]) == true }
        })
      else { return .undetermined }
      sorted.append(rest.remove(at: least))
    }
    let place = share * Number(Int64(values.count - 1))
    guard let index = place.floor.integer.map(Int.init) else { return .undetermined }
    let fraction = place - place.floor
    switch (sorted[index], index + 1 < sorted.count ? sorted[index + 1] : sorted[index]) {
    case (.number(let low), .number(let high)): return .number(low + (high - low) * fraction)
    case (.money(let low, let one), .money(let high, let other)) where one == other:
      return .money(low + (high - low) * fraction, one)
    default: return .undetermined
    }
  }

  private static func sum(_ values: [Plain], _ type: ScalarType) -> Plain {
    var total = Number.zero
    var length = (months: 0, days: 0, microseconds: Int128(0))
    for value in values {
      switch value {
      case .integer(let value), .size(let value): total = total + Number(value)
      case .number(let value), .money(let value, _): total = total + value
      case .length(let value):
        length.months += value.months
        length.days += value.days
        length.microseconds += Int128(value.microseconds)
      default: return .undetermined
      }
    }
    switch type {
    case .integer: return integer(total) ?? .undetermined
    case .dataSize: return size(total) ?? .undetermined
    case .decimal, .percent: return .number(total)
    case .money(let currency): return .money(total, currency?.description ?? "")
    case .duration:
      return Length(checked: length.months, length.days, Int(exactly: length.microseconds)).map { .length($0) }
        ?? .undetermined
    default: return .undetermined
    }
  }
}
