public import RulePlan

/// Collects the rows of one table. For one thread.
public final class TableBuilder {
  public let table: TableID
  /// By index of the field; nil for a derived field.
  public let columns: [ColumnBuilder?]
  public private(set) var rowCount = 0
  var owners: [RecordOwner] = []
  var segments: [RowSegment] = []
  // The segment in progress: kept apart, so that adding a row does not copy it.
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private var openFile = -1
  private var openFirstRow = 0

  init(table: Table, schema: Schema) {
    self.table = table.id
    columns = table.fields.map { $0.derivation == nil ? ColumnBuilder(type: $0.type, schema: schema) : nil }
  }

  /// Adds a row that begins at an offset of a file. Its values are set column by column.
  public func beginRow(file: Int, start: Int, owner: RecordOwner? = nil) -> Int {
    if file != openFile { openSegment(file: file) }
    let row = rowCount
    rowCount += 1
    let offset = UInt32(clamping: start)
    starts.append(offset)
    ends.append(offset)
    if let owner { owners.append(owner) }
    return row
  }

  /// Says where a row ends.
  public func endRow(_ row: Int, end: Int) {
    let index = row - openFirstRow
    if index >= 0, index < ends.count { ends[index] = UInt32(clamping: end) }
  }

  /// Adds the rows of a line format: every so manieth begins at an anchor, and the resolver of the file finds the rest.
  public func appendLines(file: Int, rowCount count: Int, anchorEvery interval: Int, anchors: [UInt32]) {
    closeSegment()
    guard count > 0 else { return }
    segments.append(
      RowSegment(firstRow: rowCount, file: file, locator: .anchors(every: max(1, interval), offsets: anchors)))
    rowCount += count
  }

  /// Adds records that stand in rows of a line format and have no extent of their own.
  public func appendRecords(file: Int, owners new: [RecordOwner]) {
    closeSegment()
    guard !new.isEmpty else { return }
    segments.append(RowSegment(firstRow: rowCount, file: file, locator: .owners))
    owners.append(contentsOf: new)
    rowCount += new.count
  }

  private func openSegment(file: Int) {
    closeSegment()
    openFile = file
    openFirstRow = rowCount
  }

  private func closeSegment() {
    if !starts.isEmpty {
      segments.append(
        RowSegment(firstRow: openFirstRow, file: openFile, locator: .offsets(starts: starts, ends: ends)))
      starts = []
      ends = []
    }
    openFile = -1
  }

  func finish(keys: KeyIndex?) -> TableStore {
    closeSegment()
    return TableStore(
      table: table, rowCount: rowCount, columns: columns.map { $0?.finish(rowCount: rowCount) }, keys: keys,
      owners: owners, segments: segments)
  }
}
