extension DiagnosticCode {
  public static let malformedRequest = DiagnosticCode(
    "P4301", "malformed-request", title: "Request that is not as a request should be",
    why: """
      A request has an `id`, and says what it adds, removes and changes: sections with records under `add`, `remove` \
      and `change`. Anything else could be a typo that leaves out the actual request.
      """,
    example: """
      request:
        id: REQ-1
        ad:
          people: [{ id: u1, name: One }]
      """,
    prefer: """
      request:
        id: REQ-1
        add:
          people: [{ id: u1, name: One }]
      """)

  public static let requestMatchesNothing = DiagnosticCode(
    "P4302", "request-matches-nothing", title: "Request about a record that is not there",
    why: """
      A record that a request removes or changes must be in the data, equal in every field that the request gives. A \
      request about nothing would be reviewed as harmless.
      """,
    example: """
      request:
        id: REQ-1
        remove:
          people: [{ id: nobody }]
      """,
    prefer: """
      request:
        id: REQ-1
        remove:
          people: [{ id: u1 }]
      """)

  public static let unclearRequest = DiagnosticCode(
    "P4303", "unclear-request", title: "Request that does not identify one record",
    why: """
      A record to remove is named by any of its fields, and must be the only one like that, unless the request \
      says `every: true`. A record that is changed is named by its key.
      """,
    example: """
      request:
        id: REQ-1
        change:
          people: [{ name: One }]
      """,
    prefer: """
      request:
        id: REQ-1
        change:
          people: [{ id: u1, name: One }]
      """)

  public static let requestMayNotChange = DiagnosticCode(
    "P4330", "request-may-not-change", title: "Request that touches what requests may not change",
    why: """
      A request cannot vouch for itself: a waiver, a delegation or an exchange rate is recorded by those who decide on it. \
      Requests may change the sections of rights that access models range over, or what `requests: { may-change: […] }` \
      in `policyc.yaml` names. A request that touches anything else is invalid as a whole.
      """,
    example: """
      request:
        id: REQ-1
        add:
          waivers:
            - { rule: ACC_01, subject: u1, reason: Agreed, approved_by: Controller, valid: { from: 2019-01-01 } }
      """,
    prefer: """
      request:
        id: REQ-1
        change:
          people: [{ id: u1, rights: [XK01] }]
      """)

  public static let requestLeavesReference = DiagnosticCode(
    "P4331", "request-leaves-reference", title: "Request that removes what other records refer to",
    why: """
      A record that other records refer to cannot be removed while they do: the data would no longer be valid. Remove or \
      change those records in the same request.
      """,
    example: """
      request:
        id: REQ-1
        remove:
          people: [{ id: u1 }]
      """,
    prefer: """
      request:
        id: REQ-1
        remove:
          orders: [{ id: o1 }]
          people: [{ id: u1 }]
      """)

  public static let requestRefersToNothing = DiagnosticCode(
    "P4332", "request-refers-to-nothing", title: "Request that refers to a record that is not there",
    why: """
      A record that a request adds or changes refers to one that is not part of the data when the request is decided: an \
      earlier request of the run that would have added it is not granted, or an earlier one removes it.
      """,
    example: """
      requests:
        - id: REQ-1
          remove:
            people: [{ id: u2 }]
        - id: REQ-2
          add:
            orders: [{ id: o9, by: u2 }]
      """,
    prefer: """
      request:
        id: REQ-2
        add:
          orders: [{ id: o9, by: u1 }]
      """)
}

extension Catalogue {
  /// P43, requests. Their examples are files of requests to change the data of ``dataExamplePolicy``.
  public static let requests: [DiagnosticCode] = [
    .malformedRequest, .requestMatchesNothing, .unclearRequest, .requestMayNotChange, .requestLeavesReference,
    .requestRefersToNothing,
  ]
}
