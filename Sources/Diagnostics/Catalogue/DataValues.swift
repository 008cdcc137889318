extension DiagnosticCode {
  public static let unknownSection = DiagnosticCode(
    "P4101", "unknown-section", title: "A section that no entity is read from",
    why: """
      Records of a misspelt section would not be checked by any norm, and the report would be clean. A section is the \
      name after `from` in the declaration of an entity. `--lenient` makes this a warning.
      """,
    example: """
      persons:
        - { id: u1 }
      """,
    prefer: """
      people:
        - { id: u1 }
      """)

  public static let unknownDataField = DiagnosticCode(
    "P4102", "unknown-data-field", title: "A field that the entity does not have",
    why: """
      A misspelt field leaves the right one missing or at its default, and a norm would decide on that. `--lenient` \
      makes this a warning, for exports that hold more than the policies need.
      """,
    example: """
      people:
        - { id: u1, joind: 2019-01-01 }
      """,
    prefer: """
      people:
        - { id: u1, joined: 2019-01-01 }
      """)

  public static let missingDataField = DiagnosticCode(
    "P4103", "missing-data-field", title: "A required value is missing",
    why: """
      A field that is neither optional (`T?`) nor has a default must be given, so that norms need not ask whether it \
      is there. Give the value, or let the policy say what a missing one means.
      """,
    example: """
      people:
        - { name: One }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      """)

  public static let wrongDataType = DiagnosticCode(
    "P4104", "wrong-data-type", title: "A value that does not have the type of its field",
    why: """
      A value is read as the type that the policy declares for its field. A value that cannot be read so is not turned \
      into something near: a norm would then decide on a guess.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, count: a dozen }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, count: 12 }
      """)

  public static let unknownDataCase = DiagnosticCode(
    "P4105", "unknown-data-case", title: "Value that is not a case of the enumeration",
    why: """
      The cases of an enumeration are all the values that norms know of. One that is not among them would meet no \
      condition and pass by accident.
      """,
    example: """
      people:
        - { id: u1, status: activ }
      """,
    prefer: """
      people:
        - { id: u1, status: active }
      """)

  public static let noSuchDay = DiagnosticCode(
    "P4106", "no-such-day", title: "A day that the calendar does not have",
    why: """
      Dates are year, month and day (ISO 8601). A day that does not exist is a mistake of a person or of a program; \
      moving it to a neighbouring day could move it across a deadline.
      """,
    example: """
      people:
        - { id: u1, joined: 2019-02-30 }
      """,
    prefer: """
      people:
        - { id: u1, joined: 2019-02-28 }
      """)

  public static let numberOutOfRange = DiagnosticCode(
    "P4107", "number-out-of-range", title: "A number that cannot be held exactly",
    why: """
      Integers have 64 bits, and other numbers at most 36 digits. Numbers are never rounded silently, because a \
      rounded amount can fall on the other side of a ceiling.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, count: 99999999999999999999 }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, count: 999999999 }
      """)

  public static let currencyNeeded = DiagnosticCode(
    "P4108", "currency-needed", title: "An amount without its currency",
    why: """
      A bare number is an amount only where the field fixes the currency (`Money in USD`). Elsewhere the currency \
      belongs to the amount, else amounts of different currencies would be compared as numbers.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, paid: 500 }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, paid: 500 USD }
      """)

  public static let wrongCurrency = DiagnosticCode(
    "P4109", "wrong-currency", title: "An amount in another currency than the field's",
    why: """
      The field fixes a currency (`Money in USD`). Amounts are not converted on reading: at which rate is for the \
      policy to say. Give the amount in the field's currency, or let the field take any.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, limit: 500 EUR }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, limit: 550 USD }
      """)

  public static let unknownDataCurrency = DiagnosticCode(
    "P4110", "unknown-data-currency", title: "A currency that ISO 4217 does not have",
    why: """
      Currencies are the three capital letters of ISO 4217: USD, EUR, CHF, KES. For any other there could never be an \
      exchange rate.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, paid: 500 USX }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, paid: 500 USD }
      """)

  public static let periodReversed = DiagnosticCode(
    "P4111", "period-reversed", title: "A period that ends before it begins",
    why: """
      Both ends of a period count, so the shortest period is one day. One that ends before it begins would contain no \
      day at all, and what it grants or waives would quietly have no effect.
      """,
    example: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, valid: { from: 2019-12-31, until: 2019-01-01 } }
      """,
    prefer: """
      people: [{ id: u1 }]
      orders:
        - { id: o1, by: u1, valid: { from: 2019-01-01, until: 2019-12-31 } }
      """)

  public static let duplicateDataField = DiagnosticCode(
    "P4112", "duplicate-data-field", title: "A name that is given twice",
    why: """
      Of two values under one name it would depend on the reader which one counts. The same holds for a section that \
      is opened twice in one file.
      """,
    example: """
      people:
        - { id: u1, name: One, name: Two }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      """)

  public static let derivedFieldGiven = DiagnosticCode(
    "P4113", "derived-field-given", title: "A value for a field that is computed",
    why: """
      A field declared with `let` is computed from others. A value in the data would be ignored, which whoever \
      wrote it does not expect.
      """,
    example: """
      people:
        - { id: u1, here: true }
      """,
    prefer: """
      people:
        - { id: u1, status: active }
      """)

  public static let sectionNotList = DiagnosticCode(
    "P4114", "section-not-list", title: "A section that is not a list",
    why:
      "A section lists the records of an entity: each after a `-`, or in brackets. The key is a field of the record.",
    example: """
      people:
        u1: { name: One }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      """)

  public static let notARecord = DiagnosticCode(
    "P4115", "not-a-record", title: "An entry of a section that is not a record",
    why: """
      Each entry of a section is a record with named fields, also where only the key is given. A bare value would not \
      say which field it is.
      """,
    example: """
      people:
        - u1
      """,
    prefer: """
      people:
        - { id: u1 }
      """)

  public static let dataWithoutSection = DiagnosticCode(
    "P4116", "data-without-section", title: "Records without the name of their section",
    why: """
      A file of YAML or JSON names its sections at the top. A bare list of records does not name its section; the \
      command line can: `--data people=list.yaml`.
      """,
    example: """
      - { id: u1 }
      - { id: u2 }
      """,
    prefer: """
      people:
        - { id: u1 }
        - { id: u2 }
      """)
}

extension Catalogue {
  static let dataValues: [DiagnosticCode] = [
    .unknownSection, .unknownDataField, .missingDataField, .wrongDataType, .unknownDataCase, .noSuchDay,
    .numberOutOfRange, .currencyNeeded, .wrongCurrency, .unknownDataCurrency, .periodReversed, .duplicateDataField,
    .derivedFieldGiven, .sectionNotList, .notARecord, .dataWithoutSection,
  ]
}
