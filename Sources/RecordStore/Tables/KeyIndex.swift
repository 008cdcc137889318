/// From the symbol of a key to the row that has it.
public struct KeyIndex: Sendable {
  private enum Form: Sendable {
    /// Rows of the symbols from `base` on; −1 for one that is not a key.
    case dense(base: UInt32, rows: [Int32])
    /// Symbols in ascending order with their rows.
    case sorted(symbols: [UInt32], rows: [Int32])
  }

  private let form: Form

  /// The keys of a table, a row each. Of rows with one key the first counts; the others are reported with it.
  init(keys: [UInt32], presence: Bitset?, orReport report: (_ row: Int, _ first: Int) -> Void) {
    var lowest = UInt32.max
    var highest: UInt32 = 0
    for row in keys.indices where presence?.contains(row) ?? true {
      lowest = min(lowest, keys[row])
      highest = max(highest, keys[row])
    }
    guard lowest <= highest else {
      form = .sorted(symbols: [], rows: [])
      return
    }
    let span = Int(highest - lowest) + 1
    if span <= keys.count &* 8 &+ 1024 {
      var rows = [Int32](repeating: -1, count: span)
      for row in keys.indices where presence?.contains(row) ?? true {
        let position = Int(keys[row] - lowest)
        if rows[position] < 0 {
          rows[position] = Int32(truncatingIfNeeded: row)
        } else {
          report(row, Int(rows[position]))
        }
      }
      form = .dense(base: lowest, rows: rows)
      return
    }
    var pairs: [(symbol: UInt32, row: Int32)] = []
    pairs.reserveCapacity(keys.count)
    for row in keys.indices where presence?.contains(row) ?? true {
      pairs.append((keys[row], Int32(truncatingIfNeeded: row)))
    }
    pairs.sort { ($0.symbol, $0.row) < ($1.symbol, $1.row) }
    var symbols: [UInt32] = []
    var rows: [Int32] = []
    var repeated: [(row: Int, first: Int)] = []
    for pair in pairs {
      if let last = symbols.last, last == pair.symbol {
        repeated.append((Int(pair.row), Int(rows[rows.count - 1])))
      } else {
        symbols.append(pair.symbol)
        rows.append(pair.row)
      }
    }
    for pair in repeated.sorted(by: { $0.row < $1.row }) { report(pair.row, pair.first) }
    form = .sorted(symbols: symbols, rows: rows)
  }

  /// The row with a key, if there is one. At most logarithmic in the rows.
  public func row(of symbol: UInt32) -> Int? {
    switch form {
    case .dense(let base, let rows):
      guard symbol >= base, Int(symbol - base) < rows.count else { return nil }
      let row = rows[Int(symbol - base)]
      return row < 0 ? nil : Int(row)
    case .sorted(let symbols, let rows):
      var low = 0
      var high = symbols.count
      while low < high {
        let middle = (low + high) / 2
        if symbols[middle] < symbol { low = middle + 1 } else { high = middle }
      }
      return low < symbols.count && symbols[low] == symbol ? Int(rows[low]) : nil
    }
  }

  /// Writes the row of each key into a table from symbol to row.
  func write(into map: UnsafeMutableBufferPointer<Int32>) {
    switch form {
    case .dense(let base, let rows):
      for index in rows.indices where Int(base) + index < map.count { map[Int(base) + index] = rows[index] }
    case .sorted(let symbols, let rows):
      for index in symbols.indices where Int(symbols[index]) < map.count { map[Int(symbols[index])] = rows[index] }
    }
  }
}
