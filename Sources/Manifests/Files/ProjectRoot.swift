#if canImport(Glibc)
  import Glibc
#endif

/// Where what a project names has to lie once all links are followed: below the folder of its project file, or below that
/// of the repository that holds it. Whoever can change files of a project could otherwise have it read, and show, any file
/// of the machine that checks it.
public struct ProjectRoot: Hashable, Sendable {
  /// Without links, and without a slash at its end.
  private let path: String

  /// The root of the project that a folder belongs to; the folder itself where it belongs to none. Nil where there is no
  /// such folder.
  ///
  /// - Parameter folder: as paths are given, `.` or empty for the folder that the tool was started in.
  public init?(folder: String) {
    guard let start = Self.resolved(folder.isEmpty ? "." : folder) else { return nil }
    var project: String?
    var current = start
    while true {
      let prefix = current == "/" ? "" : current
      if project == nil, Self.exists(prefix + "/" + FileFilter.projectFileName) { project = current }
      if Self.exists(prefix + "/.git") {
        path = prefix
        return
      }
      guard let slash = current.lastIndex(of: "/"), current != "/" else { break }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
    }
    let root = project ?? start
    path = root == "/" ? "" : root
  }

  /// Whether a path leads below the root. A path that leads nowhere does: reading it says so.
  public func holds(_ path: String) -> Bool {
    guard let resolved = Self.resolved(path) else { return true }
    return resolved == self.path || resolved.hasPrefix(self.path + "/")
  }

  private static func exists(_ path: String) -> Bool { FileIdentity(path: path) != nil }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
