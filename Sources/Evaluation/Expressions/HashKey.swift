import RulePlan

/// The value of one element as something that can be hashed: equal keys are equal values.
enum HashKey: Hashable {
  case missing
  case undetermined
  case bits(Int64)
  case decimal(Decimal128)
  case money(Money)
  case duration(CalendarDuration)
  case period(Period)
  case version(Version)

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
    case .decimals(let list): self = .decimal(list[index])
    case .monies(let list): self = .money(list[index])
    case .durations(let list): self = .duration(list[index])
    case .periods(let list): self = .period(list[index])
    case .versions(let list): self = .version(list[index])
    case .lists: self = .undetermined
    }
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
    default: nil
    }
  }
}
