import RulePlan
import SourceText

/// Finds things in one file, in the order in which they occur, so that the file is read once and the part already
/// passed can leave the memory.
struct PlaceSearch {
  let store: RecordStore
  let file: DataFile
  /// Rows that are one line each; see ``LineWalk``.
  let lineRuns: [[UInt32]]
  let requests: [PlaceRequest]
  /// Threads to work on at once; the places are the same for any number.
  let jobs: Int

  struct Item {
    /// Index among the requests.
    var request: Int32
    var origin: RecordStore.PlaceOrigin
  }

  /// Fewer things than this are looked for on one thread.
  private static let itemsWorthSplitting = 4096
  /// Bytes that are read before the memory of a mapped file is given back.
  private static let releaseStep = 1 << 22

  /// Calls the body with each request whose thing is found, and its place. Puts the items into the order of the file.
  func find(_ items: inout [Item], _ body: (Int, DataPlace) -> Void) {
    items.sort {
      ($0.origin.start, $0.origin.skipped, $0.request) < ($1.origin.start, $1.origin.skipped, $1.request)
    }
    let items = items
    file.bytes.withBytes { bytes in
      guard file.resolver.areValuesInRecords else { return findAnywhere(items, in: bytes, body) }
      let ranges = Self.parts(of: items, items.count < Self.itemsWorthSplitting ? 1 : jobs)
      // Each part begins with a line, whose number is known when the lines of those before it have been counted.
      let starts = ranges.map { range in
        range.lowerBound == 0 ? 0 : LineScanner.lineStart(of: Int(items[range.lowerBound].origin.start), in: bytes)
      }
      let input = Shared(bytes: bytes)
      let found = Workers.map(parts: ranges.count) { part in
        search(
          items[ranges[part]], in: input.bytes, from: starts[part],
          to: part + 1 < starts.count ? starts[part + 1] : nil)
      }
      var linesBefore = 0
      for (part, range) in zip(found, ranges) {
        for (item, lines) in zip(items[range], part.places) {
          if let lines { body(Int(item.request), lines.place(file: file.path, linesBefore: linesBefore)) }
        }
        linesBefore += part.lineCount
      }
    }
  }

  /// Of a file whose values may lie before their records: the lines of the whole file are known first.
  private func findAnywhere(
    _ items: [Item], in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int, DataPlace) -> Void
  ) {
    var finder = file.resolver.finder(in: bytes)
    let cells = file.resolver.cellMarks.map { CellTable($0, bytes) }
    let table = cells == nil ? LineTable(buffer: bytes) : LineTable([])
    for item in items {
      guard let row = item.origin.range(&finder) else { continue }
      let path = store.path(of: requests[Int(item.request)])
      let found = path.flatMap { finder.range(of: $0, inRecord: row, number: item.origin.number) } ?? row
      if let cells {
        body(Int(item.request), cells.place(of: found, in: bytes, file: file.path))
        continue
      }
      let start = table.position(at: found.start, in: bytes)
      let end = table.position(at: found.end, in: bytes)
      body(
        Int(item.request),
        DataPlace(
          file: file.path, line: start.humanLine, column: start.humanColumn, endLine: end.humanLine,
          endColumn: end.humanColumn))
    }
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

  /// A place without its file.
  private struct Lines {
    var line: UInt32
    var column: UInt32
    var endLine: UInt32
    var endColumn: UInt32

    func place(file: String, linesBefore: Int) -> DataPlace {
      DataPlace(
        file: file, line: Int(line) + linesBefore, column: Int(column), endLine: Int(endLine) + linesBefore,
        endColumn: Int(endColumn))
    }
  }

  private struct Part {
    /// By item, with lines counted from the start of the part; nil for what is not found.
    var places: [Lines?] = []
    /// Number of line endings up to the next part.
    var lineCount = 0
  }

  private func search(
    _ items: ArraySlice<Item>, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int?
  ) -> Part {
    var part = Part()
    part.places.reserveCapacity(items.count)
    var finder = file.resolver.finder(in: bytes)
    // It is at the start of the row.
    var walk = LineWalk(bytes, from: start, over: lineRuns)
    var released = start
    var last: (origin: RecordStore.PlaceOrigin, range: SourceRange, lines: Lines?)?
    for item in items {
      let row: SourceRange
      if let known = last, known.origin == item.origin {
        row = known.range
      } else {
        guard let range = rowRange(item.origin, after: last.map { ($0.origin, $0.range) }, &walk, &finder) else {
          part.places.append(nil)
          continue
        }
        row = range
        last = (item.origin, range, nil)
        walk.advance(to: range.start)
        if range.start - released >= Self.releaseStep {
          file.bytes.release(upTo: range.start, from: released)
          released = range.start
        }
      }
      if let path = store.path(of: requests[Int(item.request)]),
        let value = finder.range(of: path, inRecord: row, number: item.origin.number),
        value.start >= row.start
      {
        part.places.append(lines(of: value, from: walk.scanner))
      } else {
        let lines = last?.lines ?? lines(of: row, from: walk.scanner)
        last?.lines = lines
        part.places.append(lines)
      }
    }
    if let end {
      walk.advance(to: end)
      part.lineCount = walk.scanner.line - 1
    }
    return part
  }

  /// The bytes of a row; from the row before where both are found from the same one.
  private func rowRange(
    _ origin: RecordStore.PlaceOrigin, after last: (origin: RecordStore.PlaceOrigin, range: SourceRange)?,
    _ walk: inout LineWalk, _ finder: inout any PlaceFinder
  ) -> SourceRange? {
    if let end = origin.end { return SourceRange(Int(origin.start), Int(end)) }
    var start = Int(origin.start)
    var skipped = Int(origin.skipped)
    if let last, last.origin.end == nil, last.origin.start == origin.start, last.origin.skipped <= origin.skipped {
      start = last.range.start
      skipped -= Int(last.origin.skipped)
    }
    if origin.oneLineEach {
      walk.advance(to: start)
      walk.skipLines(skipped)
      return finder.range(ofRecord: 0, after: walk.scanner.offset)
    }
    return finder.range(ofRecord: skipped, after: start)
  }

  private func lines(of range: SourceRange, from rowStart: LineScanner) -> Lines {
    var scanner = rowStart
    scanner.advance(to: range.start)
    let start = scanner
    scanner.advance(to: range.end)
    return Lines(
      line: UInt32(truncatingIfNeeded: start.line), column: UInt32(truncatingIfNeeded: start.column),
      endLine: UInt32(truncatingIfNeeded: scanner.line), endColumn: UInt32(truncatingIfNeeded: scanner.column))
  }
}
