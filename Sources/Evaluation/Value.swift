public import RulePlan

/// A row of a table of the store.
public struct RowReference: Hashable, Sendable {
  public var table: TableID
  public var row: Int

  public init(table: TableID, row: Int) {
    self.table = table
    self.row = row
  }
}

/// One value, as messages, explanations and queries show it.
public enum Value: Hashable, Sendable {
  case missing
  case undetermined
  case text(String)
  case boolean(Bool)
  case integer(Int64)
  case decimal(Decimal128)
  /// As a fraction.
  case percent(Decimal128)
  case money(Money)
  case date(CalendarDate)
  case timestamp(Timestamp)
  case duration(CalendarDuration)
  case period(Period)
  case dataSize(DataSize)
  case version(Version)
  /// A case of an enumeration by its index.
  case enumeration(EnumerationID, Int)
  case row(RowReference)
  /// A record that a policy writes out: it has no row in the data. One constant a field, nil where it is missing.
  case record(TableID, [Constant?])
  case list([Value])
}

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
    case .decimals(let list): return type.scalar == .percent ? .percent(list[index]) : .decimal(list[index])
    case .monies(let list): return .money(list[index])
    case .durations(let list): return .duration(list[index])
    case .periods(let list): return .period(list[index])
    case .versions(let list): return .version(list[index])
    case .rows(let list):
      guard case .row(let table) = type.scalar, list[index] >= 0 else { return .missing }
      if let record = constants.record(table, row: list[index]) { return .record(table, record) }
      return .row(RowReference(table: table, row: Int(list[index])))
    case .integers(let list):
      switch type.scalar {
      case .timestamp: return .timestamp(Timestamp(microseconds: list[index]))
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
