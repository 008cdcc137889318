import Glibc

/// Reads small files whole: policies and the project file.
public enum TextFile {
  /// Policies are written by people; nobody writes more than this by hand.
  public static let sizeLimit = 16 << 20

  /// The bytes of a file, or of standard input for `-`.
  public static func read(_ path: String, limit: Int = sizeLimit) throws(FileFailure) -> [UInt8] {
    if path == "-" { return try read(STDIN_FILENO, path: "standard input", limit: limit) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure.ofSystem(path) }
    defer { close(descriptor) }
    return try read(descriptor, path: path, limit: limit)
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
