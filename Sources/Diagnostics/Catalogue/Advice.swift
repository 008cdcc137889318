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

  public static let alikeNames = DiagnosticCode(
    "P7061", "look-alike-names", .warning, title: "Names that look alike",
    why: """
      Two names that differ only by letters that look alike (a Latin and a Cyrillic а, a zero and a capital O) are taken \
      for one by whoever reads the policy, and a norm may read the wrong one.
      """,
    example: "policy demo.x\n\nentity Person from people { admin : Boolean   \u{430}dmin : Boolean }",
    prefer: "policy demo.x\n\nentity Person from people { admin : Boolean   was_admin : Boolean }")
}

extension Catalogue {
  /// P7, advice on policies.
  static let advice: [DiagnosticCode] = [
    .uncitedNorm, .uncitedClause, .supersededInstrument, .instrumentNotInForce, .unusedDeclaration, .unusedImport,
    .unusedAllow, .neverHolds, .alwaysHolds, .dutyWithinDuty, .overlappingStandards, .languageMissing, .reviewOverdue,
    .messageOfOtherModel, .patternSign, .testWithoutDate, .alikeNames,
  ]
}
