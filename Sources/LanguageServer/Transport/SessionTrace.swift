import Glibc
import Synchronization

/// Records a session: one JSON object a line with the direction and the message.
final class SessionTrace: Sendable {
  private let descriptor: Int32
  private let lock = Mutex(())

  /// Nil where the file cannot be written.
  init?(path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  func note(_ body: [UInt8], isFromClient: Bool) {
    // A message is JSON, so it fits in the line as it is once its line ends are gone.
    let flat = body.filter { $0 != 0x0A && $0 != 0x0D }
    let line = Array("{\"from\":\"\(isFromClient ? "client" : "server")\",\"message\":".utf8) + flat + Array("}\n".utf8)
    lock.withLock { _ in
      _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
  }

  /// The messages of the client in a recording, in order.
  static func clientMessages(in recording: [UInt8]) -> [JSONValue] {
    recording.split(separator: 0x0A).compactMap { line in
      guard let entry = try? JSONReader.read(Array(line)), entry["from"]?.string == "client" else { return nil }
      return entry["message"]
    }
  }
}
