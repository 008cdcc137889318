public import SourceText

/// A text that an editor has open: it takes precedence over the file on disk.
public struct TextDocument: Sendable {
  /// A change of a text: a range in lines and columns, or the whole text.
  public struct Change: Sendable {
    public var range: (start: TextPosition, end: TextPosition)?
    public var text: [UInt8]

    public init(range: (start: TextPosition, end: TextPosition)?, text: [UInt8]) {
      self.range = range
      self.text = text
    }
  }

  public private(set) var source: SourceFile
  /// As the editor counts.
  public private(set) var version: Int
  /// The language of the text, according to the editor: `policy`, `yaml`, ….
  public let language: String

  public init(path: String, language: String, version: Int, text: [UInt8]) {
    source = SourceFile(path: path, bytes: text)
    self.language = language
    self.version = version
  }

  public var path: String { source.path }

  /// Applies changes one after the other; each has the positions of the text that the one before left. Positions
  /// outside the text are moved to its ends. Linear in the text for each change.
  public mutating func apply(_ changes: [Change], version: Int, unit: LineTable.ColumnUnit) {
    self.version = version
    for change in changes {
      guard let range = change.range else {
        source = SourceFile(path: path, bytes: change.text)
        continue
      }
      let start = source.lineTable.offset(of: range.start, in: source.bytes, unit: unit)
      let end = max(start, source.lineTable.offset(of: range.end, in: source.bytes, unit: unit))
      var bytes: [UInt8] = []
      bytes.reserveCapacity(source.bytes.count - (end - start) + change.text.count)
      bytes += source.bytes[..<start]
      bytes += change.text
      bytes += source.bytes[end...]
      source = SourceFile(path: path, bytes: bytes)
    }
  }
}
