import Diagnostics
import PolicySyntax
import RulePlan
import SourceText

/// Messages with values in them.
extension ExpressionChecker {
  /// A message or remedy in its languages. Values in it may be missing or several; a record has no form as text.
  /// Nil where there is no text, or after reporting a fault.
  func checkMessage(_ texts: [LocalizedTextSyntax], in scope: Scope) -> CheckedMessage? {
    checkMessage(
      texts.compactMap { localized in localized.text.map { (localized.language?.text ?? "", $0) } }, in: scope)
  }

  /// The same of texts each with its language, which may be empty.
  func checkMessage(_ texts: [(language: String, text: StringSyntax)], in scope: Scope) -> CheckedMessage? {
    var scope = scope
    scope.isMessage = true
    var entries: [CheckedMessage.Entry] = []
    var isBroken = false
    for (language, text) in texts {
      var entry = CheckedMessage.Entry(language: language)
      let parts = text.parts
      entry.parts.reserveCapacity(parts.count)
      for part in parts {
        switch part {
        case .text(let text): entry.parts.append(.text(text))
        case .value(let syntax, let isExact, let tree):
          for diagnostic in tree.diagnostics { builder.report(diagnostic) }
          if tree.diagnostics.isEmpty, isTitle(syntax, in: scope) {
            entry.appendTitle()
          } else if tree.diagnostics.isEmpty, let value = messageValue(syntax, in: scope) {
            entry.parts.append(.value(value, isExact: isExact))
          } else {
            // The part written so far helps to complete it.
            if builder.index != nil { _ = builder.onTrial { check(syntax, in: scope) } }
            isBroken = true
          }
        }
      }
      entries.append(entry)
    }
    return isBroken || entries.isEmpty ? nil : CheckedMessage(entries: entries)
  }

  /// Whether the word stands for the title of the norm, because nothing else has that name.
  private func isTitle(_ syntax: ExpressionSyntax, in scope: Scope) -> Bool {
    guard syntax.node.kind == .nameExpression, case .name(let token) = syntax.form, token.isText("title"),
      scope.variables["title"] == nil, scope.instance == nil
    else { return false }
    if case .unknown = program.names.resolve("title", in: scope.file, kinds: .values) { return true }
    return false
  }

  private func messageValue(_ syntax: ExpressionSyntax, in scope: Scope) -> Expression? {
    guard let value = check(syntax, in: scope) else { return nil }
    if case .row(let table) = value.type.scalar {
      let declaration = builder.plan.schema[table]
      guard declaration.isEntity, declaration.keyField != nil else {
        let kind = declaration.isEntity ? "has no key" : "is a record"
        report(
          .noText, "\(quoted(syntax)) cannot be used in a text: `\(declaration.name)` \(kind)", at: syntax.range, scope,
          notes: declaration.fields.isEmpty
            ? [] : ["name a field of it, such as `\(quotedBody(syntax)).\(declaration.fields[0].name)`"])
        return nil
      }
    }
    return value
  }
}
