extension DiagnosticCode {
  public static let sourceFormat = DiagnosticCode(
    "P4501", "source-format", title: "A file that is not in the format of its source",
    why: """
      A source says once how its files are written. A file that is written otherwise is not read in another way by \
      chance: what was meant would be a guess. Change the source, or give it the right file.
      """,
    example: """
      # export.json, read by a source that says `from json`
      id,name
      u1,One
      """,
    prefer: """
      # export.json
      [ { "id": "u1", "name": "One" } ]
      """)
}

extension Catalogue {
  static let sourceData: [DiagnosticCode] = [.sourceFormat]
}
