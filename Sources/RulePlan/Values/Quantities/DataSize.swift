/// An amount of data in bytes.
@frozen public struct DataSize: Hashable, Comparable, Sendable {
  /// Of either sign, since sizes may be subtracted.
  public var bytes: Int64

  @inlinable public init(bytes: Int64) { self.bytes = bytes }

  /// A number of units; nil where that is not a whole number of bytes, or too many.
  public init?(count: Decimal128, _ unit: Unit) {
    guard let product = count.multiplied(by: Decimal128(unit.bytes)), let bytes = product.integer else { return nil }
    self.bytes = bytes
  }

  /// A number of units as they are written; nil for an unknown unit, a part of a byte, or too many.
  public init?(count: Decimal128, unit: String) {
    guard let unit = Unit(unit) else { return nil }
    self.init(count: count, unit)
  }

  /// The symbols of the units, as they are written, with the bytes they stand for, smallest first.
  public static let units: [(name: String, bytes: Int64)] = Unit.allCases.map { ("\($0.symbol)", $0.bytes) }

  @inlinable public static var zero: DataSize { DataSize(bytes: 0) }

  @inlinable public static func < (lhs: DataSize, rhs: DataSize) -> Bool { lhs.bytes < rhs.bytes }

  /// The units that sizes are written in, decimal and binary.
  public enum Unit: UInt8, Hashable, Sendable, CaseIterable {
    case byte, kilobyte, kibibyte, megabyte, mebibyte, gigabyte, gibibyte, terabyte, tebibyte, petabyte, pebibyte

    public var bytes: Int64 {
      switch self {
      case .byte: 1
      case .kilobyte: 1_000
      case .kibibyte: 1 << 10
      case .megabyte: 1_000_000
      case .mebibyte: 1 << 20
      case .gigabyte: 1_000_000_000
      case .gibibyte: 1 << 30
      case .terabyte: 1_000_000_000_000
      case .tebibyte: 1 << 40
      case .petabyte: 1_000_000_000_000_000
      case .pebibyte: 1 << 50
      }
    }
  }
}

extension DataSize: TextualValue {
  /// Reads `16 GB`, `0.5 TB` or `512MiB`.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ValueFault) -> DataSize {
    var scanner = ByteScanner(bytes)
    let count = try Decimal128.scan(&scanner, kind: .dataSize)
    scanner.takeBlanks()
    if scanner.isAtEnd { throw ValueFault(.dataSize, .missingUnit) }
    let word = scanner.takeLetters()
    guard !word.isEmpty else { throw Decimal128.fault(at: scanner, kind: .dataSize) }
    guard scanner.isAtEnd else { throw ValueFault(.dataSize, .form) }
    guard let unit = Unit(bytes: word) else { throw ValueFault(.dataSize, .unknownUnit) }
    guard let size = DataSize(count: count, unit) else {
      let isWhole = count.multiplied(by: Decimal128(unit.bytes)).map { $0.normalized.scale == 0 } ?? true
      throw ValueFault(.dataSize, isWhole ? .outOfRange : .tooFine)
    }
    return size
  }

  /// Appends the size in the largest unit in which it is whole.
  public func write(to output: inout [UInt8]) {
    var best = Unit.byte
    for unit in Unit.allCases where bytes != 0 && bytes % unit.bytes == 0 { best = unit }
    if bytes < 0 { output.append(UInt8(ascii: "-")) }
    output.append(digits: UInt128((bytes / best.bytes).magnitude))
    output.append(UInt8(ascii: " "))
    output.append(text: best.symbol)
  }
}

extension DataSize.Unit {
  /// The unit with that symbol; `KB` is read as `kB`.
  public init?(bytes: UnsafeBufferPointer<UInt8>) {
    for unit in Self.allCases where bytes.isText(unit.symbol) {
      self = unit
      return
    }
    guard bytes.isText("KB") else { return nil }
    self = .kilobyte
  }

  /// The unit with that symbol; `KB` is read as `kB`.
  public init?(_ symbol: String) {
    guard let unit = Array(symbol.utf8).withUnsafeBufferPointer({ Self(bytes: $0) }) else { return nil }
    self = unit
  }

  var symbol: StaticString {
    switch self {
    case .byte: "B"
    case .kilobyte: "kB"
    case .kibibyte: "KiB"
    case .megabyte: "MB"
    case .mebibyte: "MiB"
    case .gigabyte: "GB"
    case .gibibyte: "GiB"
    case .terabyte: "TB"
    case .tebibyte: "TiB"
    case .petabyte: "PB"
    case .pebibyte: "PiB"
    }
  }
}
