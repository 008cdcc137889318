public import RulePlan
public import SourceText

extension RecordStore {
  public func place(of row: Int, in table: TableID) -> DataPlace? {
    places(of: [.row(table, row)]).first ?? nil
  }

  /// Where the value of a field is; where its row is if the data does not spell it out.
  public func place(of field: FieldID, row: Int) -> DataPlace? {
    places(of: [.field(field, row: row)]).first ?? nil
  }

  /// The places of many things at once, in the order given: each file is read once, on this many threads. Nil for
  /// a thing that has no place, such as a record that was not read from a file, or whose file has become shorter.
  public func places(of requests: [PlaceRequest], jobs: Int = 1) -> [DataPlace?] {
    var byFile = [[PlaceSearch.Item]](repeating: [], count: files.count)
    for (index, request) in requests.enumerated() {
      guard let (file, origin) = origin(of: request) else { continue }
      byFile[file].append(PlaceSearch.Item(request: Int32(truncatingIfNeeded: index), origin: origin))
    }
    var result = [DataPlace?](repeating: nil, count: requests.count)
    for file in byFile.indices where !byFile[file].isEmpty {
      let search = PlaceSearch(
        store: self, file: files[file], lineRuns: lineRuns(inFile: file), requests: requests, jobs: jobs)
      search.find(&byFile[file]) { result[$0] = $1 }
      byFile[file] = []
    }
    return result
  }

  /// Lines and columns of ranges of a file.
  public func linePositions(of ranges: [SourceRange], inFile file: Int) -> [DataPlace] {
    guard file >= 0, file < files.count else { return [] }
    return files[file].linePositions(of: ranges)
  }

  /// The file and the bytes of something in the data.
  public func range(of request: PlaceRequest) -> (file: Int, range: SourceRange)? {
    guard let (file, origin) = origin(of: request) else { return nil }
    let found = files[file].bytes.withBytes { bytes -> SourceRange? in
      var finder = files[file].resolver.finder(in: bytes)
      guard let row = origin.range(&finder) else { return nil }
      return path(of: request).flatMap { finder.range(of: $0, inRecord: row, number: origin.number) } ?? row
    }
    return found.map { (file, $0) }
  }

  /// Where to look for the row that something is in. There may be many, so they are small.
  struct PlaceOrigin: Equatable {
    /// Of the row, or of one before it.
    var start: UInt32
    /// Of the row; nil where it has to be looked for.
    var end: UInt32?
    /// How many rows the row comes after the one at the start.
    var skipped: UInt8 = 0
    /// Whether each of these rows is one line.
    var oneLineEach = false
    /// Of the record, among those of its file that follow each other; −1 where it is not known.
    var number = -1

    func range(_ finder: inout any PlaceFinder) -> SourceRange? {
      if let end { return SourceRange(Int(start), Int(end)) }
      return finder.range(ofRecord: Int(skipped), after: Int(start))
    }
  }

  /// The rows of a file that are one line each, run by run: where every ``RowSegment/anchorInterval``th begins.
  private func lineRuns(inFile file: Int) -> [[UInt32]] {
    var runs: [[UInt32]] = []
    for table in tables {
      for segment in table.segments where segment.file == file {
        if case .anchors(let offsets, oneLineEach: true) = segment.locator { runs.append(offsets) }
      }
    }
    return runs.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// The file of something, and where in it to look for its row: a record without an extent of its own is in its owner.
  func origin(of request: PlaceRequest) -> (file: Int, origin: PlaceOrigin)? {
    var table: TableID
    var row: Int
    switch request {
    case .section(let table):
      guard let place = sections[schema.givenEntity(of: table)]?.first, files.indices.contains(place.file) else {
        return nil
      }
      return (place.file, PlaceOrigin(start: UInt32(clamping: place.start), end: UInt32(clamping: place.end)))
    case .row(let ofTable, let number): (table, row) = (ofTable, number)
    case .field(let field, let number, _): (table, row) = (field.table, number)
    }
    while table.index < tables.count, row >= 0, row < tables[table.index].rowCount {
      let store = tables[table.index]
      guard let segment = store.segment(of: row), files.indices.contains(segment.file) else { return nil }
      let index = row - segment.firstRow
      switch segment.locator {
      case .offsets(let starts, let ends):
        guard index < starts.count else { return nil }
        return (segment.file, PlaceOrigin(start: starts[index], end: ends[index], number: index))
      case .anchors(let offsets, let oneLineEach):
        let (anchor, skipped) = index.quotientAndRemainder(dividingBy: RowSegment.anchorInterval)
        guard anchor < offsets.count else { return nil }
        let origin = PlaceOrigin(
          start: offsets[anchor], skipped: UInt8(truncatingIfNeeded: skipped), oneLineEach: oneLineEach)
        return (segment.file, origin)
      case .owners:
        guard row < store.owners.count else { return nil }
        table = store.owners[row].field.table
        row = Int(store.owners[row].row)
      }
    }
    return nil
  }

  /// The way from the row with an extent to a value; nil for a row or a section.
  func path(of request: PlaceRequest) -> [PlaceStep]? {
    guard case .field(let field, var row, let element) = request, field.table.index < schema.tables.count,
      field.index < schema.tables[field.table.index].fields.count
    else { return nil }
    var path: [PlaceStep] = [.field(schema.tables[field.table.index].fields[field.index].dataName)]
    if let element { path.append(.element(element)) }
    var table = field.table
    while row >= 0, row < tables[table.index].owners.count, let segment = tables[table.index].segment(of: row),
      case .owners = segment.locator
    {
      let owner = tables[table.index].owners[row]
      var steps: [PlaceStep] = [.field(schema[owner.field].dataName)]
      if owner.element >= 0 { steps.append(.element(Int(owner.element))) }
      path = steps + path
      table = owner.field.table
      row = Int(owner.row)
    }
    return path
  }
}

extension DataFile {
  /// Lines and columns of ranges, in one pass; empty where the file has become shorter since it was read.
  public func linePositions(of ranges: [SourceRange]) -> [DataPlace] {
    if let marks = resolver.cellMarks {
      return bytes.withBytes { bytes in
        let table = CellTable(marks, bytes)
        return ranges.map { table.place(of: $0, in: bytes, file: path) }
      }
    }
    var places = ranges.map { _ in DataPlace(file: path, line: 1, column: 1, endLine: 1, endColumn: 1) }
    var offsets: [(offset: Int, index: Int, isEnd: Bool)] = []
    offsets.reserveCapacity(ranges.count * 2)
    for (index, range) in ranges.enumerated() {
      offsets.append((range.start, index, false))
      offsets.append((range.end, index, true))
    }
    offsets.sort { $0.offset < $1.offset }
    bytes.withBytes { bytes in
      var scanner = LineScanner(bytes)
      for entry in offsets {
        scanner.advance(to: entry.offset)
        if entry.isEnd {
          places[entry.index].endLine = scanner.line
          places[entry.index].endColumn = scanner.column
        } else {
          places[entry.index].line = scanner.line
          places[entry.index].column = scanner.column
        }
      }
    }
    return places
  }
}
