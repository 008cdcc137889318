/// A lexer of Pygments, which Sphinx, MkDocs and many forges highlight with.
enum PygmentsLexer {
  static var text: String {
    #"""
    """A lexer of Pygments for policies. `make docs` writes this file from the vocabulary.

    pygmentize -x -l editors/pygments/policy_lexer.py:PolicyLexer FILE.policy
    """
    from pygments.lexer import RegexLexer, bygroups, words
    from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Whitespace

    __all__ = ['PolicyLexer']

    NAME = r'[^\W\d]\w*'


    class PolicyLexer(RegexLexer):
        name = 'Policy'
        aliases = ['policy']
        filenames = ['*.policy']
        mimetypes = ['text/x-policy']

        DECLARATIONS = (
            \#(list(WordClass.declaration.words)))
        CLAUSES = (
            \#(list(WordClass.clause.words)))
        OPERATORS = (
            \#(list(WordClass.operation.words)))
        CONSTANTS = (\#(list(WordClass.constant.words)))
        TYPES = (
            \#(list(WordClass.type.words)))
        FUNCTIONS = (
            \#(list(WordClass.function.words)))
        UNITS = (
            \#(list(WordClass.unit.words)))

        tokens = {
            'root': [
                (r'\s+', Whitespace),
                (r'///[^\n]*', String.Doc),
                (r'//[^\n]*', Comment.Single),
                (r'/\*', Comment.Multiline, 'comment'),
                (r'"', String.Double, 'string'),
                (r'(\#(HighlightingText.alternatives(DeclarationGroup.namespace.words)))(\s+)(%s(?:\.%s)*)' % (NAME, NAME),
                 bygroups(Keyword.Namespace, Whitespace, Name.Namespace)),
                (r'(?m)^(\s*)(\#(HighlightingText.alternatives(DeclarationGroup.type.words)))(\s+)(%s)' % NAME,
                 bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Class)),
                (r'(?m)^(\s*)(\#(HighlightingText.alternatives(DeclarationGroup.function.words)))(\s+)(%s)' % NAME,
                 bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Function)),
                (r'(?m)^(\s*)(\#(HighlightingText.alternatives(DeclarationGroup.other.words)))(\s+)(%s)' % NAME,
                 bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Label)),
                (r'(?m)^(\s*)(\#(HighlightingText.alternatives(DeclarationGroup.test.words)))(?=\s*")', bygroups(Whitespace, Keyword.Declaration)),
                (r'§[\w.\-]*(?:\([\w.]+\))*', Name.Constant),
                (r'\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?', Literal.Date),
                (r'\bv\d+(?:\.\d+)+\b', Number),
                (r'(\d[\d_]*(?:\.\d[\d_]*)?)(\s*)(%)', bygroups(Number, Whitespace, Keyword.Type)),
                (r'(\d[\d_]*(?:\.\d[\d_]*)?)([ \t]+)([A-Z]{3}|' + '|'.join(UNITS) + r')\b',
                 bygroups(Number, Whitespace, Keyword.Type)),
                (r'\d[\d_]*(?:\.\d[\d_]*)?', Number),
                (r'(\.)(%s)' % NAME, bygroups(Punctuation, Name.Attribute)),
                (words(FUNCTIONS, prefix=r'\b', suffix=r'(?=\()'), Name.Builtin),
                (words(CONSTANTS, prefix=r'\b', suffix=r'\b(?!\s*:)'), Keyword.Constant),
                (words(TYPES, prefix=r'\b', suffix=r'\b'), Keyword.Type),
                (words(OPERATORS, prefix=r'\b', suffix=r'\b(?!\s*:)'), Operator.Word),
                (words(CLAUSES, prefix=r'\b', suffix=r'\b(?!\s*[:.])'), Keyword),
                (r'%s(?=\()' % NAME, Name.Function),
                (NAME, Name),
                (r'==|!=|<=|>=|\.\.<?|[<>=+\-*/?]', Operator),
                (r'[{}()\[\],:.]', Punctuation),
            ],
            'comment': [
                (r'/\*', Comment.Multiline, '#push'),
                (r'\*/', Comment.Multiline, '#pop'),
                (r'[^/*]+|[/*]', Comment.Multiline),
            ],
            'string': [
                (r'\\(?:[nt"\\]|u\{[0-9A-Fa-f]+\})|\{\{|\}\}', String.Escape),
                (r'\{[^{}"\n]*\}', String.Interpol),
                (r'"|(?=\n)', String.Double, '#pop'),
                (r'[^"\\{}\n]+|.', String.Double),
            ],
        }

    """#
  }

  private static func list(_ words: [String]) -> String { HighlightingText.list(words, indent: 8) }
}
