extension DiagnosticCode {
  public static let sourceFormat = DiagnosticCode(
    "P4501", "source-format", title: "A file that is not in the format of its source",
    why: """
      A source says once how its files are written. A file that is written otherwise is not read in another way by \
      chance: what was meant would be a guess. Change the source, or give it the right file.
      """,
    example: """
      # export.txt, read by a source that says `header line 4`
      id,name
      u1,One
      """,
    prefer: """
      # export.txt, read by a source that says `header line 1`
      id,name
      u1,One
      """)

  public static let sourceColumn = DiagnosticCode(
    "P4502", "source-column", title: "A column that a source takes and the header lacks",
    why: """
      Every column that a source names is in the header, once. Where an export leaves one out or renames it, its field \
      would be missing in every record, and norms would decide on that.
      """,
    example: """
      # export.csv, read by a source that takes `row.NAME`
      ID,Name
      u1,One
      """,
    prefer: """
      # export.csv, read by a source that takes `row.Name`
      ID,Name
      u1,One
      """)

  public static let sourceForm = DiagnosticCode(
    "P4503", "source-form", title: "A value that does not have the form its source says",
    why: """
      Where a source says `dates`, `numbers`, `true` or `false`, these are the only forms of texts: `01/02/2024` would be \
      one day here and another one there. Give the field its own form with `as`, or say several.
      """,
    example: """
      # export.csv, read by a source that says `dates "DD.MM.YYYY"`
      ID,From
      u1,2024-01-31
      """,
    prefer: """
      # export.csv, read by a source that says `dates "DD.MM.YYYY"`
      ID,From
      u1,31.01.2024
      """)

  public static let foreverNotAllowed = DiagnosticCode(
    "P4504", "forever-not-allowed", title: "A word for no end where there is a day",
    why: """
      The words of `forever` mean that there is no last day. The first day of a period, and a day that each record has, \
      cannot be without one.
      """,
    example: """
      # export.csv, read by a source that says `forever "31.12.9999"` for a required `Date`
      ID,Joined
      u1,31.12.9999
      """,
    prefer: """
      # export.csv
      ID,Joined
      u1,31.01.2024
      """)

  public static let sourceSeveral = DiagnosticCode(
    "P4505", "source-several", title: "Several values for a field of one",
    why: """
      A path over a list leads to several values. Which of them a field of one value takes would be a guess; the source \
      says it: `[0]` takes the first, and `where` in a list chooses.
      """,
    example: """
      # people.json, read by a source that takes `p.emails.value` for one text
      { "people": [ { "id": "u1", "emails": [ { "value": "a" }, { "value": "b" } ] } ] }
      """,
    prefer: """
      # people.json, read by a source that takes `p.emails.value[0]`
      { "people": [ { "id": "u1", "emails": [ { "value": "a" }, { "value": "b" } ] } ] }
      """)

  public static let sourceEach = DiagnosticCode(
    "P4506", "source-each", title: "Something that `each` cannot go through",
    why: """
      `each k, v in PATH` goes through the members of an object by name and value. A text or a list has no names.
      """,
    example: """
      # teams.json, read by a source that says `each p, granted in document.permissions`
      { "team": "ops", "permissions": ["push", "pull"] }
      """,
    prefer: """
      # teams.json
      { "team": "ops", "permissions": { "push": true, "pull": true } }
      """)

  public static let sourceStep = DiagnosticCode(
    "P4507", "source-step", .warning, title: "A path that no document has",
    why: """
      A step that is not there is missing, as in documents that leave out what they do not need. Where no document of the \
      run has it, it is most often misspelt. `otherwise`, `is missing` and `is present` say that it may be missing.
      """,
    example: """
      # people.json, read by a source that takes `p.nmae`
      { "people": [ { "id": "u1", "name": "One" } ] }
      """,
    prefer: """
      # people.json, read by a source that takes `p.name`
      { "people": [ { "id": "u1", "name": "One" } ] }
      """)

  public static let emptySource = DiagnosticCode(
    "P4508", "empty-source", .warning, title: "A source that keeps no record",
    why: """
      A report over records that are not there is clean. Where an export is empty, or `where` leaves everything out, that \
      should be meant.
      """,
    example: """
      # export.csv, read by a source that says `where row.KIND == "user"`
      ID,KIND
      u1,User
      """,
    prefer: """
      # export.csv, read by a source that says `where row.KIND == "User"`
      ID,KIND
      u1,User
      """)

  public static let noSourceFiles = DiagnosticCode(
    "P4509", "no-source-files", title: "Patterns of a source that fit no file",
    why: """
      A source whose files are not there would give nothing, and the report would be clean. The patterns of a source \
      together fit at least one file below the project.
      """,
    example: """
      source staff for Person { from csv "exports/staf*.csv" … }
      # and below the project there is exports/staff-2024.csv
      """,
    prefer: """
      source staff for Person { from csv "exports/staff*.csv" … }
      """)

  public static let sourceNotGiven = DiagnosticCode(
    "P4510", "source-not-given", .note, title: "A source that was not read",
    why: """
      Where `--data` is given, sources that it does not name are not read. A report without them must not be taken for \
      one with them, so it says so.
      """,
    example: "policyc check --data people.yaml",
    prefer: "policyc check --data people.yaml --data staff=exports/staff.csv")
}

extension Catalogue {
  static let sourceData: [DiagnosticCode] = [
    .sourceFormat, .sourceColumn, .sourceForm, .foreverNotAllowed, .sourceSeveral, .sourceEach, .sourceStep,
    .emptySource, .noSourceFiles, .sourceNotGiven,
  ]
}
