/// The queries that say how nodes of the tree-sitter grammar are coloured, in the names that Neovim, Helix and Zed share.
enum TreeSitterQueries {
  static var text: String {
    #"""
    ; Colours of policies. `make docs` writes this file from the vocabulary.

    (comment) @comment
    (string) @string
    (integer) @number
    (decimal) @number
    (date) @number
    (timestamp) @number
    (version) @number
    (unit) @type.builtin
    (clause_reference) @constant
    (language) @attribute

    [
      \#(list(WordClass.declaration.words))
    ] @keyword

    [
      \#(list(WordClass.clause.words.filter { !free.contains($0) }))
    ] @keyword

    [
      \#(list(SourceWord.allCases.map(\.rawValue)))
    ] @keyword

    [
      \#(list(WordClass.operation.words))
    ] @keyword.operator

    ((name) @type.builtin
      (#any-of? @type.builtin
        \#(HighlightingText.list(WordClass.type.words, quote: "\"", separator: "", indent: 4))))

    (policy_header (qualified_name) @namespace)
    (import (qualified_name) @namespace)
    (entity . (name) @type)
    (record (name) @type)
    (enum (name) @type)
    (enum_case (word) @constant)
    (stored_field (word) @property)
    (derived_field (word) @property)
    (function (name) @function)
    (parameter (name) @constant)
    (rule (name) @label)
    (standard (name) @label)
    (segregation (name) @label)
    (duty (name) @label)
    (access (name) @label)
    (instrument (name) @label)
    (named_requirement (name) @label)
    (generator (name) @variable)
    (call (variable) @function.call)
    (suffix (word) @property)

    ((variable) @constant.builtin
      (#any-of? @constant.builtin \#(HighlightingText.list(WordClass.constant.words, quote: "\"", separator: "", indent: 4))))
    ((call (variable) @function.builtin)
      (#any-of? @function.builtin
        \#(HighlightingText.list(WordClass.function.words, quote: "\"", separator: "", indent: 4))))

    """#
  }

  /// Words that the grammar takes for names.
  private static let free: Set<String> = [
    InnerWord.findings.word.text, InnerWord.error.word.text, InnerWord.warning.word.text,
  ]

  private static func list(_ words: [String]) -> String {
    HighlightingText.list(words, quote: "\"", separator: "", indent: 2)
  }
}
