/// The syntax definition of Sublime Text.
enum SublimeSyntax {
  static var text: String {
    #"""
    %YAML 1.2
    ---
    # `make docs` writes this file from the vocabulary.
    name: Policy
    file_extensions: [policy]
    scope: source.policy

    variables:
      name: '[[:alpha:]_][[:alnum:]_]*'

    contexts:
      main:
        - match: '///.*$'
          scope: comment.line.documentation.policy
        - match: '//.*$'
          scope: comment.line.double-slash.policy
        - match: '/\*'
          push: comment
        - match: '"'
          scope: punctuation.definition.string.begin.policy
          push: string
        - match: '\b(\#(begin(.namespace)))\s+({{name}}(?:\.{{name}})*)'
          captures:
            1: keyword.control.policy
            2: entity.name.namespace.policy
        - match: '^\s*(\#(begin(.type)))\s+({{name}})'
          captures:
            1: keyword.declaration.policy
            2: entity.name.type.policy
        - match: '^\s*(\#(begin(.function)))\s+({{name}})'
          captures:
            1: keyword.declaration.policy
            2: entity.name.function.policy
        - match: '^\s*(\#(begin(.other)))\s+({{name}})'
          captures:
            1: keyword.declaration.policy
            2: entity.name.section.policy
        - match: '^\s*(\#(begin(.test)))\b(?=\s*")'
          scope: keyword.declaration.policy
        - match: '§[[:alnum:].\-]*(?:\([[:alnum:].]+\))*'
          scope: constant.other.reference.policy
        - match: '\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?'
          scope: constant.numeric.date.policy
        - match: '\bv\d+(?:\.\d+)+\b'
          scope: constant.numeric.version.policy
        - match: '\b\d[\d_]*(?:\.\d[\d_]*)?'
          scope: constant.numeric.policy
        - match: '(?<=\.){{name}}'
          scope: variable.other.member.policy
        - match: '\b(?:\#(alternatives(.constant)))\b'
          scope: constant.language.policy
        - match: '\b(?:\#(alternatives(.type)))\b'
          scope: support.type.policy
        - match: '\b(?:\#(alternatives(.function)))(?=\()'
          scope: support.function.policy
        - match: '\b(?:\#(alternatives(.operation)))\b(?!\s*:)'
          scope: keyword.operator.word.policy
        - match: '\b(?:\#(alternatives(.clause)))\b(?!\s*[:.])'
          scope: keyword.other.clause.policy
        - match: '==|!=|<=|>=|<|>|\.\.<?|=|[+\-*/?]'
          scope: keyword.operator.policy

      comment:
        - meta_scope: comment.block.policy
        - match: '/\*'
          push: comment
        - match: '\*/'
          pop: true

      string:
        - meta_scope: string.quoted.double.policy
        - match: '\\(?:[nt"\\]|u\{\h+\})|\{\{|\}\}'
          scope: constant.character.escape.policy
        - match: '\{[^{}"]*\}'
          scope: meta.interpolation.policy
        - match: '"|$'
          pop: true

    """#
  }

  private static func alternatives(_ words: WordClass) -> String { HighlightingText.alternatives(words.words) }
  private static func begin(_ words: DeclarationGroup) -> String { HighlightingText.alternatives(words.words) }
}
