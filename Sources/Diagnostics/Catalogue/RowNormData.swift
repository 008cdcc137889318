extension DiagnosticCode {
  public static let repeatedNormName = DiagnosticCode(
    "P4570", "repeated-norm-name", title: "Two norms or duties of one name",
    why: """
      The norm of a row is called as the row says, and a duty by the key of its row. Waivers, baselines and tests name norms and \
      duties, so two of one name could not be distinguished.
      """,
    example: """
      risks:
        - { id: R01, name: Pay and enter, first: enter, second: pay }
        - { id: R02, name: Pay and enter, first: count, second: pay }
      """,
    prefer: """
      risks:
        - { id: R01, name: Pay and enter, first: enter, second: pay }
        - { id: R02, name: Pay and count, first: count, second: pay }
      """)

  public static let emptyDuty = DiagnosticCode(
    "P4571", "empty-duty", title: "Duty or list of duties that names nothing",
    why: """
      A duty to which nothing amounts is held by nobody, and a norm about it is never broken, which is easily taken for \
      compliance.
      """,
    example: """
      functions:
        - { id: pay, title: Pay, actions: [] }
      """,
    prefer: """
      functions:
        - { id: pay, title: Pay, actions: [F110] }
      """)

  public static let selfSeparation = DiagnosticCode(
    "P4572", "self-separation", title: "Duty kept apart from itself",
    why: """
      A duty kept apart from itself would be breached by everyone who holds it, and one that is counted twice would make \
      one duty look like two.
      """,
    example: """
      risks:
        - { id: R01, first: pay, second: pay }
      """,
    prefer: """
      risks:
        - { id: R01, first: pay, second: enter }
      """)

  public static let rowDutyLimit = DiagnosticCode(
    "P4573", "row-duty-limit", title: "Number of duties that can never be passed",
    why: """
      `at most K of …` is breached by who holds more than K of the duties. K is below the number of duties that the row \
      names: otherwise nobody could ever hold too many.
      """,
    example: """
      risks:
        - { id: R01, functions: [pay, enter], allowed: 2 }
      """,
    prefer: """
      risks:
        - { id: R01, functions: [pay, enter], allowed: 1 }
      """)

  public static let literalPattern = DiagnosticCode(
    "P4575", "literal-pattern", .warning, title: "Entitlement that looks like a pattern and is a name",
    why: """
      Without `patterns` in the access model, an entitlement is a name and means itself alone. Exports often hold `*` for all and \
      `A..B` for a range: whoever holds them would be taken for somebody who holds nothing.
      """,
    example: """
      roles:
        - { id: SUPERUSER, actions: ["*"] }
      """,
    prefer: """
      roles:
        - { id: PAYER, actions: [F110] }
      """)

  public static let undeterminedRow = DiagnosticCode(
    "P4574", "undetermined-row", title: "Row of which no norm can be made",
    why: """
      The norm of a row and the duty of a row rest on its values. Where one of them is empty or cannot be determined, the norm \
      would be silently left out.
      """,
    example: """
      risks:
        - { id: R01, name: "", first: enter, second: pay }
      """,
    prefer: """
      risks:
        - { id: R01, name: Pay and enter, first: enter, second: pay }
      """)
}

extension Catalogue {
  static let rowNormData: [DiagnosticCode] = [
    .repeatedNormName, .emptyDuty, .selfSeparation, .rowDutyLimit, .undeterminedRow, .literalPattern,
  ]
}
