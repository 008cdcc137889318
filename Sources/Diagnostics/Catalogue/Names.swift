import Vocabulary

extension DiagnosticCode {
  public static let policyHeader = DiagnosticCode(
    "P1001", "policy-header", fix: .sometimes, title: "File without one policy header at its start",
    why: """
      Every file begins with `policy` and the namespace that its declarations belong to, once. Without it nothing in \
      the file has a full name, so that no waiver, report or other file could speak of it.
      """,
    example: "enum Kind { a, b }", prefer: "policy demo.x\nenum Kind { a, b }")

  public static let unknownNamespace = DiagnosticCode(
    "P1002", "unknown-namespace", fix: .sometimes, title: "Import of a namespace that no file opens",
    why: """
      `import` makes the names of another namespace usable. The namespace is opened by the `policy` line of some file \
      of the project; here no file opens it.
      """,
    example: "policy demo.x\nimport demo.elsewhere", prefer: "policy demo.x\nenum Kind { a, b }")

  public static let importCircle = DiagnosticCode(
    "P1003", "import-circle", title: "Circular imports",
    why: """
      Namespaces are layers: what imports another rests on it, and nothing can rest on itself. Move what both need \
      into a namespace of its own, or join the two.
      """,
    example: "policy demo.x\nimport demo.x", prefer: "policy demo.x\nenum Kind { a, b }")

  public static let duplicateDeclaration = DiagnosticCode(
    "P1010", "duplicate-declaration", fix: .sometimes, title: "Name declared twice in a namespace",
    why: """
      A name refers to one thing in its namespace, whatever kind of thing it is and in whichever file it is declared. \
      Of two, nobody could say which one is meant.
      """,
    example: "policy demo.x\nenum Kind { a, b }\nenum Kind { c, d }",
    prefer: "policy demo.x\nenum Kind { a, b }\nenum Method { c, d }")

  public static let duplicateField = DiagnosticCode(
    "P1011", "duplicate-field", title: "Field declared twice",
    why: "A field has one type and occurs once in the data of an instance, so its name can be declared only once.",
    example: "policy demo.x\nentity A from as {\n  key id : Text\n  size : Integer\n  size : Text\n}",
    prefer: "policy demo.x\nentity A from as {\n  key id : Text\n  size : Integer\n  note : Text\n}")

  public static let duplicateCase = DiagnosticCode(
    "P1012", "duplicate-case", title: "Case declared twice",
    why:
      "The cases of an enum are distinguished by their names alone. A second one of the same name would be the first.",
    example: "policy demo.x\nenum Kind { laptop, server, laptop }",
    prefer: "policy demo.x\nenum Kind { laptop, server }")

  public static let duplicateSection = DiagnosticCode(
    "P1013", "duplicate-section", title: "Section of the data listed by two entities",
    why: """
      A section of the data lists the instances of one entity: that is how the tool knows how to read it. Two entities \
      from one section would each claim every instance.
      """,
    example: "policy demo.x\nentity A from items { key id : Text }\nentity B from items { key id : Text }",
    prefer: "policy demo.x\nentity A from items { key id : Text }\nentity B from parts { key id : Text }")

  public static let reservedName = DiagnosticCode(
    "P1014", "reserved-name", title: "Name that the language keeps for itself",
    why: """
      The names of the built-in types, `self`, `today`, `true`, `false`, the functions \
      \(ReservedWords.functions), and the sections `waivers` and `exchange_rates` mean the same in every policy. A declaration \
      may not give them another meaning.
      """,
    example: "policy demo.x\nenum Text { a, b }", prefer: "policy demo.x\nenum Script { a, b }")

  public static let nameTaken = DiagnosticCode(
    "P1015", "name-taken", title: "Variable whose name is already taken here",
    why: """
      Inside a norm or a definition each variable has a name of its own. If an inner variable could take the name of \
      an outer one, a reader would have to guess which of the two a condition speaks of.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "Others" { for a in A must no a in A where a.id == "x" }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text }
      rule R "Others" { for a in A must no b in A where b.id == a.id and b != a }
      """)

  public static let unknownName = DiagnosticCode(
    "P1101", "unknown-name", fix: .sometimes, title: "Name that refers to nothing here",
    why: """
      A name in a condition is a variable of the norm, a parameter, an entity, or a case of an enum where the other \
      side says which enum. This one is none of them.
      """,
    example: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" { for asset in A must aset.id != \"\" }",
    prefer: "policy demo.x\nentity A from as { key id : Text }\nrule R \"A\" { for asset in A must asset.id != \"\" }")

