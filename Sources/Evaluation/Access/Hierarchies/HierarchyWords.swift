import RecordStore
import RulePlan

/// The atoms that every row gives through hierarchies. Rows that lead to each other share one set, so that neither the
/// depth nor circles cost more than a visit of each row and each reference.
struct HierarchyWords {
  private let width: Int
  private let evaluator: ExpressionEvaluator

  private init(_ evaluator: ExpressionEvaluator) {
    self.evaluator = evaluator
    width = evaluator.context.atoms.wordCount
  }

  /// By pivot row.
  static func words(
    along path: GivesPath, _ entitlements: EntitlementAtoms, evaluator: ExpressionEvaluator
  ) -> [UInt64] {
    let maker = HierarchyWords(evaluator)
    var words = path.ownWords(entitlements, evaluator: evaluator)
    for (index, link) in path.links.enumerated().reversed() {
      if link.isClosure {
        words = maker.closed(words, over: link)
      } else if index < path.links.count - 1 {
        words = maker.passed(words, along: link.field)
      }
    }
    return words
  }

  /// The words of rows of which each leads to rows that give something.
  private func passed(_ words: [UInt64], along field: FieldID) -> [UInt64] {
    let links = evaluator.context.links(field, evaluator: evaluator)
    let count = evaluator.context.rowCount(field.table)
    var result = [UInt64](repeating: 0, count: count * width)
    for row in 0..<count {
      links.forEachTarget(of: Int32(truncatingIfNeeded: row)) { target in
        add(words, Int(target), to: &result, row)
      }
    }
    return result
  }

  private func closed(_ words: [UInt64], over link: GivesPath.Link) -> [UInt64] {
    let links = evaluator.context.links(link.field, evaluator: evaluator)
    let components = Components(links, rowCount: evaluator.context.rowCount(link.field.table))
    var together = [UInt64](repeating: 0, count: components.count * width)
    var result = [UInt64](repeating: 0, count: components.ofRow.count * width)
    // A component comes after those that it leads to.
    for component in 0..<components.count {
      let rows = components.rows(of: component)
      for row in rows {
        links.forEachTarget(of: row) { target in
          guard target >= 0, Int(target) < components.ofRow.count else { return }
          let other = Int(components.ofRow[Int(target)])
          if other != component { add(together, other, to: &together, component) }
        }
      }
      // Without the start, a row still reaches itself where it lies on a loop.
      let isLoop = rows.count > 1
      if !link.includesStart, !isLoop { for row in rows { add(together, component, to: &result, Int(row)) } }
      for row in rows { add(words, Int(row), to: &together, component) }
      for row in rows where link.includesStart || isLoop || leadsToItself(row, links) {
        add(together, component, to: &result, Int(row))
      }
    }
    return result
  }

  private func leadsToItself(_ row: Int32, _ links: LinkTable) -> Bool {
    var isLoop = false
    links.forEachTarget(of: row) { if $0 == row { isLoop = true } }
    return isLoop
  }

  private func add(_ words: [UInt64], _ place: Int, to result: inout [UInt64], _ other: Int) {
    guard place >= 0, (place + 1) * width <= words.count else { return }
    for word in 0..<width { result[other * width + word] |= words[place * width + word] }
  }

  private func add(_ place: Int, to result: inout [UInt64], _ other: Int) {
    for word in 0..<width { result[other * width + word] |= result[place * width + word] }
  }
}

/// The strongly connected components of a hierarchy: rows that lead to each other are in one. Linear, without recursion.
struct Components {
  /// By row. A component has a higher number than those that it leads to.
  private(set) var ofRow: [Int32]
  private var ordered: [Int32] = []
  private var ends: [Int] = []

  var count: Int { ends.count }

  func rows(of component: Int) -> ArraySlice<Int32> {
    ordered[(component == 0 ? 0 : ends[component - 1])..<ends[component]]
  }

  init(_ links: LinkTable, rowCount: Int) {
    ofRow = [Int32](repeating: -1, count: rowCount)
    // Tarjan's algorithm: the numbers of the rows in the order of their visits, and the lowest that each leads back to.
    var number = [Int32](repeating: 0, count: rowCount)
    var lowest = number
    var visited: Int32 = 0
    var open: [Int32] = []
    var path: [(row: Int32, targets: [Int32], next: Int)] = []
    func visit(_ row: Int32) {
      visited += 1
      number[Int(row)] = visited
      lowest[Int(row)] = visited
      open.append(row)
      var targets: [Int32] = []
      links.forEachTarget(of: row) { if $0 >= 0, Int($0) < rowCount { targets.append($0) } }
      path.append((row, targets, 0))
    }
    for start in 0..<Int32(clamping: rowCount) where number[Int(start)] == 0 {
      visit(start)
      while let (row, targets, next) = path.last {
        if next < targets.count {
          path[path.count - 1].next += 1
          let target = targets[next]
          if number[Int(target)] == 0 {
            visit(target)
          } else if ofRow[Int(target)] < 0 {
            lowest[Int(row)] = min(lowest[Int(row)], number[Int(target)])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.row { lowest[Int(parent)] = min(lowest[Int(parent)], lowest[Int(row)]) }
        if lowest[Int(row)] == number[Int(row)] { close(row, &open) }
      }
    }
  }

  /// Makes a component of the open rows from the last one on down to this one.
  private mutating func close(_ row: Int32, _ open: inout [Int32]) {
    let component = Int32(clamping: ends.count)
    while let last = open.popLast() {
      ofRow[Int(last)] = component
      ordered.append(last)
      if last == row { break }
    }
    ends.append(ordered.count)
  }
}
