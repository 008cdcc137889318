import RulePlan

/// Groups by their definition: for each value that some member has, those that have it.
extension World {
  /// The world with the groups of each entity, made one after the other.
  func grouped(_ plan: Plan, today: Civil) -> World {
    var world = self
    var waiting = plan.schema.tables.filter { $0.grouping != nil }.map(\.id)
    while let table = waiting.first(where: { table in
      guard let grouping = plan.schema[table].grouping else { return true }
      return !waiting.contains { $0 != table && plan.tablesRead(by: grouping).contains($0) }
    }) {
      waiting.removeAll { $0 == table }
      world.addGroups(of: table, plan, NaiveEvaluator(plan: plan, world: world, today: today))
    }
    return world
  }

  private mutating func addGroups(of table: TableID, _ plan: Plan, _ naive: NaiveEvaluator) {
    guard let grouping = plan.schema[table].grouping else { return }
    var groups: [(value: Plain, members: [Plain])] = []
    var isOpen = false
    for member in rows[grouping.members.index] {
      let environment = [grouping.variable.index: Plain.row(member)]
      if let condition = grouping.condition {
        let truth = naive.truth(condition, environment)
        if truth == nil { isOpen = true }
        guard truth == true else { continue }
      }
      var values = [naive.value(grouping.value, environment)]
      if case .list(let list, let listIsOpen) = values[0] {
        values = list
        if listIsOpen {
          isOpen = true
          continue
        }
      }
      for value in values where !value.isMissing {
        if value.isUndetermined {
          isOpen = true
        } else if let place = groups.firstIndex(where: { Plain.equal($0.value, value) == true }) {
          let isMember = groups[place].members.contains { Plain.equal($0, .row(member)) == true }
          if !isMember { groups[place].members.append(.row(member)) }
        } else {
          groups.append((value, [.row(member)]))
        }
      }
    }
    for (index, group) in groups.enumerated() {
      let row = Row(
        table: table.index, name: "\(plan.schema[table].name)[\(index)]",
        fields: plan.schema[table].fields.map { _ in nil })
      row.fields[grouping.keyField] = group.value
      row.fields[grouping.membersField] = .list(isOpen ? [] : group.members, isOpen: isOpen)
      rows[table.index].append(row)
    }
  }
}
