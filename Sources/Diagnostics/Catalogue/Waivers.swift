extension DiagnosticCode {
  // Findings about waivers are reported under `waiver.…`; these are their pages. The examples are data for
  // ``Catalogue/waiverExamplePolicy`` on 2019-06-15.

  public static let waiverNotAllowed = DiagnosticCode(
    "P5001", "waiver-not-allowed", title: "Waiver of a rule that allows none",
    why: """
      A rule can be waived only where it says by whom: `waivable by "Director" for at most 90 days`. A waiver of any \
      other rule does not count, and the finding stays open. Reported as `waiver.not_allowed`.
      """,
    example: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_02, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverNoAuthority = DiagnosticCode(
    "P5002", "waiver-no-authority", title: "Waiver without authority",
    why: """
      A waiver is approved by one of those whom the rule names after `waivable by`, written in the same way. One that \
      somebody else approved does not count. Reported as `waiver.no_authority`.
      """,
    example: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Supervisor, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverTooLong = DiagnosticCode(
    "P5003", "waiver-too-long", title: "Waiver that is too long",
    why: """
      A rule says for how many days it can be waived at most; both the first and the last day count. A waiver that is \
      longer, or that has no last day, does not count. Waivers that follow each other count together: what passes the \
      limit is the one with which something would be excused for more days running. Where it is decided again, \
      `renews: true` starts a new count. Reported as `waiver.too_long`.
      """,
    example: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-01-01, until: 2019-12-31 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-04-01, until: 2019-06-29 } }
      """)

  public static let waiverSelfApproved = DiagnosticCode(
    "P5004", "waiver-self-approved", title: "Waiver approved by the person it is about",
    why: """
      Nobody exempts themselves, whatever office they hold. A waiver whose approver is its subject, by key or by name, or \
      is the one who requested it, does not count. Reported as `waiver.self_approved`.
      """,
    example: """
      people:
        - { id: u1, name: Director }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverExpired = DiagnosticCode(
    "P5005", "waiver-expired", .warning, title: "Expired waiver",
    why: """
      After its last day a waiver no longer counts, so the finding that it covered is open again. Settle the finding \
      or have the waiver renewed, and take the old one out. Reported as `waiver.expired`.
      """,
    example: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-01-01, until: 2019-02-28 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverUnused = DiagnosticCode(
    "P5006", "waiver-unused", .warning, title: "Unused waiver",
    why: """
      There is no finding that the waiver could be for: it was settled, or the rule or the subject is misspelt. A \
      waiver that nobody needs should be deleted, since it may cover a later breach. Reported as `waiver.unused`.
      """,
    example: """
      people:
        - { id: u1, name: One, trained: 2019-01-01 }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One, trained: 2019-01-01 }
      waivers: []
      """)

  public static let waiverNoIdentity = DiagnosticCode(
    "P5007", "waiver-no-identity", title: "Waiver of something without a key",
    why: """
      A waiver holds for one instance over months, while the data is exported again and again. An instance without a key \
      is known only by its place in the data, and the next export may have another one in that place. Declare a `key` in \
      the entity. Reported as `waiver.no_identity`.
      """,
    example: """
      notes:
        - { about: "" }
      waivers:
        - { rule: NOT_01, subject: "notes[0]", reason: "Being written", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
      waivers:
        - { rule: SEC_01, subject: u1, reason: "On mission", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverUnspecific = DiagnosticCode(
    "P5008", "waiver-unspecific", title: "Waiver that leaves open what it is for",
    why: """
      Where one norm can be broken in several ways, a waiver says which it excuses, so that it never covers one that \
      nobody has looked at: `duties` for a segregation of more than two duties, `about` for a rule of several variables, \
      the type before a key that instances of two entities have. One that leaves it open excuses nothing. Reported as \
      `waiver.unspecific`.
      """,
    example: """
      people:
        - { id: u1, name: One, trained: 2019-01-01 }
        - { id: u2, name: One, trained: 2019-01-01 }
      waivers:
        - { rule: SEC_03, subject: u1, reason: "Brothers", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people:
        - { id: u1, name: One, trained: 2019-01-01 }
        - { id: u2, name: One, trained: 2019-01-01 }
      waivers:
        - { rule: SEC_03, subject: u1, about: [u2], reason: "Brothers", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)
}

extension Catalogue {
  /// P5, waivers.
  static let waivers: [DiagnosticCode] = [
    .waiverNotAllowed, .waiverNoAuthority, .waiverTooLong, .waiverSelfApproved, .waiverExpired, .waiverUnused,
    .waiverNoIdentity, .waiverUnspecific,
  ]

  /// The policy that the examples of P5 are data for, on 2019-06-15.
  public static let waiverExamplePolicy = """
    policy demo.office

    entity Person from people {
      key id  : Text
      name    : Text
      trained : Date?
    }

    rule SEC_01 "Users take the security course" {
      for  p in Person
      must p.trained is present
      waivable by "Chief of security", "Director" for at most 90 days
    }

    rule SEC_02 "Names are written out" {
      for  p in Person
      must p.name != "One"
    }

    rule SEC_03 "No two have one name" {
      for   p in Person, q in Person
      where p.id < q.id
      must  p.name != q.name
      waivable by "Director" for at most 90 days
    }

    entity Note from notes { about : Text }

    rule NOT_01 "Notes say something" {
      for  n in Note
      must n.about != ""
      waivable by "Director" for at most 90 days
    }
    """
}
