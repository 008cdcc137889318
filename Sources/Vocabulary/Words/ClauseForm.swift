/// The form of a clause after its words. A clause of a form that is here already needs nothing new in the parser.
public enum ClauseForm: Sendable {
  /// A text in quotes; what it is, as a message names it.
  case text(StaticString)
  /// A text, or one for each of several languages.
  case texts
  /// Texts in quotes with commas between them; what each is, as a message names it.
  case list(StaticString)
  /// A name; of what.
  case name(StaticString)
  /// Names, qualified where they are of another namespace; of what.
  case names(StaticString)
  /// Words or texts, without a meaning to the language.
  case tags
  /// A condition or another value.
  case expression
  /// Entitlements: `patterns role.actions`
  case entitlements
  /// One side of a comparison.
  case operand
  /// Nothing: the words are the clause.
  case nothing

  /// `A §1, B §2`
  case citations
  /// `from DATE until DATE`
  case validity
  /// `"A", r.owner for at most N days`
  case authorities
  /// `high`, or a field of the row: `r.level`
  case rating
  /// `P7012 because "…"`
  case allowance
  /// `a in A, b in B where C`
  case generators
  /// `x = …`
  case binding
  /// `not C`, in a standard `name "title" : C`
  case requirement
  /// `"…" on DATE`
  case adoption
  /// `p.unit within parent`
  case reach
  /// `2 of a, b, c`
  case limit
  /// `DATE until DATE : value`
  case step
  /// `§2.2(g) organisational en "…"`
  case clauseText
  /// `Entity { … }` or `data "path"`
  case records
  /// `no NORM for Entity "key"`
  case expectation
  /// `name : Type = default`, of an entity or a record
  case field
  /// `name = value`, of an entity or a record
  case derivedField

  /// `csv "exports/*.csv", "more/*.csv"`, of a source
  case sourceFiles
  /// `windows-1252`: a word with hyphens and digits; of what.
  case hyphenated(StaticString)
  /// `"a", "b"`; what each is.
  case textList(StaticString)
  /// `line 4`, `lines 3 to 4`, `none`
  case header
  /// `cac "urn:…"`
  case namespace
  /// `row`, `x in PATH`, `k, v in PATH`
  case elements
  /// `{ field : value as "DD.MM.YYYY" … }`
  case takenFields

  /// Whether a value or a variable comes first.
  public var beginsWithValue: Bool {
    switch self {
    case .expression, .entitlements, .operand, .generators, .binding, .requirement, .reach, .limit, .step, .elements:
      true
    case .text, .texts, .list, .name, .names, .tags, .nothing, .citations, .validity, .authorities, .rating, .allowance,
      .adoption,
      .clauseText, .records, .expectation, .field, .derivedField, .sourceFiles, .hyphenated, .textList, .header,
      .namespace, .takenFields:
      false
    }
  }

  /// Whether it has texts in several languages.
  public var hasTexts: Bool {
    switch self {
    case .texts, .clauseText: true
    case .text, .list, .name, .names, .tags, .expression, .entitlements, .operand, .nothing, .citations, .validity,
      .authorities,
      .rating, .allowance,
      .generators, .binding, .requirement, .adoption, .reach, .limit, .step, .records, .expectation, .field,
      .derivedField, .sourceFiles, .hyphenated, .textList, .header, .namespace, .elements, .takenFields:
      false
    }
  }
}
