extension DiagnosticCode {
  public static let duplicateKey = DiagnosticCode(
    "P4201", "duplicate-key", title: "Two records with one key",
    why: """
      A reference names an instance by its key. With two of one key it would lead to either, and a finding about one \
      could not be distinguished from a finding about the other. Keys are unique over all files.
      """,
    example: """
      people:
        - { id: u1, name: One }
        - { id: u1, name: Two }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
        - { id: u2, name: Two }
      """)

  public static let danglingReference = DiagnosticCode(
    "P4202", "dangling-reference", title: "A reference to nothing",
    why: """
      A field whose type is an entity holds the key of an instance, which one of the data files must list. A reference \
      that leads nowhere would be missing, and what it should have shown would not be seen.
      """,
    example: """
      units:
        - { id: UNON }
      people:
        - { id: u1, unit: UNOM }
      """,
    prefer: """
      units:
        - { id: UNON }
      people:
        - { id: u1, unit: UNON }
      """)
}

extension Catalogue {
  static let dataIntegrity: [DiagnosticCode] = [.duplicateKey, .danglingReference]
}
