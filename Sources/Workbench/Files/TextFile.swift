import Glibc
import RecordStore

/// Reads small files whole: policies and the project file.
public enum TextFile {
  /// Policies are written by people; nobody writes more than this by hand.
  public static let sizeLimit = 16 << 20

  /// The bytes of a file, or of standard input for `-`.
  public static func read(_ path: String, limit: Int = sizeLimit) throws(FileFailure) -> [UInt8] {
    if path == "-" { return try read(STDIN_FILENO, path: "standard input", limit: limit) }
    // Opening a pipe or a device may wait, or do something.
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure.ofSystem(path) }
    try checkKind(status, path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure.ofSystem(path) }
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw FileFailure.ofSystem(path) }
    try checkKind(status, path)
    let bytes = try read(descriptor, path: path, limit: limit)
    guard FileState(descriptor: descriptor) == FileState(status) else {
      throw FileFailure(path: path, reason: "it was changed while it was read")
    }
    return bytes
  }

  private static func checkKind(_ status: stat, _ path: String) throws(FileFailure) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw FileFailure(path: path, reason: "it is a folder")
    default: throw FileFailure.special(path)
    }
  }

  /// The bytes without a byte order mark, which is not part of the text.
  static func readText(_ path: String, limit: Int = sizeLimit) throws(FileFailure) -> [UInt8] {
    let bytes = try read(path, limit: limit)
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  private static func read(_ descriptor: Int32, path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = Glibc.read(descriptor, block.baseAddress, block.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileFailure.ofSystem(path)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limit {
        throw FileFailure(kind: .limit, path: path, reason: "it has more than \(limit >> 20) MiB")
      }
    }
  }
}
