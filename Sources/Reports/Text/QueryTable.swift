import Diagnostics
public import Governance
import SourceText

/// The value of a query's expression, as a table in columns.
public struct QueryTable {
  private let result: QueryResult

  public init(_ result: QueryResult) { self.result = result }

  public func write(to stream: ReportStream) {
    let stream = PlainStream(stream)
    let lines = ((result.header.map { [$0] } ?? []) + result.rows).map { $0.map { PlainMarkup($0.shownName) } }
    var widths: [Int] = []
    for line in lines {
      for (column, cell) in line.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.width)
      }
    }
    for line in lines {
      var text: PlainMarkup = ""
      // No blanks at the end of a line.
      let last = line.lastIndex { !$0.isEmpty } ?? -1
      for (column, cell) in line.enumerated() where column <= last {
        text += cell
        if column < last { text += PlainMarkup(repeating: " ", count: widths[column] - cell.width + 2) }
      }
      stream.write("\(text)\n")
    }
    if result.isMany { stream.write("\(result.rows.count) values\n") }
  }
}
