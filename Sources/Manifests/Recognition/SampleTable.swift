import RulePlan

/// The first rows of a table, as texts: enough to see how its values are written.
struct SampleTable {
  struct Cell: Equatable {
    var text: String
    /// Whether it is in our own notation already, as numbers and dates of workbooks are.
    var isCanonical = false
  }

  struct Row {
    /// Of the file, from 1.
    var line: Int
    var cells: [Cell]
  }

  /// Rows that are looked at. More of them would tell no more.
  static let rowLimit = 5_000

  private(set) var rows: [Row] = []

  /// Splits a text into rows of cells. Quotes hold separators and line ends; one that is not closed ends with the text.
  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, rowLimit: Int = rowLimit) {
    var index = 0
    var line = 1
    while index < bytes.count, rows.count < rowLimit {
      let start = line
      var cells: [Cell] = []
      var isAtEnd = false
      while !isAtEnd {
        let (cell, end, lineEnds) = Self.cell(bytes, from: index, separator: separator)
        cells.append(cell)
        line += lineEnds
        index = end
        isAtEnd = index >= bytes.count || bytes[index] != separator
        if !isAtEnd { index += 1 }
      }
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count, bytes[index] == 0x0A { index += 1 }
      line += 1
      rows.append(Row(line: start, cells: cells))
    }
  }

  /// The rows of a sheet.
  init(sheet text: [UInt8]) {
    for (number, row) in text.split(separator: SheetText.rowEnd, omittingEmptySubsequences: false).enumerated() {
      guard rows.count < Self.rowLimit else { return }
      var cells: [Cell] = []
      var start = row.startIndex
      while start < row.endIndex {
        let end =
          row[(start + 1)...].firstIndex { $0 == SheetText.textCell || $0 == SheetText.valueCell } ?? row.endIndex
        cells.append(
          Cell(
            text: String(decoding: row[(start + 1)..<end], as: UTF8.self),
            isCanonical: row[start] == SheetText.valueCell))
        start = end
      }
      rows.append(Row(line: number + 1, cells: cells))
    }
  }

  private static func cell(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8
  ) -> (cell: Cell, end: Int, lineEnds: Int) {
    var index = start
    var lineEnds = 0
    guard index < bytes.count, bytes[index] == 0x22 else {
      while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      return (Cell(text: String(decoding: bytes[start..<index], as: UTF8.self)), index, 0)
    }
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == 0x22 {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
        index += 1
      }
      if bytes[index] == 0x0A { lineEnds += 1 }
      content.append(bytes[index])
      index += 1
    }
    index = min(bytes.count, index + 1)
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return (Cell(text: String(decoding: content, as: UTF8.self)), index, lineEnds)
  }
}
