extension DiagnosticCode {
  // MARK: Clauses of a declaration

  public static let repeatedClause = DiagnosticCode(
    "P3001", "repeated-clause", fix: .sometimes, title: "Clause that is written twice",
    why: """
      A declaration says each thing once. Of two levels, two owners or two messages nobody could tell which one is \
      meant, and the tool does not choose.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        level low
        level high
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        level high
      }
      """)

  public static let requirementMissing = DiagnosticCode(
    "P3002", "requirement-missing", title: "Norm that requires nothing",
    why: """
      A rule says what must or should hold, a standard has one or more named requirements. Without one there is \
      nothing that could be breached, and a norm that can never be breached only looks like control.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for p in Person
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
      }
      """)

  public static let severalRequirements = DiagnosticCode(
    "P3003", "several-requirements", title: "Rule with more than one requirement",
    why: """
      A rule has one requirement, so that a finding, its message and its waiver speak of one thing. Join conditions \
      that belong together with `and`, write a rule for each of the others, or use a `standard`, whose requirements \
      have names.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for    p in Person
        must   p.id != ""
        should p.id != "x"
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != "" and p.id != "x"
      }
      """)

  public static let timeReversed = DiagnosticCode(
    "P3004", "time-reversed", title: "End that comes before the beginning",
    why: """
      Both days count, so a norm or an instrument in force from one day until an earlier one is never in force: it \
      would be there and do nothing.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        in force from 2019-06-01 until 2019-01-01
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        in force from 2019-01-01 until 2019-06-01
      }
      """)

