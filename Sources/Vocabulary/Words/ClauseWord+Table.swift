/// The table of clauses. A new one needs its case, its row here, and what docs/architecture.md lists beside.
extension ClauseWord {
  static let shared: [Entry] = [
    Entry(
      .title, ["title"], in: [.policy, .instrument, .rule, .standard, .segregation], required: [.instrument], .once,
      .texts, "The title, or the title in further languages.", Snippet("title", "title en \"$0\"")),
    Entry(
      .owner, ["owner"], in: [.policy, .parameter, .instrument, .duty, .rule, .standard, .segregation], .once,
      .text("the owner"), "The person or office that answers for it.", Snippet("owner", "owner \"$0\"")),
    Entry(
      .inForce, ["in", "force"], in: [.policy, .instrument, .rule, .standard, .segregation], .once, .validity,
      "The days from and until which it applies; both count.",
      Snippet("in force from", "in force from ${1:2020-01-01}")),
    Entry(
      .allow, ["allow"], in: .all, .anyNumber, .allowance, "Accepts one kind of advice of the compiler, with a reason.",
      Snippet("allow", "allow ${1:advice} because \"$0\"")),
    Entry(
      .cites, ["cites"], in: [.parameter, .rule, .standard, .segregation], .anyNumber, .citations, endsValue: true,
      "The clauses of instruments that this rests on.", Snippet("cites", "cites $0")),
    Entry(
      .tags, ["tags"], in: [.duty, .rule, .standard, .segregation], .once, .tags, "Words to find it by.",
      Snippet("tags", "tags $0")),
  ]

  static let ofNorms: [Entry] = [
    Entry(
      .message, ["message"], in: .norms, .once, .texts, endsValue: true,
      "The text of a finding; expressions in braces give values.", Snippet("message", "message en \"$0\"")),
    Entry(
      .remedy, ["remedy"], in: .norms, .once, .texts, endsValue: true, "How to resolve a finding.",
      Snippet("remedy", "remedy en \"$0\"")),
    Entry(
      .level, ["level"], in: .norms, .once, .rating, "The risk rating of findings.",
      Snippet("level", "level ${1|low,medium,high,critical|}")),
    Entry(
      .waivable, ["waivable", "by"], in: .norms, .once, .authorities, endsValue: true,
      "The authorities that may waive findings of the norm, and for how long at most.",
      Snippet("waivable by", "waivable by \"$1\" for at most ${2:90} days")),
    Entry(
      .for, ["for"], in: [.rule, .standard, .access], required: [.access], .anyNumber, .generators,
      "The variables of the norm and where their values come from.", Snippet("for", "for ${1:x} in $0")),
    Entry(
      .where, ["where"], in: [.rule, .standard, .access, .segregation, .source], .anyNumber, .expression,
      endsValue: true,
      "Keeps only those for which the condition holds.", Snippet("where", "where $0")),
    Entry(
      .let, ["let"], in: [.rule, .standard], .anyNumber, .binding, "A name for a value.",
      Snippet("let", "let ${1:name} = $0")),
    Entry(
      .must, ["must"], in: [.rule, .standard], .anyNumber, .requirement, endsValue: true,
      "The condition that has to hold; each failure is a finding of severity error.", Snippet("must", "must $0"),
      Snippet("must not", "must not $0", "The condition that must not hold; each case is a finding of severity error.")),
    Entry(
      .should, ["should"], in: [.rule, .standard], .anyNumber, .requirement, endsValue: true,
      "The condition that ought to hold; each failure is a finding of severity warning.",
      Snippet("should", "should $0"),
      Snippet(
        "should not", "should not $0",
        "The condition that ought not to hold; each case is a finding of severity warning.")),
    Entry(
      .at, ["at"], in: [.rule, .standard], .once, .operand, "The value or the field at which a finding is placed.",
      Snippet("at", "at $0")),
    Entry(
      .adopted, ["adopted", "by"], in: [.standard], .once, .adoption,
      "The body that adopted the standard, and the day.",
      Snippet("adopted by", "adopted by \"$1\" on ${2:2020-01-01}")),
    Entry(
      .judged, ["judged", "on"], in: [.rule, .standard], .once, .operand,
      "The day on which each row is judged, by the norms, the parameters and the rights of that day.",
      Snippet("judged on", "judged on $0")),
    Entry(
      .models, ["in"], in: [.segregation], required: [.segregation], .once, .names("an access model"),
      "The access models that it applies to.", Snippet("in", "in $0")),
    Entry(
      .within, ["within", "overlapping", "scope"], in: [.segregation], .once, .nothing,
      "Counts duties together only where the units they reach overlap.",
      Snippet("within overlapping scope", "within overlapping scope")),
    Entry(
      .atMost, ["at", "most"], in: [.segregation], .anyNumber, .limit, "How many of several duties one may hold.",
      Snippet("at most", "at most ${1:1} of $0")),
  ]

