/// Writes rows and cells, which come in order, as the text of a sheet. Its size is limited, because a short file can repeat a
/// long text in each of its cells.
struct SheetTextWriter {
  private(set) var text: [UInt8] = []
  private(set) var hasPassedLimit = false
  private var row = 1
  private var column = 1
  private let limit: Int
  /// Cells of the lines of the header, by line.
  private var headerCells: [Int: [Int: [UInt8]]] = [:]
  private let headerLines: ClosedRange<Int>?
  /// Where the line after the header begins.
  private var headerEnd: Int?

  /// - Parameter limit: bytes that there may be.
  init(headerLines: ClosedRange<Int>?, limit: Int) {
    self.headerLines = headerLines
    self.limit = limit
  }

  /// Adds a cell after those that were added before.
  mutating func add(_ cell: CellReference, _ content: UnsafeBufferPointer<UInt8>, isText: Bool) {
    guard !content.isEmpty, !hasPassedLimit else { return }
    let gaps = cell.row > row ? cell.row - row + cell.column : cell.column - column
    guard gaps >= 0, text.count + gaps + content.count + 2 <= limit else {
      hasPassedLimit = true
      return
    }
    advance(toRow: cell.row)
    while column < cell.column {
      text.append(SheetText.textCell)
      column += 1
    }
    text.append(isText ? SheetText.textCell : SheetText.valueCell)
    text.append(contentsOf: content)
    column += 1
    if let headerLines, headerLines.contains(cell.row) {
      headerCells[cell.row, default: [:]][cell.column] = Array(content)
    }
  }

  private mutating func advance(toRow wanted: Int) {
    while row < wanted {
      text.append(SheetText.rowEnd)
      row += 1
      column = 1
      if let headerLines, row == headerLines.upperBound + 1 { headerEnd = text.count }
    }
  }

  /// Ends the last row, and repeats the merged cells of the header.
  mutating func finish(merges: [CellRange]) {
    if !text.isEmpty { text.append(SheetText.rowEnd) }
    guard let headerLines else { return }
    var hasMerges = false
    for merge in merges where headerLines.contains(merge.first.row) && merge.last.column > merge.first.column {
      guard let content = headerCells[merge.first.row]?[merge.first.column] else { continue }
      hasMerges = true
      for column in merge.first.column...merge.last.column {
        headerCells[merge.first.row, default: [:]][column] = content
      }
    }
    if hasMerges { writeHeader(headerLines) }
  }

  private mutating func writeHeader(_ lines: ClosedRange<Int>) {
    // The lines above the header stay as they are.
    var start = 0
    var passed = 1
    while passed < lines.lowerBound, start < text.count {
      if text[start] == SheetText.rowEnd { passed += 1 }
      start += 1
    }
    var header: [UInt8] = []
    for line in lines {
      let cells = headerCells[line] ?? [:]
      for column in 1..<(cells.keys.max() ?? 0) + 1 {
        header.append(SheetText.textCell)
        header += cells[column] ?? []
      }
      header.append(SheetText.rowEnd)
    }
    text.replaceSubrange(start..<(headerEnd ?? text.count), with: header)
  }
}
