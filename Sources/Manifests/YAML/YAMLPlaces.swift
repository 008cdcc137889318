import RecordStore
import SourceText

/// Finds values in a record of YAML by reading the record again.
struct YAMLPlaces: PlaceResolver {
  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder { Finder(bytes: bytes) }

  private struct Finder: PlaceFinder {
    let bytes: UnsafeBufferPointer<UInt8>

    /// YAML is not a line format.
    func range(ofRecord count: Int, after offset: Int) -> SourceRange? { nil }

    func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? {
      guard record.start >= 0, record.end <= bytes.count else { return nil }
      // In block style the first field keeps its column, so that it is above the others.
      var column = 0
      var lineStart = record.start
      while lineStart > 0, bytes[lineStart - 1] != 0x0A, bytes[lineStart - 1] != 0x0D {
        lineStart -= 1
        if bytes[lineStart] & 0xC0 != 0x80 { column += 1 }
      }
      if lineStart == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { column -= 1 }
      let text = [UInt8](repeating: 0x20, count: max(0, column)) + bytes[record.start..<record.end]
      return text.withUnsafeBufferPointer { text in
        var finder = ValueFinder(source: YAMLEvents(text, from: 0, context: nil))
        guard let range = finder.find(path) else { return nil }
        let shift = record.start - column
        return SourceRange(range.start + shift, range.end + shift)
      }
    }
  }
}
