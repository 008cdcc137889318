import RecordStore

/// Finds the rows of a step by their keys, in one state of the data: by the index of the data as it was read, and by a
/// small one of the rows in which the state differs.
struct StepIndex: Sendable {
  private let all: HashIndex
  /// Rows of the first index that do not count.
  private let stale: RowSet
  private let fresh: HashIndex?
  /// The rows that entries of the second index stand for, in ascending order.
  private let freshRows: [Int32]

  init(_ index: HashIndex) {
    all = index
    stale = RowSet()
    fresh = nil
    freshRows = []
  }

  init(_ index: HashIndex, without stale: RowSet, with fresh: HashIndex, of freshRows: [Int32]) {
    all = index
    self.stale = stale
    self.fresh = fresh
    self.freshRows = freshRows
  }

  /// Rows that may belong to any key.
  var uncertainRows: [Int32] {
    guard let fresh else { return all.uncertain }
    return all.uncertain.filter { !stale.contains(Int($0)) } + fresh.uncertain.map { freshRows[Int($0)] }
  }

  /// The one index that there is where no row differs from the data as it was read.
  var only: HashIndex? { fresh == nil ? all : nil }

  /// Calls the body with the rows whose key equals that of a tuple and whose window value lies between two bounds, both
  /// counted: in the order of the window value where there is one, else of the data.
  func forEachRow(_ keys: [[Int64]], _ tuple: Int, _ window: (lower: Int64, upper: Int64)?, _ body: (Int32) -> Void) {
    let entries = Self.entries(all, keys, tuple, window)
    guard let fresh else {
      for entry in entries { body(all.rows[entry]) }
      return
    }
    let others = Self.entries(fresh, keys, tuple, window)
    guard !others.isEmpty else {
      for entry in entries where !stale.contains(Int(all.rows[entry])) { body(all.rows[entry]) }
      return
    }
    var found: [(value: Int64, row: Int32)] = []
    for entry in entries where !stale.contains(Int(all.rows[entry])) {
      found.append((window == nil ? 0 : all.windowValues[entry], all.rows[entry]))
    }
    for entry in others {
      found.append((window == nil ? 0 : fresh.windowValues[entry], freshRows[Int(fresh.rows[entry])]))
    }
    found.sort { ($0.value, $0.row) < ($1.value, $1.row) }
    for (_, row) in found { body(row) }
  }

  private static func entries(
    _ index: HashIndex, _ keys: [[Int64]], _ tuple: Int, _ window: (lower: Int64, upper: Int64)?
  ) -> Range<Int> {
    let entries = index.entries(keys, tuple)
    return window.map { index.narrowed(entries, from: $0.lower, through: $0.upper) } ?? entries
  }
}
