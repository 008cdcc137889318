import SourceText

extension DeclarationTable {
  /// Looks up a name, qualified or not, in a file. A name of the file’s own namespace comes before imported ones, and
  /// what the tool declares itself after them. Linear in the declarations of that name; an unknown one costs a pass over
  /// all names.
  func resolve(_ name: String, in file: Int, kinds: Set<DeclarationReference.Kind> = .any) -> Resolution {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = parts.last, namespaces.indices.contains(file) else { return .unknown(suggestions: []) }
    let all = declarations(named: String(last))
    if parts.count > 1 {
      let namespace = parts.dropLast().joined(separator: ".")
      let named = all.filter { $0.namespace == namespace }
      if let found = named.first(where: { kinds.contains($0.kind) }) { return .found(found) }
      if let other = named.first { return .otherKind(other) }
      return .unknown(suggestions: qualifiedSuggestions(name, kinds))
    }
    let fitting = all.filter { kinds.contains($0.kind) }
    for level in levels(of: file) {
      var visible: [Declaration] = []
      for declaration in fitting where level.contains(declaration.namespace) {
        if !visible.contains(where: { $0.namespace == declaration.namespace }) { visible.append(declaration) }
      }
      if visible.count == 1 { return .found(visible[0]) }
      if visible.count > 1 { return .ambiguous(visible) }
    }
    let reachable = levels(of: file).reduce(into: Set<String>()) { $0.formUnion($1) }
    if let other = all.first(where: { reachable.contains($0.namespace) }) { return .otherKind(other) }
    if fitting.count == 1 { return .notImported(fitting[0]) }
    if fitting.count > 1 { return .ambiguous(fitting) }
    return .unknown(suggestions: suggestions(for: name, in: file, kinds: kinds))
  }

  /// Namespaces in the order in which they are searched: a later one only where no earlier one has the name.
  private func levels(of file: Int) -> [Set<String>] {
    [[namespaces[file]], Set(imports[file]).subtracting([namespaces[file]]), [""]]
  }

  /// The nearest visible names, best first.
  func suggestions(
    for name: String, in file: Int, kinds: Set<DeclarationReference.Kind>, besides others: [String] = []
  ) -> [String] {
    guard namespaces.indices.contains(file) else { return [] }
    let reachable = levels(of: file).reduce(into: Set<String>()) { $0.formUnion($1) }
    let names = all.lazy.filter { kinds.contains($0.kind) && reachable.contains($0.namespace) }.map(\.name)
    return NameSuggestion.nearest(to: name, in: others + names, limit: 3)
  }

  private func qualifiedSuggestions(_ name: String, _ kinds: Set<DeclarationReference.Kind>) -> [String] {
    NameSuggestion.nearest(
      to: name, in: all.lazy.filter { kinds.contains($0.kind) }.map(\.qualifiedName), limit: 3)
  }
}
