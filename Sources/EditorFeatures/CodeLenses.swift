import Governance
import PolicySemantics
import PolicySyntax
import RulePlan
public import SourceText
public import Workbench

/// Lines above declarations: their results, and actions on them.
public enum CodeLenses {
  public enum Action: Sendable, Hashable {
    case runTest(title: String, namespace: String)
    case showFindings(rule: String)
    case showReferences
  }

  public struct Lens: Sendable {
    public var range: SourceRange
    public var title: String
    public var action: Action
  }

  /// - Parameter data: the last check of the project’s data, if there was one.
  public static func of(_ context: EditorContext, data: DataAnalysis?) -> [Lens] {
    var lenses: [Lens] = []
    let index = context.index
    for test in context.tree.root.nodes(.testDeclaration) {
      guard let title = TestSyntax(node: test).title else { continue }
      let namespace = index.namespaces.indices.contains(context.file) ? index.namespaces[context.file] : ""
      lenses.append(
        Lens(
          range: title.range, title: "Run test", action: .runTest(title: title.value, namespace: namespace)))
    }
    for declaration in index.declarations where declaration.origin.file == context.file {
      let range = SourceRange(declaration.origin.start, declaration.origin.end)
      switch declaration.kind {
      case .rule, .segregation, .standard:
        guard let data else { continue }
        let name = declaration.qualifiedName
        let found = data.findings.filter { ($0.rule == name || $0.rule.hasPrefix(name + ".")) }
        let open = found.filter(\.isOutstanding).count
        let waived = found.filter { $0.status == .waived }.count
        let title = open == 1 ? "1 finding" : "\(open) findings"
        lenses.append(
          Lens(
            range: range, title: waived > 0 ? "\(title), \(waived) waived" : title,
            action: .showFindings(rule: name)))
      case .instrument:
        guard let node = declaration.node, let id = declaration.instrument else { continue }
        for clause in InstrumentSyntax(node: node).clauses {
          guard let name = clause.name else { continue }
          let count = References.enclosingDeclarations(of: .clause(id, name.name), in: context) { _ in true }.count
          lenses.append(
            Lens(range: name.token.range, title: "cited by \(count)", action: .showReferences))
        }
      default: break
      }
    }
    return lenses.sorted { $0.range < $1.range }
  }
}
