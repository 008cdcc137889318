/// Where the cells of a CSV file go, as its header says.
struct CSVLayout: Sendable {
  var rows = RowLayout()
  /// Where the rows begin.
  var bodyStart = 0
}
