import Synchronization

/// Settings that the client has sent as an answer, until the thread that reads takes them up.
final class Inbox: Sendable {
  private let values = Mutex<[JSONValue]>([])

  func put(_ value: JSONValue) { values.withLock { $0.append(value) } }

  func takeAll() -> [JSONValue] {
    values.withLock { values in
      defer { values = [] }
      return values
    }
  }
}
