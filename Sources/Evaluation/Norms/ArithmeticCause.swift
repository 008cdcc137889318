import RulePlan

/// Why arithmetic on values that are there has no result.
enum ArithmeticCause {
  typealias Cause = UndeterminedReason.Cause

  static func of(_ operation: Arithmetic, _ left: Value, _ right: Value) -> Cause {
    switch (left, right) {
    case (.missing, _), (_, .missing): return .missingValue
    case (.money(let a), .money(let b)):
      return a.currency == b.currency ? of(operation, a.number, b.number) : .differentCurrencies
    case (.decimal(let a), .decimal(let b)), (.decimal(let a), .percent(let b)), (.percent(let a), .decimal(let b)),
      (.percent(let a), .percent(let b)):
      return of(operation, a, b)
    case (.money(let a), .decimal(let b)), (.money(let a), .percent(let b)): return of(operation, a.number, b)
    case (.integer(let a), .integer(let b)):
      return operation == .divide ? of(operation, Number(a), Number(b)) : .wholeNumberTooLarge
    case (.dataSize(let a), .dataSize(let b)):
      return operation == .divide ? of(operation, Number(a.bytes), Number(b.bytes)) : .wholeNumberTooLarge
    case (.dataSize, .integer): return .wholeNumberTooLarge
    case (.duration(let a), .duration(let b)) where operation == .divide:
      return a.ratio(to: b).map { of(.divide, $0, $1) } ?? .incomparableDurations
    case (.duration, .duration), (.duration, .integer): return .durationTooLong
    case (.date, _), (.timestamp, _): return .outsideCalendar
    default: return .other
    }
  }

  private static func of(_ operation: Arithmetic, _ left: Number, _ right: Number) -> Cause {
    do throws(NumberFault) {
      switch operation {
      case .add: _ = try left.adding(right)
      case .subtract: _ = try left.subtracting(right)
      case .multiply: _ = try left.multiplied(by: right)
      case .divide: _ = try left.divided(by: right)
      }
      return .other
    } catch {
      return Cause(error)
    }
  }

  static func of(_ function: BuiltInFunction, _ values: [Value]) -> Cause {
    switch function {
    case .addWorkingDays, .workingDays:
      if case .text(let name)? = values.last { return .noWorkingCalendar(name) }
      return .other
    case .modulo: return .divisionByZero
    case .digits: return .wholeNumberTooLarge
    case .similarity: return .textTooLong
    case .text: return .notWrittenOut
    case .round, .roundHalfUp, .roundUp, .roundDown, .floor, .absolute:
      return values.contains(where: isRounded) ? .tooFine : values.count > 1 ? .stepNotAboveZero : .wholeNumberTooLarge
    case .lower, .upper, .trim, .collapse, .length, .startsWith, .endsWith, .containsText, .before, .after,
      .concatenate, .matches, .join, .weekday, .quarter, .endOfMonth, .fiscalYear, .percentile, .rank:
      return values.contains(where: isRounded) ? .tooFine : .other
    }
  }

  /// Of values that are all there.
  static func of(_ aggregate: Aggregate, _ values: [Value]) -> Cause {
    var currencies: Set<Currency> = []
    var hasRounded = false
    var isWhole = false
    var isDuration = false
    for value in values {
      switch value {
      case .missing, .undetermined: return .other
      case .money(let amount): currencies.insert(amount.currency)
      case .integer, .dataSize: isWhole = true
      case .duration: isDuration = true
      default: break
      }
      hasRounded = hasRounded || isRounded(value)
    }
    if currencies.count > 1 { return .differentCurrencies }
    switch aggregate {
    case .minimum, .maximum: return isDuration ? .incomparableDurations : hasRounded ? .tooFine : .other
    case .sum, .average, .median, .mode, .standardDeviation:
      return isDuration ? .durationTooLong : isWhole ? .wholeNumberTooLarge : .numberTooLarge
    }
  }

  /// Why two values have no order.
  static func ofOrder(_ left: Value, _ right: Value) -> Cause {
    switch (left, right) {
    case (.money(let a), .money(let b)): a.currency == b.currency ? .tooFine : .differentCurrencies
    case (.decimal, .decimal), (.percent, .percent): .tooFine
    case (.duration, .duration): .incomparableDurations
    default: .other
    }
  }

  /// Whether digits were left out of a number in the value.
  static func isRounded(_ value: Value) -> Bool {
    switch value {
    case .decimal(let number), .percent(let number): number.isRounded
    case .money(let amount): amount.number.isRounded
    case .list(let values): values.contains(where: isRounded)
    default: false
    }
  }
}

extension UndeterminedReason.Cause {
  init(_ fault: NumberFault) {
    switch fault {
    case .divisionByZero: self = .divisionByZero
    case .tooLarge: self = .numberTooLarge
    case .tooFine: self = .tooFine
    }
  }
}
