import RulePlan

/// The value of one element as something that can be hashed: equal keys are equal values.
enum HashKey: Hashable {
  case missing
  case undetermined
  case bits(Int64)
  case decimal(Decimal128)
  /// A number that no decimal holds.
  case number(Number)
  case money(Money)
  /// An amount that no decimal holds.
  case amount(Amount)
  case duration(CalendarDuration)
  case period(Period)
  case version(Version)

  /// A moment as it was written.
  case timestamp(Int64, offset: Int16)

  /// A key that only what is the same in every respect has: of two equal moments, the days may differ.
  init(exactly values: Values, _ index: Int) {
    if case .timestamps(let list) = values.vector, values.status(index) == Values.present {
      self = .timestamp(list[index].microseconds, offset: list[index].offset)
    } else {
      self.init(values, index)
    }
  }

  init(_ values: Values, _ index: Int) {
    guard values.status(index) == Values.present else {
      self = values.status(index) == Values.missing ? .missing : .undetermined
      return
    }
    switch values.vector {
    case .truths(let list): self = .bits(Int64(list[index]))
    case .integers(let list): self = .bits(list[index])
    case .days(let list): self = .bits(Int64(list[index]))
    case .symbols(let list): self = .bits(Int64(list[index]))
    case .rows(let list): self = .bits(Int64(list[index]))
    case .decimals(let list, let aside):
      self = list[index].reference == nil ? .decimal(list[index]) : .number(aside.number(list[index]))
    case .monies(let list, let aside):
      let money = list[index]
      self =
        money.amount.reference == nil
        ? .money(money) : .amount(Amount(number: aside.number(money.amount), currency: money.currency))
    case .timestamps(let list): self = .bits(list[index].microseconds)
    case .durations(let list): self = .duration(list[index])
    case .periods(let list): self = .period(list[index])
    case .versions(let list): self = .version(list[index])
    case .lists: self = .undetermined
    }
  }
}

extension HashKey {
  /// The number of a number or an amount, and the currency.
  private var parts: (number: Number, currency: Currency?)? {
    switch self {
    case .decimal(let value): (.decimal(value), nil)
    case .number(let value): (value, nil)
    case .money(let value): (.decimal(value.amount), value.currency)
    case .amount(let value): (value.number, value.currency)
    case .missing, .undetermined, .bits, .duration, .period, .version, .timestamp: nil
    }
  }

  /// Whether digits of the number were left out, so that it may equal what it does not look like.
  var isRounded: Bool {
    switch self {
    case .number(let value): value.isRounded
    case .amount(let value): value.number.isRounded
    case .missing, .undetermined, .bits, .decimal, .money, .duration, .period, .version, .timestamp: false
    }
  }

  /// Whether the two may be one number, for all that rounding has left of them.
  func mayEqual(_ other: HashKey) -> Bool {
    guard let own = parts, let others = other.parts, own.currency == others.currency else { return false }
    return own.number.compare(others.number).map { $0 == 0 } ?? true
  }
}

extension Vector {
  /// The elements as 64-bit keys, where the kind allows it: equal keys are equal values and the other way round.
  var integerKeys: [Int64]? {
    switch self {
    case .truths(let list): list.map(Int64.init)
    case .integers(let list): list
    case .days(let list): list.map(Int64.init)
    case .symbols(let list): list.map(Int64.init)
    case .rows(let list): list.map(Int64.init)
    case .timestamps(let list): list.map(\.microseconds)
    case .decimals, .monies, .durations, .periods, .versions, .lists: nil
    }
  }
}
