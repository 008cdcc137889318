import PolicySyntax
import RulePlan

/// Finds the section of the data that a rule without `for` is about: that of the entity it names first.
struct SectionFinder {
  let program: Program

  /// Looks through the requirement in its order, then through the values that `let` names for it, then through the
  /// functions that are called. Linear; no recursion.
  func section(namedFirstIn requirement: ExpressionSyntax, lets: [LetSyntax], file: Int) -> TableID? {
    var seen: Set<FunctionID> = []
    var waiting = [(node: requirement.node, file: file)] + lets.map { ($0.node, file) }
    var next = 0
    while next < waiting.count {
      let (root, file) = waiting[next]
      next += 1
      var stack = [root]
      while let node = stack.popLast() {
        if let table = entity(node, in: file) { return table }
        if node.kind == .callExpression, let name = node.token(.identifier),
          case .found(let found) = program.names.resolve(name.text, in: file, kinds: [.function]),
          case .function(let id) = found.reference, seen.insert(id).inserted,
          let body = program.functions[id.index].syntax.body
        {
          waiting.append((body.node, program.functions[id.index].file))
        }
        stack.append(contentsOf: node.nodes.reversed())
      }
    }
    return nil
  }

  /// The entity that a name, a qualified name or `Person "u1"` stands for.
  private func entity(_ node: SyntaxNode, in file: Int) -> TableID? {
    switch node.kind {
    case .nameExpression, .keyLookup, .memberExpression: break
    default: return nil
    }
    var words: [String] = []
    var stack = [node]
    while let next = stack.popLast() {
      words = next.tokens.filter { $0.kind == .identifier }.map(\.text) + words
      stack.append(contentsOf: next.nodes)
    }
    guard case .found(let found) = program.names.resolve(words.joined(separator: "."), in: file, kinds: [.entity]),
      case .table(let table) = found.reference
    else { return nil }
    return table
  }
}
