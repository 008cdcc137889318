public import RulePlan
import SourceText

extension RecordStore {
  public func place(of row: Int, in table: TableID) -> DataPlace? {
    places(of: [.row(table, row)]).first ?? nil
  }

  /// Where the value of a field stands; where its row does if the data does not spell it out.
  public func place(of field: FieldID, row: Int) -> DataPlace? {
    places(of: [.field(field, row: row)]).first ?? nil
  }

  /// The places of many things at once, in the order asked: each file is gone over once. Nil for what has no place,
  /// such as a record that was not read from a file, or whose file has become shorter.
  public func places(of requests: [PlaceRequest]) -> [DataPlace?] {
    var byFile: [Int: [(request: Int, range: SourceRange)]] = [:]
    // Much is often asked about the same few rows.
    var known: [RowKey: SourceRange] = [:]
    for (index, request) in requests.enumerated() {
      guard let (file, range) = range(of: request, &known) else { continue }
      byFile[file, default: []].append((index, range))
    }
    var result = [DataPlace?](repeating: nil, count: requests.count)
    for (file, wanted) in byFile {
      let positions = linePositions(of: wanted.map(\.range), inFile: file)
      for (entry, position) in zip(wanted, positions) { result[entry.request] = position }
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
    var known: [RowKey: SourceRange] = [:]
    return range(of: request, &known)
  }

  /// A row that was looked for by reading on from a record before it.
  private struct RowKey: Hashable {
    var table: TableID
    var row: Int
  }

  private func range(
    of request: PlaceRequest, _ known: inout [RowKey: SourceRange]
  ) -> (file: Int, range: SourceRange)? {
    switch request {
    case .section(let table):
      guard let place = sections[table]?.first else { return nil }
      return (place.file, SourceRange(place.start, place.end))
    case .row(let table, let row):
      return rowRange(table, row, path: [], &known).map { ($0.file, $0.range) }
    case .field(let field, let row, let element):
      guard field.table.index < schema.tables.count, field.index < schema[field.table].fields.count else { return nil }
      var path: [PlaceStep] = [.field(schema[field].name)]
      if let element { path.append(.element(element)) }
      guard let (file, range, path) = rowRange(field.table, row, path: path, &known), file >= 0 else { return nil }
      let value = files[file].bytes.withBytes { files[file].resolver.range(of: path, inRecord: range, in: $0) } ?? nil
      return (file, value ?? range)
    }
  }

  /// The bytes of a row and the path from there; a record without an extent of its own is looked for in its owner.
  private func rowRange(
    _ table: TableID, _ row: Int, path: [PlaceStep], _ known: inout [RowKey: SourceRange]
  ) -> (file: Int, range: SourceRange, path: [PlaceStep])? {
    var table = table
    var row = row
    var path = path
    while table.index < tables.count, row >= 0, row < tables[table.index].rowCount {
      let store = tables[table.index]
      guard let segment = store.segment(of: row), segment.file >= 0, segment.file < files.count else { return nil }
      let index = row - segment.firstRow
      switch segment.locator {
      case .offsets(let starts, let ends):
        guard index < starts.count else { return nil }
        return (segment.file, SourceRange(Int(starts[index]), Int(ends[index])), path)
      case .anchors(let interval, let offsets):
        guard index / interval < offsets.count else { return nil }
        let key = RowKey(table: table, row: row)
        if let range = known[key] { return (segment.file, range, path) }
        let file = files[segment.file]
        let range = file.bytes.withBytes {
          file.resolver.range(ofRecord: index % interval, behind: Int(offsets[index / interval]), in: $0)
        }
        guard let range = range ?? nil else { return nil }
        known[key] = range
        return (segment.file, range, path)
      case .owners:
        guard row < store.owners.count else { return nil }
        let owner = store.owners[row]
        if !path.isEmpty {
          var steps: [PlaceStep] = [.field(schema[owner.field].name)]
          if owner.element >= 0 { steps.append(.element(Int(owner.element))) }
          path = steps + path
        }
        table = owner.field.table
        row = Int(owner.row)
      }
    }
    return nil
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
