import SourceText

/// Splits the rows of a file into cells.
protocol RowScanner {
  /// Takes rows until there is no more room, or something comes that is not a row.
  mutating func fill(_ cells: RowCells) -> RowRun
}

/// Rows that follow each other in a file.
struct RowRun {
  var rowCount = 0
  var valueCount = 0
  /// Whether each row is one line, directly after the line of the row before it.
  var areLines = true
  /// The event after them; nil where there was no more room.
  var stop: RowStop?
}

/// An event that can occur instead of a row.
enum RowStop {
  case end
  /// A row that cannot be read. The scanner is past it.
  case fault(String, SourceRange)
  /// A row that has to be read in another way, and where it begins.
  case other(Int)
}
