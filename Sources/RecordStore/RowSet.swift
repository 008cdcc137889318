/// A few rows of a table, in ascending order: looking for one costs the logarithm of their number, whatever the table.
public struct RowSet: Hashable, Sendable, Sequence {
  private var rows: [Int]

  public init(_ rows: some Sequence<Int> = []) {
    self.rows = []
    formUnion(rows)
  }

  public var count: Int { rows.count }
  public var isEmpty: Bool { rows.isEmpty }
  public var underestimatedCount: Int { rows.count }
  public func makeIterator() -> IndexingIterator<[Int]> { rows.makeIterator() }

  public func contains(_ row: Int) -> Bool {
    guard let first = rows.first, row >= first, row <= rows[rows.count - 1] else { return false }
    let place = place(of: row)
    return place < rows.count && rows[place] == row
  }

  /// Returns whether the row is new.
  @discardableResult
  public mutating func insert(_ row: Int) -> Bool {
    let place = place(of: row)
    if place < rows.count, rows[place] == row { return false }
    rows.insert(row, at: place)
    return true
  }

  /// Returns whether the row was there.
  @discardableResult
  public mutating func remove(_ row: Int) -> Bool {
    let place = place(of: row)
    guard place < rows.count, rows[place] == row else { return false }
    rows.remove(at: place)
    return true
  }

  /// Linear in both together, apart from putting the new ones in order.
  public mutating func formUnion(_ more: some Sequence<Int>) {
    var all = rows
    all.append(contentsOf: more)
    guard all.count > rows.count else { return }
    all.sort()
    rows.removeAll(keepingCapacity: true)
    for row in all where rows.last != row { rows.append(row) }
  }

  /// The rows that only one of two sets has. Linear in both.
  public func symmetricDifference(_ other: RowSet) -> [Int] {
    var difference: [Int] = []
    var own = 0
    var theirs = 0
    while own < rows.count || theirs < other.rows.count {
      if theirs == other.rows.count || own < rows.count && rows[own] < other.rows[theirs] {
        difference.append(rows[own])
        own += 1
      } else if own == rows.count || other.rows[theirs] < rows[own] {
        difference.append(other.rows[theirs])
        theirs += 1
      } else {
        own += 1
        theirs += 1
      }
    }
    return difference
  }

  /// The place of the first row that is not less.
  private func place(of row: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
