import Glibc
import Synchronization

/// Writes messages to a file descriptor from a thread of its own, all waiting ones together, so that nobody has to wait
/// for the client to read.
final class MessageWriter: Sendable {
  private struct State {
    var pending: [UInt8] = []
    var isClosed = false
    var isWriting = false
    var hasFailed = false
  }

  private let descriptor: Int32
  private let state = Mutex(State())
  private let condition = Condition()
  private let trace: SessionTrace?

  init(descriptor: Int32, trace: SessionTrace?) {
    self.descriptor = descriptor
    self.trace = trace
  }

  /// False where the system gives no thread.
  func start() -> Bool { WorkerThread.start { self.run() } }

  func send(_ message: JSONValue) {
    let body = message.bytes
    trace?.note(body, isFromClient: false)
    condition.signal {
      state.withLock { state in
        guard !state.isClosed else { return }
        state.pending += "Content-Length: \(body.count)\r\n\r\n".utf8
        state.pending += body
      }
    }
  }

  /// Waits until everything has been written, but not for ever on a client that no longer reads. Nothing is sent
  /// afterwards.
  func close() {
    condition.signal { state.withLock { $0.isClosed = true } }
    _ = condition.wait(untilTime: Condition.now &+ 2_000_000_000) {
      state.withLock { ($0.pending.isEmpty && !$0.isWriting) || $0.hasFailed }
    }
  }

  private func run() {
    while true {
      condition.wait { state.withLock { !$0.pending.isEmpty || $0.isClosed } }
      let bytes = state.withLock { state in
        let bytes = state.pending
        state.pending = []
        state.isWriting = !bytes.isEmpty
        return bytes
      }
      let isComplete = write(bytes)
      let isDone = state.withLock { state in
        state.isWriting = false
        if !isComplete { state.hasFailed = true }
        return state.hasFailed || (state.isClosed && state.pending.isEmpty)
      }
      condition.signal {}
      if isDone { return }
    }
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        offset += count
      }
      return true
    }
  }
}
