// Names only, until the value types of this folder land; whoever lands them deletes this file.
public struct Decimal128: Hashable, Sendable {}
public struct Currency: Hashable, Sendable {}
public struct Money: Hashable, Sendable {}
public struct CalendarDate: Hashable, Sendable, Comparable {
  public var days: Int32 = 0
  public static func < (lhs: Self, rhs: Self) -> Bool { lhs.days < rhs.days }
}
public struct Timestamp: Hashable, Sendable {}
public struct CalendarDuration: Hashable, Sendable {}
public struct Period: Hashable, Sendable {}
public struct DataSize: Hashable, Sendable {}
public struct Version: Hashable, Sendable {}
public struct TextPattern: Hashable, Sendable {}
