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

  public static let alikeKeys = DiagnosticCode(
    "P4630", "look-alike-keys", .warning, title: "Keys that look alike",
    why: """
      Two records whose keys differ only by white space at the ends, letter case, the composition of accents, characters \
      that nobody sees or letters that look alike are most often one, or one that poses as the other: rights of the one \
      are not held against rights of the other.
      """,
    example: """
      people:
        - { id: root }
        - { id: Root }
      """,
    prefer: """
      people:
        - { id: root }
        - { id: backup }
      """)

  public static let alikeValues = DiagnosticCode(
    "P4631", "look-alike-value", .warning, title: "Value that looks like another",
    why: """
      A norm compares a field with a text or a key, and the data has a value that looks like it and is another one: the \
      norm passes over it, though everybody who reads the data takes it for the same.
      """,
    example: "people: [{ id: p1, grade: \"ADMIN \" }], where a rule compares `grade` with \"ADMIN\"",
    prefer: "people: [{ id: p1, grade: ADMIN }]")

  public static let overlappingRates = DiagnosticCode(
    "P4120", "overlapping-rates", title: "Two exchange rates of one pair for one day",
    why: """
      The rate of a day must be one rate, or the order of the rows would decide what an amount is worth. This goes for \
      both directions of a pair: euros per dollar and dollars per euro. A row without a last day ends on the day before \
      the next row of its pair begins.
      """,
    example: """
      exchange_rates:
        - { currency: EUR, per: USD, rate: 0.9, valid: { from: 2024-01-01, until: 2024-03-31 } }
        - { currency: EUR, per: USD, rate: 0.8, valid: { from: 2024-03-01, until: 2024-06-30 } }
      """,
    prefer: """
      exchange_rates:
        - { currency: EUR, per: USD, rate: 0.9, valid: { from: 2024-01-01, until: 2024-02-29 } }
        - { currency: EUR, per: USD, rate: 0.8, valid: { from: 2024-03-01, until: 2024-06-30 } }
      """)

  public static let rateNotAboveZero = DiagnosticCode(
    "P4121", "rate-not-above-zero", title: "An exchange rate that is not above zero",
    why: """
      A rate says how many units of one currency a unit of another is worth. At a rate of zero every amount would be \
      worth nothing, and no amount could be converted back.
      """,
    example: """
      exchange_rates:
        - { currency: EUR, per: USD, rate: 0, valid: { from: 2024-01-01 } }
      """,
    prefer: """
      exchange_rates:
        - { currency: EUR, per: USD, rate: 0.9, valid: { from: 2024-01-01 } }
      """)
}

extension Catalogue {
  static let dataIntegrity: [DiagnosticCode] = [
    .duplicateKey, .danglingReference, .alikeKeys, .alikeValues, .overlappingRates, .rateNotAboveZero,
  ]
}
