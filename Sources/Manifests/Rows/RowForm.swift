/// How the rows of a file are split into cells, where all of them can be read in batches.
enum RowForm: Sendable {
  case csv(RowLayout)
  case jsonLines(JSONLineLayout)

  var layout: RowLayout {
    switch self {
    case .csv(let layout): layout
    case .jsonLines(let layout): layout.rows
    }
  }
}
