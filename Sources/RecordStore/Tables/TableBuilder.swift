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
  private var openForm = OpenForm.none
  private var openFile = -1
  private var openFirstRow = 0
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []

  private enum OpenForm: Equatable {
    case none, offsets, records
    case lines(oneEach: Bool)
  }

  /// Whether rows lie in others, so that each has an owner or says that it has none.
  private let isContained: Bool

  init(table: Table, schema: Schema) {
    self.table = table.id
    isContained = table.containment != nil
    columns = table.fields.map { $0.derivation == nil ? ColumnBuilder($0, schema: schema) : nil }
  }

  /// Adds a row that begins at an offset of a file. Its values are set column by column.
  public func beginRow(file: Int, start: Int, owner: RecordOwner? = nil) -> Int {
    if file != openFile || openForm != .offsets { openSegment(.offsets, file: file) }
    let row = rowCount
    rowCount += 1
    let offset = UInt32(clamping: start)
    starts.append(offset)
    ends.append(offset)
    if let owner { owners.append(owner) } else if isContained { owners.append(.none) }
    return row
  }

  /// Says where a row ends that ``beginRow(file:start:owner:)`` has added.
  public func endRow(_ row: Int, end: Int) {
    let index = row - openFirstRow
    if openForm == .offsets, index >= 0, index < ends.count { ends[index] = UInt32(clamping: end) }
  }

  /// Adds a row of a line format. The resolver of the file finds it again from the last place that is kept, so the rows
  /// must follow each other in the file; where something lies between them, call ``breakLines()`` first.
  public func beginLine(file: Int, start: Int) -> Int {
    if file != openFile || openForm != .lines(oneEach: false) { openSegment(.lines(oneEach: false), file: file) }
    let row = rowCount
    if (row &- openFirstRow) & (RowSegment.anchorInterval &- 1) == 0 { starts.append(UInt32(clamping: start)) }
    if isContained { owners.append(.none) }
    rowCount += 1
    return row
  }

  /// Adds rows of a line format by the places where they begin; see ``beginLine(file:start:)``.
  ///
  /// - Parameter oneEach: whether each row is one line, directly after the line of the row before it: then lines need
  ///   not be counted in the file again.
  public func appendLines(file: Int, starts new: UnsafeBufferPointer<UInt32>, oneEach: Bool) {
    if new.isEmpty { return }
    if file != openFile || openForm != .lines(oneEach: oneEach) { openSegment(.lines(oneEach: oneEach), file: file) }
    let mask = RowSegment.anchorInterval &- 1
    var index = (RowSegment.anchorInterval &- (rowCount &- openFirstRow) & mask) & mask
    while index < new.count {
      starts.append(new[index])
      index &+= RowSegment.anchorInterval
    }
    if isContained { owners.append(contentsOf: repeatElement(.none, count: new.count)) }
    rowCount += new.count
  }

  /// The next row of a line format has its own place kept.
  public func breakLines() { closeSegment() }

  /// Adds a record in a row of a line format, which has no extent of its own.
  public func beginRecord(file: Int, owner: RecordOwner) -> Int {
    if file != openFile || openForm != .records { openSegment(.records, file: file) }
    let row = rowCount
    rowCount += 1
    owners.append(owner)
    return row
  }

  private func openSegment(_ form: OpenForm, file: Int) {
    closeSegment()
    openForm = form
    openFile = file
    openFirstRow = rowCount
  }

  private func closeSegment() {
    let locator: RowSegment.Locator? =
      switch openForm {
      case .none: nil
      case .offsets: .offsets(starts: starts, ends: ends)
      case .lines(let oneEach): .anchors(offsets: starts, oneLineEach: oneEach)
      case .records: .owners
      }
    if let locator, rowCount > openFirstRow {
      segments.append(RowSegment(firstRow: openFirstRow, file: openFile, locator: locator))
    }
    starts = []
    ends = []
    openForm = .none
    openFile = -1
  }

  /// Takes over where the rows of a peer come from.
  func absorbSegments(of peer: TableBuilder) {
    closeSegment()
    peer.closeSegment()
    for segment in peer.segments {
      segments.append(
        RowSegment(firstRow: segment.firstRow + rowCount, file: segment.file, locator: segment.locator))
    }
    rowCount += peer.rowCount
  }

  func finish(keys: KeyIndex?) -> TableStore {
    closeSegment()
    return TableStore(
      table: table, rowCount: rowCount, columns: columns.map { $0?.finish(rowCount: rowCount) }, keys: keys,
      owners: owners, segments: segments)
  }
}
