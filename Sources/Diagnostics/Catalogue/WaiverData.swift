extension DiagnosticCode {
  // The examples are data for ``Catalogue/waiverDataExamplePolicy``.

  public static let waiverWithoutReason = DiagnosticCode(
    "P4304", "waiver-without-reason", title: "Waiver that gives no reason",
    why: """
      A waiver accepts a risk, and whoever reads it later has to learn why. An empty `reason` says nothing.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], reason: "", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverOfOtherDuty = DiagnosticCode(
    "P4305", "waiver-of-other-duty", title: "Waiver of a duty that the norm does not name",
    why: """
      `duties` says which of the duties that a segregation keeps apart may be held together for a time. A duty of another \
      norm is a slip, after which the waiver would excuse something else than it seems to.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, sell], reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverOfUnit = DiagnosticCode(
    "P4306", "waiver-of-unit", title: "Waiver of one unit of a norm that holds everywhere",
    why: """
      `unit` limits a waiver to a place. A norm that counts rights together wherever they apply cannot be waived in one \
      place only.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], unit: NBO, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverOfUnknownUnit = DiagnosticCode(
    "P4307", "waiver-of-unknown-unit", title: "Waiver of a unit that is not there",
    why: """
      `unit` is the key of a unit that rights of the access model apply to. One that the data does not have covers nothing.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_02, subject: u1, duties: [buy, pay], unit: NB0, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_02, subject: u1, duties: [buy, pay], unit: NBO, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverOfOtherModel = DiagnosticCode(
    "P4308", "waiver-of-other-model", title: "Waiver in an access model that the norm does not apply to",
    why: """
      `in` limits a waiver to one of the access models that the segregation names. In any other there is nothing to waive.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], in: roles, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: S_01, subject: u1, duties: [buy, pay], in: rights, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)

  public static let waiverAboutTooMuch = DiagnosticCode(
    "P4309", "waiver-about-too-much", title: "Waiver about more than the rule has variables",
    why: """
      `about` gives the keys of the instances of a rule’s variables after the first, in their order. A rule of one \
      variable has none: what it is about is the subject.
      """,
    example: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: R_01, subject: u1, about: [u2], reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """,
    prefer: """
      people: [{ id: u1, can: [BUY, PAY] }]
      waivers:
        - { rule: R_01, subject: u1, reason: "Small office", approved_by: Director, valid: { from: 2019-06-01, until: 2019-06-30 } }
      """)
}

extension Catalogue {
  /// P43, waivers that do not fit the norms.
  public static let waiverData: [DiagnosticCode] = [
    .waiverWithoutReason, .waiverOfOtherDuty, .waiverOfUnit, .waiverOfUnknownUnit, .waiverOfOtherModel,
    .waiverAboutTooMuch,
  ]

  /// The policy that the examples of P4304 to P4309 are data for, beside the unit `NBO`.
  public static let waiverDataExamplePolicy = """
    policy demo.office

    entity Unit from units { key id : Text  parent : Unit? }

    entity Person from people {
      key id : Text
      can    : [Text] = []
      unit   : Unit?
    }

    access rights {
      for   p in Person
      gives p.can
      over  p.unit within parent
    }

    duty buy  "Buy"  of Text = any of "BUY"
    duty pay  "Pay"  of Text = any of "PAY"
    duty sell "Sell" of Text = any of "SELL"

    segregate S_01 "Nobody buys and pays" {
      buy from pay
      in  rights
      waivable by "Director" for at most 90 days
    }

    segregate S_02 "Nobody buys and pays in one place" {
      buy from pay
      in  rights
      within overlapping scope
      waivable by "Director" for at most 90 days
    }

    rule R_01 "Nobody sells" {
      for  p in Person
      must not p performs sell
      waivable by "Director" for at most 90 days
    }
    """
}
