import Synchronization

/// Says whether the answer to a request is still wanted.
final class CancellationToken: Sendable {
  enum Reason: Sendable { case client, edit, shutdown }

  private let reason = Mutex<Reason?>(nil)

  func cancel(_ reason: Reason) { self.reason.withLock { if $0 == nil { $0 = reason } } }

  var isCancelled: Bool { reason.withLock { $0 != nil } }

  /// Throws where the answer is no longer wanted.
  func check() throws(ResponseError) {
    switch reason.withLock({ $0 }) {
    case nil: return
    case .client: throw ResponseError(.requestCancelled, "the client has cancelled the request")
    case .edit: throw ResponseError(.contentModified, "the text has changed meanwhile")
    case .shutdown: throw ResponseError(.serverCancelled, "the server shuts down")
    }
  }
}

/// The requests that have not been answered yet.
final class RequestTable: Sendable {
  private struct Entry {
    var token: CancellationToken
    var endsWithEdit: Bool
  }

  private let entries = Mutex<[JSONValue: Entry]>([:])

  func add(_ id: JSONValue, endsWithEdit: Bool) -> CancellationToken {
    let token = CancellationToken()
    entries.withLock { $0[id] = Entry(token: token, endsWithEdit: endsWithEdit) }
    return token
  }

  func remove(_ id: JSONValue) { entries.withLock { $0[id] = nil } }

  func cancel(_ id: JSONValue) { entries.withLock { $0[id]?.token.cancel(.client) } }

  /// Ends requests whose answers an edit makes worthless and that the client will send again.
  func cancelForEdit() {
    entries.withLock { entries in for entry in entries.values where entry.endsWithEdit { entry.token.cancel(.edit) } }
  }

  func cancelAll() { entries.withLock { for entry in $0.values { entry.token.cancel(.shutdown) } } }
}
