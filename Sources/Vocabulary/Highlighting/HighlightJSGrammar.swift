/// A grammar of highlight.js, for pages of documentation.
enum HighlightJSGrammar {
  static var text: String {
    #"""
    // A grammar of highlight.js for policies. `make docs` writes this file from the vocabulary.
    //
    //   hljs.registerLanguage('policy', require('./policy.highlight.js'))
    'use strict'

    const declarations = [
      \#(list(WordClass.declaration.words)),
    ]
    const clauses = [
      \#(list(WordClass.clause.words)),
    ]
    const operators = [
      \#(list(WordClass.operation.words)),
    ]
    const constants = [\#(list(WordClass.constant.words))]
    const types = [
      \#(list(WordClass.type.words)),
    ]
    const functions = [
      \#(list(WordClass.function.words)),
    ]
    const units = [
      \#(list(WordClass.unit.words)),
    ]

    module.exports = function policy(hljs) {
      const name = /[\p{L}_][\p{L}\d_]*/u
      const block = { scope: 'comment', begin: /\/\*/, end: /\*\//, contains: ['self'] }
      const text = {
        scope: 'string',
        begin: /"/,
        end: /"|$/,
        contains: [
          { scope: 'char.escape', match: /\\(?:[nt"\\]|u\{[0-9A-Fa-f]+\})|\{\{|\}\}/ },
          { scope: 'subst', match: /\{[^{}"]*\}/ },
        ],
      }
      return {
        name: 'Policy',
        aliases: ['policy'],
        unicodeRegex: true,
        keywords: {
          $pattern: name,
          keyword: [...declarations, ...clauses, ...operators],
          literal: constants,
          type: types,
          built_in: functions,
        },
        contains: [
          { scope: 'comment', begin: /\/\//, end: /$/ },
          block,
          text,
          { scope: 'symbol', match: /§[\p{L}\d.\-]*(?:\([\p{L}\d.]+\))*/u },
          { scope: 'number', match: /\b\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?/ },
          { scope: 'number', match: /\bv\d+(?:\.\d+)+\b/ },
          { scope: 'number', match: new RegExp('\\b\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:\\s*%|\\s+(?:[A-Z]{3}|' + units.join('|') + ')\\b)?') },
          { scope: 'property', match: /(?<=\.)[\p{L}_][\p{L}\d_]*/u },
          { match: [/\b(?:\#(HighlightingText.alternatives(DeclarationGroup.namespace.words)))/, /\s+/, /[\p{L}_][\p{L}\d_.]*/u], scope: { 1: 'keyword', 3: 'title' } },
          { match: [/^\s*(?:\#(HighlightingText.alternatives(DeclarationGroup.type.words)))/, /\s+/, name], scope: { 1: 'keyword', 3: 'title.class' } },
          { match: [/^\s*(?:\#(HighlightingText.alternatives(DeclarationGroup.function.words)))/, /\s+/, name], scope: { 1: 'keyword', 3: 'title.function' } },
          { match: [/^\s*(?:\#(HighlightingText.alternatives(DeclarationGroup.other.words)))/, /\s+/, name], scope: { 1: 'keyword', 3: 'title' } },
          { scope: 'operator', match: /==|!=|<=|>=|\.\.<?|[<>=+\-*/?]/ },
        ],
      }
    }

    """#
  }

  private static func list(_ words: [String]) -> String { HighlightingText.list(words, indent: 2) }
}
