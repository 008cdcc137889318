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
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let failure = failure(path)
      close(descriptor)
      throw failure
    }
    let size = Int(status.st_size)
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    if isRegular, size > sizeLimit {
      close(descriptor)
      throw tooLarge(path)
    }
    if isRegular, size >= Self.mappingSize,
      let mapping = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapping != MAP_FAILED
    {
      madvise(mapping, size, MADV_SEQUENTIAL)
      return FileBytes(mapping: mapping, count: size, descriptor: descriptor)
    }
    defer { close(descriptor) }
    return FileBytes(try readAll(descriptor, path, sizeHint: isRegular ? size : 0))
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
