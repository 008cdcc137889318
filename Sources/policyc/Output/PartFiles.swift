import Glibc
import Synchronization

/// The files that are being written beside their places. A signal that ends the process removes them first.
enum PartFiles {
  private static let capacity = 64
  private static let isTaken = Mutex([Bool](repeating: false, count: capacity))

  // The handler of the signals reads the names, so they lie in plain memory; nil where there is none.
  private nonisolated(unsafe) static let names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let names = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    names.initialize(repeating: nil, count: capacity)
    return names
  }()

  /// Has signals that end the process remove what is not complete. To be called once, before anything is written.
  static func guardAgainstSignals() {
    _ = names
    for signal in [SIGTERM, SIGINT, SIGHUP] {
      var earlier = sigaction()
      sigaction(signal, nil, &earlier)
      // A signal that the caller has the process ignore stays ignored.
      let isIgnored = unsafeBitCast(earlier.__sigaction_handler.sa_handler, to: Int.self) == 1
      if isIgnored { continue }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        var slot = 0
        while slot < PartFiles.capacity {
          if let name = PartFiles.names[slot] { unlink(name) }
          slot += 1
        }
        // Ends as if nothing had been done.
        Glibc.signal(number, SIG_DFL)
        raise(number)
      }
      sigaction(signal, &action, nil)
    }
  }

  /// Notes a file before it is made; nil where there is no room, which costs nothing but the guard.
  static func begin(_ path: String) -> Int? {
    isTaken.withLock { isTaken in
      guard let slot = isTaken.firstIndex(of: false) else { return nil }
      isTaken[slot] = true
      names[slot] = strdup(path)
      return slot
    }
  }

  /// The file is complete, or gone.
  static func end(_ slot: Int?) {
    guard let slot else { return }
    isTaken.withLock { isTaken in
      let name = names[slot]
      names[slot] = nil
      free(name)
      isTaken[slot] = false
    }
  }
}
