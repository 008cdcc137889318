/// An amount of data in bytes.
@frozen public struct DataSize: Hashable, Comparable, Sendable {
  public var bytes: Int64

  @inlinable public init(bytes: Int64) { self.bytes = bytes }

  @inlinable public static func < (lhs: DataSize, rhs: DataSize) -> Bool { lhs.bytes < rhs.bytes }

  /// Units with the bytes they stand for, largest first: powers of 1000, and of 1024 (IEC 80000-13).
  public static let units: [(name: String, bytes: Int64)] = [
    ("PiB", 1 << 50), ("PB", 1_000_000_000_000_000), ("TiB", 1 << 40), ("TB", 1_000_000_000_000), ("GiB", 1 << 30),
    ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("kB", 1000), ("KB", 1000), ("B", 1),
  ]

  /// Nil for an unknown unit, a part of a byte, or on overflow.
  public init?(count: Decimal128, unit: String) {
    guard let factor = Self.units.first(where: { $0.name == unit })?.bytes,
      let product = count.multiplied(by: Decimal128(factor)), let bytes = product.integer
    else { return nil }
    self.init(bytes: bytes)
  }
}

extension DataSize: CustomStringConvertible {
  /// Reads `16 GB`, `0.5 TB`, `16GB`; nil for anything else.
  public init?(_ text: String) {
    let unitStart = text.firstIndex { $0.isLetter } ?? text.endIndex
    var number = text[..<unitStart]
    while number.last == " " { number.removeLast() }
    guard let count = Decimal128(String(number)) else { return nil }
    self.init(count: count, unit: String(text[unitStart...]))
  }

  /// In the largest unit in which it is a whole number.
  public var description: String {
    for unit in Self.units where unit.name != "KB" && bytes != 0 && bytes % unit.bytes == 0 {
      return "\(bytes / unit.bytes) \(unit.name)"
    }
    return "\(bytes) B"
  }
}
