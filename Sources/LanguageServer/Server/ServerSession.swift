import RulePlan
import SourceText
import Workbench

/// One session with a client. It belongs to the thread that reads: edits are applied in the order in which they come,
/// and a request takes the picture of the moment with it to a worker.
final class ServerSession {
  enum Phase { case fresh, running, shutDown }

  private(set) var phase = Phase.fresh
  let options: LanguageServer.Options
  let connection: Connection
  let pool: WorkerPool
  let requests = RequestTable()
  let services = Services()
  let publisher: DiagnosticsPublisher
  let workspace: Workspace
  let log: @Sendable (String) -> Void
  var capabilities = ClientCapabilities()
  var settings = Settings()
  var uris: [String: String] = [:]
  var isPulled = false
  /// Answers of the client that change the state are worked off by the thread that reads.
  let inbox = Inbox()

  init(options: LanguageServer.Options, writer: MessageWriter, log: @escaping @Sendable (String) -> Void) {
    self.options = options
    self.log = log
    connection = Connection(writer: writer)
    pool = WorkerPool(threads: options.threads)
    publisher = DiagnosticsPublisher(pool: pool, connection: connection, services: services)
    workspace = Workspace(today: options.today)
  }

  /// Whether there are threads to do anything.
  var isAtWork: Bool { pool.isAtWork && publisher.isAtWork }

  var converter: PositionConverter { PositionConverter(unit: capabilities.encoding, uris: uris) }

  /// Takes in one message; the exit code where it was the last one.
  func receive(_ bytes: [UInt8]) -> Int32? {
    for settings in inbox.takeAll() { adopt(settings) }
    let message: JSONValue
    do throws(JSONReader.Failure) {
      message = try JSONReader.read(bytes)
    } catch {
      connection.answer(.null, ResponseError(.parseError, "\(error.message) at byte \(error.offset)"))
      return nil
    }
    return receive(message)
  }

  func receive(_ message: JSONValue) -> Int32? {
    guard let method = message["method"]?.string else {
      if message["id"] != nil, message["result"] != nil || message["error"] != nil {
        connection.receive(message)
        for settings in inbox.takeAll() { adopt(settings) }
      } else {
        connection.answer(.null, ResponseError(.invalidRequest, "expected a method"))
      }
      return nil
    }
    let params = message["params"] ?? .null
    guard let id = message["id"] else { return notification(method, params) }
    request(id, method, params)
    return nil
  }

  // MARK: Requests

  private func request(_ id: JSONValue, _ method: String, _ params: JSONValue) {
    switch (phase, method) {
    case (.fresh, "initialize"): return connection.answer(id, initialize(params))
    case (.fresh, _):
      return connection.answer(id, ResponseError(.serverNotInitialized, "`initialize` comes first"))
    case (.shutDown, _): return connection.answer(id, ResponseError(.invalidRequest, "the server is shut down"))
    case (.running, "initialize"):
      return connection.answer(id, ResponseError(.invalidRequest, "the server is initialized already"))
    case (.running, "shutdown"):
      shutDown()
      return connection.answer(id, .null)
    default: break
    }
    guard let entry = RequestHandlers.all[method] else {
      return connection.answer(id, ResponseError(.methodNotFound, "there is no `\(method)`"))
    }
    if capabilities.hasPullDiagnostics, method == "textDocument/diagnostic" || method == "workspace/diagnostic" {
      pullsDiagnostics()
    }
    let token = requests.add(id, endsWithEdit: entry.endsWithEdit)
    let context = context(params, token)
    let (connection, requests) = (connection, requests)
    pool.add {
      do throws(ResponseError) {
        try token.check()
        let result = try entry.handle(context, params)
        try token.check()
        connection.answer(id, result)
      } catch {
        connection.answer(id, error)
      }
      requests.remove(id)
    }
  }

  private func context(_ params: JSONValue, _ token: CancellationToken) -> RequestContext {
    let uri =
      params["textDocument", "uri"]?.string ?? params["item", "uri"]?.string
      ?? params["data", "uri"]?.string
    let path = uri.map { DocumentURI.path($0) } ?? ""
    return RequestContext(
      path: path, snapshot: uri == nil ? nil : workspace.snapshot(of: path), snapshots: workspace.snapshots(),
      capabilities: capabilities, converter: converter, settings: settings, token: token, services: services)
  }

  private func pullsDiagnostics() {
    guard !isPulled else { return }
    isPulled = true
    publish(isEdit: false)
  }

  /// Publishes what follows from the state now.
  func publish(isEdit: Bool = true) {
    publisher.publish(
      DiagnosticsPublisher.Work(
        snapshots: workspace.snapshots(), capabilities: capabilities, converter: converter, settings: settings,
        isPulled: isPulled), isEdit: isEdit)
  }

  // MARK: Life

