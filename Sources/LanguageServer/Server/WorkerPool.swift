import Synchronization

/// A fixed number of threads that work off jobs in the order in which they come; urgent ones go first.
final class WorkerPool: Sendable {
  private struct State {
    var urgent: [@Sendable () -> Void] = []
    var jobs: [@Sendable () -> Void] = []
    var busy = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let condition = Condition()

  private let threadCount = Atomic<Int>(0)

  /// Starts with fewer threads where the system gives no more.
  init(threads: Int) {
    for _ in 0..<max(1, threads) where WorkerThread.start({ self.run() }) {
      threadCount.add(1, ordering: .relaxed)
    }
  }

  /// Whether there is a thread; without one nothing is ever done.
  var isAtWork: Bool { threadCount.load(ordering: .relaxed) > 0 }

  func add(isUrgent: Bool = true, _ job: @escaping @Sendable () -> Void) {
    condition.signal {
      state.withLock { if isUrgent { $0.urgent.append(job) } else { $0.jobs.append(job) } }
    }
  }

  /// Lets what has been begun come to its end.
  func close() { condition.signal { state.withLock { $0.isClosed = true } } }

  /// Waits until nothing is left to do.
  func waitUntilIdle() {
    condition.wait { state.withLock { $0.urgent.isEmpty && $0.jobs.isEmpty && $0.busy == 0 } }
  }

  private func run() {
    while true {
      condition.wait { state.withLock { !$0.urgent.isEmpty || !$0.jobs.isEmpty || $0.isClosed } }
      let (job, isClosed) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
        guard !state.urgent.isEmpty || !state.jobs.isEmpty else { return (nil, state.isClosed) }
        state.busy += 1
        return (state.urgent.isEmpty ? state.jobs.removeFirst() : state.urgent.removeFirst(), false)
      }
      if let job {
        job()
        condition.signal { state.withLock { $0.busy -= 1 } }
      } else if isClosed {
        return
      }
    }
  }
}
