public import SourceText

/// A file that rows come from.
public struct DataFile: Sendable {
  /// As the user gave it.
  public let path: String
  public let bytes: FileBytes
  /// The file as it lies on the disk, where ``bytes`` are unpacked or in another encoding: what a digest is of.
  public let original: FileBytes
  /// As reports name it: `yaml`, `json`, `jsonl` or `csv`.
  public let format: String
  /// Finds records and values in the bytes again.
  public let resolver: any PlaceResolver

  public init(
    path: String, bytes: FileBytes, original: FileBytes? = nil, format: String = "", resolver: any PlaceResolver
  ) {
    self.original = original ?? bytes
    self.path = path
    self.format = format
    self.bytes = bytes
    self.resolver = resolver
  }
}

/// Finds where something is in files of a format.
public protocol PlaceResolver: Sendable {
  /// Whether values lie inside of their records; else they may lie anywhere in the file.
  var areValuesInRecords: Bool { get }
  /// The bytes that end a row and begin a cell, where lines and columns are those of the cells of a sheet; nil for a text.
  var cellMarks: CellMarks? { get }

  /// A finder in the bytes of one file, which must outlive it.
  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder
}

extension PlaceResolver {
  public var areValuesInRecords: Bool { true }
  public var cellMarks: CellMarks? { nil }
}

/// Finds where something is in one file, by reading the little of it that is needed. For one thread.
public protocol PlaceFinder {
  /// The bytes of a record of a line format: this many records after the one that begins at an offset.
  mutating func range(ofRecord count: Int, after offset: Int) -> SourceRange?

  /// The bytes of a value inside a record; nil where the record does not spell it out (a default, an alias).
  mutating func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange?

  /// The same for a record of which it is known that it is the n-th of the file, from 0; −1 where that is not known.
  mutating func range(of path: [PlaceStep], inRecord record: SourceRange, number: Int) -> SourceRange?
}

extension PlaceFinder {
  public mutating func range(of path: [PlaceStep], inRecord record: SourceRange, number: Int) -> SourceRange? {
    range(of: path, inRecord: record)
  }
}

/// A step from a record to a value inside it.
public enum PlaceStep: Hashable, Sendable {
  case field(String)
  case element(Int)
}
