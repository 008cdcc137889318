import RulePlan
import SourceText

/// Finds things in one file, in the order in which they stand there, so that the file is gone over once and what lies
/// behind can leave the memory.
struct PlaceSearch {
  let store: RecordStore
  let file: DataFile
  let requests: [PlaceRequest]
  /// Threads to work on at once; the places are the same for any number.
  let jobs: Int

  struct Item {
    /// Index among the requests.
    var request: Int
    var origin: RecordStore.PlaceOrigin
  }

  /// Fewer things than this are looked for on one thread.
  private static let itemsWorthSplitting = 4096
  /// Bytes that are gone over before the memory of a mapped file is given back.
  private static let releaseStep = 1 << 22

  /// The requests whose things are found, with their places.
  func places(of unordered: [Item]) -> [(request: Int, place: DataPlace)] {
    let items = unordered.sorted {
      ($0.origin.start, $0.origin.skipped, $0.request) < ($1.origin.start, $1.origin.skipped, $1.request)
    }
    let places = file.bytes.withBytes { bytes -> [(request: Int, place: DataPlace)] in
      let ranges = Self.parts(of: items, items.count < Self.itemsWorthSplitting ? 1 : jobs)
      // Each part begins with a line, whose number is known when the lines of those before it have been counted.
      let starts = ranges.map { range in
        range.lowerBound == 0 ? 0 : LineScanner.lineStart(of: items[range.lowerBound].origin.start, in: bytes)
      }
      let input = Shared(bytes: bytes)
      let found = Workers.map(parts: ranges.count) { part in
        search(
          items[ranges[part]], in: input.bytes, from: starts[part],
          to: part + 1 < starts.count ? starts[part + 1] : nil)
      }
      var linesBefore = 0
      var result: [(request: Int, place: DataPlace)] = []
      result.reserveCapacity(items.count)
      for part in found {
        for var found in part.places {
          found.place.line += linesBefore
          found.place.endLine += linesBefore
          result.append(found)
        }
        linesBefore += part.lineCount
      }
      return result
    }
    return places ?? []
  }

  /// Consecutive items; what is looked for from one place stays together, so that parts do not overlap in the file.
  private static func parts(of items: [Item], _ count: Int) -> [Range<Int>] {
    var start = 0
    var parts: [Range<Int>] = []
    for range in Workers.ranges(of: items.count, parts: count) {
      var end = max(start, range.upperBound)
      while end > start, end < items.count, items[end].origin.start == items[end - 1].origin.start { end += 1 }
      if end > start || parts.isEmpty { parts.append(start..<end) }
      start = end
    }
    return parts
  }

  /// Bytes that are only read.
  private struct Shared: @unchecked Sendable { let bytes: UnsafeBufferPointer<UInt8> }

  private struct Part {
    /// With lines counted from the start of the part.
    var places: [(request: Int, place: DataPlace)] = []
    /// Number of line endings up to the next part.
    var lineCount = 0
  }

  private func search(
    _ items: ArraySlice<Item>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int?
  ) -> Part {
    var part = Part()
    part.places.reserveCapacity(items.count)
    var finder = file.resolver.finder(in: bytes)
    // Stands at the start of the row.
    var scanner = LineScanner(bytes, from: start)
    var released = start
    var last: (origin: RecordStore.PlaceOrigin, range: SourceRange, place: DataPlace?)?
    for item in items {
      if let known = last, known.origin.start == item.origin.start, known.origin.skipped == item.origin.skipped,
        known.origin.end == item.origin.end
      {
        // The same row again.
      } else {
        guard let range = rowRange(item.origin, behind: last.map { ($0.origin, $0.range) }, &finder) else { continue }
        last = (item.origin, range, nil)
        scanner.advance(to: range.start)
        if range.start - released >= Self.releaseStep {
          file.bytes.release(upTo: range.start, from: released)
          released = range.start
        }
      }
      guard let row = last?.range else { continue }
      if let path = store.path(of: requests[item.request]), let value = finder.range(of: path, inRecord: row),
        value.start >= row.start
      {
        part.places.append((item.request, place(of: value, from: scanner)))
      } else {
        let place = last?.place ?? place(of: row, from: scanner)
        last?.place = place
        part.places.append((item.request, place))
      }
    }
    if let end {
      scanner.advance(to: end)
      part.lineCount = scanner.line - 1
    }
    return part
  }

  /// The bytes of a row; from the row before where both are found from the same one.
  private func rowRange(
    _ origin: RecordStore.PlaceOrigin, behind last: (origin: RecordStore.PlaceOrigin, range: SourceRange)?,
    _ finder: inout any PlaceFinder
  ) -> SourceRange? {
    if let last, origin.end < 0, last.origin.end < 0, last.origin.start == origin.start,
      last.origin.skipped <= origin.skipped
    {
      return finder.range(ofRecord: origin.skipped - last.origin.skipped, behind: last.range.start)
    }
    return origin.range(&finder)
  }

  private func place(of range: SourceRange, from rowStart: LineScanner) -> DataPlace {
    var scanner = rowStart
    scanner.advance(to: range.start)
    var place = DataPlace(
      file: file.path, line: scanner.line, column: scanner.column, endLine: scanner.line, endColumn: scanner.column)
    scanner.advance(to: range.end)
    place.endLine = scanner.line
    place.endColumn = scanner.column
    return place
  }
}
