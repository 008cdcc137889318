/// The lists of words in the mode of Emacs, between two lines that mark them.
enum EmacsWords {
  static let first = ";; The words of the language: `make docs` writes them from the vocabulary."
  static let last = ";; Here the words of the language end."

  static var text: String {
    let lists = WordClass.allCases.map { words in
      """
      (defconst policy-\(words.rawValue)-words
        '(\(HighlightingText.list(words.words, quote: "\"", separator: "", indent: 4)))
        "Words of policies: \(name(of: words)).")
      """
    }
    return ([first] + lists + [last]).joined(separator: "\n") + "\n"
  }

  private static func name(of words: WordClass) -> String {
    switch words {
    case .declaration: "they begin declarations"
    case .clause: "they begin or belong to clauses"
    case .operation: "operators"
    case .constant: "names that mean the same everywhere"
    case .type: "types"
    case .function: "functions"
    case .unit: "units"
    }
  }
}
