#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of one file: in memory, or mapped from the disk.
public final class FileBytes: @unchecked Sendable {
  // Read only, so sharing it between threads is safe.
  private enum Content {
    case memory([UInt8])
    case mapping(Mapping)
  }

  private struct Mapping {
    var base: UnsafeRawPointer
    var count: Int
    var descriptor: Int32
    var state: FileState
    var guardNumber: Int
  }

  private let content: Content

  public init(_ bytes: [UInt8]) { content = .memory(bytes) }

  /// Maps an open file, whose descriptor it takes over and closes in the end. Nil, with the descriptor left as it is, where
  /// the file cannot be mapped.
  public init?(mapping descriptor: Int32, count: Int, state: FileState) {
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else { return nil }
    guard let number = MappingGuard.begin(base, count: count) else {
      munmap(base, count)
      return nil
    }
    madvise(base, count, MADV_SEQUENTIAL)
    content = .mapping(
      Mapping(base: base, count: count, descriptor: descriptor, state: state, guardNumber: number))
  }

  deinit {
    guard case .mapping(let mapping) = content else { return }
    MappingGuard.end(mapping.guardNumber)
    munmap(UnsafeMutableRawPointer(mutating: mapping.base), mapping.count)
    close(mapping.descriptor)
  }

  public var count: Int {
    switch content {
    case .memory(let bytes): bytes.count
    case .mapping(let mapping): mapping.count
    }
  }

  /// Whether a mapped file has been written to since it was opened: then what was read of it is not what it holds, nor
  /// what it held.
  public var hasChanged: Bool {
    guard case .mapping(let mapping) = content else { return false }
    return FileState(descriptor: mapping.descriptor) != mapping.state
  }

  /// Hands the bytes to a closure. Where a mapped file has become shorter, what is lacking reads as zeros.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    switch content {
    case .memory(let bytes):
      return try bytes.withUnsafeBufferPointer(body)
    case .mapping(let mapping):
      return try body(
        UnsafeBufferPointer(start: mapping.base.assumingMemoryBound(to: UInt8.self), count: mapping.count))
    }
  }

  /// Tells the system that a range has been read and need not stay in memory.
  public func release(upTo end: Int, from start: Int = 0) {
    guard case .mapping(let mapping) = content else { return }
    let pageSize = 4096
    let first = (max(0, start) + pageSize - 1) / pageSize * pageSize
    let last = min(end, mapping.count) / pageSize * pageSize
    if last > first {
      madvise(UnsafeMutableRawPointer(mutating: mapping.base + first), last - first, MADV_DONTNEED)
    }
  }
}
