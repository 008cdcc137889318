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
  "policy" "import" "entity" "record" "enum" "source" "define" "parameter" "instrument" "access"
  "duty" "segregate" "rule" "standard" "test" "authority"
] @keyword

[
  "title" "owner" "force" "allow" "cites" "tags" "message" "remedy" "level" "waivable" "by" "for"
  "where" "let" "must" "should" "at" "adopted" "judged" "within" "overlapping" "scope" "most"
  "domain" "review" "key" "also" "label" "passes" "over" "from" "illustrative" "symbol" "issuer"
  "supersedes" "clause" "each" "gives" "as" "given" "expect" "separator" "quote" "encoding" "header"
  "columns" "comment" "skip" "dates" "century" "zone" "numbers" "forever" "true" "false" "trim"
  "cells" "sheet" "namespace" "take" "until" "because" "ordered" "version" "organisational" "any"
  "all" "data" "other" "working" "open" "inspiration" "duty" "patterns" "waived" "undetermined"
] @keyword

[
  "csv" "json" "jsonl" "yaml" "xlsx" "xml" "ldif" "line" "lines" "to" "none" "row"
] @keyword

[
  "and" "or" "not" "implies" "in" "is" "present" "missing" "like" "contains" "overlaps" "subset"
  "of" "holds" "performs" "otherwise" "starts" "with" "ends" "distinct" "some" "no" "every"
  "satisfies" "on" "if" "then" "else"
] @keyword.operator

((name) @type.builtin
  (#any-of? @type.builtin
    "Text" "Boolean" "Integer" "Decimal" "Percent" "Money" "Date" "Timestamp" "Duration" "Period"
    "DataSize" "Version"))

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
  (#any-of? @constant.builtin "true" "false" "today" "self"))
((call (variable) @function.builtin)
  (#any-of? @function.builtin
    "count" "sum" "average" "min" "max" "round" "round_half_up" "round_up" "round_down" "floor"
    "abs" "mod" "lower" "upper" "trim" "collapse" "length" "before" "after" "digits" "similarity"
    "join" "weekday" "quarter" "end_of_month" "fiscal_year" "working_days" "median" "percentile"
    "rank" "mode" "standard_deviation"))
