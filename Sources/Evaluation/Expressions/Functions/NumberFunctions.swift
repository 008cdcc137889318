import RulePlan

/// Rounding, `floor`, `abs` and `mod` of numbers and amounts; the result has the kind of the first operand.
enum NumberFunctions {
  /// - Parameters:
  ///   - step: nil for the minor unit of a currency, or a whole number.
  ///   - isWhole: to a whole number also for an amount.
  static func rounded(_ values: Values, to step: Values?, _ rule: RoundingRule, isWhole: Bool) -> Values {
    mapped(values, step) { number, currency, step throws(NumberFault) in
      if let step {
        guard step.compare(.zero) == 1 else { throw .divisionByZero }
        return try number.rounded(to: step, rule)
      }
      guard !isWhole, let digits = currency?.minorDigits, digits > 0 else { return try number.rounded(rule) }
      return try number.rounded(to: .decimal(Decimal128(coefficient: 1, scale: UInt8(clamping: digits))), rule)
    }
  }

  static func absolute(_ values: Values) -> Values {
    mapped(values, nil) { number, _, _ throws(NumberFault) in number.magnitude }
  }

  /// `a - b * floor(a / b)`
  static func modulo(_ left: Values, _ right: Values) -> Values {
    mapped(left, right) { number, _, divisor throws(NumberFault) in
      guard let divisor else { throw .divisionByZero }
      return try number.subtracting(divisor.multiplied(by: number.divided(by: divisor).rounded(.down)))
    }
  }

  private static func mapped(
    _ values: Values, _ other: Values?, _ change: (Number, Currency?, Number?) throws(NumberFault) -> Number
  ) -> Values {
    var status = [UInt8](repeating: Values.present, count: values.count)
    var aside = NumbersAside.none
    func number(_ index: Int, _ number: Number, _ currency: Currency?) -> Number? {
      guard values.status(index) == Values.present, other.map({ $0.status(index) == Values.present }) ?? true else {
        status[index] = Values.undetermined
        return nil
      }
      do throws(NumberFault) {
        return try change(number, currency, other.flatMap { Self.number($0, index) })
      } catch {
        status[index] = Values.undetermined
        return nil
      }
    }
    switch values.vector {
    case .integers(let list):
      let result = list.indices.map { index -> Int64 in
        guard let found = number(index, Number(list[index]), nil) else { return 0 }
        if let integer = found.integer { return integer }
        status[index] = Values.undetermined
        return 0
      }
      return Values(.integers(result), status: status)
    case .decimals(let list, let old):
      let result = list.indices.map { index in
        number(index, old.number(list[index]), nil).map { aside.element($0) } ?? .zero
      }
      return Values(.decimals(result, aside: aside), status: status)
    case .monies(let list, let old):
      let result = list.indices.map { index in
        let currency = list[index].currency
        let found = number(index, old.number(list[index].amount), currency)
        return Money(amount: found.map { aside.element($0) } ?? .zero, currency: currency)
      }
      return Values(.monies(result, aside: aside), status: status)
    case .truths, .days, .symbols, .rows, .timestamps, .durations, .periods, .versions, .lists:
      return Values(values.vector, status: [UInt8](repeating: Values.undetermined, count: values.count))
    }
  }

  private static func number(_ values: Values, _ index: Int) -> Number? {
    switch values.vector {
    case .integers(let list): Number(list[index])
    case .decimals(let list, let aside): aside.number(list[index])
    case .monies(let list, let aside): aside.number(list[index].amount)
    case .truths, .days, .symbols, .rows, .timestamps, .durations, .periods, .versions, .lists: nil
    }
  }
}
