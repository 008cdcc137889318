/// A value written in a policy.
public enum Constant: Hashable, Sendable {
  case text(String)
  case boolean(Bool)
  case integer(Int64)
  case decimal(Decimal128)
  /// As a fraction: 15 % is 0.15.
  case percent(Decimal128)
  case money(Money)
  case date(CalendarDate)
  case timestamp(Timestamp)
  case duration(CalendarDuration)
  case period(Period)
  case dataSize(DataSize)
  case version(Version)
  /// A case by its index.
  case enumeration(EnumerationID, Int)
  /// An instance of an entity by its key. Undetermined where the data has none.
  case instance(TableID, key: String)
  /// A record value: one constant a field, in the order of the fields; nil where it is missing.
  case record(TableID, [Constant?])
  case list([Constant])
}
