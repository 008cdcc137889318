import Glibc
public import RulePlan

/// The language server: reads messages, and answers them until the client says that it is done.
public enum LanguageServer {
  public struct Options: Sendable {
    public var version: String
    /// The evaluation date of projects that name none.
    public var today: @Sendable () -> CalendarDate
    /// Where the session is recorded.
    public var tracePath: String?
    /// Threads that answer requests.
    public var threads: Int

    public init(
      version: String, today: @escaping @Sendable () -> CalendarDate, tracePath: String? = nil, threads: Int = 2
    ) {
      self.version = version
      self.today = today
      self.tracePath = tracePath
      self.threads = threads
    }
  }

  /// Serves a client over two file descriptors. Returns the exit code that the protocol asks for: 0 after an orderly
  /// end, 1 otherwise; 5 where the trace cannot be written, or the system gives no threads.
  public static func run(input: Int32, output: Int32, options: Options) -> Int32 {
    var trace: SessionTrace?
    if let path = options.tracePath {
      trace = SessionTrace(path: path)
      guard trace != nil else {
        log("cannot write `\(path)`")
        return 5
      }
    }
    let writer = MessageWriter(descriptor: output, trace: trace)
    let isWriting = writer.start()
    let session = ServerSession(options: options, writer: writer, log: log)
    guard isWriting, session.isAtWork else {
      log("the system gives no more threads")
      return 5
    }
    var framer = MessageFramer()
    var code: Int32?
    while code == nil, let bytes = read(input) {
      framer.append(bytes)
      while code == nil, let message = framer.next() {
        trace?.note(message, isFromClient: true)
        code = session.receive(message)
      }
    }
    session.finish()
    writer.close()
    return code ?? (session.phase == .shutDown ? 0 : 1)
  }

  /// Plays the messages of a recorded session again; what the server says goes to the output.
  public static func replay(_ path: String, output: Int32, options: Options) -> Int32 {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      log("cannot read `\(path)`")
      return 5
    }
    defer { close(descriptor) }
    var recording: [UInt8] = []
    while let bytes = read(descriptor) { recording += bytes }
    let writer = MessageWriter(descriptor: output, trace: nil)
    let isWriting = writer.start()
    let session = ServerSession(options: options, writer: writer, log: log)
    guard isWriting, session.isAtWork else {
      log("the system gives no more threads")
      return 5
    }
    var code: Int32?
    for message in SessionTrace.clientMessages(in: recording) {
      code = session.receive(message)
      // Each message is dealt with before the next one comes, so that the answers come in one order.
      session.pool.waitUntilIdle()
      if code != nil { break }
    }
    session.finish()
    writer.close()
    return code ?? 1
  }

  /// The messages that have arrived; nil at the end.
  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      return Array(block[..<count])
    }
  }

  /// Writes a line to standard error, where editors keep it.
  @Sendable private static func log(_ text: String) {
    let line = Array("policyc lsp: \(text)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
