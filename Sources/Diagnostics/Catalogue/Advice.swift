extension DiagnosticCode {
  // MARK: Sources

  public static let uncitedNorm = DiagnosticCode(
    "P7001", "uncited-norm", .warning, title: "Norm that cites nothing",
    why: """
      A norm binds people because a source says so. With `cites` every finding names its source, and every clause can \
      be traced to the norms that carry it out. A house rule without a source can say so: `allow P7001 because "…"`.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "x"
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
        must  p.id != "x"
      }
      """)

  public static let uncitedClause = DiagnosticCode(
    "P7002", "uncited-clause", .warning, fix: .always, title: "Clause that no norm cites",
    why: """
      A clause is declared so that norms carry it out. One that none cites is either forgotten, or it only describes \
      how things are organised; then it is marked `organisational`.
      """,
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Lists the sections of the office."
      }
      """,
    prefer: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 organisational en "Lists the sections of the office."
      }
      """)

  public static let supersededInstrument = DiagnosticCode(
    "P7003", "superseded-instrument", .warning, title: "Citation of an instrument that another one supersedes",
    why: """
      The instrument no longer holds: another one has taken its place. Cite the clause that now says the same, or, if \
      none does, withdraw the norm.
      """,
    example: """
      policy demo.x

      instrument OLD_MANUAL {
        symbol "OM/0"
        clause §1 en "Names are given."
      }

      instrument MANUAL {
        symbol "OM/1"
        supersedes OLD_MANUAL
        clause §1 organisational en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites OLD_MANUAL §1
        for   p in Person
        must  p.id != "x"
      }
      """,
    prefer: """
      policy demo.x

      instrument OLD_MANUAL {
        symbol "OM/0"
      }

      instrument MANUAL {
        symbol "OM/1"
        supersedes OLD_MANUAL
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §1
        for   p in Person
        must  p.id != "x"
      }
      """)

  public static let instrumentNotInForce = DiagnosticCode(
    "P7004", "instrument-not-in-force", .warning, title: "Citation of an instrument that is not in force",
    why: """
      On the day of the evaluation the instrument is not yet, or no longer, in force, so the norm has no ground under \
      it. Limit the norm with `in force`, or cite what is in force.
      """,
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        in force from 2099-01-01
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §1
        for   p in Person
        must  p.id != "x"
      }
      """,
    prefer: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        in force from 2019-01-01
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §1
        for   p in Person
        must  p.id != "x"
      }
      """)

  // MARK: Declarations

  public static let unusedDeclaration = DiagnosticCode(
    "P7011", "unused-declaration", .warning, title: "Declaration that nothing uses",
    why: """
      Nothing in the policies mentions it, so it has no effect. Either it is left over, or what should use it is \
      missing.
      """,
    example: "policy demo.x\n\nenum Kind { laptop, server }",
    prefer: """
      policy demo.x

      enum Kind { laptop, server }

      entity Asset from assets { kind : Kind }

      rule R_01 "Only servers" {
        for  a in Asset
        must a.kind == server
      }
      """)

  public static let unusedImport = DiagnosticCode(
    "P7012", "unused-import", .warning, fix: .always, title: "Import that nothing in the file needs",
    why: "No name of the imported namespace occurs in the file, so the two do not depend on each other.",
    example: """
      policy demo.x

      import demo.y

      policy demo.y

      enum Kind { laptop, server }

      entity Asset from assets { kind : Kind }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }
      """)

  public static let unusedAllow = DiagnosticCode(
    "P7013", "unused-allow", .warning, fix: .always, title: "Advice that is silenced but not given",
    why: """
      The declaration gives no cause for this advice, so there is nothing to silence. It is better taken out: it would \
      hide the advice should the cause come back.
      """,
    example: """
      policy demo.x

      instrument MANUAL {
        symbol "OM/1"
        clause §1 en "Names are given."
      }

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        cites MANUAL §1
        for   p in Person
        must  p.id != "x"
        allow P7001 because "house rule of the section"
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
        must  p.id != "x"
      }
      """)

  // MARK: Conditions

  public static let neverHolds = DiagnosticCode(
    "P7021", "never-holds", .warning, title: "Condition that can never hold",
    why: """
      Whatever the data says, the parts of the condition contradict each other. A norm that it limits applies to \
      nothing, and passes without having looked at anything.
      """,
    example: """
      policy demo.x

      entity Asset from assets { price : Integer }

      rule R_01 "Dear and cheap" {
        for  a in Asset where a.price > 10 and a.price < 5
        must a.price != 7
      }
      """,
    prefer: """
      policy demo.x

      entity Asset from assets { price : Integer }

      rule R_01 "Neither dear nor cheap" {
        for  a in Asset where a.price > 5 and a.price < 10
        must a.price != 7
      }
      """)

  public static let alwaysHolds = DiagnosticCode(
    "P7022", "always-holds", .warning, title: "Requirement that always holds",
    why: """
      Whatever the data says, the requirement is met, so the norm can never find anything. It may repeat what `where` \
      already says, or a comparison points the wrong way.
      """,
    example: """
      policy demo.x

      entity Asset from assets { price : Integer }

      rule R_01 "Not too dear" {
        for  a in Asset where a.price < 100
        must a.price < 1_000
      }
      """,
    prefer: """
      policy demo.x

      entity Asset from assets { price : Integer }

      rule R_01 "Not too dear" {
        for  a in Asset where a.price > 100
        must a.price < 1_000
      }
      """)

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
      Without `like` an entitlement is its key, sign for sign. A star in it stands for a star, and not for any text, so \
      the duty would hold only where the data has such a key.
      """,
    example: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of \"PAY_*\"",
    prefer: "policy demo.x\n\nduty pay \"Pay a supplier\" of Text = any of like \"PAY_*\"")

  // MARK: Tests

  public static let testWithoutDate = DiagnosticCode(
    "P7041", "test-without-date", .warning, title: "Test that does not say its day",
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

extension Catalogue {
  /// P7, advice on policies.
  static let advice: [DiagnosticCode] = [
    .uncitedNorm, .uncitedClause, .supersededInstrument, .instrumentNotInForce, .unusedDeclaration, .unusedImport,
    .unusedAllow, .neverHolds, .alwaysHolds, .dutyWithinDuty, .overlappingStandards, .languageMissing, .reviewOverdue,
    .messageOfOtherModel, .patternSign, .testWithoutDate,
  ]
}
