import Diagnostics
import RecordStore
import RulePlan
import SourceText

/// One run of the loader: the files in their order, and what is wrong with them.
final class LoadRun {
  /// A file, or the fault in its place.
  struct Entry {
    var path: String
    /// Index in the store; nil where the file could not be opened.
    var file: Int?
    var faults: FaultList
    /// Whether it is a file of requests: its faults do not concern the data.
    var holdsRequests = false
  }

  let builder: RecordStoreBuilder
  let options: LoadOptions
  private let shapes: [TableShape]
  private(set) var entries: [Entry] = []
  private(set) var statistics = LoadStatistics()
  private(set) var valueCount = 0
  /// The records that sources have made, by file of the store.
  let sourceCounts = SourceCounts()
  /// Entities of which records may be missing, so that a reference to one need not be wrong.
  private(set) var incompleteTables: Set<TableID> = []
  /// Entities of which records of requests may be missing.
  private(set) var incompleteRequestTables: Set<TableID> = []

  init(builder: RecordStoreBuilder, options: LoadOptions) {
    self.builder = builder
    self.options = options
    shapes = FileContext.makeShapes(for: builder)
  }

  // MARK: Files

  func addEntry(_ path: String, holdsRequests: Bool = false) -> Int {
    entries.append(
      Entry(
        path: path, file: nil, faults: FaultList(limit: options.limits.errorsPerFile), holdsRequests: holdsRequests))
    return entries.count - 1
  }

  func addFile(_ file: DataFile, entry: Int) -> Int {
    statistics.fileCount += 1
    statistics.byteCount += file.bytes.count
    let index = builder.add(file)
    entries[entry].file = index
    return index
  }

  func note(_ passed: [PassedFile]) { statistics.passedFiles += passed }

  func faults(of entry: Int) -> FaultList { entries[entry].faults }

  /// Whether the rest of a file is not read.
  func isStopped(_ entry: Int) -> Bool { entries[entry].faults.isCut }

  /// For reading into the store itself.
  func makeContext(file: Int, entry: Int) -> FileContext {
    FileContext(
      builder: builder, shapes: shapes, file: file, options: options, faults: entries[entry].faults,
      valueCount: valueCount)
  }

  /// Takes over what reading a part has found.
  func note(_ context: FileContext, ofRequests: Bool = false) {
    if ofRequests {
      incompleteRequestTables.formUnion(context.incompleteTables)
    } else {
      incompleteTables.formUnion(context.incompleteTables)
    }
    valueCount += context.valueCount - context.firstValueCount
  }

  /// Parts that are read at the same time see the limit only together.
  private func checkValueCount(_ task: LoadTask) {
    let faults = entries[task.entry].faults
    guard valueCount > options.limits.valueCount, !faults.hasPassedLimit else { return }
    let start = task.range?.lowerBound ?? 0
    _ = faults.stop(.tooManyValues, start, start, "there are more values than can be read")
  }

  // MARK: Reading

  /// Reads all parts of all sources, in order or on several threads.
  func read(_ sources: [DataSource]) {
    var planner = TaskPlanner(sources, options: options)
    guard options.jobs > 1 else {
      var bytes = ReadBytes()
      while let task = planner.next(self) {
        let context = makeContext(file: task.file, entry: task.entry)
        task.read(into: context)
        note(context)
        bytes.note(task)
      }
      bytes.release()
      return
    }
    let shared = SharedReading(run: self, planner: planner)
    Workers.run(parts: options.jobs) { _ in shared.work() }
    shared.end()
  }

  /// Takes over a part that was read apart.
  func absorb(_ context: FileContext, of task: LoadTask) {
    builder.absorb(context.builder)
    faults(of: task.entry).absorb(context.faults)
    note(context)
    checkValueCount(task)
  }
}
