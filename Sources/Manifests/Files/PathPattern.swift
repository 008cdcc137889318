import RulePlan

/// A pattern that says which files are not data. One without a slash fits a file or folder of that name anywhere; one with
/// a slash leads from a folder. `*` and `?` stand for parts of a name, `**` for any folders. A pattern that fits a
/// folder fits all that is in it.
public struct PathPattern: Sendable {
  /// As it was written.
  public let text: String
  private let parts: [Part]
  private let isName: Bool

  private enum Part: Sendable {
    case folders
    case name(TextPattern)
  }

  /// - Parameter base: what leads to the folder that the pattern is written for: empty, or ending in `/`.
  public init(_ text: String, base: String = "") {
    self.text = text
    let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
    isName = !trimmed.contains("/")
    let whole = isName || trimmed.hasPrefix("/") ? trimmed : base + trimmed
    parts = Self.components(of: whole).map { $0 == "**" ? .folders : .name(TextPattern($0)) }
  }

  /// Whether the pattern fits a path, or a folder on the way to it.
  public func fits(_ path: String) -> Bool {
    let names = Self.components(of: path)
    if isName {
      guard let part = parts.first else { return false }
      switch part {
      case .folders: return true
      case .name(let pattern): return names.contains { pattern.matches($0) }
      }
    }
    return fits(names)
  }

  /// Whether the parts fit the first names, some of them or all: what is true of a folder is true of what it holds.
  private func fits(_ names: [String]) -> Bool {
    // By the number of names that the parts so far may have taken.
    var isReached = [Bool](repeating: false, count: names.count + 1)
    isReached[0] = true
    for part in parts {
      var next = [Bool](repeating: false, count: names.count + 1)
      switch part {
      case .folders:
        var hasBegun = false
        for index in isReached.indices {
          hasBegun = hasBegun || isReached[index]
          next[index] = hasBegun
        }
      case .name(let pattern):
        for index in names.indices where isReached[index] && pattern.matches(names[index]) { next[index + 1] = true }
      }
      isReached = next
    }
    return isReached.dropFirst().contains(true)
  }

  /// The names of a path; `.` says nothing, and `..` takes the name before it away.
  private static func components(of path: String) -> [String] {
    var names: [String] = []
    for name in path.split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(String(name)) }
    }
    return names
  }
}
