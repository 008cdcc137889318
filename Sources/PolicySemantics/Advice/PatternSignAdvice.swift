import Diagnostics
import PolicySyntax
import SourceText

/// Finds entitlements that look like patterns but are taken literally.
struct PatternSignAdvice {
  let program: Program

  func give() {
    for (file, syntax) in program.syntax.enumerated() {
      for declaration in syntax.declarations where hasSign(declaration) {
        var stack = [declaration]
        while let node = stack.popLast() {
          if node.kind == .dutyEntitlement || node.kind == .accessExpression && node.hasWord("holds") {
            check(node, in: file)
          }
          stack.append(contentsOf: node.nodes.reversed())
        }
      }
    }
  }

  /// Whether some text of a declaration has a star or a question mark: few have.
  private func hasSign(_ declaration: SyntaxNode) -> Bool {
    let tree = declaration.tree
    return declaration.tokenIndices.contains { index in
      guard tree.kind(ofToken: index) == .string else { return false }
      let range = tree.token(at: index).range
      return tree.source.bytes[range.start..<range.end].contains { $0 == 0x2A || $0 == 0x3F }
    }
  }

  private func check(_ node: SyntaxNode, in file: Int) {
    guard !node.hasWord("like"), let token = node.token(.string) else { return }
    let text = StringSyntax(token).value
    guard let sign = text.first(where: { $0 == "*" || $0 == "?" }) else { return }
    let start = token.range.start
    program.builder.report(
      .patternSign, "`\(sign)` in `\(text)` means itself: without `like` this is one key", at: token.range,
      in: file,
      fixIts: [
        FixIt(
          title: "Make it a pattern: add `like`",
          edits: [TextEdit(range: SourceRange(start, start), replacement: "like ")])
      ])
  }
}
