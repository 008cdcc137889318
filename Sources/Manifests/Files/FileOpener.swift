import Diagnostics
import RecordStore

#if canImport(Glibc)
  import Glibc
#endif

/// Brings the bytes of a source into reach: large files are mapped, others are read.
struct FileOpener {
  struct Failure: Error {
    var code: DiagnosticCode
    var message: String
  }

  let sizeLimit: Int

  /// Files from this size on are mapped.
  private static let mappingSize = 1 << 20

  func open(_ source: DataSource) throws(Failure) -> FileBytes {
    switch source.content {
    case .bytes(let bytes):
      if bytes.count > sizeLimit { throw tooLarge(source.path) }
      return FileBytes(bytes)
    case .fault(let code, let message): throw Failure(code: code, message: message)
    case .standardInput: return FileBytes(try readAll(STDIN_FILENO, source.path, sizeHint: 0))
    case .file: return try openFile(source.path)
    }
  }

  private func openFile(_ path: String) throws(Failure) -> FileBytes {
    // Opening a pipe or a device may wait, or do something.
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    try checkKind(status, path)
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    var isTaken = false
    defer { if !isTaken { close(descriptor) } }
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    try checkKind(status, path)
    let size = Int(status.st_size)
    if size > sizeLimit { throw tooLarge(path) }
    let state = FileState(status)
    if size >= Self.mappingSize, let bytes = FileBytes(mapping: descriptor, count: size, state: state) {
      isTaken = true
      return bytes
    }
    let bytes = try readAll(descriptor, path, sizeHint: size)
    guard FileState(descriptor: descriptor) == state, bytes.count == size || size == 0 else {
      throw Failure(code: .changedWhileRead, message: "`\(path)` was changed while it was read")
    }
    return FileBytes(bytes)
  }

  private func checkKind(_ status: stat, _ path: String) throws(Failure) {
    let kind = status.st_mode & S_IFMT
    if kind == S_IFREG { return }
    if kind == S_IFDIR { throw Failure(code: .unreadableData, message: "cannot read `\(path)`: it is a folder") }
    throw Failure(code: .specialFile, message: specialFileMessage(path, kind))
  }

  private func readAll(_ descriptor: Int32, _ path: String, sizeHint: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sizeHint + 1)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = read(descriptor, block.baseAddress, block.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > sizeLimit { throw tooLarge(path) }
    }
  }

  private func failure(_ path: String) -> Failure {
    Failure(code: .unreadableData, message: "cannot read `\(path)`: \(systemMessage(errno))")
  }

  private func tooLarge(_ path: String) -> Failure {
    Failure(code: .fileTooLarge, message: "`\(path)` has more than \(sizeLimit) bytes")
  }
}