  static let ofOthers: [Entry] = [
    Entry(
      .domain, ["domain"], in: [.policy], .once, .text("the domain"), "The field of governance.",
      Snippet("domain", "domain \"$0\"")),
    Entry(
      .review, ["review", "by"], in: [.policy], .once, .operand, "The day by which the policy is to be reviewed.",
      Snippet("review by", "review by ${1:2030-01-01}")),
    Entry(
      .key, ["key"], in: [.entity, .record], .anyNumber, .field,
      "A field that identifies an instance; several make up its key together.",
      Snippet("key", "key ${1:id} : Text")),
    Entry(
      .alsoKey, ["also", "key"], in: [.entity], .anyNumber, .field,
      "A further field by which data may refer to an instance, unique where it is there.",
      Snippet("also key", "also key ${1:name} : Text?")),
    Entry(
      .label, ["label"], in: [.entity], .once, .texts,
      "The name by which people know an instance; fields of it in braces give values.",
      Snippet("label", "label \"{$0}\"")),
    Entry(
      .passesOver, ["passes", "over"], in: [.entity, .record], .anyNumber, .list("the name of a field"),
      "Names in the data that are not a field, though they resemble one.",
      Snippet("passes over", "passes over \"$0\"")),
    Entry(
      .derived, ["let"], in: [.entity, .record], .anyNumber, .derivedField,
      "A field whose value is computed from the others.", Snippet("let", "let ${1:name} = $0")),
    Entry(
      .step, ["from"], in: [.parameter], required: [.parameter], .anyNumber, .step, "The value from a day on.",
      Snippet("from", "from ${1:2020-01-01} : $0")),
    Entry(
      .illustrative, ["illustrative"], in: [.parameter], .once, .nothing,
      "The value is an illustration: no source sets it.",
      Snippet("illustrative", "illustrative")),
    Entry(
      .symbol, ["symbol"], in: [.instrument], required: [.instrument], .once, .text("the symbol"),
      "The document symbol by which it is cited.", Snippet("symbol", "symbol \"$0\"")),
    Entry(
      .issuer, ["issuer"], in: [.instrument], .once, .text("the issuer"), "The body that issued it.",
      Snippet("issuer", "issuer \"$0\"")),
    Entry(
      .supersedes, ["supersedes"], in: [.instrument], .anyNumber, .names("an instrument"),
      "The instruments that this one replaces.", Snippet("supersedes", "supersedes $0")),
    Entry(
      .clause, ["clause"], in: [.instrument], .anyNumber, .clauseText, "A clause of the document, in our own words.",
      Snippet("clause", "clause §$1 en \"$0\"")),
    Entry(
      .each, ["each"], in: [.access], .anyNumber, .generators, "The rows that connect the subject to entitlements.",
      Snippet("each", "each ${1:grant} in $0")),
    Entry(
      .gives, ["gives"], in: [.access], required: [.access], .once, .entitlements, "The entitlements that it gives.",
      Snippet("gives", "gives $0")),
    Entry(
      .over, ["over"], in: [.access], .once, .reach, "The unit that the entitlements reach.", Snippet("over", "over $0")
    ),
    Entry(
      .asOf, ["as", "of"], in: [.test], .once, .operand, "The day on which the test is evaluated.",
      Snippet("as of", "as of ${1:2020-01-01}")),
    Entry(
      .given, ["given"], in: [.test], .anyNumber, .records, "A record, or files of data, that the test is about.",
      Snippet("given", "given $0")),
    Entry(
      .expect, ["expect"], in: [.test], required: [.test], .anyNumber, .expectation, "The findings that are expected.",
      Snippet("expect", "expect $0")),
  ]
}