  private func initialize(_ params: JSONValue) -> JSONValue {
    phase = .running
    capabilities = ClientCapabilities(params["capabilities"] ?? .null)
    settings.adopt(params["initializationOptions"])
    var folders = params["workspaceFolders"]?.array?.compactMap { $0["uri"]?.string } ?? []
    if folders.isEmpty, let root = params["rootUri"]?.string { folders = [root] }
    if folders.isEmpty, let root = params["rootPath"]?.string { folders = [DocumentURI.uri(root)] }
    for folder in folders { workspace.add(folder: DocumentURI.path(folder)) }
    return [
      "capabilities": ServerCapabilities.json(
        capabilities,
        namesEncoding: params["capabilities", "general", "positionEncodings"]?.strings.isEmpty == false),
      "serverInfo": ["name": "policyc", "version": .string(options.version)],
    ]
  }

  private func initialized() {
    workspace.discover()
    if capabilities.hasWatchedFilesRegistration {
      connection.request(
        "client/registerCapability",
        [
          "registrations": [
            [
              "id": "policyc-files", "method": "workspace/didChangeWatchedFiles",
              "registerOptions": [
                "watchers": [
                  ["globPattern": "**/*.policy"], ["globPattern": "**/policyc.yaml"],
                  ["globPattern": "**/*.{yaml,yml,json,jsonl,ndjson,csv}"],
                ]
              ],
            ]
          ]
        ])
    }
    askForSettings()
    publish(isEdit: false)
  }

  private func askForSettings() {
    guard capabilities.hasConfiguration else { return }
    connection.request("workspace/configuration", ["items": [["section": "policyc"]]]) { [inbox] answer in
      if let settings = answer?.array?.first, !settings.isNull { inbox.put(settings) }
    }
  }

  private func adopt(_ value: JSONValue) {
    settings.adopt(value)
    publish(isEdit: false)
  }

  private func shutDown() {
    phase = .shutDown
    requests.cancelAll()
    publisher.close()
  }

  /// Ends what is under way, and waits until every request has its answer.
  func finish() {
    publisher.close()
    pool.waitUntilIdle()
    pool.close()
  }

  // MARK: Notifications

  private func notification(_ method: String, _ params: JSONValue) -> Int32? {
    switch method {
    case "exit": return phase == .shutDown ? 0 : 1
    // Some clients send this without asking for an answer.
    case "shutdown": if phase == .running { shutDown() }
    case "$/cancelRequest": if let id = params["id"] { requests.cancel(id) }
    case _ where phase != .running: break
    case "initialized": initialized()
    case "textDocument/didOpen": open(params["textDocument"] ?? .null)
    case "textDocument/didChange": change(params)
    case "textDocument/didClose": close(params)
    case "textDocument/didSave": publish(isEdit: false)
    case "workspace/didChangeWatchedFiles":
      workspace.filesChanged(
        params["changes"]?.array?.compactMap { $0["uri"]?.string.map { DocumentURI.path($0) } } ?? [])
      publish(isEdit: false)
    case "workspace/didChangeWorkspaceFolders":
      for folder in params["event", "removed"]?.array ?? [] {
        if let uri = folder["uri"]?.string { workspace.remove(folder: DocumentURI.path(uri)) }
      }
      for folder in params["event", "added"]?.array ?? [] {
        if let uri = folder["uri"]?.string { workspace.add(folder: DocumentURI.path(uri)) }
      }
      workspace.discover()
      publish(isEdit: false)
    case "workspace/didChangeConfiguration":
      if let own = params["settings", "policyc"] { adopt(own) }
      askForSettings()
    default: break
    }
    return nil
  }

  private func open(_ item: JSONValue) {
    guard let uri = item["uri"]?.string, let text = item["text"]?.string else { return log("didOpen without a text") }
    let path = DocumentURI.path(uri)
    uris[path] = uri
    requests.cancelForEdit()
    workspace.open(
      TextDocument(
        path: path, language: item["languageId"]?.string ?? "", version: item["version"]?.integer ?? 0,
        text: Array(text.utf8)))
    publish(isEdit: false)
  }

  private func change(_ params: JSONValue) {
    guard let uri = params["textDocument", "uri"]?.string else { return log("didChange without a document") }
    var changes: [TextDocument.Change] = []
    for change in params["contentChanges"]?.array ?? [] {
      guard let text = change["text"]?.string else { return log("didChange without a text") }
      var range: (TextPosition, TextPosition)?
      if let json = change["range"], !json.isNull {
        guard let start = try? PositionConverter.textPosition(json["start"]),
          let end = try? PositionConverter.textPosition(json["end"])
        else { return log("didChange: invalid range") }
        range = (start, end)
      }
      changes.append(TextDocument.Change(range: range, text: Array(text.utf8)))
    }
    requests.cancelForEdit()
    let path = DocumentURI.path(uri)
    let version = params["textDocument", "version"]?.integer ?? (workspace.documents[path]?.version ?? 0) &+ 1
    guard workspace.change(path, changes, version: version, unit: capabilities.encoding) else {
      return log("didChange of a document that is not open: \(uri)")
    }
    publish()
  }

  private func close(_ params: JSONValue) {
    guard let uri = params["textDocument", "uri"]?.string else { return }
    let path = DocumentURI.path(uri)
    services.tokens.forget(path)
    requests.cancelForEdit()
    workspace.close(path)
    uris[path] = nil
    publish(isEdit: false)
  }
}
