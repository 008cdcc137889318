import PolicySyntax

/// The words of the language where they fit, with what usually follows them.
enum CompletionWords {
  typealias Item = Completion.Item

  private static func snippet(_ label: String, _ text: String, _ documentation: String) -> Item {
    Item(label, .keyword, snippet: text, documentation: documentation)
  }

  static let declarations: [Item] = [
    snippet("policy", "policy ${1:name}\n\n$0", "Opens the file and names its namespace."),
    snippet("import", "import ${1:name}", "Makes the names of another namespace usable here."),
    snippet(
      "entity", "entity ${1:Name} from ${2:section} {\n  key id : Text\n  $0\n}", "A thing in the data."),
    snippet("record", "record ${1:Name} {\n  $0\n}", "A value without identity."),
    snippet("enum", "enum ${1:Name} { ${2:first}, $0 }", "A choice of cases."),
    snippet(
      "rule",
      "rule ${1:NAME} \"${2:Title}\" {\n  cites ${3:SOURCE}\n  for   ${4:x} in ${5:Entity}\n  must  $0\n}",
      "A condition that must hold for every instance."),
    snippet(
      "standard",
      "standard ${1:NAME} \"${2:Title}\" version ${3:1} {\n  cites ${4:SOURCE}\n  for   ${5:x} in ${6:Entity}\n  must  ${7:requirement} \"${8:Title}\" : $0\n}",
      "Several named requirements on one subject."),
    snippet(
      "segregate",
      "segregate ${1:NAME} \"${2:Title}\" {\n  ${3:duty} from ${4:other}\n  in    ${5:access}\n  level ${6:high}$0\n}",
      "Duties that nobody may hold together."),
    snippet(
      "duty", "duty ${1:name} \"${2:Title}\" of ${3:Permission} = any of \"$0\"", "A set of entitlements."),
    snippet(
      "access",
      "access ${1:name} {\n  for   ${2:person} in ${3:Person}\n  each  ${4:grant} in ${5:Grant} where $4.person == $2\n  gives $0\n}",
      "Who gets which entitlements, and how."),
    snippet(
      "instrument",
      "instrument ${1:NAME} {\n  symbol \"${2:SYMBOL}\"\n  title  en \"${3:Title}\"\n  clause §${4:1} en \"$0\"\n}",
      "A source document and its clauses."),
    snippet(
      "parameter",
      "parameter ${1:name} \"${2:Title}\" : ${3:Integer} {\n  from ${4:2020-01-01} : $0\n}",
      "A value that changes with time."),
    snippet("define", "define ${1:name}(${2:x}: ${3:Type}): ${4:Boolean} = $0", "A function."),
    snippet(
      "test", "test \"${1:what it shows}\" {\n  given ${2:Entity} { $3 }\n  expect $0\n}",
      "Data with what must be found in it."),
  ]

