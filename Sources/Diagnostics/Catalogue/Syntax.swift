extension DiagnosticCode {
  public static let unexpectedCharacter = DiagnosticCode(
    "P0001", "unexpected-character", title: "Character that means nothing here",
    why: """
      Outside of texts and comments a policy is made of words, numbers, texts and a few signs. Another character, or \
      bytes that are not UTF-8, mean nothing, so the tool cannot know what was meant.
      """,
    example: "policy demo.x\nenum Kind { laptop, server } @", prefer: "policy demo.x\nenum Kind { laptop, server }")

  public static let unterminatedString = DiagnosticCode(
    "P0002", "unterminated-text", fix: .always, title: "Text that is not closed",
    why: "A text begins and ends with a double quote on one line. Without the second one the rest of the line is lost.",
    example:
      "policy demo.x\nentity A from as { key id : Text }\nrule R \"A rule {\n  for a in A\n  must a.id != \"\"\n}",
    prefer:
      "policy demo.x\nentity A from as { key id : Text }\nrule R \"A rule\" {\n  for a in A\n  must a.id != \"\"\n}")

  public static let unterminatedComment = DiagnosticCode(
    "P0003", "unterminated-comment", title: "Comment that is not closed",
    why: "A comment that begins with `/*` ends with `*/`; comments nest, so each one inside needs its own end.",
    example: "policy demo.x\n/* kept for later", prefer: "policy demo.x\n/* kept for later */")

  public static let badEscape = DiagnosticCode(
    "P0004", "bad-escape", title: "Unknown escape",
    why: """
      In a text a backslash begins an escape: `\\n` for a new line, `\\"` for a quote, `\\\\` for a backslash and \
      `\\u{…}` for a character by its number.
      """,
    example: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A \\q\" { for a in A must a.id != \"\" }",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A \\\\q\" { for a in A must a.id != \"\" }")

  public static let badLiteral = DiagnosticCode(
    "P0005", "bad-literal", title: "Value that cannot be",
    why: """
      The value has the form of a date, a number or an amount, but there is no such one: the thirtieth of February, or \
      a number with more digits than the tool computes with.
      """,
    example: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" { for a in A must today > 2019-02-30 }",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" { for a in A must today > 2019-02-28 }")

  public static let hiddenCharacter = DiagnosticCode(
    "P0006", "hidden-character", fix: .always, title: "Character that cannot be seen",
    why: """
      A character without width, or one that turns the direction of writing, makes a policy read otherwise than it is: a \
      clause seems to be active that is part of a comment, or two names seem to be one. Outside of comments it is an \
      error; in a text, `\\u{…}` writes any character so that it is seen.
      """,
    example: "policy demo.x\nenum Kind { laptop\u{200B}, server }",
    prefer: "policy demo.x\nenum Kind { laptop, server }")

  public static let decomposedText = DiagnosticCode(
    "P0007", "decomposed-text", fix: .always, title: "Text that is not in normal form C",
    why: """
      Letters with accents can be written as one character or as several. Policies use the composed form (NFC), so that \
      what looks the same is the same; data is compared as it is.
      """,
    example: "policy demo.x\nenum Kind { e\u{301}cran, server }",
    prefer: "policy demo.x\nenum Kind { \u{E9}cran, serveur }")

  public static let missingToken = DiagnosticCode(
    "P0101", "missing-sign", fix: .sometimes, title: "Sign or word that is missing",
    why:
      "The declaration is not complete without it. The tool goes on as if it were there, so that the rest is checked.",
    example: "policy demo.x\nenum Kind { laptop server }", prefer: "policy demo.x\nenum Kind { laptop, server }")

  public static let missingExpression = DiagnosticCode(
    "P0102", "missing-expression", title: "Condition or value that is missing",
    why: "A value or a condition is needed here: a path, a literal, a comparison.",
    example: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" {\n  for a in A\n  must a.id ==\n}",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" {\n  for a in A\n  must a.id == \"x\"\n}")

  public static let missingType = DiagnosticCode(
    "P0103", "missing-type", title: "Type that is missing",
    why: "Every field says of what type its values are, so that data and conditions can be checked against it.",
    example: "policy demo.x\nentity A from as {\n  key id : Text\n  size   :\n}",
    prefer: "policy demo.x\nentity A from as {\n  key id : Text\n  size   : DataSize\n}")

  public static let missingName = DiagnosticCode(
    "P0104", "missing-name", title: "Name that is missing",
    why: "A declaration needs a name, by which policies, waivers and reports refer to it.",
    example: "policy demo.x\nenum { a, b }", prefer: "policy demo.x\nenum Kind { a, b }")

  public static let unknownDeclaration = DiagnosticCode(
    "P0105", "unknown-declaration", fix: .sometimes, title: "Word that does not start a declaration",
    why: """
      A policy file holds declarations, each of which begins with its keyword: `entity`, `record`, `enum`, `rule`, \
      `segregate` and so on.
      """,
    example: "policy demo.x\nenumm Kind { a, b }", prefer: "policy demo.x\nenum Kind { a, b }")

  public static let unknownClause = DiagnosticCode(
    "P0106", "unknown-clause", fix: .sometimes, title: "Word that does not start a clause here",
    why: "Each declaration has its own clauses; a word that starts none of them is most often a typo.",
    example:
      "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" {\n  for a in A\n  musst a.id != \"\"\n}",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" {\n  for a in A\n  must a.id != \"\"\n}")

  public static let chainedComparison = DiagnosticCode(
    "P0107", "chained-comparison", title: "Comparisons in a row",
    why:
      "`a < b < c` can be read in two ways, so comparisons do not chain. Join two of them with `and`, or use a range.",
    example:
      "policy demo.x\nentity A from as { key id : Text\n n : Integer }\nrule R \"A\" { for a in A must 1 < a.n < 3 }",
    prefer:
      "policy demo.x\nentity A from as { key id : Text\n n : Integer }\nrule R \"A\" { for a in A must 1 < a.n and a.n < 3 }"
  )

  public static let nestedTooDeep = DiagnosticCode(
    "P0108", "nested-too-deep", title: "Nesting beyond what can be read",
    why:
      "Nobody can follow an expression of more than two hundred levels, nor does the tool. Name parts with `let` or `define`.",
    example: "policy demo.x\ndefine f(): Boolean = " + String(repeating: "(", count: 300) + "true"
      + String(repeating: ")", count: 300),
    prefer: "policy demo.x\ndefine f(): Boolean = ((true))")

  public static let unexpectedText = DiagnosticCode(
    "P0110", "unexpected-text", fix: .sometimes, title: "Text that fits nowhere",
    why:
      "This text belongs to no declaration or clause. Often a bracket was closed too early or a sign is missing before it.",
    example: "policy demo.x\nenum Kind { a, b } }", prefer: "policy demo.x\nenum Kind { a, b }")
}

extension Catalogue {
  /// P0, lexing and parsing.
  static let syntax: [DiagnosticCode] = [
    .unexpectedCharacter, .unterminatedString, .unterminatedComment, .badEscape, .badLiteral, .hiddenCharacter,
    .decomposedText, .missingToken,
    .missingExpression, .missingType, .missingName, .unknownDeclaration, .unknownClause, .chainedComparison,
    .nestedTooDeep, .unexpectedText,
  ]
}
