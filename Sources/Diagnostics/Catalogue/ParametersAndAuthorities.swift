extension DiagnosticCode {
  public static let amountDecimals = DiagnosticCode(
    "P2041", "amount-decimals", .warning, title: "Amount with more decimals than its currency",
    why: """
      Most currencies have a smallest unit: a cent, or the yen itself. An amount that is written with more decimals is \
      often a slip, such as a rate or a quantity with a currency after it. It is read exactly, whatever it is.
      """,
    example: """
      policy demo.x
      entity A from as { key id : Text
        price : Money in JPY }
      rule R "A" {
        allow P7001 because "A house rule."
        for a in A
        must a.price >= 5.5 JPY
      }
      """,
    prefer: """
      policy demo.x
      entity A from as { key id : Text
        price : Money in JPY }
      rule R "A" {
        allow P7001 because "A house rule."
        for a in A
        must a.price >= 6 JPY
      }
      """)

  public static let parameterWithoutBasis = DiagnosticCode(
    "P2042", "parameter-without-basis", .warning, fix: .sometimes, title: "Parameter that rests on nothing",
    why: """
      A reader of a finding asks who set the number. A parameter cites what sets it, or it is `illustrative`; then every \
      report says that no source sets the value. A clause that only gave the idea is cited `as inspiration`.
      """,
    example: """
      policy demo.x
      parameter limit : Integer { from 2019-01-01 : 5 }
      entity A from as { key id : Text
        n : Integer }
      rule R "A" {
        allow P7001 because "A house rule."
        for a in A
        must a.n <= limit
      }
      """,
    prefer: """
      policy demo.x
      parameter limit : Integer {
        illustrative
        from 2019-01-01 : 5
      }
      entity A from as { key id : Text
        n : Integer }
      rule R "A" {
        allow P7001 because "A house rule."
        for a in A
        must a.n <= limit
      }
      """)

  public static let illustrationWithBasis = DiagnosticCode(
    "P2043", "illustration-with-basis", fix: .always, title: "Illustration that cites its basis",
    why: """
      A value that a clause sets is not an illustration. Where the clause asks for a limit and leaves the number open, \
      it is cited `as inspiration`.
      """,
    example: """
      policy demo.x
      instrument MANUAL { symbol "OM/1" clause §1 en "Orders have a limit." }
      parameter limit : Integer { illustrative
        cites MANUAL §1
        from 2019-01-01 : 5 }
      """,
    prefer: """
      policy demo.x
      instrument MANUAL { symbol "OM/1" clause §1 en "Orders have a limit." }
      parameter limit : Integer { illustrative
        cites MANUAL §1 as inspiration
        from 2019-01-01 : 5 }
      """)

  public static let unknownAuthority = DiagnosticCode(
    "P2044", "unknown-authority", fix: .sometimes, title: "Authority that is not declared",
    why: """
      After `waivable by`, a name without quotes is an authority that is declared with `authority`, so that reports call it \
      by its name in each language. Who has one name only may be written in quotes.
      """,
    example: """
      policy demo.x
      authority controller en "Controller" fr "Contrôleur"
      entity A from as { key id : Text
        n : Integer }
      rule R "A" {
        for a in A
        must a.n > 0
        waivable by controler
      }
      """,
    prefer: """
      policy demo.x
      authority controller en "Controller" fr "Contrôleur"
      entity A from as { key id : Text
        n : Integer }
      rule R "A" {
        for a in A
        must a.n > 0
        waivable by controller
      }
      """)
}
