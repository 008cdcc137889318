/// Index of a table (an entity or a record) in ``Schema/tables``.
public struct TableID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of an enumeration in ``Schema/enumerations``.
public struct EnumerationID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// A field of a table: an index into ``Table/fields``.
public struct FieldID: Hashable, Sendable {
  public let table: TableID
  public let index: Int
  public init(_ table: TableID, _ index: Int) {
    self.table = table
    self.index = index
  }
}

/// Index of a time zone in ``Plan/timeZones``.
public struct TimeZoneID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of a variable in ``Plan/variables``. No two binders share one.
public struct VariableID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of a function in ``Plan/functions``.
public struct FunctionID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of a parameter in ``Plan/parameters``.
public struct ParameterID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of a duty in ``Plan/duties``.
public struct DutyID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of an access model in ``Plan/accessModels``.
public struct AccessModelID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Index of a norm in ``Plan/norms``.
public struct NormID: Hashable, Sendable, Comparable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
  public static func < (lhs: NormID, rhs: NormID) -> Bool { lhs.index < rhs.index }
}

/// Index of an instrument in ``Plan/instruments``.
public struct InstrumentID: Hashable, Sendable {
  public let index: Int
  public init(_ index: Int) { self.index = index }
}

/// Where in the policies something was written: a file of ``Plan/files`` and a range of bytes.
@frozen public struct Origin: Hashable, Sendable {
  // Every expression has an origin: no text is longer than 2 GiB.
  @usableFromInline var storedFile: Int32
  @usableFromInline var storedStart: Int32
  @usableFromInline var storedEnd: Int32

  @inlinable public init(file: Int, start: Int, end: Int) {
    storedFile = Int32(clamping: file)
    storedStart = Int32(clamping: start)
    storedEnd = Int32(clamping: end)
  }

  @inlinable public var file: Int { Int(storedFile) }
  @inlinable public var start: Int { Int(storedStart) }
  @inlinable public var end: Int { Int(storedEnd) }

  /// For what the tool declares itself.
  public static let builtIn = Origin(file: -1, start: 0, end: 0)
}
