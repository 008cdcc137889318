import Diagnostics
import RulePlan
import SourceText

/// Where the cells of a CSV file go, as its header says.
struct CSVLayout: Sendable {
  /// What a field is made of.
  indirect enum Content: Sendable {
    /// A cell with one value.
    case value(cell: Int)
    /// A cell with several values.
    case list(cell: Int)
    /// The cells of a period or an amount, by part.
    case parts([Int?])
    case record(TableID, [Slot])
  }

  struct Slot: Sendable {
    var field: Int
    var content: Content
  }

  var slots: [Slot] = []
  var cellCount = 0
  /// Where the rows begin.
  var bodyStart = 0
}
