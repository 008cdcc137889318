import Diagnostics
import PolicySyntax

/// Finds texts for readers of reports that are missing in a language of the project.
struct LanguageAdvice {
  let program: Program

  func give() {
    let languages = program.builder.options.languages
    guard languages.count > 1 else { return }
    for (file, syntax) in program.syntax.enumerated() {
      if let header = syntax.header { check(header.node, languages, in: file) }
    }
    for declared in program.enumerations { check(declared.syntax.node, languages, in: declared.file) }
    for (file, syntax) in program.syntax.enumerated() {
      for node in syntax.declarations where node.kind == .authorityDeclaration {
        let given = node.localizedTexts.compactMap { $0.language?.text }
        let missing = languages.filter { !given.contains($0) }
        guard !given.isEmpty, !missing.isEmpty else { continue }
        program.builder.report(
          .languageMissing,
          "the name of the authority is missing in " + missing.map { "`\($0)`" }.joined(separator: " and "),
          at: node.range, in: file)
      }
    }
    for norm in program.norms { check(norm.syntax.node, languages, in: norm.file) }
  }

  private func check(_ declaration: SyntaxNode, _ languages: [String], in file: Int) {
    for clause in declaration.childNodes {
      switch clause.kind {
      case .titleClause, .messageClause, .remedyClause, .requirementClause, .enumCase: break
      default: continue
      }
      let texts = clause.localizedTexts
      let given = texts.compactMap { $0.language?.text }
      // A text without a language applies to all of them.
      guard !texts.isEmpty, given.count == texts.count else { continue }
      var missing = languages.filter { !given.contains($0) }
      // The title after the name of a norm is the one in the first language.
      let named = clause.kind == .titleClause ? declaration.token(.string) : clause.token(.string)
      // A case without a label in the language goes by its name.
      if named != nil || clause.kind == .enumCase { missing.removeAll { $0 == languages.first } }
      guard !missing.isEmpty else { continue }
      let what =
        switch clause.kind {
        case .requirementClause: "title of the requirement"
        case .enumCase: "label of the case"
        default: clause.tokens.first?.text ?? "text"
        }
      program.builder.report(
        .languageMissing, "the \(what) is missing in " + missing.map { "`\($0)`" }.joined(separator: " and "),
        at: clause.kind == .requirementClause ? texts[0].range : clause.range, in: file)
    }
  }
}
