import Evaluation
import PolicySemantics
import Synchronization
import Workbench

/// Sends diagnostics after edits, each state once: policies as soon as they are compiled, data when typing pauses. A
/// newer state takes the place of one that has not been begun, and ends a check of data that is under way.
final class DiagnosticsPublisher: Sendable {
  /// The diagnostics to be published.
  struct Work: Sendable {
    var snapshots: [ProjectSnapshot]
    var capabilities: ClientCapabilities
    var converter: PositionConverter
    var settings: Settings
    /// Whether the client asks for diagnostics by itself: then it is only told that there are new ones.
    var isPulled: Bool
    /// Counts the states; set by ``publish(_:isEdit:)``.
    var number = 0

    /// Whether there is a large project that has not been compiled yet, and none of whose policies is open: clients
    /// open theirs right after they have said that they are ready.
    var awaitsDocuments: Bool { snapshots.contains { $0.isNew && !$0.isOpen } }
  }

  private struct State {
    var waiting: Work?
    var isRunning = false
    /// The diagnostics last published, by address.
    var published: [String: (items: [JSONValue], version: Int?)] = [:]
    var dataWork: Work?
    /// When the data is to be checked, on the monotonic clock.
    var dataTime: Int64 = 0
    var dataRun: Cancellation?
    var checkedRevisions: [String: Int] = [:]
    var isClosed = false
    var lastNumber = 0
    var order = PublicationOrder()
  }

  /// Typing pauses when nothing has come for so long.
  private static let pause: Int64 = 200_000_000

  private let state = Mutex(State())
  private let condition = Condition()
  private let hasThread = Atomic<Bool>(false)
  private let pool: WorkerPool
  private let connection: Connection
  private let services: Services

  init(pool: WorkerPool, connection: Connection, services: Services) {
    self.pool = pool
    self.connection = connection
    self.services = services
    let isStarted = WorkerThread.start { [weak self] in
      while let publisher = self, publisher.checkDataOnce() {}
    }
    hasThread.store(isStarted, ordering: .relaxed)
  }

  /// Whether there is a thread that looks at the data; without one nothing is ever said of it.
  var isAtWork: Bool { hasThread.load(ordering: .relaxed) }

