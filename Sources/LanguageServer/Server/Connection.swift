import Synchronization

/// The messages that the server sends: answers, notifications, and requests of its own.
final class Connection: Sendable {
  private struct State {
    var counter = 0
    var waiting: [String: @Sendable (JSONValue?) -> Void] = [:]
  }

  let writer: MessageWriter
  private let state = Mutex(State())

  init(writer: MessageWriter) { self.writer = writer }

  func answer(_ id: JSONValue, _ result: JSONValue) {
    writer.send(["jsonrpc": "2.0", "id": id, "result": result])
  }

  func answer(_ id: JSONValue, _ error: ResponseError) {
    writer.send([
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .integer(error.code.rawValue), "message": .string(error.message)],
    ])
  }

  func notify(_ method: String, _ params: JSONValue) {
    writer.send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Asks the client; the answer is nil where it has none.
  func request(
    _ method: String, _ params: JSONValue? = nil, then: @escaping @Sendable (JSONValue?) -> Void = { _ in }
  ) {
    let id = state.withLock { state in
      state.counter &+= 1
      let id = "policyc-\(state.counter)"
      state.waiting[id] = then
      return id
    }
    writer.send(
      .members(["jsonrpc": "2.0", "id": .string(id), "method": .string(method), "params": params]))
  }

  /// An answer of the client has come.
  func receive(_ message: JSONValue) {
    guard let id = message["id"]?.string else { return }
    let then = state.withLock { $0.waiting.removeValue(forKey: id) }
    then?(message["result"])
  }

  /// Shows that something long is going on; nil where the client cannot show it.
  func beginProgress(_ title: String, message: String?, isShown: Bool) -> Progress? {
    guard isShown else { return nil }
    let token = state.withLock { state in
      state.counter &+= 1
      return "policyc-progress-\(state.counter)"
    }
    request("window/workDoneProgress/create", ["token": .string(token)])
    notify(
      "$/progress",
      [
        "token": .string(token),
        "value": .members([
          "kind": "begin", "title": .string(title), "message": message.map { .string($0) }, "cancellable": false,
        ]),
      ])
    return Progress(connection: self, token: token)
  }

  /// Something long that is shown to the user.
  struct Progress: Sendable {
    let connection: Connection
    let token: String

    func end() {
      connection.notify("$/progress", ["token": .string(token), "value": ["kind": "end"]])
    }
  }
}
