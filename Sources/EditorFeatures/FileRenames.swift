import PolicySyntax
public import SourceText
public import Workbench

/// Keeps the paths in policies right when files move.
public enum FileRenames {
  /// Edits of the paths after `given data` that lead to a file that moves, or that lead from one.
  public static func edits(of document: PolicyDocument, moved: [String: String]) -> [TextEdit] {
    let oldFolder = folder(document.path)
    let newFolder = folder(moved[document.path] ?? document.path)
    var edits: [TextEdit] = []
    for node in document.tree.root.nodes(.testDeclaration) {
      for path in TestSyntax(node: node).dataFiles.map(\.path) {
        let value = path.value
        guard !value.hasPrefix("/") else { continue }
        let old = normalized(oldFolder + value)
        let new = moved[old] ?? old
        guard new != old || newFolder != oldFolder else { continue }
        let text = relative(new, from: newFolder)
        if text != value { edits.append(TextEdit(range: path.contentRange, replacement: text)) }
      }
    }
    return edits
  }

  private static func folder(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func relative(_ path: String, from folder: String) -> String {
    let target = path.split(separator: "/")
    let base = folder.split(separator: "/")
    var common = 0
    while common < min(target.count - 1, base.count), target[common] == base[common] { common += 1 }
    return (Array(repeating: "..", count: base.count - common) + target[common...].map(String.init)).joined(
      separator: "/")
  }
}
