/// One policy text with its path and line table. Immutable; an edit makes a new one.
public final class SourceFile: Sendable {
  /// The path as the user gave it, relative to where the tool was started.
  public let path: String
  /// The text, as it was read. It need not be valid UTF-8.
  public let bytes: [UInt8]
  public let lineTable: LineTable

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lineTable = LineTable(bytes)
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The text of a range; bytes that are not UTF-8 become U+FFFD.
  public func text(in range: SourceRange) -> String {
    let start = max(0, min(range.start, bytes.count))
    let end = max(start, min(range.end, bytes.count))
    return bytes.withUnsafeBufferPointer { buffer in
      String(decoding: UnsafeBufferPointer(rebasing: buffer[start..<end]), as: UTF8.self)
    }
  }

  public func position(at offset: Int) -> TextPosition { lineTable.position(at: offset, in: bytes) }
}
