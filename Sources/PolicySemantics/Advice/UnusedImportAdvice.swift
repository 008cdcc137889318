import Diagnostics
import PolicySyntax
import SourceText

/// Finds imports of namespaces none of whose names occur in the file.
struct UnusedImportAdvice {
  let program: Program

  func give() {
    let declarations = Dictionary(grouping: program.names.all, by: \.namespace)
    for (file, syntax) in program.syntax.enumerated() where !syntax.imports.isEmpty {
      let imports = syntax.imports.compactMap { statement in statement.name.map { (name: $0.name, statement) } }
      let used = used(Set(imports.map(\.name)), declarations, in: syntax)
      var seen: Set<String> = []
      for (name, statement) in imports {
        let isFirst = seen.insert(name).inserted
        if isFirst, used.contains(name) { continue }
        program.builder.report(
          .unusedImport, isFirst ? "nothing in this file is from `\(name)`" : "`\(name)` is imported twice",
          at: statement.range, in: file, fixIts: [removal(of: statement.range, "Remove the import", in: file)])
      }
    }
  }

  /// The namespaces of which a name occurs in a file, or an access model may be meant without being named.
  private func used(
    _ namespaces: Set<String>, _ declarations: [String: [Declaration]], in file: PolicyFileSyntax
  ) -> Set<String> {
    var owners: [String: [String]] = [:]
    for namespace in namespaces {
      for declaration in declarations[namespace] ?? [] { owners[declaration.name, default: []].append(namespace) }
    }
    // Most files name something of each import near their beginning.
    var used: Set<String> = []
    for declaration in file.declarations
    where declaration.kind != .policyHeader && declaration.kind != .importDeclaration {
      for index in declaration.tokenIndices {
        guard declaration.tree.kind(ofToken: index) == .identifier,
          let found = owners[declaration.tree.token(at: index).text]
        else { continue }
        used.formUnion(found)
        if used.count == namespaces.count { return used }
      }
    }
    let words = Words(of: file)
    for namespace in namespaces.subtracting(used) where uses(declarations[namespace] ?? [], words) {
      used.insert(namespace)
    }
    return used
  }

  /// Whether a name of the namespace occurs, or an access model of it may be meant without being named.
  private func uses(_ declarations: [Declaration], _ words: Words) -> Bool {
    declarations.contains { declaration in
      words.all.contains(declaration.name) || declaration.kind == .access && words.hasImplicitModel
    }
  }

  private func removal(of range: SourceRange, _ title: String, in file: Int) -> FixIt {
    FixIt(
      title: title,
      edits: [TextEdit(range: program.builder.files[file].wholeLines(range), replacement: "")])
  }

  /// The words of a file outside of its header and imports, those inside of messages included.
  private struct Words {
    private(set) var all: Set<String> = []
    /// Whether some `holds` or `performs` leaves its access model to be found.
    private(set) var hasImplicitModel = false

    init(of file: PolicyFileSyntax) {
      for declaration in file.declarations
      where declaration.kind != .policyHeader && declaration.kind != .importDeclaration {
        add(declaration)
      }
    }

    private mutating func add(_ root: SyntaxNode) {
      var stack = [root]
      while let node = stack.popLast() {
        for token in node.tokens where token.kind == .identifier { all.insert(token.text) }
        switch node.kind {
        case .accessExpression: if !node.hasWord("in") { hasImplicitModel = true }
        case .localizedText: addValues(of: node)
        default: break
        }
        stack.append(contentsOf: node.nodes)
      }
    }

    /// Values in a text hold no texts with values themselves.
    private mutating func addValues(of text: SyntaxNode) {
      for token in text.tokens where token.kind == .string {
        for case .value(let value, _, _) in StringSyntax(token).parts { add(value.node) }
      }
    }
  }
}
