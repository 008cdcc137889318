// A grammar of highlight.js for policies. `make docs` writes this file from the vocabulary.
//
//   hljs.registerLanguage('policy', require('./policy.highlight.js'))
'use strict'

const declarations = [
  'policy', 'import', 'entity', 'record', 'enum', 'source', 'define', 'parameter', 'instrument',
  'access', 'duty', 'segregate', 'rule', 'standard', 'test', 'authority',
]
const clauses = [
  'title', 'owner', 'force', 'allow', 'cites', 'tags', 'message', 'remedy', 'level', 'waivable',
  'by', 'for', 'where', 'let', 'must', 'should', 'at', 'adopted', 'judged', 'within', 'overlapping',
  'scope', 'most', 'domain', 'review', 'key', 'also', 'label', 'passes', 'over', 'from',
  'illustrative', 'symbol', 'issuer', 'supersedes', 'clause', 'each', 'gives', 'as', 'given',
  'expect', 'separator', 'quote', 'encoding', 'header', 'columns', 'comment', 'skip', 'dates',
  'century', 'zone', 'numbers', 'forever', 'true', 'false', 'trim', 'cells', 'sheet', 'namespace',
  'take', 'until', 'because', 'ordered', 'version', 'organisational', 'any', 'all', 'data', 'other',
  'findings', 'error', 'warning', 'working', 'open', 'inspiration', 'duty', 'patterns', 'waived',
  'undetermined',
]
const operators = [
  'and', 'or', 'not', 'implies', 'in', 'is', 'present', 'missing', 'like', 'contains', 'overlaps',
  'subset', 'of', 'holds', 'performs', 'otherwise', 'starts', 'with', 'ends', 'distinct', 'some',
  'no', 'every', 'satisfies', 'on', 'if', 'then', 'else',
]
const constants = ['true', 'false', 'today', 'self']
const types = [
  'Text', 'Boolean', 'Integer', 'Decimal', 'Percent', 'Money', 'Date', 'Timestamp', 'Duration',
  'Period', 'DataSize', 'Version',
]
const functions = [
  'count', 'sum', 'average', 'min', 'max', 'round', 'round_half_up', 'round_up', 'round_down',
  'floor', 'abs', 'mod', 'lower', 'upper', 'trim', 'collapse', 'length', 'before', 'after',
  'digits', 'similarity', 'join', 'weekday', 'quarter', 'end_of_month', 'fiscal_year',
  'working_days', 'median', 'percentile', 'rank', 'mode', 'standard_deviation',
]
const units = [
  'second', 'seconds', 'minute', 'minutes', 'hour', 'hours', 'day', 'days', 'week', 'weeks',
  'month', 'months', 'year', 'years', 'B', 'kB', 'KB', 'MB', 'GB', 'TB', 'PB', 'KiB', 'MiB', 'GiB',
  'TiB', 'PiB',
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
      { match: [/\b(?:policy|import)/, /\s+/, /[\p{L}_][\p{L}\d_.]*/u], scope: { 1: 'keyword', 3: 'title' } },
      { match: [/^\s*(?:entity|record|enum)/, /\s+/, name], scope: { 1: 'keyword', 3: 'title.class' } },
      { match: [/^\s*(?:define)/, /\s+/, name], scope: { 1: 'keyword', 3: 'title.function' } },
      { match: [/^\s*(?:source|parameter|instrument|access|duty|segregate|rule|standard|authority)/, /\s+/, name], scope: { 1: 'keyword', 3: 'title' } },
      { scope: 'operator', match: /==|!=|<=|>=|\.\.<?|[<>=+\-*/?]/ },
    ],
  }
}
