import RulePlan

/// A pattern for paths: `*` and `?` inside a name, `**` for any number of folders.
struct Glob {
  private let pattern: String
  private let parts: [String]
  private let isDeep: Bool

  init(_ pattern: String) {
    self.pattern = pattern
    var parts: [String] = []
    for part in pattern.split(separator: "/").map(String.init) where part != "." {
      // Two in a row mean no more than one.
      if part != "**" || parts.last != "**" { parts.append(part) }
    }
    isDeep = parts.contains("**")
    if parts.last == "**" { parts.append("*") }
    self.parts = parts
  }

  /// The paths that match the pattern below a folder, in the order of the names; the path itself where it is not a
  /// pattern and exists. Names that begin with a dot are fitted only by names written so; `**` leads to files and not
  /// to folders, which would be read with all that is in them.
  ///
  /// - Parameter root: empty, or ending in `/`.
  func matches(in root: String) throws(FileFailure) -> [String] {
    let start = pattern.hasPrefix("/") ? "/" : root
    guard parts.contains(where: Self.isPattern) else {
      let path = parts.isEmpty ? (start.isEmpty ? "." : start) : start + parts.joined(separator: "/")
      return FolderWalk.exists(path) ? [path] : []
    }
    var search = Search(isDeep: isDeep)
    try search.match(parts[...], in: start, depth: 0)
    return search.found
  }

  /// Whether a path is a pattern, or a part of one is.
  static func isPattern(_ part: String) -> Bool { part.contains("*") || part.contains("?") }

  /// One search for what a pattern fits.
  private struct Search {
    let isDeep: Bool
    private(set) var found: [String] = []
    private var seen: Set<String> = []
    // Links may form loops, so the folders that are looked into are counted.
    private var foldersLeft = 20_000

    init(isDeep: Bool) { self.isDeep = isDeep }

    mutating func match(_ parts: ArraySlice<String>, in folder: String, depth: Int) throws(FileFailure) {
      guard let part = parts.first else { return }
      guard depth <= 64 else {
        throw FileFailure(kind: .limit, path: folder, reason: "folders nest deeper than 64 levels")
      }
      let rest = parts.dropFirst()
      if part == "**" {
        // No folder at all, or any one with the same pattern again.
        try match(rest, in: folder, depth: depth + 1)
        for name in try names(in: folder) where !name.hasPrefix(".") && FolderWalk.isFolder(folder + name) {
          try match(parts, in: folder + name + "/", depth: depth + 1)
        }
      } else if !Glob.isPattern(part) {
        try take(part, rest, in: folder, depth: depth)
      } else {
        let pattern = TextPattern(part)
        for name in try names(in: folder) where pattern.matches(name) && (part.hasPrefix(".") || !name.hasPrefix(".")) {
          try take(name, rest, in: folder, depth: depth)
        }
      }
    }

    private mutating func take(
      _ name: String, _ rest: ArraySlice<String>, in folder: String, depth: Int
    ) throws(FileFailure) {
      let path = folder + name
      guard FolderWalk.exists(path) else { return }
      let isFolder = FolderWalk.isFolder(path)
      if !rest.isEmpty {
        if isFolder { try match(rest, in: path + "/", depth: depth + 1) }
      } else if !(isDeep && isFolder), seen.insert(path).inserted {
        found.append(path)
      }
    }

    private mutating func names(in folder: String) throws(FileFailure) -> [String] {
      foldersLeft -= 1
      guard foldersLeft >= 0 else {
        throw FileFailure(kind: .limit, path: folder, reason: "the pattern leads to more than 20000 folders")
      }
      return try FolderWalk.names(in: folder.isEmpty ? "." : folder)
    }
  }
}
