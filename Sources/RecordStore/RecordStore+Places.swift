public import RulePlan
public import SourceText

extension RecordStore {
  public func place(of row: Int, in table: TableID) -> DataPlace? {
    places(of: [.row(table, row)]).first ?? nil
  }

  /// Where the value of a field stands; where its row does if the data does not spell it out.
  public func place(of field: FieldID, row: Int) -> DataPlace? {
    places(of: [.field(field, row: row)]).first ?? nil
  }

  /// The places of many things at once, in the order asked: each file is gone over once, on so many threads. Nil for what
  /// has no place, such as a record that was not read from a file, or whose file has become shorter.
  public func places(of requests: [PlaceRequest], jobs: Int = 1) -> [DataPlace?] {
    var byFile: [Int: [PlaceSearch.Item]] = [:]
    for (index, request) in requests.enumerated() {
      guard let (file, origin) = origin(of: request) else { continue }
      byFile[file, default: []].append(PlaceSearch.Item(request: index, origin: origin))
    }
    var result = [DataPlace?](repeating: nil, count: requests.count)
    for (file, items) in byFile {
      let search = PlaceSearch(store: self, file: files[file], requests: requests, jobs: jobs)
      for (request, place) in search.places(of: items) { result[request] = place }
    }
    return result
  }

  /// Lines and columns of ranges of a file; empty where the file has become shorter.
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
      return path(of: request).flatMap { finder.range(of: $0, inRecord: row) } ?? row
    }
    return (found ?? nil).map { (file, $0) }
  }

  /// Where to look for the row that something is in.
  struct PlaceOrigin {
    /// Of the row, or of one before it.
    var start: Int
    /// Of the row; −1 where it has to be looked for.
    var end: Int
    /// How many rows the row is behind the one at the start.
    var skipped = 0

    func range(_ finder: inout any PlaceFinder) -> SourceRange? {
      end >= 0 ? SourceRange(start, end) : finder.range(ofRecord: skipped, behind: start)
    }
  }

  /// The file of something, and where in it to look for its row: a record without an extent of its own is in its owner.
  func origin(of request: PlaceRequest) -> (file: Int, origin: PlaceOrigin)? {
    var table: TableID
    var row: Int
    switch request {
    case .section(let table):
      guard let place = sections[table]?.first, files.indices.contains(place.file) else { return nil }
      return (place.file, PlaceOrigin(start: place.start, end: place.end))
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
        return (segment.file, PlaceOrigin(start: Int(starts[index]), end: Int(ends[index])))
      case .anchors(let interval, let offsets):
        guard index / interval < offsets.count else { return nil }
        return (
          segment.file, PlaceOrigin(start: Int(offsets[index / interval]), end: -1, skipped: index % interval)
        )
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
      field.index < schema[field.table].fields.count
    else { return nil }
    var path: [PlaceStep] = [.field(schema[field].name)]
    if let element { path.append(.element(element)) }
    var table = field.table
    while row >= 0, row < tables[table.index].owners.count, let segment = tables[table.index].segment(of: row),
      case .owners = segment.locator
    {
      let owner = tables[table.index].owners[row]
      var steps: [PlaceStep] = [.field(schema[owner.field].name)]
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
    var places = ranges.map { _ in DataPlace(file: path, line: 1, column: 1, endLine: 1, endColumn: 1) }
    var offsets: [(offset: Int, index: Int, isEnd: Bool)] = []
    offsets.reserveCapacity(ranges.count * 2)
    for (index, range) in ranges.enumerated() {
      offsets.append((range.start, index, false))
      offsets.append((range.end, index, true))
    }
    offsets.sort { $0.offset < $1.offset }
    let isRead: Void? = bytes.withBytes { bytes in
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
    return isRead == nil ? [] : places
  }
}
