public import RecordStore
public import RulePlan

/// Data with the groups that the policies make of it.
public struct GroupedData: Sendable {
  /// How many groups there are of an entity, and of how many instances.
  public struct Count: Sendable {
    public var table: TableID
    public var groups: Int
    /// Instances that are in a group.
    public var members: Int
    /// Instances that take part and are in none, because they have no value to be grouped by.
    public var withoutKey: Int
  }

  public private(set) var store: RecordStore
  /// The rows that are there, without the groups that only other states have.
  public private(set) var view: RowView
  /// In the order of the policies; empty where they make no groups.
  public private(set) var counts: [Count] = []

  /// - Parameters:
  ///   - plan: as the compiler wrote it.
  ///   - view: the rows that are there.
  ///   - states: further states of the data that are going to be evaluated, whose groups are rows as well.
  public init(_ store: RecordStore, plan: Plan, view: RowView = RowView(), states: [DataState] = [], jobs: Int = 1) {
    self.store = store
    self.view = view
    for table in plan.groupOrder {
      guard let grouping = plan.schema[table].grouping else { continue }
      // Groups are the same on every day.
      let context = EvaluationContext(
        plan: Planner.planned(plan), store: self.store.viewed(as: self.view), asOf: CalendarDate(days: 0),
        firstDay: CalendarDate(days: 0), jobs: jobs, rowsWorthSplitting: 8192, limits: EvaluationLimits(),
        cancellation: Cancellation())
      let membership = GroupReader(grouping, in: context).read()
      var keys = membership.keys
      var known = Set(keys)
      for state in states {
        let other = GroupReader(grouping, in: EvaluationContext(over: context, state: state)).read()
        for key in other.keys where known.insert(key).inserted { keys.append(key) }
      }
      self.store = self.store.adding(
        GroupTable(
          table: table, keys: keys, members: keys.map { membership[$0] }, isUndetermined: membership.isUndetermined))
      self.view.hide(membership.keys.count..<keys.count, in: table)
      counts.append(
        Count(
          table: table, groups: membership.keys.count, members: membership.memberCount,
          withoutKey: membership.withoutKey))
    }
    counts.sort { $0.table.index < $1.table.index }
  }
}

extension EvaluationContext {
  /// A state of the data with what follows from it: what lies in rows that are not there is not there either, and
  /// instances are in the groups of their values.
  static func completed(_ given: DataState, over base: EvaluationContext) -> DataState {
    var state = given
    state.view = base.store.completed(state.view)
    for table in base.plan.groupOrder {
      guard let grouping = base.plan.schema[table].grouping else { continue }
      // The groups of an earlier state are computed again.
      let members = FieldID(table, grouping.membersField)
      state.replaced.removeAll { $0.field == members }
      state.view.show(0..<base.store[table].rowCount, in: table)
      let hidden = base.state.view.hiddenRows(in: table) ?? RowSet()
      let difference = DataDifference(from: base.state, to: state)
      guard !difference.tables.isDisjoint(with: base.plan.tablesRead(by: grouping)) else {
        state.view.hide(hidden, in: table)
        continue
      }
      let membership = GroupReader(grouping, in: EvaluationContext(over: base, completed: state)).read()
      regroup(&state, table, membership, base, wasHidden: hidden)
    }
    return state
  }

  private static func regroup(
    _ state: inout DataState, _ table: TableID, _ membership: Membership, _ base: EvaluationContext, wasHidden: RowSet
  ) {
    guard let grouping = base.plan.schema[table].grouping else { return }
    let members = FieldID(table, grouping.membersField)
    let groups = base.store[table]
    var known: Set<Value> = []
    var empty: [Int] = []
    for row in 0..<groups.rowCount {
      let key = base.groupKey(of: row, grouping, in: table)
      known.insert(key)
      let rows = membership[key].map { Int($0) }
      if rows.isEmpty { empty.append(row) }
      if groups.column(members)?.targets(of: row) != rows {
        state.replaced.append(ReplacedValue(field: members, row: row, source: .references(rows)))
      }
    }
    state.view.hide(empty, in: table)
    // A group that no row stands for could have been any.
    guard membership.isUndetermined || !known.isSuperset(of: membership.keys) else { return }
    for row in 0..<groups.rowCount {
      state.replaced.append(ReplacedValue(field: members, row: row, source: .unreadable))
    }
  }

  private func groupKey(of row: Int, _ grouping: Grouping, in table: TableID) -> Value {
    guard let column = store[table].column(FieldID(table, grouping.keyField)) else { return .missing }
    switch (column.values, plan.schema[table].fields[grouping.keyField].type.scalar) {
    case (.symbols(let list), _): return .text(store.symbols.string(of: list[row]))
    case (.integers(let list), _): return .integer(list[row])
    case (.days(let list), _): return .date(CalendarDate(days: list[row]))
    case (.ordinals(let list), .enumeration(let id)): return .enumeration(id, Int(list[row]))
    case (.rows(let list), .row(let target)): return .row(RowReference(table: target, row: Int(list[row])))
    default: return .missing
    }
  }
}