  /// Publishes a new state.
  func publish(_ work: Work, isEdit: Bool = true) {
    var work = work
    let shouldStart = state.withLock { state in
      state.lastNumber &+= 1
      work.number = state.lastNumber
      state.waiting = work
      state.dataRun?.cancel()
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if shouldStart { pool.add { self.run() } }
    let latest = work
    condition.signal {
      state.withLock { state in
        state.dataWork = latest
        state.dataTime = Condition.now &+ (isEdit || latest.awaitsDocuments ? Self.pause : 0)
      }
    }
  }

  func close() {
    condition.signal {
      state.withLock { state in
        state.isClosed = true
        state.dataRun?.cancel()
      }
    }
  }

  // MARK: Policies

  private func run() {
    while true {
      let work = state.withLock { state in
        let work = state.waiting
        state.waiting = nil
        if work == nil { state.isRunning = false }
        return work
      }
      guard let work else { return }
      publishFirstLook(work)
      // The rest of a large project that nobody looks at yet can wait until nothing more has come for a while.
      if !work.awaitsDocuments { publishAll(work, isPrompt: true) }
    }
  }

  /// Sends what is wrong in open documents of large projects, while another thread compiles these for the first time.
  private func publishFirstLook(_ work: Work) {
    guard !work.isPulled else { return }
    for snapshot in work.snapshots where snapshot.isNew && snapshot.isOpen {
      pool.add(isUrgent: false) { _ = snapshot.analysis }
      let ticket = state.withLock { $0.order.begin(state: work.number) }
      guard let found = snapshot.firstLook else { continue }
      let conversion = conversion(work, snapshot)
      state.withLock { state in
        guard state.order.admits(ticket) else { return }
        for (path, diagnostics) in found.sorted(by: { $0.key < $1.key }) {
          let uri = work.converter.uri(path)
          guard let document = snapshot.open[path], state.published[uri] == nil else { continue }
          let items = diagnostics.map { conversion.json($0, in: document.source) }
          state.published[uri] = (items, document.version)
          connection.notify(
            "textDocument/publishDiagnostics",
            Self.message(uri, items, work.capabilities.hasDiagnosticVersion ? document.version : nil))
        }
      }
    }
  }

  private func publishAll(_ work: Work, isPrompt: Bool) {
    let ticket = state.withLock { $0.order.begin(state: work.number) }
    var items: [String: [JSONValue]] = [:]
    var versions: [String: Int] = [:]
    for snapshot in work.snapshots {
      let conversion = conversion(work, snapshot)
      for (path, list) in ProjectDiagnostics.policies(snapshot, conversion, isPrompt: isPrompt) {
        items[path, default: []] += list
      }
      for (path, document) in snapshot.open { versions[path] = document.version }
      guard let data = services.data.result(of: snapshot.root) else { continue }
      for (path, list) in ProjectDiagnostics.data(data, conversion) { items[path, default: []] += list }
    }
    if work.isPulled {
      clear(work)
      return
    }
    for path in versions.keys where items[path] == nil { items[path] = [] }
    send(items, versions, work, ticket)
  }

  private func send(
    _ items: [String: [JSONValue]], _ versions: [String: Int], _ work: Work, _ ticket: PublicationOrder.Ticket
  ) {
    state.withLock { state in
      guard state.order.admits(ticket) else { return }
      var messages: [JSONValue] = []
      var addresses: Set<String> = []
      for (path, list) in items.sorted(by: { $0.key < $1.key }) where !path.isEmpty {
        let uri = work.converter.uri(path)
        addresses.insert(uri)
        let version = versions[path]
        if let last = state.published[uri] {
          guard last.items != list || last.version != version else { continue }
        } else if list.isEmpty, version == nil {
          continue
        }
        state.published[uri] = (list, version)
        messages.append(Self.message(uri, list, work.capabilities.hasDiagnosticVersion ? version : nil))
      }
      for (uri, last) in state.published where !addresses.contains(uri) {
        if !last.items.isEmpty { messages.append(Self.message(uri, [], nil)) }
        state.published[uri] = nil
      }
      // Before anyone else may send.
      for message in messages { connection.notify("textDocument/publishDiagnostics", message) }
    }
  }

  /// Takes back what was published before the client asked by itself.
  private func clear(_ work: Work) {
    let uris = state.withLock { state in
      let uris = state.published.filter { !$0.value.items.isEmpty }.map(\.key).sorted()
      state.published = [:]
      return uris
    }
    for uri in uris { connection.notify("textDocument/publishDiagnostics", Self.message(uri, [], nil)) }
  }

  private static func message(_ uri: String, _ items: [JSONValue], _ version: Int?) -> JSONValue {
    .members(["uri": .string(uri), "version": version.map { .integer($0) }, "diagnostics": .array(items)])
  }

  private func conversion(_ work: Work, _ snapshot: ProjectSnapshot) -> DiagnosticConversion {
    DiagnosticConversion(
      capabilities: work.capabilities, converter: work.converter, settings: work.settings, snapshot: snapshot)
  }

  // MARK: Data

  /// Waits until typing has paused, and checks the data of the projects that have changed. False at the end.
  private func checkDataOnce() -> Bool {
    condition.wait { state.withLock { $0.dataWork != nil || $0.isClosed } }
    while true {
      let (time, isClosed) = state.withLock { ($0.dataTime, $0.isClosed) }
      if isClosed { return false }
      guard Condition.now < time else { break }
      // A newer edit only moves the time.
      _ = condition.wait(untilTime: time) { state.withLock { $0.isClosed } }
    }
    let cancellation = Cancellation()
    let work = state.withLock { state in
      let work = state.dataWork
      state.dataWork = nil
      state.dataRun = cancellation
      return work
    }
    guard let work else { return true }
    var hasNews = false
    // The rest, which was not available at once.
    for snapshot in work.snapshots where snapshot.isProvisional || snapshot.isNew {
      guard !cancellation.isCancelled else { return true }
      _ = snapshot.analysis
      hasNews = true
    }
    if hasNews, !cancellation.isCancelled { publishAll(work, isPrompt: false) }
    hasNews = false
    var checked: [String: Int] = [:]
    for snapshot in work.snapshots {
      guard work.settings.checksData, snapshot.project?.data.isEmpty == false else {
        // The project names no data any more.
        if services.data.forget(snapshot.root) { hasNews = true }
        continue
      }
      let isChecked = state.withLock { $0.checkedRevisions[snapshot.root] == snapshot.revision }
      guard !isChecked, !cancellation.isCancelled else { continue }
      let progress = connection.beginProgress(
        "Checking data", message: snapshot.project?.name,
        isShown: work.capabilities.hasWorkDoneProgress
          && services.data.result(of: snapshot.root) == nil)
      let language = work.settings.language ?? snapshot.languages.first ?? "en"
      let result = DataAnalysis.run(snapshot, language: language, cancellation: cancellation)
      progress?.end()
      guard !cancellation.isCancelled else { return true }
      if let result {
        services.data.put(result, of: snapshot.root)
        hasNews = true
      } else if snapshot.analysis.compilation.hasErrors, services.data.forget(snapshot.root) {
        // Findings of policies that no longer compile would only mislead.
        hasNews = true
      }
      checked[snapshot.root] = snapshot.revision
    }
    guard hasNews, !cancellation.isCancelled else {
      // Results that were never sent count as not checked.
      if !hasNews { note(checked) }
      return true
    }
    publishAll(work, isPrompt: false)
    note(checked)
    if work.isPulled { connection.request("workspace/diagnostic/refresh") }
    if work.capabilities.hasCodeLensRefresh { connection.request("workspace/codeLens/refresh") }
    return true
  }

  private func note(_ checked: [String: Int]) {
    state.withLock { $0.checkedRevisions.merge(checked) { _, new in new } }
  }
}
