import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Texts with values in them: `"{a.id}/{a.year}"`.
extension ExpressionChecker {
  func checkText(_ text: StringSyntax, in scope: Scope) -> Expression? {
    let outer = context
    context = nil
    defer { context = outer }
    let here = builder.origin(text.range, in: scope.file)
    if let lone = text.loneBrace {
      report(
        .loneBrace, "a brace that is part of a text is written twice", at: lone, scope,
        fixIts: [
          inserting(builder.files[scope.file].text(in: lone), at: lone.end, "Write the brace twice")
        ])
      return nil
    }
    var operands: [Expression] = []
    var isBroken = false
    for part in text.parts {
      switch part {
      case .text(let text):
        operands.append(Expression(.constant(.text(text)), ValueType(.text), here))
      case .value(let syntax, let isExact, let tree):
        for diagnostic in tree.diagnostics { builder.report(diagnostic) }
        guard tree.diagnostics.isEmpty, !isExact, let value = textual(syntax, in: scope) else {
          if isExact, tree.diagnostics.isEmpty {
            report(
              .noText, "values in an expression are always exact: leave out `exactly`", at: syntax.range, scope)
          }
          isBroken = true
          continue
        }
        operands.append(value)
      }
    }
    guard !isBroken else { return nil }
    guard operands.contains(where: { if case .constant(.text) = $0.node { false } else { true } }) else {
      return Expression(.constant(.text(operands.map(\.constantText).joined())), ValueType(.text), here)
    }
    return Expression(.function(.concatenate, operands), ValueType(.text), here)
  }

  /// A value as a text: as data writes it, an instance by its key.
  private func textual(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard let checked = check(syntax, in: scope), let value = single(checked, syntax, in: scope) else { return nil }
    switch value.type.scalar {
    case .text: return value
    case .row(let table):
      let declaration = builder.plan.schema[table]
      guard declaration.isEntity, let key = declaration.keyField else {
        report(
          .noText, "\(quoted(syntax)) cannot be part of a text: `\(declaration.name)` has no key", at: syntax.range,
          scope)
        return nil
      }
      return Expression(.field(value, FieldID(table, key)), ValueType(.text), value.origin)
    default: return Expression(.function(.text, [value]), ValueType(.text), value.origin)
    }
  }
}

extension Expression {
  fileprivate var constantText: String { if case .constant(.text(let text)) = node { text } else { "" } }
}
