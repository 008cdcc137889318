extension DiagnosticCode {
  // MARK: Instruments and citations

  public static let unknownInstrument = DiagnosticCode(
    "P3101", "unknown-instrument", fix: .sometimes, title: "Instrument that is not declared",
    why: """
      A norm rests on a source that is declared with `instrument`, so that the citation can be checked and every \
      clause can be traced to the norms that carry it out.
      """,
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUEL §1
        for   p in Person
        must  p.id != ""
      }
      """,
    prefer: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §1
        for   p in Person
        must  p.id != ""
      }
      """)

  public static let unknownClauseOfInstrument = DiagnosticCode(
    "P3102", "unknown-clause-of-instrument", fix: .sometimes, title: "Clause that the instrument does not have",
    why: """
      A citation names a clause that the instrument declares. One that is not declared cannot be traced, and may be a \
      clause of another edition.
      """,
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §2.2(g) en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §2.2(h)
        for   p in Person
        must  p.id != ""
      }
      """,
    prefer: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §2.2(g) en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §2.2(g)
        for   p in Person
        must  p.id != ""
      }
      """)

  public static let symbolMissing = DiagnosticCode(
    "P3103", "symbol-missing", title: "Instrument without its symbol",
    why: """
      Reports cite an instrument by the symbol under which it is known outside of the policies, such as \
      `ST/SGB/2016/11`. The identifier in the policies is not a substitute for it.
      """,
    example: "policy demo.x\n\ninstrument MANUAL {\n  title en \"Operations manual\"\n}",
    prefer: "policy demo.x\n\ninstrument MANUAL {\n  symbol \"OM/1\"\n  title  en \"Operations manual\"\n}")

  public static let repeatedClauseOfInstrument = DiagnosticCode(
    "P3104", "repeated-clause-of-instrument", title: "Clause of an instrument declared twice",
    why: "A citation names a clause by its number. Of two with one number nobody could say which one is cited.",
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Names are given."
        clause §1 en "Names are short."
      }
      """,
    prefer: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Names are given."
        clause §2 en "Names are short."
      }
      """)

  public static let supersessionCircle = DiagnosticCode(
    "P3105", "supersession-circle", title: "Instrument that supersedes itself",
    why: """
      An instrument takes the place of an earlier one. If each in a cycle took the place of the next, none of them \
      would be in force.
      """,
    example: "policy demo.x\n\ninstrument MANUAL {\n  symbol \"OM/1\"\n  supersedes MANUAL\n}",
    prefer: """
      policy demo.x

      instrument OLD_MANUAL {
        symbol "OM/0"
      }

      instrument MANUAL {
        symbol "OM/1"
        supersedes OLD_MANUAL
      }
      """)

  // MARK: Parameters

  public static let parameterWithoutValue = DiagnosticCode(
    "P3201", "parameter-without-value", title: "Parameter without a value",
    why: "A parameter has a value from some day on. Without one, every norm that uses it would stay undetermined.",
    example: "policy demo.x\n\nparameter limit \"Ceiling\" : Money in USD {\n}",
    prefer: "policy demo.x\n\nparameter limit \"Ceiling\" : Money in USD {\n  from 2019-01-01 : 4_000 USD\n}")

  public static let parameterOrder = DiagnosticCode(
    "P3202", "parameter-order", title: "Value of a parameter out of order",
    why: """
      The values of a parameter are listed in the order of their days, each from a later day than the one before, so \
      that a reader sees its history and no day has two values.
      """,
    example: """
      policy demo.x

      parameter limit "Ceiling" : Money in USD {
        from 2019-01-01 : 10_000 USD
        from 2010-01-01 : 4_000 USD
      }
      """,
    prefer: """
      policy demo.x

      parameter limit "Ceiling" : Money in USD {
        from 2010-01-01 : 4_000 USD
        from 2019-01-01 : 10_000 USD
      }
      """)

  public static let parameterGap = DiagnosticCode(
    "P3203", "parameter-gap", fix: .sometimes, title: "Days on which a parameter has no value, or two",
    why: """
      From its first day on a parameter has one value on every day. An `until` that ends before the next value begins \
      leaves days without one, and norms that look at those days stay undetermined; one that reaches beyond it gives \
      two.
      """,
    example: """
      policy demo.x

      parameter limit "Ceiling" : Money in USD {
        from 2010-01-01 until 2018-06-30 : 4_000 USD
        from 2019-01-01                  : 10_000 USD
      }
      """,
    prefer: """
      policy demo.x

      parameter limit "Ceiling" : Money in USD {
        from 2010-01-01 until 2018-12-31 : 4_000 USD
        from 2019-01-01                  : 10_000 USD
      }
      """)

  public static let parameterType = DiagnosticCode(
    "P3204", "parameter-type", fix: .sometimes, title: "Parameter whose value may be missing",
    why: """
      A parameter has a value on every day from its first one on, so its type is not optional. A value that does not \
      apply for a time is a matter of the norm: limit the norm with `in force`.
      """,
    example: "policy demo.x\n\nparameter limit \"Ceiling\" : Integer? {\n  from 2019-01-01 : 5\n}",
    prefer: "policy demo.x\n\nparameter limit \"Ceiling\" : Integer {\n  from 2019-01-01 : 5\n}")
}

extension Catalogue {
  /// P31 and P32, what norms rest on.
  static let sources: [DiagnosticCode] = [
    .unknownInstrument, .unknownClauseOfInstrument, .symbolMissing, .repeatedClauseOfInstrument, .supersessionCircle,
    .parameterWithoutValue, .parameterOrder, .parameterGap, .parameterType,
  ]
}
