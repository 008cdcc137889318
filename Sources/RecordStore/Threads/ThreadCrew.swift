import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// The threads that parts of work are done on. They are made when they are first needed and stay. Where the system gives
/// no more of them, the work is done by those that there are, down to the one that asks: nothing ever waits for a thread
/// that cannot be made.
final class ThreadCrew: Sendable {
  static let shared = ThreadCrew()

  /// Work in parts, which whoever is free takes one after the other.
  private final class Work: Sendable {
    private let body: @Sendable (Int) -> Void
    private let parts: Int
    private let next = Atomic<Int>(0)
    private let finished = Atomic<Int>(0)

    init(parts: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.parts = parts
      self.body = body
    }

    /// Does parts until there are none; true where the last one was among them.
    func take() -> Bool {
      while true {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < parts else { return false }
        body(part)
        if finished.add(1, ordering: .acquiringAndReleasing).newValue == parts { return true }
      }
    }

    var isTaken: Bool { next.load(ordering: .relaxed) >= parts }
    var isFinished: Bool { finished.load(ordering: .acquiring) == parts }
  }

  private struct Handles {
    var mutex = pthread_mutex_t()
    var condition = pthread_cond_t()
  }

  // The addresses must not change, and everything below is touched only by whoever holds the mutex.
  private nonisolated(unsafe) let handles: UnsafeMutablePointer<Handles>
  private nonisolated(unsafe) var waiting: [Work] = []
  private nonisolated(unsafe) var threadCount = 0
  private nonisolated(unsafe) var hasRoom = true

  private static let threadLimit = 256
  private static let stackSize = 8 << 20

  private init() {
    handles = .allocate(capacity: 1)
    handles.initialize(to: Handles())
    pthread_mutex_init(&handles.pointee.mutex, nil)
    pthread_cond_init(&handles.pointee.condition, nil)
  }

  /// Calls the body for each part, on this thread and on others, and returns when all are done.
  func run(parts: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(parts: parts, body)
    locked {
      waiting.append(work)
      while hasRoom, threadCount < min(parts - 1, Self.threadLimit) { addThread() }
      pthread_cond_broadcast(&handles.pointee.condition)
    }
    _ = work.take()
    locked {
      waiting.removeAll { $0 === work }
      while !work.isFinished { pthread_cond_wait(&handles.pointee.condition, &handles.pointee.mutex) }
    }
  }

  private func locked(_ body: () -> Void) {
    pthread_mutex_lock(&handles.pointee.mutex)
    body()
    pthread_mutex_unlock(&handles.pointee.mutex)
  }

  private func addThread() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { _ in
        ThreadCrew.shared.help()
        return nil
      }, nil)
    if status == 0 { threadCount += 1 } else { hasRoom = false }
  }

  /// The loop of a thread of the crew.
  private func help() {
    while true {
      var work: Work?
      locked {
        while true {
          waiting.removeAll(where: \.isTaken)
          work = waiting.first
          if work != nil { break }
          pthread_cond_wait(&handles.pointee.condition, &handles.pointee.mutex)
        }
      }
      if work?.take() == true { locked { pthread_cond_broadcast(&handles.pointee.condition) } }
    }
  }
}
