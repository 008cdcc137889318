import RecordStore

/// The rows that refer to each row of a table by one field.
struct ReferrerIndex: Sendable {
  private enum Form: Sendable {
    /// The references rise with the rows, as they do where rights are listed person by person: nothing has to be kept.
    /// The last few may not.
    case ascending([Int32], count: Int)
    /// The rows in groups by what they refer to.
    case grouped(offsets: [Int32], rows: [Int32])
  }

  private let form: Form
  /// So many rows at the end of the data may break its order.
  private static let tail = 64

  /// Linear in the column.
  init(column: Column?, targetCount: Int) {
    switch column?.values {
    case .rows(let targets):
      var count = min(1, targets.count)
      targets.withUnsafeBufferPointer { targets in
        while count < targets.count, targets[count - 1] <= targets[count] { count += 1 }
      }
      if targets.count - count <= Self.tail {
        form = .ascending(targets, count: count)
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
    default: form = .ascending([], count: 0)
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
    case .ascending(let references, let count):
      let wanted = targets.count > 1 ? Set(targets) : []
      for target in targets where target >= 0 {
        var row = Self.first(references, count, target)
        while row < count, references[row] == target {
          found.append(Int32(truncatingIfNeeded: row))
          row += 1
        }
      }
      for row in count..<references.count
      where references[row] >= 0
        && (targets.count == 1 ? references[row] == targets[0] : wanted.contains(references[row]))
      {
        found.append(Int32(truncatingIfNeeded: row))
      }
    case .grouped(let offsets, let rows):
      for target in targets where target >= 0 && Int(target) + 1 < offsets.count {
        found.append(contentsOf: rows[Int(offsets[Int(target)])..<Int(offsets[Int(target) + 1])])
      }
    }
    if targets.count > 1 { found.sort() }
    return found
  }

  /// The first row that refers to a target or one behind it.
  private static func first(_ references: [Int32], _ count: Int, _ target: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if references[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
