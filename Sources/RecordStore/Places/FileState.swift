#if canImport(Glibc)
  import Glibc
#endif

/// Identity, size and times of a file when it was opened. Whoever writes to a file changes this, whatever its size is afterwards.
public struct FileState: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64
  private let size: Int
  private let seconds: [Int]
  private let nanoseconds: [Int]

  public init(_ status: stat) {
    device = UInt64(status.st_dev)
    node = UInt64(status.st_ino)
    size = Int(status.st_size)
    seconds = [status.st_mtim.tv_sec, status.st_ctim.tv_sec]
    nanoseconds = [status.st_mtim.tv_nsec, status.st_ctim.tv_nsec]
  }

  /// Of an open file; nil where the system does not say.
  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}