  /// Clauses that fit a declaration and that it does not have yet.
  static func clauses(of declaration: SyntaxNode) -> [Item] {
    let texts = [
      snippet("title", "title en \"$0\"", "The title in further languages."),
      snippet("message", "message en \"$0\"", "The text of a finding; values go in braces."),
      snippet("remedy", "remedy en \"$0\"", "How to resolve a finding."),
    ]
    let common = [
      snippet("cites", "cites $0", "The clauses that this rests on."),
      snippet("level", "level ${1|low,medium,high,critical|}", "The risk rating."),
      snippet("waivable by", "waivable by \"$1\" for at most ${2:90} days", "Who may waive findings."),
      snippet("tags", "tags $0", "Words to find it by."), snippet("owner", "owner \"$0\"", "Who answers for it."),
      snippet("in force from", "in force from ${1:2020-01-01}", "When it applies."),
      snippet("allow", "allow ${1:advice} because \"$0\"", "Accepts an advice of the compiler."),
    ]
    let rows = [
      snippet("for", "for ${1:x} in $0", "The variables that it ranges over."),
      snippet("where", "where $0", "Which of them it is about."),
      snippet("let", "let ${1:name} = $0", "A name for a value."),
      snippet("must", "must $0", "The condition that has to hold."),
      snippet("must not", "must not $0", "The condition that must not hold."),
      snippet("should", "should $0", "The condition that ought to hold."),
      snippet("should not", "should not $0", "The condition that ought not to hold."),
      snippet("at", "at $0", "The field at which a finding is placed."),
    ]
    let all: [Item]
    switch declaration.kind {
    case .ruleDeclaration: all = rows + common + texts
    case .standardDeclaration:
      all = rows + [snippet("adopted by", "adopted by \"$1\" on ${2:2020-01-01}", "Who adopted it.")] + common + texts
    case .segregationDeclaration:
      all =
        [
          snippet("in", "in $0", "The access models that it applies to."),
          snippet("within overlapping scope", "within overlapping scope", "Only rights whose units overlap."),
          snippet("at most", "at most ${1:1} of $0", "How many of the duties one may hold."),
        ] + common + texts
    case .accessDeclaration:
      all = [
        snippet("for", "for ${1:person} in $0", "Who holds the entitlements."),
        snippet("each", "each ${1:grant} in $0", "The rows that connect the subject to entitlements."),
        snippet("gives", "gives $0", "The entitlements."), snippet("over", "over $0", "The unit they reach."),
        snippet("where", "where $0", "Which of them count."),
      ]
    case .instrumentDeclaration:
      all = [
        snippet("symbol", "symbol \"$0\"", "As it is cited."), texts[0],
        snippet("issuer", "issuer \"$0\"", "Who issued it."), common[5],
        snippet("supersedes", "supersedes $0", "The instrument whose place it takes."),
        snippet("clause", "clause §$1 en \"$0\"", "A clause, in our own words."), common[6],
      ]
    case .parameterDeclaration:
      all = [snippet("from", "from ${1:2020-01-01} : $0", "The value from a day on."), common[0], common[4]]
    case .testDeclaration:
      all = [
        snippet("as of", "as of ${1:2020-01-01}", "The day of the test."),
        snippet("given", "given $0", "A record, or data files."),
        snippet("expect", "expect $0", "The findings that are expected."),
      ]
    case .entityDeclaration, .recordDeclaration:
      all = [
        snippet("key", "key ${1:id} : Text", "The field that identifies an instance."),
        snippet("let", "let ${1:name} = $0", "A derived field."),
      ]
    case .policyHeader:
      all = [
        texts[0], snippet("domain", "domain \"$0\"", "The field of governance."), common[4], common[5],
        snippet("review by", "review by ${1:2030-01-01}", "When it is looked at again."),
      ]
    default: all = []
    }
    let single: Set<String> = [
      "title", "message", "remedy", "level", "waivable by", "tags", "owner", "in force from", "at", "gives", "over",
      "symbol", "issuer", "as of", "domain", "review by", "adopted by", "within overlapping scope", "in",
    ]
    let written = Set(declaration.nodes.compactMap { $0.tokens.first?.text })
    return all.filter { item in
      let first = item.label.split(separator: " ").first.map(String.init) ?? ""
      return !single.contains(item.label) || !written.contains(first)
    }
  }

  static let operands: [Item] =
    [
      snippet("count", "count($0)", "How many there are."), snippet("sum", "sum($0)", "The total."),
      snippet("average", "average($0)", "The mean."), snippet("min", "min($0)", "The least."),
      snippet("max", "max($0)", "The greatest."),
      snippet("some", "some ${1:x} in ${2:values} where $0", "Whether there is one."),
      snippet("no", "no ${1:x} in ${2:values} where $0", "Whether there is none."),
      snippet("every", "every ${1:x} in ${2:values} satisfies $0", "Whether it holds for all."),
    ] + ["today", "true", "false", "not", "distinct"].map { Item($0, .keyword, rank: 6) }

  static let operations: [Item] = [
    "and", "or", "implies", "in", "not in", "like", "is present", "is missing", "contains", "overlaps", "subset of",
    "holds", "performs", "otherwise", "where", "satisfies", "within", "for", "until",
  ].map { Item($0, .keyword) }
}
