extension Schema {
  /// The entity whose section gives the instances of an entity: itself, the one that they lie in, or that of the members.
  public func givenEntity(of table: TableID) -> TableID {
    var table = table
    var left = tables.count
    while left > 0, let next = tables[table.index].containment?.parent ?? tables[table.index].grouping?.members {
      table = next
      left -= 1
    }
    return table
  }

  /// Whether instances of any entity lie inside others.
  public var hasContainment: Bool { tables.contains { $0.containment != nil } }
}
