import Glibc
import LanguageServer
import RulePlan
import Synchronization
import Testing

/// A client over pipes to a server in a thread of its own.
final class TestClient {
  private let input: Int32
  private let output: Int32
  private let exitCode = ExitBox()
  private var framer = MessageFramer()
  private var counter = 0
  /// Notifications and requests of the server that nobody has looked at yet.
  private(set) var received: [JSONValue] = []

  /// The code that the server ended with.
  final class ExitBox: Sendable {
    let code = Mutex<Int32?>(nil)
  }

  init(tracePath: String? = nil) throws {
    // A server that is gone must not end the test.
    signal(SIGPIPE, SIG_IGN)
    var toServer: [Int32] = [0, 0]
    var fromServer: [Int32] = [0, 0]
    try #require(pipe(&toServer) == 0)
    try #require(pipe(&fromServer) == 0)
    (input, output) = (toServer[1], fromServer[0])
    let options = LanguageServer.Options(version: "test", today: { CalendarDate(days: 18_000) }, tracePath: tracePath)
    let (reading, writing, box) = (toServer[0], fromServer[1], exitCode)
    startThread {
      let code = LanguageServer.run(input: reading, output: writing, options: options)
      close(writing)
      close(reading)
      box.code.withLock { $0 = code }
    }
  }

  deinit {
    close(input)
    close(output)
  }

  func sendRaw(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func send(_ message: JSONValue) {
    let body = message.bytes
    sendRaw(Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }

  func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  /// Sends a request and returns its ID.
  func ask(_ method: String, _ params: JSONValue) -> Int {
    counter += 1
    send(["jsonrpc": "2.0", "id": .integer(counter), "method": .string(method), "params": params])
    return counter
  }

  /// The answer to a request, as it came.
  func answer(_ id: Int) throws -> JSONValue {
    if let index = received.firstIndex(where: { $0.at("id") == .integer(id) && $0.at("method") == nil }) {
      return received.remove(at: index)
    }
    while let message = next() {
      if message.at("id") == .integer(id), message.at("method") == nil { return message }
      received.append(message)
    }
    throw Failure.ended
  }

  func request(_ method: String, _ params: JSONValue) throws -> JSONValue {
    let message = try answer(ask(method, params))
    return try #require(message.at("result"), "\(message)")
  }

  /// The next notification of a method.
  func notification(_ method: String) throws -> JSONValue {
    let isWanted = { (message: JSONValue) in message.at("method") == .string(method) }
    if let index = received.firstIndex(where: isWanted) { return received.remove(at: index).at("params") ?? .null }
    while let message = next() {
      if isWanted(message) { return message.at("params") ?? .null }
      received.append(message)
    }
    throw Failure.ended
  }

  enum Failure: Error { case ended }

  /// The next message; nil where the server has ended.
  func next() -> JSONValue? {
    while true {
      if let bytes = framer.next() { return try? JSONReader.read(bytes) }
      var block = [UInt8](repeating: 0, count: 1 << 16)
      let count = block.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      framer.append(block[..<count])
    }
  }

  /// Ends the session; the exit code of the server.
  func end() throws -> Int32? {
    _ = try request("shutdown", .null)
    send(["jsonrpc": "2.0", "method": "exit"])
    while let message = next() { received.append(message) }
    for _ in 0..<10_000 {
      if let code = exitCode.code.withLock({ $0 }) { return code }
      sched_yield()
    }
    return exitCode.code.withLock { $0 }
  }

  // MARK: Documents

  static let uri = "file:///nowhere/demo.policy"

  /// Begins a session with a document.
  func begin(_ text: String, uri: String = TestClient.uri, capabilities: JSONValue = [:]) throws {
    _ = try request(
      "initialize", ["processId": .null, "rootUri": .null, "capabilities": capabilities])
    notify("initialized", [:])
    open(text, uri: uri)
  }

  func open(_ text: String, uri: String = TestClient.uri, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "policy", "version": .integer(version), "text": .string(text),
        ]
      ])
  }

  static func document(_ uri: String = TestClient.uri) -> JSONValue { ["uri": .string(uri)] }

  static func position(_ line: Int, _ character: Int) -> JSONValue {
    ["line": .integer(line), "character": .integer(character)]
  }
}

extension JSONValue {
  /// A member, for tests of plain data.
  func at(_ path: String...) -> JSONValue? {
    var value: JSONValue? = self
    for name in path {
      guard case .object(let members) = value else { return nil }
      value = members.first { $0.name == name }?.value
    }
    return value
  }

  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var number: Int? { if case .integer(let number) = self { number } else { nil } }
}

private final class ThreadBody {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  var thread = pthread_t()
  let argument = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
  pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, argument)
  pthread_detach(thread)
}
