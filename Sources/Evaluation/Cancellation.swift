import Synchronization

/// A flag by which an evaluation is stopped; it is checked before each block of work.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
  public func cancel() { flag.store(true, ordering: .relaxed) }
}
