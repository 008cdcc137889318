import RulePlan

/// Where the cells of the rows of a file go.
struct RowLayout: Sendable {
  /// The components of a field.
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
}
