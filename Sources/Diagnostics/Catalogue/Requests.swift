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
}

extension Catalogue {
  /// P43, requests. Their examples are files of requests to change the data of ``dataExamplePolicy``.
  public static let requests: [DiagnosticCode] = [.malformedRequest, .requestMatchesNothing, .unclearRequest]
}
