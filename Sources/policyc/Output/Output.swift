import Glibc
import SourceText

/// An open descriptor to write to.
struct Output {
  static let standard = Output(descriptor: STDOUT_FILENO)
  static let error = Output(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// Writes all bytes; false where the system refuses, as when the reader has gone.
  @discardableResult
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
          continue
        }
        return false
      }
      offset += count
    }
    return true
  }

  /// Text for people: others wrote parts of it, which the markup shows.
  @discardableResult
  func write(_ text: PlainMarkup) -> Bool { write(document: text.text) }

  /// A line about something that failed.
  func write(error: PlainMarkup) { write("error: \(error)\n") }

  /// A document that is written as it is, because a program or an editor takes it: a formatted policy, a script.
  @discardableResult
  func write(document: String) -> Bool {
    var document = document
    return document.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }
}
