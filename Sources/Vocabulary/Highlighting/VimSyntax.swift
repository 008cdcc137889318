/// The syntax file of Vim and Neovim.
enum VimSyntax {
  static var text: String {
    #"""
    " Syntax of policies. `make docs` writes this file from the vocabulary.
    if exists('b:current_syntax')
      finish
    endif

    syntax keyword policyDeclaration \#(words(.declaration))
    \#(keywords("policyClause", .clause))
    \#(keywords("policyOperator", .operation))
    syntax keyword policyConstant \#(words(.constant))
    syntax keyword policyType \#(words(.type))
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

    """#
  }

  private static func words(_ words: WordClass) -> String { words.words.joined(separator: " ") }

  /// Words that Vim takes for arguments of `syntax keyword` are matched instead.
  private static func keywords(_ group: String, _ words: WordClass) -> String {
    let arguments = words.words.filter(Self.arguments.contains)
    let plain = words.words.filter { !Self.arguments.contains($0) }
    return
      (arguments.map { "syntax match \(group) /\\<\($0)\\>/" } + [
        "syntax keyword \(group) \(plain.joined(separator: " "))"
      ])
      .joined(separator: "\n")
  }

  private static let arguments: Set<String> = [
    "contains", "contained", "containedin", "nextgroup", "transparent", "skipwhite", "skipnl", "skipempty", "conceal",
    "cchar", "fold", "display", "extend", "excludenl", "keepend", "oneline", "matchgroup", "start", "skip", "end",
  ]
}
