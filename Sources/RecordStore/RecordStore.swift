public import RulePlan

/// The data of one evaluation: a table of typed columns for each entity and record of a schema, interned texts, and the
/// place of every row. Immutable; share it between threads freely.
public final class RecordStore: Sendable {
  public let schema: Schema
  public let symbols: SymbolTable
  /// By ``TableID/index``.
  public let tables: [TableStore]
  /// Files that rows come from.
  public let files: [DataFile]
  /// Where each section is given: file and range of bytes of its name; none for a section that is not given at all.
  let sections: [TableID: [SectionPlace]]

  struct SectionPlace: Sendable {
    var file: Int
    var start: Int
    var end: Int
  }

  /// Whether a value anywhere cannot be read.
  public let hasUnreadableValues: Bool

  /// Which of the rows are there in this view of the data.
  public let view: RowView

  init(
    schema: Schema, symbols: SymbolTable, tables: [TableStore], files: [DataFile],
    sections: [TableID: [SectionPlace]], view: RowView = RowView()
  ) {
    self.schema = schema
    self.symbols = symbols
    self.tables = tables
    self.files = files
    self.sections = sections
    self.view = view
    hasUnreadableValues = tables.contains { $0.columns.contains { $0?.unreadable != nil } }
  }

  public subscript(table: TableID) -> TableStore { tables[table.index] }

  /// The column of a field; nil for a derived field.
  public func column(_ field: FieldID) -> Column? { tables[field.table.index].column(field) }

  /// The sections that the data gives, be it without records.
  public var presentSections: Set<TableID> { Set(sections.keys) }

  /// The first file that has been written to since it was opened, where there is one.
  public var changedFile: DataFile? { files.first { $0.bytes.hasChanged } }

  /// Number of rows of all entities that data gives.
  public var recordCount: Int {
    zip(schema.tables, tables).reduce(0) { sum, next in
      sum + (next.0.isEntity && next.0.grouping == nil ? next.1.rowCount - view.hiddenCount(in: next.0.id) : 0)
    }
  }

  /// The symbol of a row's key; nil where the entity has none.
  public func key(of row: Int, in table: TableID) -> UInt32? {
    // The parts that are needed, as copying a table or a column counts references.
    guard let keyField = schema.tables[table.index].keyField,
      case .symbols(let symbols)? = tables[table.index].columns[keyField]?.values, row >= 0, row < symbols.count,
      tables[table.index].columns[keyField]?.isPresent(row) == true
    else { return nil }
    return symbols[row]
  }

  /// The row of an entity with a key, in any form in which data may write it.
  public func row(of table: TableID, key: String) -> Int? {
    guard let key = schema.canonicalKey(key, of: table), let symbol = symbols.symbol(of: key) else { return nil }
    guard let row = tables[table.index].keys?.row(of: symbol), view.isVisible(row, in: table) else { return nil }
    return row
  }

  /// How people call a row: its key; else `section[index]`; for a record, the path to it: `orders[0].lines[1]`.
  public func instanceName(_ table: TableID, row: Int) -> String {
    if let symbol = key(of: row, in: table) { return symbols.string(of: symbol) }
    return positionName(table, row: row)
  }

  /// `section[index]`, or the path to a record, whether or not there is a key.
  public func positionName(_ table: TableID, row: Int) -> String {
    var suffix = ""
    var table = table
    var row = row
    // A record is inside another at most as deep as the data nests.
    while schema.tables[table.index].section == nil, schema.tables[table.index].grouping == nil {
      let owners = tables[table.index].owners
      guard row >= 0, row < owners.count else { return schema[table].name + suffix }
      let owner = owners[row]
      if owner.row < 0 { return "\(schema[table].name)[\(row)]" + suffix }
      let element = owner.element >= 0 ? "[\(owner.element)]" : ""
      suffix = "." + schema[owner.field].name + element + suffix
      table = owner.field.table
      row = Int(owner.row)
    }
    let name = schema.tables[table.index].section ?? schema.tables[table.index].name
    if let added = view.place(ofAdded: row, in: table) { return "\(name)[+\(added)]" + suffix }
    return "\(name)[\(row)]" + suffix
  }
}