  public static let unknownLevel = DiagnosticCode(
    "P3005", "unknown-level", fix: .sometimes, title: "Level that does not exist",
    why: "The level is the risk rating of a norm. It is one of `low`, `medium`, `high` and `critical`.",
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        level severe
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        level critical
      }
      """)

  public static let repeatedLanguage = DiagnosticCode(
    "P3006", "repeated-language", title: "Text written twice in one language",
    why: "A text is written once in each language. Of two in the same language only one could be shown.",
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for     p in Person
        must    p.id != ""
        message en "There is no name."
                en "A name is missing."
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for     p in Person
        must    p.id != ""
        message en "There is no name."
                fr "Le nom manque."
      }
      """)

  public static let waiverLimit = DiagnosticCode(
    "P3007", "waiver-limit", fix: .sometimes, title: "Longest waiver that is not a number of days",
    why: """
      A waiver is measured in days, both its ends counted, against the limit that the norm sets. Months and years are \
      not all of one length, so they could not be compared without a quarrel; say how many days are meant.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        waivable by "Director" for at most 6 months
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        waivable by "Director" for at most 180 days
      }
      """)

  public static let notSilenced = DiagnosticCode(
    "P3008", "not-silenced", fix: .sometimes, title: "Code that `allow` cannot silence",
    why: """
      `allow` silences one kind of advice in the declaration that contains it, by its code or its name. Errors cannot \
      be silenced, and a code that does not exist silences nothing.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        allow P7999 because "it is agreed"
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        allow P7001 because "it is agreed"
      }
      """)

  public static let reasonMissing = DiagnosticCode(
    "P3009", "reason-missing", title: "Reason that is empty",
    why: """
      Whoever reads the policy later must be able to see why advice was set aside. An empty reason tells them nothing.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        allow P7001 because ""
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for   p in Person
        must  p.id != ""
        allow P7001 because "house rule of the section"
      }
      """)

  // MARK: Rules and standards

  public static let subjectNotInstance = DiagnosticCode(
    "P3020", "subject-not-instance", title: "First variable that is not an instance of an entity",
    why: """
      A finding is about the first variable of its rule: it names that instance, is shown at its place in the data, \
      and can be waived for it. So the first variable ranges over an entity; what lies inside an instance, such as the \
      lines of an order, comes after it.
      """,
    example: """
      policy demo.x

      record Line { product : Text }

      entity Order from orders {
        key id : Text
        lines  : [Line]
      }

      rule R_01 "Lines name a product" {
        for  l in Order.lines
        must l.product != ""
      }
      """,
    prefer: """
      policy demo.x

      record Line { product : Text }

      entity Order from orders {
        key id : Text
        lines  : [Line]
      }

      rule R_01 "Lines name a product" {
        for  o in Order, l in o.lines
        must l.product != ""
      }
      """)

  public static let placeNotField = DiagnosticCode(
    "P3021", "place-not-field", title: "Place that is not a field of the data",
    why: """
      `at` says at which field of the data a finding is shown. It is a path from a variable after `for` to a field \
      that the data holds; a derived field or a computed value has no place there.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        at   p
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "Names are given" {
        for  p in Person
        must p.id != ""
        at   p.id
      }
      """)

  public static let ruleAboutNothing = DiagnosticCode(
    "P3022", "rule-about-nothing", title: "Rule without `for` that names no entity",
    why: """
      A rule without `for` is about the data as a whole, and its finding is shown at the section that the requirement \
      names first. A requirement that names no entity does not depend on the data: it holds always or never.
      """,
    example: """
      policy demo.x

      rule R_01 "The year has begun" {
        must today >= 2019-01-01
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      rule R_01 "At most a thousand people" {
        must count(Person) <= 1_000
      }
      """)

  public static let standardVersion = DiagnosticCode(
    "P3030", "standard-version", title: "Standard without a version",
    why: """
      A standard replaces an earlier one of its name, and reports say which version was applied. The version is a \
      whole number from 1, or a version such as `v1.2`, after the title.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" {
        for  p in Person
        must given "There is a name" : p.id != ""
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != ""
      }
      """)

  public static let repeatedRequirement = DiagnosticCode(
    "P3031", "repeated-requirement", title: "Requirement named twice",
    why: "A finding, a waiver and a test name a requirement of a standard by its name, so each has a name of its own.",
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name"   : p.id != ""
        must given "The name is not x" : p.id != "x"
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name"   : p.id != ""
        must other "The name is not x" : p.id != "x"
      }
      """)

  public static let repeatedVersion = DiagnosticCode(
    "P3032", "repeated-version", title: "Version of a standard declared twice",
    why: """
      A standard may be declared once for each of its versions. Two of one version would both be applied, with the \
      same names.
      """,
    example: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != ""
        in force until 2018-12-31
      }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != ""
        in force from 2019-01-01
      }
      """,
    prefer: """
      policy demo.x

      entity Person from people { key id : Text }

      standard NAMES "Names" version 1 {
        for  p in Person
        must given "There is a name" : p.id != ""
        in force until 2018-12-31
      }

      standard NAMES "Names" version 2 {
        for  p in Person
        must given "There is a name" : p.id != ""
        in force from 2019-01-01
      }
      """)

  public static let unclearNegation = DiagnosticCode(
    "P3210", "unclear-negation", fix: .always, title: "`must not` before a condition of several parts",
    why: """
      `must not A and B` is read by some as “not both” and by others as “not A, but B”. Brackets decide: \
      `must not (A and B)`, or `must (not A) and B`.
      """,
    example: """
      policy demo.x
      entity Person from people { key id : Text
        old : Boolean
        open : Boolean }
      rule R "A" { for p in Person
        must not p.old and p.open }
      """,
    prefer: """
      policy demo.x
      entity Person from people { key id : Text
        old : Boolean
        open : Boolean }
      rule R "A" { for p in Person
        must not (p.old and p.open) }
      """)

  public static let unquantifiedFormula = DiagnosticCode(
    "P3211", "unquantified-formula", fix: .always, title: "Entitlements without `any of` or `all of`",
    why: """
      Whether one of several entitlements makes a duty, or only all of them together, decides who breaks a segregation. \
      It is written before the entitlements.
      """,
    example: """
      policy demo.x
      duty pay of Text = "F110", "F111"
      """,
    prefer: """
      policy demo.x
      duty pay of Text = any of "F110", "F111"
      """)
}

extension Catalogue {
  /// P3, norms, citations and plans.
  static let norms: [DiagnosticCode] =
    [
      .repeatedClause, .requirementMissing, .severalRequirements, .timeReversed, .unknownLevel, .repeatedLanguage,
      .waiverLimit, .notSilenced, .reasonMissing, .subjectNotInstance, .placeNotField, .ruleAboutNothing,
      .standardVersion, .repeatedRequirement, .repeatedVersion,
      .unclearNegation, .unquantifiedFormula,
    ] + sources + duties
}
