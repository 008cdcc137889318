/// Of an entity whose instances are groups of those of another: one for each value that some have in common.
public struct Grouping: Sendable {
  /// The entity whose instances are put into groups.
  public var members: TableID
  /// Stands for a member in the condition and the value.
  public var variable: VariableID
  /// Whether an instance takes part.
  public var condition: Expression?
  /// The value, or the values, by which an instance belongs to groups. Of several it is a member of each.
  public var value: Expression
  /// Index of the field that holds the value.
  public var keyField: Int
  /// Index of the field that holds the members.
  public var membersField: Int

  public init(
    members: TableID, variable: VariableID, condition: Expression?, value: Expression, keyField: Int, membersField: Int
  ) {
    self.members = members
    self.variable = variable
    self.condition = condition
    self.value = value
    self.keyField = keyField
    self.membersField = membersField
  }
}

extension Plan {
  /// The tables that decide which instances are in which group. Linear in the plan.
  public func tablesRead(by grouping: Grouping) -> Set<TableID> {
    var reader = ReachReader(plan: self)
    reader.add(grouping.value)
    if let condition = grouping.condition { reader.add(condition) }
    reader.finish()
    return reader.tables.union([grouping.members])
  }

  /// The entities whose instances are groups, those before others that read them. One that reads itself is left out.
  public var groupOrder: [TableID] {
    let groups = schema.tables.filter { $0.grouping != nil }
    guard !groups.isEmpty else { return [] }
    let reads = Dictionary(
      uniqueKeysWithValues: groups.map { table in
        (table.id, table.grouping.map { tablesRead(by: $0) } ?? [])
      })
    var order: [TableID] = []
    var waiting = groups.map(\.id)
    while let next = waiting.firstIndex(where: { reads[$0]?.isDisjoint(with: waiting) ?? true }) {
      order.append(waiting.remove(at: next))
    }
    return order
  }
}
