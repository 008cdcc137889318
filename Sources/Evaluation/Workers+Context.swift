import RecordStore

extension Workers {
  /// Calls the body for consecutive ranges of `0 ..< count`, on several threads where there are several jobs, and returns
  /// the results in the order of the ranges.
  static func map<Result: Sendable>(
    splitting count: Int, _ context: EvaluationContext, _ body: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard context.jobs > 1, count >= max(2, context.rowsWorthSplitting) else { return [body(0..<count)] }
    let ranges = Workers.ranges(of: count, parts: context.jobs)
    return map(parts: ranges.count) { body(ranges[$0]) }
  }
}
