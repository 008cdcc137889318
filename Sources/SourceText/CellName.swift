/// The names of cells in sheets: letters for the column, then the number of the row.
public enum CellName {
  /// `C7` for column 3 and row 7, both from 1.
  public static func text(column: Int, row: Int) -> String { letters(ofColumn: column) + String(row) }

  /// The letters of a column that is counted from 1.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(truncatingIfNeeded: 0x41 + (rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// Whether the name of a file is that of a workbook and its sheet: `plan.xlsx!Plan`.
  public static func isSheet(_ file: String) -> Bool {
    // The name of a sheet may have the mark, too.
    file.indices.filter { file[$0] == "!" }.contains { mark in
      var workbook = file[..<mark].lowercased()
      if workbook.hasSuffix(".gz") { workbook.removeLast(3) }
      return workbook.hasSuffix(".xlsx") || workbook.hasSuffix(".xlsm")
    }
  }
}
