import RecordStore
import RulePlan

extension EvaluationContext {
  /// An index over some rows, known by their place among them.
  func makeIndex(
    for step: Pipeline.Step, evaluator: ExpressionEvaluator, rows all: [Int32], hidden: RowSet? = nil
  ) -> HashIndex {
    let variable = step.variable.index
    let count = all.count
    var keys = step.equalities.map { _ -> [Int64] in [] }
    var present = [Bool](repeating: true, count: count)
    var windowValues: [Int64] = []
    var windowPresent = [Bool](repeating: true, count: step.window == nil ? 0 : count)
    var uncertain = Set<Int>()
    func note(_ status: [UInt8], from start: Int, _ present: inout [Bool]) {
      for tuple in status.indices where status[tuple] != Values.present {
        present[start + tuple] = false
        if status[tuple] == Values.undetermined { uncertain.insert(start + tuple) }
      }
    }
    for start in stride(from: 0, to: count, by: 1 << 16) {
      let rows = Array(all[start..<min(count, start + 1 << 16)])
      let frame = Frame(count: rows.count, own: [variable: Values(.rows(rows))])
      for (position, equality) in step.equalities.enumerated() {
        let values = evaluator.evaluate(equality.inner, frame)
        keys[position].append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status { note(status, from: start, &present) }
      }
      if let window = step.window {
        let values = evaluator.evaluate(window.inner, frame)
        windowValues.append(contentsOf: values.vector.integerKeys ?? [Int64](repeating: 0, count: rows.count))
        if let status = values.status { note(status, from: start, &windowPresent) }
      }
    }
    for row in hidden ?? RowSet() {
      if row < count { present[row] = false }
      if row < windowPresent.count { windowPresent[row] = false }
      uncertain.remove(row)
    }
    return HashIndex(
      keys: keys, present: present, window: step.window == nil ? nil : (windowValues, windowPresent),
      uncertain: uncertain.sorted().map { Int32(clamping: $0) })
  }
}
