public import RulePlan

/// The instances of an entity that are groups, as they are found in the data.
public struct GroupTable: Sendable {
  public var table: TableID
  /// A text, an integer, a date, a case or a row for each group.
  public var keys: [Value]
  /// By group, the rows of its members in the order of the data.
  public var members: [[Int32]]
  /// Whether it cannot be decided of some instance to which group it belongs, so that it could be any.
  public var isUndetermined: Bool

  public init(table: TableID, keys: [Value], members: [[Int32]], isUndetermined: Bool) {
    self.table = table
    self.keys = keys
    self.members = members
    self.isUndetermined = isUndetermined
  }
}

extension RecordStore {
  /// The data with the groups of one entity, in place of any that it has. Linear in them; where the key of one is a text
  /// that the data does not have, also in the texts of the data.
  public func adding(_ groups: GroupTable) -> RecordStore {
    let table = schema[groups.table]
    guard let grouping = table.grouping, let keyField = table.keyField, groups.keys.count == groups.members.count else {
      return self
    }
    let texts = groups.keys.map { keyText(of: $0) }
    let symbols = symbols.extended(with: texts)
    let keys = texts.map { symbols.symbol(of: $0) ?? 0 }
    let columns = table.fields.indices.map { index -> Column? in
      switch index {
      case grouping.membersField: members(of: groups)
      case keyField: Column(values: .symbols(keys))
      case grouping.keyField: Column(values: values(of: groups.keys))
      default: nil
      }
    }
    var tables = tables
    let owner = FieldID(grouping.members, 0)
    tables[groups.table.index] = TableStore(
      table: groups.table, rowCount: groups.keys.count, columns: columns,
      keys: KeyIndex(keys: keys, presence: nil) { _, _ in },
      // A group is where its first member is.
      owners: groups.members.map { RecordOwner(field: owner, row: $0.first ?? -1) },
      segments: groups.keys.isEmpty ? [] : [RowSegment(firstRow: 0, file: 0, locator: .owners)])
    return RecordStore(
      schema: schema, symbols: symbols, tables: tables, files: files, sections: sections, view: view)
  }

  /// The key of a group as data writes it.
  public func keyText(of key: Value) -> String {
    if case .row(let row) = key {
      return self.key(of: row.row, in: row.table).map { symbols.string(of: $0) } ?? ""
    }
    return key.keyText(in: schema) ?? ""
  }

  private func members(of groups: GroupTable) -> Column {
    var offsets: [UInt32] = [0]
    var rows: [Int32] = []
    for members in groups.members {
      rows += members
      offsets.append(UInt32(clamping: rows.count))
    }
    var unreadable: Bitset?
    if groups.isUndetermined, !groups.keys.isEmpty {
      unreadable = Bitset(capacity: groups.keys.count)
      unreadable?.insert(0..<groups.keys.count)
    }
    return Column(values: .many(offsets: offsets, elements: .rows(rows)), unreadable: unreadable)
  }

  private func values(of keys: [Value]) -> Column.Values {
    switch keys.first {
    case .integer?: .integers(keys.map { if case .integer(let number) = $0 { number } else { 0 } })
    case .date?: .days(keys.map { if case .date(let day) = $0 { day.days } else { 0 } })
    case .enumeration?:
      .ordinals(keys.map { if case .enumeration(_, let place) = $0 { UInt16(clamping: place) } else { 0 } })
    default: .rows(keys.map { if case .row(let row) = $0 { Int32(clamping: row.row) } else { -1 } })
    }
  }
}

extension SymbolTable {
  /// A table that has some texts besides; itself where it has them all.
  func extended(with texts: [String]) -> SymbolTable {
    let new = texts.filter { symbol(of: $0) == nil }
    guard !new.isEmpty else { return self }
    let builder = SymbolTableBuilder(minimumCapacity: count + new.count)
    return withExtendedLifetime(self) {
      // In their order, so that each keeps its number.
      for symbol in 0..<count { _ = builder.intern(bytes(of: UInt32(symbol))) }
      for text in new { _ = builder.intern(text) }
      return builder.finish()
    }
  }
}
