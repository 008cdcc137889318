import RecordStore
import RulePlan

extension ExpressionEvaluator {
  /// A field of each row, or of each of several rows.
  func field(_ id: FieldID, of base: Values, _ frame: Frame) -> Values {
    let days = frame.hasDays && context.isOfDay(id) ? frame.days : nil
    if case .lists(let lists) = base.vector {
      guard case .rows(let rows) = lists.elements.vector else { return base }
      let values =
        days.map { column(id, rows: rows, days: $0.gathered(lists.owners)) }
        ?? context.column(id, rows: rows, evaluator: self)
      return flattened(lists, status: base.status, values)
    }
    guard case .rows(let rows) = base.vector else { return base }
    var result = days.map { column(id, rows: rows, days: $0) } ?? context.column(id, rows: rows, evaluator: self)
    if let status = base.status, status.contains(where: { $0 != Values.present }) {
      var own = result.status ?? [UInt8](repeating: Values.present, count: rows.count)
      for index in own.indices where status[index] != Values.present {
        // Several of a row that is not there are none.
        let isList = if case .lists = result.vector { true } else { false }
        own[index] = isList && status[index] == Values.missing ? Values.present : status[index]
      }
      result.status = own
    }
    return result
  }

  /// Lists of what each element of the lists gives: one value, which drops out where it is missing, or several.
  func flattened(_ lists: ListVector, status: [UInt8]?, _ values: Values) -> Values {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(lists.offsets.count)
    var places: [Int32] = []
    var status = status
    var elements = values
    if case .lists(let inner) = values.vector {
      for index in 0..<lists.count {
        for element in lists.range(index) {
          places.append(contentsOf: inner.offsets[element]..<inner.offsets[element + 1])
          if values.status(element) == Values.undetermined {
            if status == nil { status = [UInt8](repeating: Values.present, count: lists.count) }
            status?[index] = Values.undetermined
          }
        }
        offsets.append(Int32(places.count))
      }
      elements = inner.elements
    } else {
      for index in 0..<lists.count {
        for element in lists.range(index) where values.status(element) != Values.missing {
          places.append(Int32(element))
        }
        offsets.append(Int32(places.count))
      }
    }
    return Values(.lists(ListVector(offsets: offsets, elements: elements.gathered(places))), status: status)
  }

  /// A function of single values over single values, or over each of several.
  func mapped(_ values: Values, _ change: (Values) -> Values) -> Values {
    guard case .lists(let lists) = values.vector else { return change(values) }
    return flattened(lists, status: values.status, change(lists.elements))
  }

  func periodFrom(_ values: Values) -> Values { end(of: values, open: Period.openStart, \.from) }
  func periodUntil(_ values: Values) -> Values { end(of: values, open: Period.openEnd, \.until) }

  private func end(of values: Values, open: Int32, _ path: KeyPath<Period, Int32>) -> Values {
    guard case .periods(let periods) = values.vector else { return values }
    let days = periods.map { $0[keyPath: path] }
    var status = values.status
    if days.contains(open) {
      var own = status ?? [UInt8](repeating: Values.present, count: days.count)
      for index in own.indices where own[index] == Values.present && days[index] == open { own[index] = Values.missing }
      status = own
    }
    return Values(.days(days), status: status)
  }

  func component(_ component: Component, _ values: Values) -> Values {
    switch (component, values.vector) {
    case (.amount, .monies(let list, let aside)):
      return Values(.decimals(list.map(\.amount), aside: aside), status: values.status)
    case (.currency, .monies(let list, _)):
      return Values(.symbols(list.map { context.constants.symbol(of: $0.currency.description) }), status: values.status)
    case (.year, .days(let list)):
      return Values(.integers(list.map { Int64(CalendarDate(days: $0).components.year) }), status: values.status)
    case (.month, .days(let list)):
      return Values(.integers(list.map { Int64(CalendarDate(days: $0).components.month) }), status: values.status)
    case (.day, .days(let list)):
      return Values(.integers(list.map { Int64(CalendarDate(days: $0).components.day) }), status: values.status)
    case (.date, .timestamps(let list)): return Values(.days(list.map(\.date.days)), status: values.status)
    case (.dateInUTC, .timestamps(let list)): return Values(.days(list.map(\.dateInUTC.days)), status: values.status)
    case (.dateInZone(let zone), .timestamps(let list)): return days(of: list, in: zone, status: values.status)
    default: return values
    }
  }

  /// The days of timestamps in a zone; undetermined where they leave the calendar.
  private func days(of list: [Timestamp], in zone: TimeZoneID, status: [UInt8]?) -> Values {
    guard context.plan.timeZones.indices.contains(zone.index) else { return undetermined(ValueType(.date), list.count) }
    let rules = context.plan.timeZones[zone.index].rules
    let days = list.map { $0.date(in: rules)?.days }
    guard days.contains(nil) else { return Values(.days(days.map { $0 ?? 0 }), status: status) }
    return Values(
      .days(days.map { $0 ?? 0 }),
      status: days.indices.map { index in
        let own = status.map { $0[index] } ?? Values.present
        return own == Values.present && days[index] == nil ? Values.undetermined : own
      })
  }

