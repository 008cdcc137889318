extension DiagnosticCode {
  public static let keyForm = DiagnosticCode(
    "P4550", "key-form", title: "Text that cannot be a key of the entity",
    why: """
      Data refers to an instance whose key has several parts by one text with slashes between them, in the order in \
      which the policy declares them, or by an object that names each. A part that is a number, a day or a case has to \
      be one. A slash inside a part is written `\\/`, a backslash `\\\\`.
      """,
    example: """
      items:
        - { order: "45", line: 10 }
      receipts:
        - { id: a, item: "45" }
      """,
    prefer: """
      items:
        - { order: "45", line: 10 }
      receipts:
        - { id: a, item: 45/10 }
      """)

  public static let nearMiss = DiagnosticCode(
    "P4551", "near-miss", title: "A name that may have been meant for a field",
    why: """
      An open entity or record takes other fields than those that the policy declares. A name that is a declared one but \
      for letter case, `_`, `-` or one letter is most likely a slip where the record lacks that field, and its value \
      would be lost. Correct the name, or write `passes over` in the policy.
      """,
    example: """
      parcels:
        - { id: p1, Weight: 3 }
      """,
    prefer: """
      parcels:
        - { id: p1, weight: 3, colour: red }
      """)
}

extension Catalogue {
  /// P455 and P456, keys and references of the data.
  static let dataKeys: [DiagnosticCode] = [.keyForm, .nearMiss]
}
