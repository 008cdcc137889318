import RulePlan

extension Column {
  /// The column with other values in some rows. A value of another type than the column's changes nothing. Linear in
  /// the column.
  func replacing(_ replaced: [(row: Int, source: ReplacedValue.Source)]) -> Column {
    var presence = presence
    var unreadable = unreadable
    var values = values
    var pairs: [(row: Int, source: Int)] = []
    var references: [(row: Int, target: Int)] = []
    var periods: [(row: Int, period: Period)] = []
    for (row, source) in replaced {
      switch source {
      case .row(let other):
        pairs.append((row, other))
        guard presence != nil else { continue }
        if isPresent(other) { presence?.insert(row) } else { presence?.remove(row) }
      case .reference(let target): references.append((row, target))
      case .references(let targets):
        // The later value of a row goes before an earlier one.
        pairs.removeAll { $0.row == row }
        values = values.replacingElements(of: row, by: targets)
      case .period(let period): periods.append((row, period))
      case .unreadable:
        unreadable = unreadable ?? Bitset(capacity: self.values.count)
        unreadable?.insert(row)
      }
    }
    // The column is copied once, however many values there are.
    if !references.isEmpty, case .rows(var rows) = values {
      for (row, target) in references where rows.indices.contains(row) { rows[row] = Int32(clamping: target) }
      values = .rows(rows)
    }
    if !periods.isEmpty, case .periods(var from, var until) = values {
      for (row, period) in periods where from.indices.contains(row) && until.indices.contains(row) {
        from[row] = period.from
        until[row] = period.until
        presence?.insert(row)
      }
      values = .periods(from: from, until: until)
    }
    return Column(values: pairs.isEmpty ? values : values.replacing(pairs), presence: presence, unreadable: unreadable)
  }

  /// Whether two rows have the same value, or neither has one. Of several values the order does not matter.
  public func areEqual(_ left: Int, _ right: Int) -> Bool {
    guard left >= 0, right >= 0, left < values.count, right < values.count else { return false }
    if case .many = values { return values.sorted(left) == values.sorted(right) }
    guard isPresent(left), isPresent(right) else { return isPresent(left) == isPresent(right) }
    return values.element(left) == values.element(right)
  }
}

extension Column.Values {
  /// Several references with others in one row. Linear in the column.
  fileprivate func replacingElements(of row: Int, by targets: [Int]) -> Column.Values {
    guard case .many(let offsets, .rows(let elements)) = self, row >= 0, offsets.indices.contains(row + 1) else {
      return self
    }
    let start = Int(offsets[row])
    let end = Int(offsets[row + 1])
    let added = targets.map { Int32(clamping: $0) }
    let shifted = offsets.enumerated().map { index, offset in
      index > row ? UInt32(clamping: Int(offset) - (end - start) + added.count) : offset
    }
    return .many(offsets: shifted, elements: .rows(Array(elements[..<start] + added + elements[end...])))
  }

  fileprivate func replacing(_ pairs: [(row: Int, source: Int)]) -> Column.Values {
    func copied<Element>(_ values: [Element]) -> [Element] {
      var result = values
      for (row, source) in pairs where values.indices.contains(row) && values.indices.contains(source) {
        result[row] = values[source]
      }
      return result
    }
    switch self {
    case .truths(let values): return .truths(copied(values))
    case .integers(let values): return .integers(copied(values))
    case .days(let values): return .days(copied(values))
    case .symbols(let values): return .symbols(copied(values))
    case .ordinals(let values): return .ordinals(copied(values))
    case .rows(let values): return .rows(copied(values))
    case .decimals(let column): return .decimals(column.gathered(order(pairs)))
    case .monies(let column): return .monies(column.gathered(order(pairs)))
    case .timestamps(let values): return .timestamps(copied(values))
    case .durations(let values): return .durations(copied(values))
    case .periods(let from, let until): return .periods(from: copied(from), until: copied(until))
    case .versions(let values): return .versions(copied(values))
    case .many(let offsets, let elements): return Self.replacing(pairs, offsets, elements)
    }
  }

  /// Where the value of each row comes from.
  private func order(_ pairs: [(row: Int, source: Int)]) -> [Int] {
    var order = Array(0..<count)
    for (row, source) in pairs where order.indices.contains(row) && order.indices.contains(source) {
      order[row] = source
    }
    return order
  }

  /// Lists are laid out again, since they may have another length.
  private static func replacing(
    _ pairs: [(row: Int, source: Int)], _ offsets: [UInt32], _ elements: Column.Values
  ) -> Column.Values {
    let sources = Dictionary(pairs.map { ($0.row, $0.source) }) { _, last in last }
    var order: [Int] = []
    var newOffsets: [UInt32] = [0]
    newOffsets.reserveCapacity(offsets.count)
    for row in 0..<max(0, offsets.count - 1) {
      let source = sources[row] ?? row
      guard source + 1 < offsets.count else { continue }
      order.append(contentsOf: Int(offsets[source])..<Int(offsets[source + 1]))
      newOffsets.append(UInt32(clamping: order.count))
    }
    return .many(offsets: newOffsets, elements: elements.gathered(order))
  }

  private func gathered(_ order: [Int]) -> Column.Values {
    func picked<Element>(_ values: [Element]) -> [Element] { order.map { values[$0] } }
    switch self {
    case .truths(let values): return .truths(picked(values))
    case .integers(let values): return .integers(picked(values))
    case .days(let values): return .days(picked(values))
    case .symbols(let values): return .symbols(picked(values))
    case .ordinals(let values): return .ordinals(picked(values))
    case .rows(let values): return .rows(picked(values))
    case .decimals(let column): return .decimals(column.gathered(order))
    case .monies(let column): return .monies(column.gathered(order))
    case .timestamps(let values): return .timestamps(picked(values))
    case .durations(let values): return .durations(picked(values))
    case .periods(let from, let until): return .periods(from: picked(from), until: picked(until))
    case .versions(let values): return .versions(picked(values))
    case .many: return self
    }
  }

  /// A value by which rows can be compared.
  fileprivate func element(_ row: Int) -> AnyHashable {
    switch self {
    case .truths(let values): AnyHashable(values[row])
    case .integers(let values): AnyHashable(values[row])
    case .days(let values): AnyHashable(values[row])
    case .symbols(let values): AnyHashable(values[row])
    case .ordinals(let values): AnyHashable(values[row])
    case .rows(let values): AnyHashable(values[row])
    case .decimals(let column): AnyHashable(column[row])
    case .monies(let column): AnyHashable(column[row])
    // Where it was written counts as well: its day may be another one.
    case .timestamps(let values): AnyHashable([values[row].microseconds, Int64(values[row].offset)])
    case .durations(let values): AnyHashable(values[row])
    case .periods(let from, let until): AnyHashable([from[row], until[row]])
    case .versions(let values): AnyHashable(values[row])
    case .many: AnyHashable(0)
    }
  }

  fileprivate func sorted(_ row: Int) -> [String] {
    guard case .many(let offsets, let elements) = self else { return [] }
    return (Int(offsets[row])..<Int(offsets[row + 1])).map { "\(elements.element($0))" }.sorted()
  }
}

extension DecimalColumn {
  fileprivate func gathered(_ order: [Int]) -> DecimalColumn {
    var column = DecimalColumn()
    column.reserveCapacity(order.count)
    for index in order { column.append(self[index]) }
    return column
  }
}

extension MoneyColumn {
  fileprivate func gathered(_ order: [Int]) -> MoneyColumn {
    var column = MoneyColumn(currency: currency)
    column.reserveCapacity(order.count)
    for index in order { column.append(self[index]) }
    return column
  }
}