  func decimal(_ values: Values) -> Values {
    guard case .integers(let list) = values.vector else { return values }
    return Values(.decimals(list.map { Decimal128($0) }, aside: .none), status: values.status)
  }

  // MARK: Closures

  /// Breadth first from each start, each row once; cycles end where they come back.
  func closure(_ field: FieldID, of base: Values, includesStart: Bool, _ frame: Frame) -> Values {
    var starts: [[Int32]] = []
    if case .lists(let lists) = base.vector, case .rows(let rows) = lists.elements.vector {
      starts = (0..<lists.count).map { Array(rows[lists.range($0)]) }
    } else if case .rows(let rows) = base.vector {
      starts = rows.indices.map { base.status(Int($0)) == Values.present && rows[$0] >= 0 ? [rows[$0]] : [] }
    } else {
      return base
    }
    var status = base.status.map { $0.map { $0 == Values.missing ? Values.present : $0 } }
    if frame.hasDays, context.isOfDay(field), let days = frame.days {
      return closure(field, from: starts, status: status, includesStart: includesStart, days: days)
    }
    let links = context.links(field, evaluator: self)
    var offsets: [Int32] = [0]
    var reached: [Int32] = []
    var known: [[Int32]: Range<Int>] = [:]
    for (index, start) in starts.enumerated() {
      if let range = known[start] {
        reached.append(contentsOf: Array(reached[range]))
      } else {
        let first = reached.count
        links.walk(from: start, includesStart: includesStart, into: &reached)
        known[start] = first..<reached.count
      }
      offsets.append(Int32(reached.count))
      guard links.isOpen(start, reached[Int(offsets[index])..<Int(offsets[index + 1])]) else { continue }
      if status == nil { status = [UInt8](repeating: Values.present, count: starts.count) }
      status?[index] = Values.undetermined
    }
    return Values(.lists(ListVector(offsets: offsets, elements: Values(.rows(reached)))), status: status)
  }

  /// All instances of an entity, for each tuple. Those who only count or look up do not come here.
  func instances(of table: TableID, count: Int) -> Values {
    var all = Array(0..<Int32(clamping: context.rowCount(table)))
    if let hidden = context.store.view.hiddenRows(in: table) { all.removeAll { hidden.contains(Int($0)) } }
    var offsets: [Int32] = [0]
    var rows: [Int32] = []
    rows.reserveCapacity(all.count * count)
    for _ in 0..<count {
      rows.append(contentsOf: all)
      offsets.append(Int32(rows.count))
    }
    return Values(.lists(ListVector(offsets: offsets, elements: Values(.rows(rows)))))
  }
}

/// Where a field leads from each row of a table to rows of the same table.
struct LinkTable: Sendable {
  var offsets: [Int32]
  var targets: [Int32]
  /// Rows that lead elsewhere in this state of the data.
  var replaced: [Int32: [Int32]] = [:]
  /// Rows of which it is not known where they lead.
  var open: Set<Int32> = []

  /// - Parameter values: the rows that each row refers to, or the one.
  init(_ values: Values) {
    offsets = [0]
    targets = []
    for (row, status) in (values.status ?? []).enumerated() where status == Values.undetermined {
      open.insert(Int32(clamping: row))
    }
    if case .lists(let lists) = values.vector, case .rows(let targets) = lists.elements.vector {
      offsets = lists.offsets
      self.targets = targets
      return
    }
    guard case .rows(let rows) = values.vector else { return }
    for row in rows.indices {
      if values.status(row) == Values.present, rows[row] >= 0 { targets.append(rows[row]) }
      offsets.append(Int32(targets.count))
    }
  }

  /// Whether there may be more than what is reached, because the links of a row on the way are not known.
  func isOpen(_ starts: [Int32], _ reached: ArraySlice<Int32>) -> Bool {
    !open.isEmpty && (starts.contains(where: open.contains) || reached.contains(where: open.contains))
  }

  /// Calls the body with each row that one leads to.
  func forEachTarget(of row: Int32, _ body: (Int32) -> Void) {
    guard row >= 0, Int(row) + 1 < offsets.count else { return }
    if !replaced.isEmpty, let own = replaced[row] { return own.forEach(body) }
    for index in Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1]) { body(targets[index]) }
  }

  /// Appends what is reached from the starts in the order in which it is first reached. Linear in what is reached.
  func walk(from starts: [Int32], includesStart: Bool, into reached: inout [Int32]) {
    var seen: Set<Int32> = []
    var queue: [Int32] = []
    if includesStart {
      for start in starts where seen.insert(start).inserted { queue.append(start) }
    } else {
      for start in starts { enqueue(start, &seen, &queue) }
    }
    var next = 0
    while next < queue.count {
      enqueue(queue[next], &seen, &queue)
      next += 1
    }
    reached.append(contentsOf: queue)
  }

  private func enqueue(_ row: Int32, _ seen: inout Set<Int32>, _ queue: inout [Int32]) {
    forEachTarget(of: row) { if seen.insert($0).inserted { queue.append($0) } }
  }
}
