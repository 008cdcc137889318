import Dispatch
import Synchronization

/// Splits work over the cores and puts the results together in order.
public enum Workers {
  /// Calls the body for every part, several at a time, and returns the results in the order of the parts.
  public static func map<Result: Sendable>(parts: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard parts > 1 else { return (0..<parts).map(body) }
    let results = Mutex<[Result?]>([Result?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let result = body(part)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// `0 ..< count` in this many consecutive ranges of nearly the same size; fewer where there are fewer elements.
  public static func ranges(of count: Int, parts: Int) -> [Range<Int>] {
    let parts = max(1, min(parts, count))
    return (0..<parts).map { part in
      let start = count / parts * part + min(part, count % parts)
      return start..<(start + count / parts + (part < count % parts ? 1 : 0))
    }
  }
}
