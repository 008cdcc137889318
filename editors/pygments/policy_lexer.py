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
        'policy', 'import', 'entity', 'record', 'enum', 'source', 'define', 'parameter',
        'instrument', 'access', 'duty', 'segregate', 'rule', 'standard', 'test', 'authority')
    CLAUSES = (
        'title', 'owner', 'force', 'allow', 'cites', 'tags', 'message', 'remedy', 'level',
        'waivable', 'by', 'for', 'where', 'let', 'must', 'should', 'at', 'adopted', 'judged',
        'within', 'overlapping', 'scope', 'most', 'domain', 'review', 'key', 'also', 'label',
        'passes', 'over', 'from', 'illustrative', 'symbol', 'issuer', 'supersedes', 'clause',
        'each', 'gives', 'as', 'given', 'expect', 'separator', 'quote', 'encoding', 'header',
        'columns', 'comment', 'skip', 'dates', 'century', 'zone', 'numbers', 'forever', 'true',
        'false', 'trim', 'cells', 'sheet', 'namespace', 'take', 'until', 'because', 'ordered',
        'version', 'organisational', 'any', 'all', 'data', 'other', 'findings', 'error', 'warning',
        'working', 'open', 'inspiration', 'duty', 'patterns', 'waived', 'undetermined')
    OPERATORS = (
        'and', 'or', 'not', 'implies', 'in', 'is', 'present', 'missing', 'like', 'contains',
        'overlaps', 'subset', 'of', 'holds', 'performs', 'otherwise', 'starts', 'with', 'ends',
        'distinct', 'some', 'no', 'every', 'satisfies', 'on', 'if', 'then', 'else')
    CONSTANTS = ('true', 'false', 'today', 'self')
    TYPES = (
        'Text', 'Boolean', 'Integer', 'Decimal', 'Percent', 'Money', 'Date', 'Timestamp',
        'Duration', 'Period', 'DataSize', 'Version')
    FUNCTIONS = (
        'count', 'sum', 'average', 'min', 'max', 'round', 'round_half_up', 'round_up', 'round_down',
        'floor', 'abs', 'mod', 'lower', 'upper', 'trim', 'collapse', 'length', 'before', 'after',
        'digits', 'similarity', 'join', 'weekday', 'quarter', 'end_of_month', 'fiscal_year',
        'working_days', 'median', 'percentile', 'rank', 'mode', 'standard_deviation')
    UNITS = (
        'second', 'seconds', 'minute', 'minutes', 'hour', 'hours', 'day', 'days', 'week', 'weeks',
        'month', 'months', 'year', 'years', 'B', 'kB', 'KB', 'MB', 'GB', 'TB', 'PB', 'KiB', 'MiB',
        'GiB', 'TiB', 'PiB')

    tokens = {
        'root': [
            (r'\s+', Whitespace),
            (r'///[^\n]*', String.Doc),
            (r'//[^\n]*', Comment.Single),
            (r'/\*', Comment.Multiline, 'comment'),
            (r'"', String.Double, 'string'),
            (r'(policy|import)(\s+)(%s(?:\.%s)*)' % (NAME, NAME),
             bygroups(Keyword.Namespace, Whitespace, Name.Namespace)),
            (r'(?m)^(\s*)(entity|record|enum)(\s+)(%s)' % NAME,
             bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Class)),
            (r'(?m)^(\s*)(define)(\s+)(%s)' % NAME,
             bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Function)),
            (r'(?m)^(\s*)(source|parameter|instrument|access|duty|segregate|rule|standard|authority)(\s+)(%s)' % NAME,
             bygroups(Whitespace, Keyword.Declaration, Whitespace, Name.Label)),
            (r'(?m)^(\s*)(test)(?=\s*")', bygroups(Whitespace, Keyword.Declaration)),
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
