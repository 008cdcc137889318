import RecordStore
import RulePlan

/// Reads a column of the store at some rows into a vector.
struct ColumnReader {
  let column: Column

  /// A negative row gives a missing element.
  func read(_ rows: [Int32]) -> Values {
    if case .many(let offsets, let elements) = column.values {
      return marked(lists(rows, offsets, elements), rows)
    }
    var status: [UInt8]?
    if let presence = column.presence {
      status = rows.map { $0 >= 0 && presence.contains(Int($0)) ? Values.present : Values.missing }
    } else if rows.contains(where: { $0 < 0 }) {
      status = rows.map { $0 >= 0 ? Values.present : Values.missing }
    }
    let vector = Self.pick(column.values, rows)
    if case .rows(let targets) = vector, targets.contains(where: { $0 < 0 }) {
      status = targets.map { $0 >= 0 ? Values.present : Values.missing }
    }
    return marked(Values(vector, status: status), rows)
  }

  /// Values that cannot be read are undetermined.
  private func marked(_ values: Values, _ rows: [Int32]) -> Values {
    guard let unreadable = column.unreadable else { return values }
    var status = values.status ?? [UInt8](repeating: Values.present, count: rows.count)
    for (index, row) in rows.enumerated() where row >= 0 && unreadable.contains(Int(row)) {
      status[index] = Values.undetermined
    }
    return Values(values.vector, status: status)
  }

  private func lists(_ rows: [Int32], _ offsets: [UInt32], _ elements: Column.Values) -> Values {
    var ends: [Int32] = [0]
    ends.reserveCapacity(rows.count + 1)
    var places: [Int32] = []
    for row in rows {
      if row >= 0 { places.append(contentsOf: Int32(offsets[Int(row)])..<Int32(offsets[Int(row) + 1])) }
      ends.append(Int32(places.count))
    }
    return Values(.lists(ListVector(offsets: ends, elements: Values(Self.pick(elements, places)))))
  }

  private static func pick(_ values: Column.Values, _ rows: [Int32]) -> Vector {
    func gather<T, U>(_ list: [T], _ none: U, _ change: (T) -> U) -> [U] {
      list.withUnsafeBufferPointer { buffer in
        rows.map { $0 < 0 ? none : change(buffer[Int($0)]) }
      }
    }
    switch values {
    case .truths(let list): return .truths(gather(list, 2) { $0 })
    case .integers(let list): return .integers(gather(list, 0) { $0 })
    case .days(let list): return .days(gather(list, 0) { $0 })
    case .symbols(let list): return .symbols(gather(list, 0) { $0 })
    case .ordinals(let list): return .integers(gather(list, 0) { Int64($0) })
    case .rows(let list): return .rows(gather(list, -1) { $0 })
    case .decimals(let list): return .decimals(rows.map { $0 < 0 ? .zero : list[Int($0)] }, aside: .none)
    case .monies(let list):
      return .monies(
        rows.map { $0 < 0 ? Money(amount: .zero, currency: .usDollar) : list[Int($0)] }, aside: .none)
    case .timestamps(let list): return .timestamps(gather(list, Timestamp(microseconds: 0)) { $0 })
    case .durations(let list): return .durations(gather(list, CalendarDuration()) { $0 })
    case .periods(let from, let until):
      return .periods(
        rows.map { $0 < 0 ? Period(from: 0, until: 0) : Period(from: from[Int($0)], until: until[Int($0)]) })
    case .versions(let list): return .versions(gather(list, Version(parts: 0)) { $0 })
    case .many: return .rows([])
    }
  }
}
