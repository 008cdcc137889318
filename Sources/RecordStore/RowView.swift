public import RulePlan

/// Which rows a view of the data has: all that were read, without those that a request adds or removes.
///
/// Two views of one store cost no more than the sets of rows in which they differ.
public struct RowView: Sendable {
  private var hidden: [TableID: RowSet] = [:]
  private var added: [TableID: [Int: Int]] = [:]

  public init() {}

  /// Whether every row is visible.
  public var isWhole: Bool { hidden.isEmpty }

  public func isVisible(_ row: Int, in table: TableID) -> Bool { !(hidden[table]?.contains(row) ?? false) }

  /// The rows of a table that are not there; nil for none.
  public func hiddenRows(in table: TableID) -> RowSet? { hidden[table] }

  public func hiddenCount(in table: TableID) -> Int { hidden[table]?.count ?? 0 }

  /// Takes rows out of the view.
  public mutating func hide(_ rows: some Sequence<Int>, in table: TableID) {
    hidden[table, default: RowSet()].formUnion(rows)
  }

  /// Puts rows back into the view.
  public mutating func show(_ rows: some Sequence<Int>, in table: TableID) {
    guard hidden[table] != nil else { return }
    for row in rows { hidden[table]?.remove(row) }
  }

  /// The rows that only one of two views has, by table.
  public func difference(from other: RowView) -> [TableID: [Int]] {
    var rows: [TableID: [Int]] = [:]
    for table in Set(hidden.keys).union(other.hidden.keys) {
      let own = (hidden[table] ?? RowSet()).symmetricDifference(other.hidden[table] ?? RowSet())
      if !own.isEmpty { rows[table] = own }
    }
    return rows
  }

  /// Says that a row was added to the data, as which one of those that were added together, from 0.
  public mutating func markAdded(_ row: Int, at place: Int, in table: TableID) {
    added[table, default: [:]][row] = place
  }

  /// The place of a row among those that were added; nil for one of the data itself.
  public func place(ofAdded row: Int, in table: TableID) -> Int? { added[table]?[row] }
}

/// A value that a view has in place of the one that was read.
public struct ReplacedValue: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// That of another row of the table.
    case row(Int)
    /// A reference to a row of the table that the field refers to.
    case reference(Int)
    /// References to some rows of the table that the field refers to, for a field of several.
    case references([Int])
    /// None that can be determined: it could be any.
    case unreadable
    case period(Period)
  }

  public var field: FieldID
  public var row: Int
  public var source: Source

  public init(field: FieldID, row: Int, source: Source) {
    self.field = field
    self.row = row
    self.source = source
  }
}

extension RecordStore {
  /// The same data seen in another way. Costs a copy of each column in which a value is replaced, and nothing else.
  public func viewed(as view: RowView, replacing replaced: [ReplacedValue] = []) -> RecordStore {
    var tables = tables
    for (table, values) in Dictionary(grouping: replaced, by: \.field.table) where table.index < tables.count {
      tables[table.index] = tables[table.index].replacing(values)
    }
    return RecordStore(
      schema: schema, symbols: symbols, tables: tables, files: files, sections: sections, view: view)
  }
}

extension TableStore {
  fileprivate func replacing(_ replaced: [ReplacedValue]) -> TableStore {
    var columns = columns
    for (field, values) in Dictionary(grouping: replaced, by: \.field.index) where columns.indices.contains(field) {
      columns[field] = columns[field]?.replacing(values.map { ($0.row, $0.source) })
    }
    return TableStore(
      table: table, rowCount: rowCount, columns: columns, keys: keys, owners: owners, segments: segments)
  }
}
