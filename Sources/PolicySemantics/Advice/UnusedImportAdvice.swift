import Diagnostics
import PolicySyntax
import SourceText

/// Finds imports of namespaces none of whose names occur in the file.
struct UnusedImportAdvice {
  let program: Program

  func give() {
    let declarations = Dictionary(grouping: program.names.all, by: \.namespace)
    for (file, syntax) in program.syntax.enumerated() where !syntax.imports.isEmpty {
      let words = Words(of: syntax)
      var seen: Set<String> = []
      for statement in syntax.imports {
        guard let name = statement.name?.name else { continue }
        let isFirst = seen.insert(name).inserted
        if isFirst, uses(declarations[name] ?? [], words) { continue }
        program.builder.report(
          .unusedImport, isFirst ? "nothing in this file is from `\(name)`" : "`\(name)` is imported twice",
          at: statement.range, in: file, fixIts: [removal(of: statement.range, "Remove the import", in: file)])
      }
    }
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
        for case .value(let value, _) in StringSyntax(token).parts { add(value.node) }
      }
    }
  }
}
