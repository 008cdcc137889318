import RecordStore
import RulePlan

extension ExpressionEvaluator {
  /// A field of each row, or of each of several rows.
  func field(_ id: FieldID, of base: Values) -> Values {
    if case .lists(let lists) = base.vector {
      guard case .rows(let rows) = lists.elements.vector else { return base }
      return flattened(lists, status: base.status, context.column(id, rows: rows, evaluator: self))
    }
    guard case .rows(let rows) = base.vector else { return base }
    var result = context.column(id, rows: rows, evaluator: self)
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
    case (.date, .integers(let list)):
      return Values(.days(list.map { Timestamp(microseconds: $0).date.days }), status: values.status)
    default: return values
    }
  }

  func decimal(_ values: Values) -> Values {
    guard case .integers(let list) = values.vector else { return values }
    return Values(.decimals(list.map { Decimal128($0) }, aside: .none), status: values.status)
  }

  // MARK: Closures

  /// Breadth first from each start, each row once; cycles end where they come back.
  func closure(_ field: FieldID, of base: Values, includesStart: Bool) -> Values {
    var starts: [[Int32]] = []
    if case .lists(let lists) = base.vector, case .rows(let rows) = lists.elements.vector {
      starts = (0..<lists.count).map { Array(rows[lists.range($0)]) }
    } else if case .rows(let rows) = base.vector {
      starts = rows.indices.map { base.status(Int($0)) == Values.present && rows[$0] >= 0 ? [rows[$0]] : [] }
    } else {
      return base
    }
    let links = context.links(field, evaluator: self)
    var offsets: [Int32] = [0]
    var reached: [Int32] = []
    var known: [[Int32]: Range<Int>] = [:]
    var status = base.status.map { $0.map { $0 == Values.missing ? Values.present : $0 } }
    for (index, start) in starts.enumerated() {
      if let range = known[start] {
        reached.append(contentsOf: Array(reached[range]))
      } else {
        let first = reached.count
        links.walk(from: start, includesStart: includesStart, into: &reached)
        known[start] = first..<reached.count
      }
      offsets.append(Int32(reached.count))
      guard !links.open.isEmpty else { continue }
      // Where one of them leads cannot be read, there may be more.
      let own = reached[Int(offsets[index])..<Int(offsets[index + 1])]
      guard start.contains(where: links.open.contains) || own.contains(where: links.open.contains) else { continue }
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
