import Dispatch
import Synchronization

/// Splits work over the cores and puts the results together in order.
enum Workers {
  /// Calls the body for consecutive ranges of `0 ..< count`, on several threads where there are several jobs, and returns
  /// the results in the order of the ranges.
  static func map<Result: Sendable>(
    splitting count: Int, _ context: EvaluationContext, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard context.jobs > 1, count >= max(2, context.rowsWorthSplitting) else { return [body(0..<count)] }
    let parts = min(context.jobs, count)
    let results = Mutex<[Result?]>([Result?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let start = count / parts * part + min(part, count % parts)
      let end = start + count / parts + (part < count % parts ? 1 : 0)
      let result = body(start..<end)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
