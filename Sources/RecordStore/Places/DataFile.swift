public import SourceText

/// A file that rows come from.
public struct DataFile: Sendable {
  /// As the user gave it.
  public let path: String
  public let bytes: FileBytes
  /// Finds records and values in the bytes again.
  public let resolver: any PlaceResolver

  public init(path: String, bytes: FileBytes, resolver: any PlaceResolver) {
    self.path = path
    self.bytes = bytes
    self.resolver = resolver
  }
}

/// Finds where something stands in a file, by reading the little of it that is needed. One for each format.
public protocol PlaceResolver: Sendable {
  /// The bytes of a record of a line format: so many records behind the one that begins at an offset.
  func range(
    ofRecord count: Int, behind offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> SourceRange?

  /// The bytes of a value inside a record; nil where the record does not spell it out (a default, an alias).
  func range(
    of path: [PlaceStep], inRecord record: SourceRange, in bytes: UnsafeBufferPointer<UInt8>
  ) -> SourceRange?
}

/// A step from a record to a value inside it.
public enum PlaceStep: Hashable, Sendable {
  case field(String)
  case element(Int)
}
