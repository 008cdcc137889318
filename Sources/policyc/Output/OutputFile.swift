import Glibc
import SourceText

/// A file that is replaced whole: written beside its place under another name, and put there when it is complete. The
/// old content stays until then, and for good where anything fails.
struct OutputFile {
  struct Failure: Error {
    var message: PlainMarkup
  }

  private let path: String
  private let temporary: String?
  private let output: Output
  /// Its number among the files that a signal removes.
  private let part: Int?

  /// Opens the file. A path that leads to something else than a file, such as a pipe, is written to as it is.
  init(path: String) throws(Failure) {
    self.path = Self.resolved(path)
    var status = stat()
    let exists = stat(self.path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(message: "cannot write `\(path.shownName)`: it is a folder")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(self.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure(path) }
      temporary = nil
      part = nil
      output = Output(descriptor: descriptor)
      return
    }
    let name = self.path + ".\(getpid()).part"
    let part = PartFiles.begin(name)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let failure = Self.failure(path)
      PartFiles.end(part)
      throw failure
    }
    self.part = part
    if exists { fchmod(descriptor, status.st_mode & 0o7777) }
    temporary = name
    output = Output(descriptor: descriptor)
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Bool { output.write(bytes) }

  /// Puts the file in its place, or leaves all as it was.
  func finish(isComplete: Bool) throws(Failure) {
    guard let temporary else {
      close(output.descriptor)
      if !isComplete { throw Self.failure(path) }
      return
    }
    defer { PartFiles.end(part) }
    let isWritten = isComplete && fsync(output.descriptor) == 0
    let failure = isWritten ? nil : Self.failure(path)
    let isClosed = close(output.descriptor) == 0
    if isWritten, isClosed, rename(temporary, path) == 0 { return syncFolder() }
    let reason = failure ?? Self.failure(path)
    unlink(temporary)
    throw reason
  }

  /// Has the name last as the bytes do. Some file systems do not know this, and the file is in its place whatever they say.
  private func syncFolder() {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Where links lead, so that the target of one is replaced and not the link.
  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func failure(_ path: String) -> Failure {
    Failure(message: "cannot write `\(path.shownName)`: \(String(cString: strerror(errno)).shown)")
  }
}
