import RulePlan

extension EvaluationContext {
  /// The element of a vector as a value of its type.
  func value(_ values: Values, _ index: Int, _ type: ValueType) -> Value {
    switch values.status(index) {
    case Values.missing: return .missing
    case Values.undetermined: return .undetermined
    default: break
    }
    switch values.vector {
    case .truths(let list): return list[index] == 2 ? .undetermined : .boolean(list[index] == 1)
    case .symbols(let list): return .text(text(ofSymbol: list[index]))
    case .days(let list): return .date(CalendarDate(days: list[index]))
    case .decimals(let list, let aside):
      let number = aside.number(list[index])
      return type.scalar == .percent ? .percent(number) : .decimal(number)
    case .monies(let list, let aside):
      return .money(Amount(number: aside.number(list[index].amount), currency: list[index].currency))
    case .timestamps(let list): return .timestamp(list[index])
    case .durations(let list): return .duration(list[index])
    case .periods(let list): return .period(list[index])
    case .versions(let list): return .version(list[index])
    case .rows(let list):
      guard case .row(let table) = type.scalar, list[index] >= 0 else { return .missing }
      if let record = constants.record(table, row: list[index]) { return .record(table, record) }
      return .row(RowReference(table: table, row: Int(list[index])))
    case .integers(let list):
      switch type.scalar {
      case .dataSize: return .dataSize(DataSize(bytes: list[index]))
      case .enumeration(let id):
        let place = Int(list[index])
        return plan.schema[id].cases.indices.contains(place) ? .enumeration(id, place) : .undetermined
      default: return .integer(list[index])
      }
    case .lists(let lists):
      return .list(lists.range(index).map { value(lists.elements, $0, type.with(.one)) })
    }
  }
}
