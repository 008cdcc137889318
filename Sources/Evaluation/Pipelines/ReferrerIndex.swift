import RecordStore

/// The rows that refer to each row of a table by one field.
struct ReferrerIndex: Sendable {
  private enum Form: Sendable {
    /// The references rise with the rows, as they do where rights are listed person by person: nothing has to be kept.
    /// Those at the end may not: they are kept apart, in the order of what they refer to.
    case ascending([Int32], count: Int, others: [(target: Int32, row: Int32)])
    /// The rows in groups by what they refer to.
    case grouped(offsets: [Int32], rows: [Int32])
  }

  private let form: Form
  /// One row in this many may break the order.
  private static let share = 1024

  /// Linear in the column.
  init(column: Column?, targetCount: Int) {
    switch column?.values {
    case .rows(let targets):
      var count = min(1, targets.count)
      targets.withUnsafeBufferPointer { targets in
        while count < targets.count, targets[count - 1] <= targets[count] { count += 1 }
      }
      if targets.count - count <= 64 + targets.count / Self.share {
        let others = (count..<targets.count).map { (target: targets[$0], row: Int32(truncatingIfNeeded: $0)) }
        form = .ascending(targets, count: count, others: others.sorted { ($0.target, $0.row) < ($1.target, $1.row) })
      } else {
        form = Self.grouped(targetCount) { body in
          for (row, target) in targets.enumerated() { body(Int32(truncatingIfNeeded: row), target) }
        }
      }
    case .many(let offsets, .rows(let elements)):
      form = Self.grouped(targetCount) { body in
        for row in 0..<max(0, offsets.count - 1) {
          for element in Int(offsets[row])..<Int(offsets[row + 1]) {
            body(Int32(truncatingIfNeeded: row), elements[element])
          }
        }
      }
    default: form = .ascending([], count: 0, others: [])
    }
  }

  private static func grouped(_ count: Int, _ forEach: ((Int32, Int32) -> Void) -> Void) -> Form {
    var offsets = [Int32](repeating: 0, count: count + 1)
    forEach { _, target in if target >= 0, Int(target) < count { offsets[Int(target) + 1] += 1 } }
    for index in 1..<max(1, offsets.count) { offsets[index] += offsets[index - 1] }
    var next = offsets
    var rows = [Int32](repeating: 0, count: Int(offsets[offsets.count - 1]))
    forEach { row, target in
      guard target >= 0, Int(target) < count else { return }
      rows[Int(next[Int(target)])] = row
      next[Int(target)] += 1
    }
    return .grouped(offsets: offsets, rows: rows)
  }

  /// In ascending order.
  func rows(referringTo targets: [Int32]) -> [Int32] {
    var found: [Int32] = []
    switch form {
    case .ascending(let references, let count, let others):
      for target in targets where target >= 0 {
        var row = Self.first(count) { references[$0] < target }
        while row < count, references[row] == target {
          found.append(Int32(truncatingIfNeeded: row))
          row += 1
        }
        var other = Self.first(others.count) { others[$0].target < target }
        while other < others.count, others[other].target == target {
          found.append(others[other].row)
          other += 1
        }
      }
    case .grouped(let offsets, let rows):
      for target in targets where target >= 0 && Int(target) + 1 < offsets.count {
        found.append(contentsOf: rows[Int(offsets[Int(target)])..<Int(offsets[Int(target) + 1])])
      }
    }
    if targets.count > 1 { found.sort() }
    return found
  }

  /// The first place of an order that does not lie before what is looked for.
  private static func first(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
