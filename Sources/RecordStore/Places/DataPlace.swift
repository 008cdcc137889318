public import RulePlan

/// A place in the data as people read it: lines and columns from 1, columns in Unicode scalars.
public struct DataPlace: Hashable, Sendable {
  public var file: String
  public var line: Int
  public var column: Int
  public var endLine: Int
  public var endColumn: Int

  public init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

/// The thing whose place is wanted.
public enum PlaceRequest: Hashable, Sendable {
  case row(TableID, Int)
  /// The value of a field in a row, or one of its values; the row itself where the data does not spell it out.
  case field(FieldID, row: Int, element: Int? = nil)
  /// Where a section is first given.
  case section(TableID)

  /// The table and the row that it is about; nil for a section.
  public var row: (table: TableID, row: Int)? {
    switch self {
    case .row(let table, let row): (table, row)
    case .field(let field, let row, _): (field.table, row)
    case .section: nil
    }
  }
}
