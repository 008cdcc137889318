import SourceText

extension DeclarationTable {
  /// Looks up a name, qualified or not, in a file. A name of the file’s own namespace comes before imported ones, and
  /// what the tool declares itself after them. Linear in the declarations of that name.
  func resolve(_ name: String, in file: Int, kinds: DeclarationKinds = .any) -> Resolution {
    guard namespaces.indices.contains(file) else { return .unknown(kinds) }
    if name.utf8.contains(UInt8(ascii: ".")) { return resolve(qualified: name, kinds) }
    let all = declarations(named: name)
    var nearest = Level.builtIn
    // Of the nearest level that has the name, one for each namespace.
    var visible: [Declaration] = []
    for declaration in all where kinds.contains(declaration.kind) {
      guard let level = levels[file][declaration.namespace] else { continue }
      if level < nearest { visible = [] }
      guard visible.isEmpty || level == nearest else { continue }
      nearest = level
      if !visible.contains(where: { $0.namespace == declaration.namespace }) { visible.append(declaration) }
    }
    if visible.count == 1 { return .found(visible[0]) }
    if visible.count > 1 { return .ambiguous(visible) }
    if let other = all.first(where: { levels[file][$0.namespace] != nil }) { return .otherKind(other) }
    let fitting = all.filter { kinds.contains($0.kind) }
    if fitting.count == 1 { return .notImported(fitting[0]) }
    if fitting.count > 1 { return .ambiguous(fitting) }
    return .unknown(kinds)
  }

  private func resolve(qualified name: String, _ kinds: DeclarationKinds) -> Resolution {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let namespace = parts.dropLast().joined(separator: ".")
    let named = declarations(named: parts.last.map(String.init) ?? "").filter { $0.namespace == namespace }
    if let found = named.first(where: { kinds.contains($0.kind) }) { return .found(found) }
    if let other = named.first { return .otherKind(other) }
    return .unknown(kinds)
  }

  /// The names that may have been meant: visible ones, for a qualified name qualified ones. A pass over all names.
  func candidates(
    for name: String, in file: Int, kinds: DeclarationKinds, besides others: [String] = []
  ) -> [String] {
    guard namespaces.indices.contains(file) else { return [] }
    let fitting = all.lazy.filter { kinds.contains($0.kind) }
    if name.utf8.contains(UInt8(ascii: ".")) { return fitting.map(\.qualifiedName) }
    return others + fitting.filter { levels[file][$0.namespace] != nil }.map(\.name)
  }
}
