public import Governance

/// The value of a query's expression, as a table in columns.
public struct QueryTable {
  private let result: QueryResult

  public init(_ result: QueryResult) { self.result = result }

  public func write(to stream: ReportStream) {
    let lines = (result.header.map { [$0] } ?? []) + result.rows
    var widths: [Int] = []
    for line in lines {
      for (column, cell) in line.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.unicodeScalars.count)
      }
    }
    for line in lines {
      var text = ""
      for (cell, width) in zip(line, widths) {
        text += cell + String(repeating: " ", count: max(0, width - cell.unicodeScalars.count)) + "  "
      }
      while text.last == " " { text.removeLast() }
      stream.write(text + "\n")
    }
    if result.isMany { stream.write("\(result.rows.count) values\n") }
  }
}
