/// One value, as policies write it, as the data has it, and as messages and explanations show it.
public enum Value: Hashable, Sendable {
  case missing
  case undetermined
  case text(String)
  case boolean(Bool)
  case integer(Int64)
  case decimal(Number)
  /// As a fraction: 15 % is 0.15.
  case percent(Number)
  case money(Amount)
  case date(CalendarDate)
  case timestamp(Timestamp)
  case duration(CalendarDuration)
  case period(Period)
  case dataSize(DataSize)
  case version(Version)
  /// A case of an enumeration by its index.
  case enumeration(EnumerationID, Int)
  /// An instance of an entity, or a record of the data.
  case row(RowReference)
  /// An instance of an entity by its key, as policies name it. Undetermined where the data has none.
  case instance(TableID, key: String)
  /// A record that a policy writes: one value a field, in the order of the fields; nil where it is left out.
  case record(TableID, [Value?])
  case list([Value])

  public static func decimal(_ value: Decimal128) -> Value { .decimal(.decimal(value)) }
  public static func percent(_ value: Decimal128) -> Value { .percent(.decimal(value)) }
  public static func money(_ value: Money) -> Value { .money(Amount(value)) }
}

/// A value that is written in a policy: neither missing nor undetermined, and without rows of the data.
public typealias Constant = Value

/// A row of a table of the data.
public struct RowReference: Hashable, Sendable {
  public var table: TableID
  public var row: Int

  public init(table: TableID, row: Int) {
    self.table = table
    self.row = row
  }
}
