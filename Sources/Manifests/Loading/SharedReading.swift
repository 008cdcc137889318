import RecordStore
import Synchronization

/// State shared by threads that read at the same time: they take parts, read them, and give them back, and whichever
/// thread gives back the part whose turn it is adds it to the run, with those after it that are there.
final class SharedReading: Sendable {
  /// A part that is being read. Between taking and giving back it belongs to one thread.
  struct Work: @unchecked Sendable {
    enum Content {
      /// Rows that go to the table in their turn.
      case rows(RowPart)
      /// Records that are read into a builder of their own, which the one of the run takes over.
      case records(FileContext)
    }

    let task: LoadTask
    let content: Content
  }

  /// The run and its builder, which only the thread touches that adds a part or opens a file.
  private struct Adding: @unchecked Sendable {
    let run: LoadRun
    var bytes = ReadBytes()
  }

  private struct Planning: @unchecked Sendable {
    var planner: TaskPlanner
  }

  private struct Progress: Sendable {
    var finished: [Int: Work] = [:]
    var nextIndex = 0
    var isAdding = false
    /// Entries of which nothing more is read.
    var stopped: Set<Int> = []
    var valueCount = 0
  }

  /// Parts that may wait to be added before a thread waits with them.
  private static let waitingLimit = 16

  // Whoever holds one of them takes only those after it.
  private let planning: Mutex<Planning>
  private let adding: Mutex<Adding>
  private let progress = Mutex(Progress())

  init(run: LoadRun, planner: TaskPlanner) {
    planning = Mutex(Planning(planner: planner))
    adding = Mutex(Adding(run: run))
  }

  /// Reads parts until there are none.
  func work() {
    let worker = RowWorker()
    while let work = next() {
      progress.withLock { _ in worker.collect() }
      worker.learn()
      switch work.content {
      case .rows(let part):
        part.scan(by: worker)
        worker.note(part)
      case .records(let context): work.task.read(into: context)
      }
      finish(work)
    }
  }

  /// Call it when no thread is at work any more.
  func end() { adding.withLock { $0.bytes.release() } }

  /// The next part; nil where there is none.
  private func next() -> Work? {
    planning.withLock { planning in
      while true {
        let (stopped, valueCount) = progress.withLock { ($0.stopped, $0.valueCount) }
        if let task = planning.planner.nextPart(besides: stopped) {
          return adding.withLock { makeWork(task, planning.planner.plan, $0.run, valueCount) }
        }
        let opened = adding.withLock { planning.planner.openNext($0.run) }
        switch opened {
        case .none: return nil
        case .divided, .unreadable: continue
        case .whole(let task): return adding.withLock { makeWork(task, nil, $0.run, valueCount) }
        }
      }
    }
  }

  private func makeWork(_ task: LoadTask, _ plan: RowPart.Plan?, _ run: LoadRun, _ valueCount: Int) -> Work {
    let (builder, options) = (run.builder, run.options)
    let makeContext = {
      let peer = builder.makePeer()
      return FileContext(
        builder: peer, shapes: FileContext.makeShapes(for: peer), file: task.file, options: options,
        valueCount: valueCount)
    }
    guard let plan, let range = task.range else { return Work(task: task, content: .records(makeContext())) }
    return Work(task: task, content: .rows(RowPart(task, range, plan, orElse: makeContext)))
  }

  /// Puts finished parts together in their order, unless another thread is at it and will find this one.
  private func finish(_ work: Work) {
    var (next, isFull) = progress.withLock { progress in
      progress.finished[work.task.index] = work
      return (Self.takeNext(&progress), progress.finished.count > Self.waitingLimit)
    }
    if next == nil, isFull { adding.withLock { _ in } }
    while let part = next {
      let (isStopped, valueCount) = adding.withLock { adding in
        Self.add(part, to: adding.run)
        adding.bytes.note(part.task)
        return (adding.run.isStopped(part.task.entry), adding.run.valueCount)
      }
      next = progress.withLock { progress in
        if isStopped {
          progress.stopped.insert(part.task.entry)
        } else if case .rows(let rows) = part.content {
          rows.isAdded = true
        }
        progress.valueCount = valueCount
        progress.nextIndex += 1
        progress.isAdding = false
        return Self.takeNext(&progress)
      }
    }
  }

  /// The part whose turn it is, if it is there and no thread is adding another one.
  private static func takeNext(_ progress: inout Progress) -> Work? {
    guard !progress.isAdding, let next = progress.finished.removeValue(forKey: progress.nextIndex) else { return nil }
    progress.isAdding = true
    return next
  }

  private static func add(_ work: Work, to run: LoadRun) {
    // After a fault that ends a file, its other parts do not count.
    if run.isStopped(work.task.entry) { return }
    switch work.content {
    case .records(let context): run.absorb(context, of: work.task)
    case .rows(let part):
      let context = run.makeContext(file: work.task.file, entry: work.task.entry)
      let rest = part.add(to: context)
      run.note(context)
      if let rest { run.absorb(rest, of: work.task) }
    }
  }
}
