public import RulePlan

/// One state of the data of a store: which rows are there, and which values are other ones than those that were read.
public struct DataState: Sendable {
  public var view: RowView
  public var replaced: [ReplacedValue]

  public init(view: RowView, replaced: [ReplacedValue] = []) {
    self.view = view
    self.replaced = replaced
  }
}

/// In which rows and values two states of the data differ.
public struct DataDifference: Sendable {
  /// Rows that are there in only one of the two.
  public private(set) var members: [TableID: [Int32]] = [:]
  /// Rows in which a field may have another value.
  public private(set) var values: [FieldID: [Int32]] = [:]

  /// Linear in the rows that are hidden and the values that are replaced in either.
  public init(from old: DataState, to new: DataState) {
    for (table, rows) in new.view.difference(from: old.view) { members[table] = rows.map { Int32(clamping: $0) } }
    // A later replacement takes precedence over an earlier one.
    var common = 0
    while common < old.replaced.count, common < new.replaced.count, old.replaced[common] == new.replaced[common] {
      common += 1
    }
    for value in old.replaced[common...] + new.replaced[common...] {
      values[value.field, default: []].append(Int32(clamping: value.row))
    }
  }

  public var isEmpty: Bool { members.isEmpty && values.isEmpty }

  /// The tables in which something differs.
  public var tables: Set<TableID> { Set(members.keys).union(values.keys.map(\.table)) }
}
