/// The type of one value.
public enum ScalarType: Hashable, Sendable {
  case text
  case boolean
  case integer
  case decimal
  case percent
  /// An amount; with a currency where the declaration fixes one.
  case money(Currency?)
  case date
  case timestamp
  case duration
  case period
  case dataSize
  case version
  case enumeration(EnumerationID)
  /// An instance of an entity, or a record value: a row of a table.
  case row(TableID)
}

/// How many values there are.
public enum Cardinality: Hashable, Sendable {
  case one
  /// One or none.
  case optional
  /// Any number; duplicates count.
  case many
}

/// The type of an expression or a field.
public struct ValueType: Hashable, Sendable {
  public var scalar: ScalarType
  public var cardinality: Cardinality

  public init(_ scalar: ScalarType, _ cardinality: Cardinality = .one) {
    self.scalar = scalar
    self.cardinality = cardinality
  }

  public static let boolean = ValueType(.boolean)

  public var isMany: Bool { cardinality == .many }
  public var isOptional: Bool { cardinality == .optional }

  public func with(_ cardinality: Cardinality) -> ValueType { ValueType(scalar, cardinality) }
}