  public static let unknownType = DiagnosticCode(
    "P1102", "unknown-type", fix: .sometimes, title: "Type that is not declared",
    why: """
      A type is one of the built-in ones (`Text`, `Boolean`, `Integer`, `Decimal`, `Percent`, `Money`, `Date`, \
      `Timestamp`, `Duration`, `Period`, `DataSize`, `Version`) or an enum, a record or an entity of the policies.
      """,
    example: "policy demo.x\nentity A from as { key id : Txt }",
    prefer: "policy demo.x\nentity A from as { key id : Text }")

  public static let unknownField = DiagnosticCode(
    "P1103", "unknown-field", fix: .sometimes, title: "Field that is not declared",
    why: "A path names fields of the entity or record before the point. Its declaration has no field of this name.",
    example: """
      policy demo.x
      entity A from as { key id : Text
        bought : Date }
      rule R "A" { for a in A must a.bougth <= today }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text
        bought : Date }
      rule R "A" { for a in A must a.bought <= today }
      """)

  public static let unknownCase = DiagnosticCode(
    "P1104", "unknown-case", fix: .sometimes, title: "Case that the enum does not have",
    why: """
      Where the other side is of an enum, a bare name is one of its cases. A name that is not one of them would never \
      be equal to anything, so the condition would always or never hold.
      """,
    example: """
      policy demo.x
      enum Kind { laptop, server }
      entity A from as { kind : Kind }
      rule R "A" { for a in A must a.kind == labtop }
      """,
    prefer: """
      policy demo.x
      enum Kind { laptop, server }
      entity A from as { kind : Kind }
      rule R "A" { for a in A must a.kind == laptop }
      """)

  public static let unknownFunction = DiagnosticCode(
    "P1105", "unknown-function", fix: .sometimes, title: "Function that is not declared",
    why: """
      A name before a bracket is a function that a policy declares with `define`, or one of \
      \(ReservedWords.functions).
      """,
    example: "policy demo.x\nentity A from as { n : [Integer] }\nrule R \"A\" { for a in A must summ(a.n) > 1 }",
    prefer: "policy demo.x\nentity A from as { n : [Integer] }\nrule R \"A\" { for a in A must sum(a.n) > 1 }")

  public static let notImported = DiagnosticCode(
    "P1106", "not-imported", fix: .always, title: "Name of a namespace that is not imported",
    why: """
      The name is declared, but in a namespace that this file does not import. `import` it, or write the full name \
      with its namespace.
      """,
    example: "policy demo.x\nentity A from as { kind : Kind }\npolicy demo.y\nenum Kind { a, b }",
    prefer: "policy demo.x\nimport demo.y\nentity A from as { kind : Kind }\npolicy demo.y\nenum Kind { a, b }")

  public static let ambiguousName = DiagnosticCode(
    "P1107", "ambiguous-name", fix: .always, title: "Name that several imported namespaces declare",
    why: """
      Two namespaces that this file imports declare the name, so it could mean either. Write it with its namespace.
      """,
    example: """
      policy demo.x
      import demo.y
      import demo.z
      entity A from as { kind : Kind }
      policy demo.y
      enum Kind { a, b }
      policy demo.z
      enum Kind { c, d }
      """,
    prefer: """
      policy demo.x
      import demo.y
      import demo.z
      entity A from as { kind : demo.y.Kind }
      policy demo.y
      enum Kind { a, b }
      policy demo.z
      enum Kind { c, d }
      """)

  public static let otherKindOfName = DiagnosticCode(
    "P1108", "other-kind-of-name", title: "Name of a thing of another kind",
    why: """
      The name is declared, but for something that cannot be used here: a function where a type is needed, a record \
      where an entity is needed, and the like.
      """,
    example: "policy demo.x\ndefine late(d: Date): Boolean = d < today\nentity A from as { due : late }",
    prefer: "policy demo.x\ndefine late(d: Date): Boolean = d < today\nentity A from as { due : Date }")

  public static let unknownCurrency = DiagnosticCode(
    "P1109", "unknown-currency", fix: .sometimes, title: "Currency that is not in ISO 4217",
    why: "A currency is written with its alphabetic code of ISO 4217 in capitals, such as `USD`, `EUR` or `KES`.",
    example: "policy demo.x\nentity A from as { price : Money in USB }",
    prefer: "policy demo.x\nentity A from as { price : Money in USD }")
}

extension Catalogue {
  /// P1, names, imports and declarations.
  static let names: [DiagnosticCode] = [
    .policyHeader, .unknownNamespace, .importCircle, .duplicateDeclaration, .duplicateField, .duplicateCase,
    .duplicateSection, .reservedName, .nameTaken, .unknownName, .unknownType, .unknownField, .unknownCase,
    .unknownFunction, .notImported, .ambiguousName, .otherKindOfName, .unknownCurrency,
  ]
}
