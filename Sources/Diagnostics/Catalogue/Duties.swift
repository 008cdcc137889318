extension DiagnosticCode {
  // MARK: Duties

  public static let dutyEntitlement = DiagnosticCode(
    "P3301", "duty-entitlement", title: "Duty made of things that have no key",
    why: """
      The parts of a duty are entitlements, written as their keys. So a duty is `of` an entity that has a key, or of \
      `Text` where the data holds entitlements as plain texts.
      """,
    example: """
      policy demo.x

      entity Permission from permissions { title : Text }

      duty pay "Pay a supplier" of Permission = any of "F110"
      """,
    prefer: """
      policy demo.x

      entity Permission from permissions { key id : Text }

      duty pay "Pay a supplier" of Permission = any of "F110"
      """)

  public static let repeatedEntitlement = DiagnosticCode(
    "P3302", "repeated-entitlement", fix: .sometimes, title: "Entitlement listed twice",
    why: "A second mention of an entitlement in one list adds nothing; perhaps another one was meant.",
    example: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"F110\", \"F110\"",
    prefer: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"F110\", \"F111\"")

  public static let emptyEntitlement = DiagnosticCode(
    "P3303", "empty-entitlement", title: "Entitlement without a name",
    why: "An empty text is the key of nothing, so nobody could ever hold it.",
    example: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"F110\", \"\"",
    prefer: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"F110\"")

  // MARK: Segregations

  public static let segregationDuties = DiagnosticCode(
    "P3501", "segregation-duties", title: "Segregation without duties",
    why: """
      A segregation says once which duties are kept apart: `a from b, c` where nobody may hold the first together with \
      one of the others, or `at most 2 of a, b, c`.
      """,
    example: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      segregate S_01 "Nobody buys and pays" {
        in rights
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """)

  public static let repeatedDuty = DiagnosticCode(
    "P3502", "repeated-duty", fix: .sometimes, title: "Duty listed twice in a segregation",
    why: """
      Duties of a segregation differ. A duty kept apart from itself would be breached by everyone who holds it, and \
      one that is counted twice would make one duty look like two.
      """,
    example: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"

      segregate S_01 "Nobody buys and pays" {
        buy from buy
        in rights
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """)

  public static let dutyLimit = DiagnosticCode(
    "P3503", "duty-limit", title: "Number of duties that can never be passed",
    why: """
      `at most K of …` is breached by who holds more than K of the duties. K is a whole number below the number of duties: \
      otherwise nobody could ever hold too many. `at most 0 of pay` means that nobody holds the duty at all.
      """,
    example: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Not both steps" {
        at most 2 of buy, pay
        in rights
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Not both steps" {
        at most 1 of buy, pay
        in rights
      }
      """)

  public static let modelMismatch = DiagnosticCode(
    "P3504", "model-mismatch", title: "Access model whose entitlements are not those of the duty",
    why: """
      A duty is made of entitlements of one type, and an access model gives entitlements of one type. Where the two \
      differ, nobody could hold the duty through the model, and the segregation would pass without looking.
      """,
    example: """
      policy demo.x

      entity Permission from permissions { key id : Text }

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Permission = any of "ME21"
      duty pay "Pay" of Permission = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """,
    prefer: """
      policy demo.x

      entity Permission from permissions { key id : Text }

      entity Person from people {
        key id : Text
        rights : [Permission]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Permission = any of "ME21"
      duty pay "Pay" of Permission = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """)

  public static let modelMissing = DiagnosticCode(
    "P3505", "model-missing", fix: .sometimes, title: "Segregation without an access model",
    why: """
      `in` names the access models that a segregation applies to. It may be left out where just one model gives the \
      entitlements that the duties are made of; where none does, or several do, the author has to say.
      """,
    example: """
      policy demo.x

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
      }
      """)

  public static let scopeWithoutUnit = DiagnosticCode(
    "P3506", "scope-without-unit", title: "Overlapping scope of rights that have none",
    why: """
      `within overlapping scope` compares the units that two rights apply to. The access model has to say them, with \
      `over`; without it every right applies everywhere, and the clause would say nothing.
      """,
    example: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
        within overlapping scope
      }
      """,
    prefer: """
      policy demo.x

      entity Unit from units { key id : Text }

      entity Person from people {
        key id : Text
        unit   : Unit
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
        over  p.unit
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
        within overlapping scope
      }
      """)

  public static let repeatedModel = DiagnosticCode(
    "P3507", "repeated-model", fix: .sometimes, title: "Access model named twice in a segregation",
    why: "Each access model is applied once, so a second mention adds nothing; perhaps another one was meant.",
    example: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights, rights
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people {
        key id : Text
        rights : [Text]
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """)
}

extension Catalogue {
  /// P33 and P35, duties and their segregation.
  static let duties: [DiagnosticCode] = [
    .dutyEntitlement, .repeatedEntitlement, .emptyEntitlement, .segregationDuties, .repeatedDuty, .dutyLimit,
    .modelMismatch, .modelMissing, .scopeWithoutUnit, .repeatedModel,
  ]
}
