/// The grammar of TextMate, which VS Code and many others read.
enum TextMateGrammar {
  static var text: String {
    #"""
    {
      "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
      "name": "Policy",
      "scopeName": "source.policy",
      "fileTypes": [
        "policy"
      ],
      "patterns": [
        {
          "include": "#comments"
        },
        {
          "include": "#declarations"
        },
        {
          "include": "#strings"
        },
        {
          "include": "#clauses"
        },
        {
          "include": "#numbers"
        },
        {
          "include": "#words"
        },
        {
          "include": "#operators"
        }
      ],
      "repository": {
        "comments": {
          "patterns": [
            {
              "name": "comment.line.documentation.policy",
              "match": "///.*$"
            },
            {
              "name": "comment.line.double-slash.policy",
              "match": "//.*$"
            },
            {
              "include": "#block-comment"
            }
          ]
        },
        "block-comment": {
          "name": "comment.block.policy",
          "begin": "/\\*",
          "end": "\\*/",
          "patterns": [
            {
              "include": "#block-comment"
            }
          ]
        },
        "declarations": {
          "patterns": [
            {
              "match": "\\b(\#(namespaces))\\s+([\\p{L}_][\\p{L}\\d_]*(?:\\.[\\p{L}_][\\p{L}\\d_]*)*)",
              "captures": {
                "1": {
                  "name": "keyword.control.policy"
                },
                "2": {
                  "name": "entity.name.namespace.policy"
                }
              }
            },
            {
              "match": "^\\s*(\#(types))\\s+([\\p{L}_][\\p{L}\\d_]*)",
              "captures": {
                "1": {
                  "name": "keyword.declaration.policy"
                },
                "2": {
                  "name": "entity.name.type.policy"
                }
              }
            },
            {
              "match": "^\\s*(\#(functions))\\s+([\\p{L}_][\\p{L}\\d_]*)",
              "captures": {
                "1": {
                  "name": "keyword.declaration.policy"
                },
                "2": {
                  "name": "entity.name.function.policy"
                }
              }
            },
            {
              "match": "^\\s*(\#(others))\\s+([\\p{L}_][\\p{L}\\d_]*)",
              "captures": {
                "1": {
                  "name": "keyword.declaration.policy"
                },
                "2": {
                  "name": "entity.name.section.policy"
                }
              }
            },
            {
              "match": "^\\s*(\#(tests))\\b(?=\\s*\")",
              "captures": {
                "1": {
                  "name": "keyword.declaration.policy"
                }
              }
            }
          ]
        },
        "strings": {
          "name": "string.quoted.double.policy",
          "begin": "\"",
          "end": "\"|$",
          "patterns": [
            {
              "name": "constant.character.escape.policy",
              "match": "\\\\(?:[nt\"\\\\]|u\\{[0-9A-Fa-f]+\\})"
            },
            {
              "name": "constant.character.escape.policy",
              "match": "\\{\\{|\\}\\}"
            },
            {
              "name": "meta.interpolation.policy",
              "match": "\\{[^{}\"]*\\}"
            }
          ]
        },
        "clauses": {
          "name": "constant.other.reference.policy",
          "match": "§[\\p{L}\\d.\\-]*(?:\\([\\p{L}\\d.]+\\))*"
        },
        "numbers": {
          "patterns": [
            {
              "name": "constant.numeric.date.policy",
              "match": "\\b\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?"
            },
            {
              "name": "constant.numeric.version.policy",
              "match": "\\bv\\d+(?:\\.\\d+)+\\b"
            },
            {
              "match": "\\b(\\d[\\d_]*(?:\\.\\d[\\d_]*)?)(?:\\s*(%)|\\s+([A-Z]{3}|\#(alternatives(.unit)))\\b)?",
              "captures": {
                "1": {
                  "name": "constant.numeric.policy"
                },
                "2": {
                  "name": "keyword.other.unit.policy"
                },
                "3": {
                  "name": "keyword.other.unit.policy"
                }
              }
            }
          ]
        },
        "words": {
          "patterns": [
            {
              "name": "variable.other.member.policy",
              "match": "(?<=\\.)[\\p{L}_][\\p{L}\\d_]*"
            },
            {
              "name": "constant.language.policy",
              "match": "\\b(?:\#(alternatives(.constant)))\\b(?!\\s*:)"
            },
            {
              "name": "support.type.policy",
              "match": "\\b(?:\#(alternatives(.type)))\\b"
            },
            {
              "name": "support.function.policy",
              "match": "\\b(?:\#(alternatives(.function)))(?=\\()"
            },
            {
              "name": "keyword.operator.word.policy",
              "match": "\\b(?:\#(alternatives(.operation)))\\b(?!\\s*:)"
            },
            {
              "name": "keyword.other.clause.policy",
              "match": "\\b(?:\#(alternatives(.clause)))\\b(?!\\s*[:.])"
            },
            {
              "name": "entity.name.function.policy",
              "match": "[\\p{L}_][\\p{L}\\d_]*(?=\\()"
            }
          ]
        },
        "operators": {
          "patterns": [
            {
              "name": "keyword.operator.comparison.policy",
              "match": "==|!=|<=|>=|<|>"
            },
            {
              "name": "keyword.operator.range.policy",
              "match": "\\.\\.<?"
            },
            {
              "name": "keyword.operator.assignment.policy",
              "match": "="
            },
            {
              "name": "keyword.operator.arithmetic.policy",
              "match": "[+\\-*/?]"
            }
          ]
        }
      }
    }

    """#
  }

  private static func alternatives(_ words: WordClass) -> String { HighlightingText.alternatives(words.words) }

  private static var namespaces: String { HighlightingText.alternatives(DeclarationGroup.namespace.words) }
  private static var types: String { HighlightingText.alternatives(DeclarationGroup.type.words) }
  private static var functions: String { HighlightingText.alternatives(DeclarationGroup.function.words) }
  private static var others: String { HighlightingText.alternatives(DeclarationGroup.other.words) }
  private static var tests: String { HighlightingText.alternatives(DeclarationGroup.test.words) }
}
