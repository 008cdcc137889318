import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Keeps the process alive where a mapped file becomes shorter while it is read. The system then sends SIGBUS for a page
/// that is not there any more; in its place the reader is given a page of zeros, and whoever mapped the file finds that it
/// has changed.
enum MappingGuard {
  /// Mappings that are guarded at a time. A file beyond that is read and not mapped.
  private static let capacity = 1024

  // The handler of the signal reads the ranges, so they lie in plain memory: the start of each, then its end; 0 where
  // there is none.
  private nonisolated(unsafe) static let ranges: UnsafeMutablePointer<UInt> = {
    let ranges = UnsafeMutablePointer<UInt>.allocate(capacity: capacity * 2)
    ranges.initialize(repeating: 0, count: capacity * 2)
    return ranges
  }()
  private nonisolated(unsafe) static let earlierAction: UnsafeMutablePointer<sigaction> = {
    let action = UnsafeMutablePointer<sigaction>.allocate(capacity: 1)
    action.initialize(to: sigaction())
    return action
  }()
  private static let isTaken = Mutex([Bool](repeating: false, count: capacity))
  private static let isInstalled: Bool = install()

  /// Begins to guard a mapping; nil where there is no room for it. Give the number to ``end(_:)`` before it is unmapped.
  static func begin(_ base: UnsafeRawPointer, count: Int) -> Int? {
    guard isInstalled else { return nil }
    return isTaken.withLock { isTaken in
      guard let slot = isTaken.firstIndex(of: false) else { return nil }
      isTaken[slot] = true
      ranges[slot * 2 + 1] = UInt(bitPattern: base) + UInt(count)
      ranges[slot * 2] = UInt(bitPattern: base)
      return slot
    }
  }

  static func end(_ slot: Int) {
    isTaken.withLock { isTaken in
      ranges[slot * 2] = 0
      ranges[slot * 2 + 1] = 0
      isTaken[slot] = false
    }
  }

  private static func install() -> Bool {
    _ = ranges
    var action = sigaction()
    action.sa_flags = Int32(SA_SIGINFO) | Int32(SA_RESTART)
    action.__sigaction_handler.sa_sigaction = { _, info, _ in
      // Nothing here may allocate or wait.
      let place = UInt(bitPattern: info?.pointee._sifields._sigfault.si_addr)
      var slot = 0
      while slot < MappingGuard.capacity {
        if place >= MappingGuard.ranges[slot * 2], place < MappingGuard.ranges[slot * 2 + 1] {
          let page = UnsafeMutableRawPointer(bitPattern: place & ~4095)
          let made = mmap(page, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
          if made != MAP_FAILED { return }
        }
        slot += 1
      }
      // Not one of ours: it happens again, and what was to be done before is done.
      sigaction(SIGBUS, MappingGuard.earlierAction, nil)
    }
    return sigaction(SIGBUS, &action, earlierAction) == 0
  }
}
