import RecordStore
import SourceText

/// Finds records and values in JSON, and in JSON Lines, where every line that is not blank is a record.
struct JSONPlaces: PlaceResolver {
  func finder(in bytes: UnsafeBufferPointer<UInt8>) -> any PlaceFinder { Finder(bytes: bytes) }

  private struct Finder: PlaceFinder {
    let bytes: UnsafeBufferPointer<UInt8>

    func range(ofRecord count: Int, after offset: Int) -> SourceRange? {
      var start = offset
      var remaining = count
      while start < bytes.count {
        let line = JSONLines.line(in: bytes, from: start, to: bytes.count)
        if !line.isBlank {
          if remaining == 0 { return SourceRange(line.start, line.end) }
          remaining -= 1
        }
        start = line.next
      }
      return nil
    }

    func range(of path: [PlaceStep], inRecord record: SourceRange) -> SourceRange? {
      guard record.start >= 0, record.end <= bytes.count else { return nil }
      let events = JSONEvents(bytes, from: record.start, to: record.end, scratch: ScratchBuffer(), context: nil)
      var finder = ValueFinder(source: events)
      return finder.find(path)
    }
  }
}
