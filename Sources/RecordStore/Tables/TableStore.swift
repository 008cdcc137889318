public import RulePlan

/// The rows of one entity or record, a column a field. Immutable.
///
/// Rows of an entity are the records of its section in the order of the data, so a row is also the index in the
/// section.
public struct TableStore: Sendable {
  public let table: TableID
  public let rowCount: Int
  /// By index of the field; nil for a derived field.
  public let columns: [Column?]
  /// Rows by key, for an entity that has one.
  public let keys: KeyIndex?
  /// Which value holds each record, for a record table; else empty.
  public let owners: [RecordOwner]
  /// Where the rows come from, in ascending order of rows.
  let segments: [RowSegment]

  /// The column of a field; nil for a derived field, and for one that is not of this table.
  @inlinable public func column(_ field: FieldID) -> Column? {
    guard field.table == table, field.index >= 0, field.index < columns.count else { return nil }
    return columns[field.index]
  }

  /// The segment that holds a row.
  func segment(of row: Int) -> RowSegment? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].firstRow <= row { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? segments[low - 1] : nil
  }
}

/// The value that contains a record: a field of a row, and where in it if the field has several.
public struct RecordOwner: Hashable, Sendable {
  public var field: FieldID
  public var row: Int32
  /// Index in the list; −1 for a field of one value.
  public var element: Int32

  /// Of a row that lies in none, though others of its table do.
  static let none = RecordOwner(field: FieldID(BuiltInTables.waiver, 0), row: -1)

  public init(field: FieldID, row: Int32, element: Int32 = -1) {
    self.field = field
    self.row = row
    self.element = element
  }
}

/// Rows that follow each other in one file.
struct RowSegment: Sendable {
  enum Locator: Sendable {
    /// First and last byte of each row.
    case offsets(starts: [UInt32], ends: [UInt32])
    /// Line formats: where every ``anchorInterval``th record begins. Rows between are found by reading on: line by line
    /// where each is one line, directly after the one before it.
    case anchors(offsets: [UInt32], oneLineEach: Bool)
    /// The records lie in the rows of their owners.
    case owners
  }

  /// Of the rows of a line format, every so manieth has its place kept.
  static let anchorInterval = 64

  var firstRow: Int
  var file: Int
  var locator: Locator
}
