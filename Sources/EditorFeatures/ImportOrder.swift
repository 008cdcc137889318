import Diagnostics
import PolicySyntax
import SourceText
import Workbench

/// Imports in the order of their names, each once, without those that nothing uses.
enum ImportOrder {
  static func action(in context: EditorContext) -> CodeActions.Action? {
    let imports = context.tree.root.nodes(.importDeclaration)
    guard let first = imports.first, let last = imports.last else { return nil }
    // Comments between imports belong to one of them; then they stay where they are.
    let range = SourceRange(first.range.start, last.range.end)
    let between = first.tokenIndices.lowerBound..<last.tokenIndices.upperBound
    for index in between {
      let kind = context.tree.token(at: index).kind
      if kind == .lineComment || kind == .blockComment || kind == .docComment { return nil }
    }
    let unused = context.analysis.diagnostics(of: context.document.path).filter { $0.code.name == "unused-import" }
    let kept = imports.filter { statement in
      !unused.contains { $0.range.start >= statement.range.start && $0.range.end <= statement.range.end }
    }
    let names = Set(kept.compactMap { ImportSyntax(node: $0).name?.name }.filter { !$0.isEmpty }).sorted()
    let text = names.map { "import \($0)" }.joined(separator: "\n")
    guard text != context.source.text(in: range) else { return nil }
    return CodeActions.Action(
      title: "Organise imports", kind: .organizeImports, edits: [TextEdit(range: range, replacement: text)])
  }
}
