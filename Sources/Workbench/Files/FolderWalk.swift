import Glibc
public import Manifests

/// Goes through a folder and those below it, in the order of the names. Hidden files and folders are passed over.
public struct FolderWalk {
  /// Files found, and folders inside each other.
  private static let countLimit = 100_000
  private static let depthLimit = 64

  private struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  private let isWanted: (String) -> Bool
  private let entersProjects: Bool
  private let root: ProjectRoot?
  private var seen: Set<Identity> = []
  private var paths: [String] = []

  private init(entersProjects: Bool, root: ProjectRoot?, isWanted: @escaping (String) -> Bool) {
    self.entersProjects = entersProjects
    self.root = root
    self.isWanted = isWanted
  }

  /// The files below a folder whose names are wanted.
  ///
  /// - Parameters:
  ///   - entersProjects: whether folders below that hold a `policyc.yaml`, which are projects of their own, are gone
  ///     through too. The folder itself may be one.
  ///   - root: where links have to lead; nil for anywhere.
  public static func files(
    below folder: String, entersProjects: Bool = true, root: ProjectRoot? = nil,
    where isWanted: @escaping (_ name: String) -> Bool
  ) throws(FileFailure) -> [String] {
    var walk = FolderWalk(entersProjects: entersProjects, root: root, isWanted: isWanted)
    try walk.visit(folder, depth: 0)
    return walk.paths
  }

  public static func isFolder(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  public static func isFile(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IFMT == S_IFREG } ?? false }

  public static func exists(_ path: String) -> Bool { status(path) != nil }

  /// Whether the owner of a file may write to it, whoever asks.
  public static func isWritable(_ path: String) -> Bool { status(path).map { $0.st_mode & S_IWUSR != 0 } ?? false }

  /// Whether two paths lead to one file or folder.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    guard let first = status(first), let second = status(second) else { return first == second }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private mutating func visit(_ folder: String, depth: Int) throws(FileFailure) {
    guard depth <= Self.depthLimit else {
      throw FileFailure(kind: .limit, path: folder, reason: "folders nest deeper than \(Self.depthLimit) levels")
    }
    for name in try Self.names(in: folder) where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
      guard let status = Self.status(path) else {
        // A link that leads nowhere matters only where a file is wanted.
        if isWanted(name) { throw FileFailure.ofSystem(path) }
        continue
      }
      guard Self.isLink(path) == false || root?.holds(path) ?? true else {
        if status.st_mode & S_IFMT != S_IFDIR, !isWanted(name) { continue }
        throw FileFailure(path: path, reason: "it leads out of the project")
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        if !entersProjects, Self.isFile(path + "/" + Project.fileName) { continue }
        // A link to a folder further up would never end.
        let identity = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
        if seen.insert(identity).inserted { try visit(path, depth: depth + 1) }
      } else if isWanted(name) {
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure.special(path) }
        guard paths.count < Self.countLimit else {
          throw FileFailure(kind: .limit, path: folder, reason: "more than \(Self.countLimit) files")
        }
        paths.append(path)
      }
    }
  }

  /// In the order of their bytes.
  static func names(in folder: String) throws(FileFailure) -> [String] {
    guard let handle = opendir(folder) else { throw FileFailure.ofSystem(folder) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
