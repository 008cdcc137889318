import Synchronization

/// The colours that were last sent for each document, to send only what has changed.
final class SemanticTokenHistory: Sendable {
  private struct State {
    var counter = 0
    var last: [String: (id: String, data: [Int])] = [:]
  }

  private let state = Mutex(State())

  /// Keeps a result and gives it an ID.
  func keep(_ data: [Int], of path: String) -> String {
    state.withLock { state in
      state.counter &+= 1
      let id = String(state.counter)
      state.last[path] = (id, data)
      return id
    }
  }

  func data(_ id: String, of path: String) -> [Int]? {
    state.withLock { state in state.last[path].flatMap { $0.id == id ? $0.data : nil } }
  }

  func forget(_ path: String) { state.withLock { $0.last[path] = nil } }
}
