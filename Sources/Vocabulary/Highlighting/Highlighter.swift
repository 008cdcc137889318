/// A tool that colours policies by a file with the words of the language.
public enum Highlighter: String, CaseIterable, Sendable {
  case textmate, vim, emacs, kate, sublime, pygments, highlightjs, treesitter

  /// Its files in the repository, which `make docs` writes.
  public var paths: [String] {
    switch self {
    case .textmate: ["grammar/policy.tmLanguage.json", "editors/vscode/syntaxes/policy.tmLanguage.json"]
    case .vim: ["editors/vim/syntax/policy.vim", "editors/neovim/syntax/policy.vim"]
    case .emacs: ["editors/emacs/policy-mode.el"]
    case .kate: ["editors/kate/policy.xml"]
    case .sublime: ["editors/sublime/Policy.sublime-syntax"]
    case .pygments: ["editors/pygments/policy_lexer.py"]
    case .treesitter: ["grammar/tree-sitter/queries/highlights.scm"]
    case .highlightjs: ["editors/highlightjs/policy.highlight.js"]
    }
  }

  /// The file; of Emacs the lines of words, which have their place inside the mode.
  public var text: String {
    switch self {
    case .textmate: TextMateGrammar.text
    case .vim: VimSyntax.text
    case .emacs: EmacsWords.text
    case .kate: KateSyntax.text
    case .sublime: SublimeSyntax.text
    case .pygments: PygmentsLexer.text
    case .highlightjs: HighlightJSGrammar.text
    case .treesitter: TreeSitterQueries.text
    }
  }

  /// The whole file, as it is to be: the text, or what a file holds with the words replaced.
  public func file(replacing old: String) -> String {
    guard self == .emacs else { return text }
    let lines = old.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0 == EmacsWords.first }),
      let last = lines[first...].firstIndex(where: { $0 == EmacsWords.last })
    else { return old }
    return (lines[..<first].map(String.init) + [String(text.dropLast())] + lines[(last + 1)...].map(String.init))
      .joined(separator: "\n")
  }
}
