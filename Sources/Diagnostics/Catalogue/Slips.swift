extension DiagnosticCode {
  public static let foreignWord = DiagnosticCode(
    "P0111", "foreign-word", fix: .sometimes, title: "Word or sign of another language",
    why: """
      Programming languages and people write `if`, `&&`, `null` or `jours` where policies have a word of their own. The \
      tool knows the usual ones, says which word is meant, and reads on as if it were there.
      """,
    example:
      "policy demo.x\nentity A from as { a : Boolean\n b : Boolean }\nrule R \"A\" { for a in A must a.a && a.b }",
    prefer:
      "policy demo.x\nentity A from as { a : Boolean\n b : Boolean }\nrule R \"A\" { for a in A must a.a and a.b }")

  public static let foreignQuotes = DiagnosticCode(
    "P0112", "foreign-quotes", fix: .always, title: "Text in other quotation marks",
    why: """
      Word processors replace straight quotes with curly ones or guillemets. A text of a policy is written between \
      straight double quotes, so that its end is never in doubt.
      """,
    example: "policy demo.x\nentity A from as { a : Boolean }\nrule R “A” { for a in A must a.a }",
    prefer: "policy demo.x\nentity A from as { a : Boolean }\nrule R \"A\" { for a in A must a.a }")

  public static let malformedNumber = DiagnosticCode(
    "P0113", "malformed-number", fix: .always, title: "Number that is grouped or divided by other signs",
    why: """
      A comma separates values, and a space ends a number, so neither can be part of one. Thousands are grouped with \
      `_`, and decimals follow a point: `5_000.50`.
      """,
    example: "policy demo.x\nentity A from as { p : Money in EUR }\nrule R \"A\" { for a in A must a.p < 5,000 EUR }",
    prefer: "policy demo.x\nentity A from as { p : Money in EUR }\nrule R \"A\" { for a in A must a.p < 5_000 EUR }")

  public static let malformedDate = DiagnosticCode(
    "P0114", "malformed-date", fix: .always, title: "Day in another form",
    why: """
      A day is written year, month, day with hyphens, as ISO 8601 has it: other orders are read differently from one \
      country to the next.
      """,
    example: "policy demo.x\nentity A from as { d : Date }\nrule R \"A\" { for a in A must a.d < 31.12.2026 }",
    prefer: "policy demo.x\nentity A from as { d : Date }\nrule R \"A\" { for a in A must a.d < 2026-12-31 }")

  public static let malformedName = DiagnosticCode(
    "P0115", "malformed-name", fix: .always, title: "Name with signs that names do not have",
    why: """
      A name is a letter or `_`, then letters, digits and `_`. A hyphen would be a minus, and a name in quotes a text. \
      The declaration still counts, so that the rest is checked.
      """,
    example: "policy demo.x\nentity A from as { a : Boolean }\nrule R-01 \"A\" { for a in A must a.a }",
    prefer: "policy demo.x\nentity A from as { a : Boolean }\nrule R_01 \"A\" { for a in A must a.a }")

  public static let foreignComment = DiagnosticCode(
    "P0116", "foreign-comment", fix: .always, title: "Comment that begins as in another language",
    why: "A comment begins with `//` and ends with its line, or is written between `/*` and `*/`.",
    example: "policy demo.x\n# kept for later", prefer: "policy demo.x\n// kept for later")

  public static let needlessSign = DiagnosticCode(
    "P0117", "needless-sign", fix: .always, title: "Sign that separates nothing",
    why: """
      A clause ends with its line and needs no `;`. Characters that cannot be seen come with text that is copied from \
      elsewhere.
      """,
    example: "policy demo.x\nentity A from as { a : Boolean }\nrule R \"A\" {\n  for a in A\n  must a.a;\n}",
    prefer: "policy demo.x\nentity A from as { a : Boolean }\nrule R \"A\" {\n  for a in A\n  must a.a\n}")
}

extension Catalogue {
  /// P0, words and signs that other languages write.
  static let slips: [DiagnosticCode] = [
    .foreignWord, .foreignQuotes, .malformedNumber, .malformedDate, .malformedName, .foreignComment, .needlessSign,
  ]
}
