import SourceText

/// A cell of a sheet, as `C7`; rows and columns count from 1.
struct CellReference: Hashable {
  static let lastColumn = 16_384
  static let lastRow = 1_048_576

  var column: Int
  var row: Int

  init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Reads letters and digits, with or without `$`; nil where a sheet cannot have that cell.
  init?(_ text: some Sequence<UInt8>) {
    var column = 0
    var row = 0
    var hasDigits = false
    for byte in text where byte != 0x24 {
      let letter = byte & ~0x20
      if letter &- 0x41 < 26, !hasDigits {
        column = column * 26 + Int(letter - 0x40)
      } else if byte &- 0x30 < 10 {
        hasDigits = true
        row = row * 10 + Int(byte - 0x30)
      } else {
        return nil
      }
      guard column <= Self.lastColumn, row <= Self.lastRow else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(column: column, row: row)
  }

  var text: String { CellName.text(column: column, row: row) }
}

/// A rectangle of cells, as `B1:C1`.
struct CellRange: Hashable {
  var first: CellReference
  var last: CellReference

  init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count <= 2, let start = parts.first.flatMap({ CellReference($0) }),
      let end = parts.last.flatMap({ CellReference($0) })
    else { return nil }
    first = CellReference(column: min(start.column, end.column), row: min(start.row, end.row))
    last = CellReference(column: max(start.column, end.column), row: max(start.row, end.row))
  }
}
