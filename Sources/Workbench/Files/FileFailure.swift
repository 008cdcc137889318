import Glibc

/// Why a file could not be read or written, in words for people.
public struct FileFailure: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case unreadable
    /// A limit on size, number or depth was passed.
    case limit
  }

  public var kind: Kind
  public var path: String
  /// Without the path: `there is no such file`.
  public var reason: String

  public init(kind: Kind = .unreadable, path: String, reason: String) {
    self.kind = kind
    self.path = path
    self.reason = reason
  }

  /// Of a pipe, a device or a socket.
  static func special(_ path: String) -> FileFailure {
    FileFailure(path: path, reason: "it is not a file; standard input is `-`")
  }

  /// The last error of the system.
  static func ofSystem(_ path: String) -> FileFailure {
    let number = errno
    let reason =
      switch number {
      case ENOENT: "there is no such file"
      case EACCES, EPERM: "permission is denied"
      case EISDIR: "it is a folder"
      case ENOTDIR: "a part of its path is not a folder"
      case ELOOP: "symbolic links form a loop"
      case ENAMETOOLONG: "the path is too long"
      case EMFILE, ENFILE: "too many files are open"
      default: String(cString: strerror(number))
      }
    return FileFailure(path: path, reason: reason)
  }
}
