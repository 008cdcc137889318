import Synchronization

/// Splits work over the cores and puts the results together in order.
public enum Workers {
  /// Calls the body for every part, several at a time, and returns the results in the order of the parts.
  public static func map<Result: Sendable>(parts: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    guard parts > 1 else { return (0..<parts).map(body) }
    let results = Results<Result>(count: parts)
    run(parts: parts) { part in
      let result = body(part)
      results.all.withLock { $0[part] = result }
    }
    return results.all.withLock { $0.compactMap { $0 } }
  }

  /// Calls the body for every part, several at a time where the system gives threads for it, and returns when all are done.
  public static func run(parts: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard parts > 1 else { return (0..<parts).forEach(body) }
    ThreadCrew.shared.run(parts: parts, body)
  }

  private final class Results<Result: Sendable>: Sendable {
    let all: Mutex<[Result?]>

    init(count: Int) { all = Mutex([Result?](repeating: nil, count: count)) }
  }

  /// `0 ..< count` in this many consecutive ranges of nearly the same size; fewer where there is not that much.
  public static func ranges(of count: Int, parts: Int) -> [Range<Int>] {
    let parts = max(1, min(parts, count))
    return (0..<parts).map { part in
      let start = count / parts * part + min(part, count % parts)
      return start..<(start + count / parts + (part < count % parts ? 1 : 0))
    }
  }
}
