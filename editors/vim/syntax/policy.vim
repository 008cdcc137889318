" Syntax of policies. `make docs` writes this file from the vocabulary.
if exists('b:current_syntax')
  finish
endif

syntax keyword policyDeclaration policy import entity record enum source define parameter instrument access duty segregate rule standard test authority
syntax match policyClause /\<skip\>/
syntax keyword policyClause title owner force allow cites tags message remedy level waivable by for where let must should at adopted judged within overlapping scope most domain review key also label passes over from illustrative symbol issuer supersedes clause each gives as given expect separator quote encoding header columns comment dates century zone numbers forever true false trim cells sheet namespace take until because ordered version organisational any all data other findings error warning working open inspiration duty patterns waived undetermined
syntax match policyOperator /\<contains\>/
syntax keyword policyOperator and or not implies in is present missing like overlaps subset of holds performs otherwise starts with ends distinct some no every satisfies on if then else
syntax keyword policyConstant true false today self
syntax keyword policyType Text Boolean Integer Decimal Percent Money Date Timestamp Duration Period DataSize Version
syntax match policyFunction /\<[[:alpha:]_][[:alnum:]_]*\ze(/
syntax match policyMember /\.\@1<=[[:alpha:]_][[:alnum:]_]*/
syntax match policyReference /§[[:alnum:].-]*\%(([[:alnum:].]\+)\)*/
syntax match policyNumber /\<\d[0-9_]*\%(\.\d[0-9_]*\)\?\%(\s*%\)\?/
syntax match policyDate /\<\d\{4}-\d\d-\d\d\%(T[0-9:.]\+\%(Z\|[+-]\d\d:\d\d\)\?\)\?/
syntax match policyVersion /\<v\d\+\%(\.\d\+\)\+/
syntax match policyEscape contained /\\\%([nt"\\]\|u{\x\+}\)\|{{\|}}/
syntax match policyValue contained /{[^{}"]*}/
syntax region policyString start=/"/ skip=/\\./ end=/"\|$/ contains=policyEscape,policyValue
syntax match policyComment ,//.*$, contains=@Spell
syntax match policyDocumentation ,///.*$, contains=@Spell
syntax region policyComment start=,/\*, end=,\*/, contains=policyComment,@Spell

highlight default link policyDeclaration Keyword
highlight default link policyClause Statement
highlight default link policyOperator Operator
highlight default link policyConstant Constant
highlight default link policyType Type
highlight default link policyFunction Function
highlight default link policyMember Identifier
highlight default link policyReference Special
highlight default link policyNumber Number
highlight default link policyDate Number
highlight default link policyVersion Number
highlight default link policyEscape SpecialChar
highlight default link policyValue Special
highlight default link policyString String
highlight default link policyComment Comment
highlight default link policyDocumentation SpecialComment

let b:current_syntax = 'policy'
