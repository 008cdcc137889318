#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of one file: in memory, or mapped from the disk.
public final class FileBytes: @unchecked Sendable {
  // Read only, so sharing it between threads is safe.
  private enum Content {
    case memory([UInt8])
    case mapping(UnsafeRawPointer, count: Int, descriptor: Int32)
  }

  private let content: Content

  public init(_ bytes: [UInt8]) { content = .memory(bytes) }

  /// Takes over a mapping and the descriptor of its file, and gives both back in the end.
  public init(mapping: UnsafeRawPointer, count: Int, descriptor: Int32) {
    content = .mapping(mapping, count: count, descriptor: descriptor)
  }

  deinit {
    if case .mapping(let base, let count, let descriptor) = content {
      munmap(UnsafeMutableRawPointer(mutating: base), count)
      close(descriptor)
    }
  }

  public var count: Int {
    switch content {
    case .memory(let bytes): bytes.count
    case .mapping(_, let count, _): count
    }
  }

  /// Hands the bytes to a closure; nil where a mapped file has become shorter since, because reading on would then
  /// bring the process down.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
    switch content {
    case .memory(let bytes):
      return try bytes.withUnsafeBufferPointer(body)
    case .mapping(let base, let count, let descriptor):
      var status = stat()
      guard fstat(descriptor, &status) == 0, Int(status.st_size) >= count else { return nil }
      return try body(UnsafeBufferPointer(start: base.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }

  /// Tells the system that a range has been read and need not stay in memory.
  public func release(upTo end: Int, from start: Int = 0) {
    guard case .mapping(let base, let count, _) = content else { return }
    let pageSize = 4096
    let first = (max(0, start) + pageSize - 1) / pageSize * pageSize
    let last = min(end, count) / pageSize * pageSize
    if last > first { madvise(UnsafeMutableRawPointer(mutating: base + first), last - first, MADV_DONTNEED) }
  }
}
