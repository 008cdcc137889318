import RecordStore
import RulePlan

/// The rows of tables by the value of a field, made when a request first looks for one: many records of a request are
/// found without a walk through the table for each.
final class RowsByValue {
  private struct Key: Hashable {
    var table: TableID
    var column: Int
  }

  private var known: [Key: [Int64: [Int]]] = [:]

  /// The rows that have the same value in a column, in order; nil where its values are not numbers inside, or the row
  /// has none.
  func rows(in table: TableStore, _ column: Int, like row: Int) -> [Int]? {
    guard let values = table.columns[column], values.isPresent(row), let wanted = Self.word(values.values, row) else {
      return nil
    }
    let key = Key(table: table.table, column: column)
    if let rows = known[key] { return rows[wanted] ?? [] }
    var rows: [Int64: [Int]] = [:]
    for row in 0..<table.rowCount where values.isPresent(row) {
      if let word = Self.word(values.values, row) { rows[word, default: []].append(row) }
    }
    known[key] = rows
    return rows[wanted] ?? []
  }

  private static func word(_ values: Column.Values, _ row: Int) -> Int64? {
    switch values {
    case .symbols(let list): list.indices.contains(row) ? Int64(list[row]) : nil
    case .rows(let list): list.indices.contains(row) && list[row] >= 0 ? Int64(list[row]) : nil
    case .days(let list): list.indices.contains(row) ? Int64(list[row]) : nil
    case .integers(let list): list.indices.contains(row) ? list[row] : nil
    case .timestamps(let list): list.indices.contains(row) ? list[row].microseconds : nil
    case .truths, .ordinals, .decimals, .monies, .durations, .periods, .versions, .many: nil
    }
  }
}
