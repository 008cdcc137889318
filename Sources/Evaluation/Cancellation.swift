public import RulePlan
import Synchronization

/// A flag by which an evaluation is stopped; it is checked before each block of work.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let position = Atomic<Int>(-1)

  public init() {}
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// The norm at work, or that was when the evaluation was stopped; nil before the first.
  public var norm: NormID? {
    let index = position.load(ordering: .relaxed)
    return index >= 0 ? NormID(index) : nil
  }

  /// Notes that a norm is at work from now on.
  func begin(_ id: NormID) { if !isCancelled { position.store(id.index, ordering: .relaxed) } }
}
