extension DiagnosticCode {
  public static let notRecognised = DiagnosticCode(
    "P4610", "not-recognised", title: "A file in which adopt sees no records",
    why: """
      `policyc adopt` infers a source from the rows of a table or the records of documents. In this file it finds neither: it \
      is empty, of another kind, or in an encoding that is not read. Where the file is right, write the source by hand.
      """,
    example: """
      policyc adopt photo.jpg --for Person
      """,
    prefer: """
      policyc adopt exports/people.csv --for Person
      """)

  public static let unknownEntityToAdopt = DiagnosticCode(
    "P4611", "unknown-entity-to-adopt", title: "An entity for adopt that no policy declares",
    why: """
      `--for` names the entity whose records the file holds, with its namespace where several have that name. The fields of \
      the entity say what is looked for in the file.
      """,
    example: """
      policyc adopt exports/people.csv --for Persn
      """,
    prefer: """
      policyc adopt exports/people.csv --for Person
      """)
}

extension Catalogue {
  /// Faults of drafting sources.
  static let adoption: [DiagnosticCode] = [.notRecognised, .unknownEntityToAdopt]
}
