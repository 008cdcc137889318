/// P7, advice on norms of one kind, and on tests; the list of all is beside the others.
extension DiagnosticCode {
  // MARK: Norms of one kind

  public static let dutyWithinDuty = DiagnosticCode(
    "P7031", "duty-within-duty", .warning, title: "Duty that is part of one it is kept apart from",
    why: """
      Whoever holds the one duty holds the other with it, so keeping them apart is broken by everyone who holds the \
      first, and says no more than that nobody may hold it. Perhaps a pattern reaches too far.
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

      duty pay_local "Pay locally" of Text = any of "PAY_LOCAL"
      duty pay       "Pay"         of Text = any of like "PAY_*"

      segregate S_01 "Nobody pays twice" {
        pay_local from pay
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
      duty pay "Pay" of Text = any of like "PAY_*"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in rights
      }
      """)

  public static let overlappingStandards = DiagnosticCode(
    "P7032", "overlapping-standards", .warning, title: "Versions of a standard in force on the same days",
    why: """
      A new version takes the place of the one before. On days on which both are in force an instance could fail under \
      one and pass under the other; say `until` in the earlier one.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != "x"
        in force from 2018-01-01
      }

      standard NAMES "Names" version 2 {
        for  p in Person
        must given "There is a name" : p.id != "y"
        in force from 2019-01-01
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != "x"
        in force from 2018-01-01 until 2018-12-31
      }

      standard NAMES "Names" version 2 {
        for  p in Person
        must given "There is a name" : p.id != "y"
        in force from 2019-01-01
      }
      """)

  public static let languageMissing = DiagnosticCode(
    "P7033", "language-missing", .warning, title: "Text that is missing in a language of the project",
    why: """
      The project says in which languages its reports are read. A text that is missing in one of them is shown in \
      another, which not every reader understands.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for     p in Person
        must    p.id != "x"
        message en "There is no name."
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for     p in Person
        must    p.id != "x"
        message en "There is no name."
                fr "Le nom manque."
      }
      """)

  public static let reviewOverdue = DiagnosticCode(
    "P7034", "review-overdue", .warning, title: "Policy whose review is overdue",
    why: """
      The header says by which day the policy is to be looked at again, and that day has passed. Review it, and write \
      the day of the next review.
      """,
    example: "policy demo.x {\n  review by 2001-01-01\n}",
    prefer: "policy demo.x {\n  review by 2099-01-01\n}")

  public static let messageOfOtherModel = DiagnosticCode(
    "P7035", "message-of-other-model", .warning, title: "Message that does not fit every access model",
    why: """
      `subject` in the message of a segregation stands for the subject of the access model, which may be of another \
      entity in each of them. Where the message does not fit, the finding shows the title instead.
      """,
    example: """
      policy demo.x

      entity Role from roles {
        key id : Text
        rights : [Text]
      }

      entity Person from people {
        key id : Text
        name   : Text
        rights : [Text]
      }

      access role_design {
        for   r in Role
        gives r.rights
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in      rights, role_design
        message en "{subject.name} buys and pays."
                fr "{subject.name} achète et paie."
      }
      """,
    prefer: """
      policy demo.x

      entity Role from roles {
        key id : Text
        rights : [Text]
      }

      entity Person from people {
        key id : Text
        name   : Text
        rights : [Text]
      }

      access role_design {
        for   r in Role
        gives r.rights
      }

      access rights {
        for   p in Person
        gives p.rights
      }

      duty buy "Buy" of Text = any of "ME21"
      duty pay "Pay" of Text = any of "F110"

      segregate S_01 "Nobody buys and pays" {
        buy from pay
        in      rights, role_design
        message en "{subject} buys and pays."
                fr "{subject} achète et paie."
      }
      """)

  public static let patternSign = DiagnosticCode(
    "P7036", "pattern-sign", .warning, fix: .always, title: "Star or question mark without `like`",
    why: """
      Without `like` an entitlement is its key, sign for sign. A star in it means a star, and not any text, so \
      the duty would hold only where the data has such a key.
      """,
    example: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"PAY_*\"",
    prefer: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of like \"PAY_*\"")

  // MARK: Tests

  public static let testWithoutDate = DiagnosticCode(
    "P7041", "test-without-date", .warning, title: "Test without a day",
    why: """
      A norm may depend on the day: on `today`, or on when it is in force. A test without `as of` is run on the day on \
      which it happens to be run, and may fail on another one.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        given Person { id: "u1" }
        expect no findings
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      test "nothing is found" {
        as of 2019-06-30
        given Person { id: "u1" }
        expect no findings
      }
      """)
}
