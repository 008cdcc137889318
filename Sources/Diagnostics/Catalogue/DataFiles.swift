extension DiagnosticCode {
  public static let malformedYAML = DiagnosticCode(
    "P4001", "malformed-yaml", title: "Text that is not YAML",
    why: """
      After a fault of the syntax the meaning of the rest of a file would be a guess, so it is not read. Most often \
      the indentation is uneven, a quote or bracket is not closed, or a value that holds `: ` needs quotes.
      """,
    example: """
      people:
        - { id: u1, name: One
        - { id: u2, name: Two }
      """,
    prefer: """
      people:
        - { id: u1, name: One }
        - { id: u2, name: Two }
      """)

  public static let malformedJSON = DiagnosticCode(
    "P4002", "malformed-json", title: "Text that is not JSON",
    why: """
      JSON is read as its standard (RFC 8259) says: names and texts are in double quotes, no comma comes before a \
      closing bracket, and there are no comments. In JSON Lines each line is an object of its own, and the lines after \
      a faulty one are still read.
      """,
    example: """
      # people.json
      { "people": [ { "id": "u1", "name": "One", } ] }
      """,
    prefer: """
      # people.json
      { "people": [ { "id": "u1", "name": "One" } ] }
      """)

  public static let malformedCSV = DiagnosticCode(
    "P4003", "malformed-csv", title: "Rows that do not match the header",
    why: """
      The first line of a CSV file names the columns, cells are separated by commas, and each row has a cell for each \
      column. A row with another number of cells would put values under wrong names. A cell that holds a comma, a \
      quote or a line break must be in double quotes, and a quote in it is doubled.
      """,
    example: """
      # people.csv
      id,name
      u1,Sample, A.
      """,
    prefer: """
      # people.csv
      id,name
      u1,"Sample, A."
      """)

  public static let notUTF8 = DiagnosticCode(
    "P4004", "not-utf8", title: "Data that is not UTF-8",
    why: """
      Texts are compared byte by byte, so a file in another encoding could silently name other people. Save the file \
      as UTF-8; spreadsheet programs call it “CSV UTF-8”.
      """,
    example: """
      people.csv was saved in Windows-1252: é is the single byte E9
      """,
    prefer: """
      people:
        - { id: u1, name: Zoé }
      """)

  public static let severalDocuments = DiagnosticCode(
    "P4005", "several-documents", title: "More than one document where one is read",
    why: """
      A line `---` inside a file begins another document. Data files may hold several, which are joined as files are. \
      A project file, a file of requests and a baseline are one document: of two it would be unclear whether the second \
      was meant to add or to replace.
      """,
    example: """
      # policyc.yaml
      name: Access
      ---
      data: [grants.csv]
      """,
    prefer: """
      # policyc.yaml
      name: Access
      data: [grants.csv]
      """)

  public static let yamlTag = DiagnosticCode(
    "P4006", "yaml-tag", title: "A type written into the data",
    why: """
      The type of a value is given by the policy's field, not by the file. A tag such as `!!int` or `!secret` asks for \
      another reading, which would not happen.
      """,
    example: """
      orders:
        - { id: o1, by: u1, count: !!str 12 }
      people: [{ id: u1 }]
      """,
    prefer: """
      orders:
        - { id: o1, by: u1, count: 12 }
      people: [{ id: u1 }]
      """)

  public static let unknownAnchor = DiagnosticCode(
    "P4007", "unknown-anchor", title: "An alias without its anchor",
    why: """
      `*name` repeats what `&name` marks earlier in the same file. Without the mark there is nothing to repeat. A text \
      that begins with a star needs quotes.
      """,
    example: """
      people:
        - { id: u1, joined: *start }
      """,
    prefer: """
      people:
        - { id: u1, joined: &start 2019-01-01 }
        - { id: u2, joined: *start }
      """)

  public static let nestingTooDeep = DiagnosticCode(
    "P4008", "nesting-too-deep", title: "Lists and mappings too deep inside each other",
    why: """
      No policy needs data that nests so deep; a file that does is damaged or is meant to bring the tool down. The \
      rest of it is not read.
      """,
    example: """
      people:
        - { id: u1, rights: \(String(repeating: "[", count: 70))\(String(repeating: "]", count: 70)) }
      """,
    prefer: """
      people:
        - { id: u1, rights: [READ, POST] }
      """)

  public static let aliasExpansion = DiagnosticCode(
    "P4009", "alias-expansion", title: "Aliases that repeat too much",
    why: """
      An alias repeats a value without writing it again, and aliases of aliases multiply: ten lines can stand for \
      billions of values. A file whose aliases add more than the limit is not read to its end.
      """,
    example: """
      people:
        - &a { id: u1, name: One }
        - &b { id: u2, <<: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a] }
        - &c { id: u3, <<: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b] }
        - &d { id: u4, <<: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c] }
        - &e { id: u5, <<: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d] }
        - &f { id: u6, <<: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e] }
        - &g { id: u7, <<: [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f] }
      """,
    prefer: """
      people:
        - { id: u1, rights: &clerk [READ, POST] }
        - { id: u2, rights: *clerk }
      """)

  public static let unreadableData = DiagnosticCode(
    "P4010", "unreadable-data", title: "A data file that cannot be read",
    why: """
      The file is not there, may not be read, or the system failed while it was read. Data that could not be read \
      cannot be found compliant, so the run ends with status 5.
      """,
    example: "policyc check access.policy --data acess.yaml",
    prefer: "policyc check access.policy --data access.yaml")

  public static let unknownDataFormat = DiagnosticCode(
    "P4011", "unknown-data-format", title: "A file whose format its name does not tell",
    why: """
      Data is YAML (`.yaml`, `.yml`), JSON (`.json`), JSON Lines (`.jsonl`, `.ndjson`) or CSV (`.csv`). Guessing the \
      format of any other file could read something that is not data at all.
      """,
    example: "policyc check access.policy --data people.xlsx",
    prefer: "policyc check access.policy --data people.csv")

  public static let noDataFiles = DiagnosticCode(
    "P4012", "no-data-files", title: "A folder without data files",
    why: """
      A folder stands for all data files below it. One without any was most likely not the one that was meant, and a \
      check of no data finds nothing.
      """,
    example: "policyc check access.policy --data policies/",
    prefer: "policyc check access.policy --data data/")

  public static let fileTooLarge = DiagnosticCode(
    "P4013", "file-too-large", title: "A data file beyond the limit of size",
    why: """
      A file, and standard input, may have at most one gibibyte: more than a machine has memory for is most often not \
      what was meant. Sections of several files are joined: split the file.
      """,
    example: "policyc check access.policy --data grants=all.csv",
    prefer: "policyc check access.policy --data grants=part-1.csv --data grants=part-2.csv")

  public static let tooManyFiles = DiagnosticCode(
    "P4014", "too-many-files", title: "Folders with too many data files",
    why: """
      A folder is read with everything below it. More files than the limit mean that it is not the folder of the data, \
      or that records should be joined in fewer files.
      """,
    example: "policyc check access.policy --data /",
    prefer: "policyc check access.policy --data data/")

  public static let tooManyValues = DiagnosticCode(
    "P4015", "too-many-values", title: "More values than the limit",
    why: """
      Rows are counted in 32 bits and all data is held in memory. Beyond the limit reading stops, so that the machine \
      does not run out of memory half way.
      """,
    example: "policyc check access.policy --data everything.jsonl",
    prefer: "policyc check access.policy --data current.jsonl")

  public static let scalarTooLong = DiagnosticCode(
    "P4016", "scalar-too-long", title: "A value beyond the limit of length",
    why: """
      A single value of more than a megabyte is not a text that a policy compares; most often a quote is not closed \
      and the value has swallowed the rest of the file.
      """,
    example: "a quoted cell of people.csv goes on for two megabytes",
    prefer: """
      # people.csv
      id,name
      u1,"Sample, A."
      """)

  public static let unreadFile = DiagnosticCode(
    "P4017", "unread-file", title: "A file among the data that is not read",
    why: """
      A folder of data is read whole, and so is what a pattern fits. A file there that is neither YAML, JSON, JSON \
      Lines nor CSV by its name would be left out unsaid, and half of the grants may be in it. Save it in one of these \
      formats, move it elsewhere, or name it under `ignore` in `policyc.yaml` or with `--ignore`. Hidden files, \
      policies, prose (`*.md`), the project file and nested projects are passed over; `--stats` lists them.
      """,
    example: "policyc check access.policy --data data, where data holds people.csv and grants.tsv",
    prefer: "policyc check access.policy --data data --ignore grants.tsv")

  public static let specialFile = DiagnosticCode(
    "P4018", "special-file", title: "A pipe or a device in place of a file",
    why: """
      Reading a pipe or a device may never end, and what it gives cannot be read a second time for the places of findings. \
      Only files are read, and standard input, which `-` stands for.
      """,
    example: "policyc check access.policy --data grants=/run/export",
    prefer: "policyc check access.policy --data grants=- < /run/export")

  public static let unlistedFaults = DiagnosticCode(
    "P4019", "unlisted-faults", title: "More of the same than is listed",
    why: """
      One mistake of an export is often repeated in every row of a file. Of each file only the first errors are listed, \
      and the others are counted, so that every report says how many there are. With `--lenient` it says the same of \
      unknown sections and fields, each of which is listed once, and is a warning.
      """,
    example: "a column of people.csv with a million rows holds `n/a` where dates are expected",
    prefer: """
      # people.csv
      id,name,joined
      u1,One,2019-01-01
      """)

  public static let changedWhileRead = DiagnosticCode(
    "P4020", "changed-while-read", title: "A file that was changed while it was read",
    why: """
      Somebody wrote to the file between its opening and the end of the run. The bytes that were read are neither \
      those that it holds nor those that it held, so nothing can be said of either. Export to another name, and rename the file when it is \
      complete.
      """,
    example: "export > grants.csv & policyc check access.policy --data grants.csv",
    prefer: "export > grants.tmp && mv grants.tmp grants.csv && policyc check access.policy --data grants.csv")

  public static let outsideProject = DiagnosticCode(
    "P4021", "outside-project", title: "A file that leads out of the project",
    why: """
      Every file that a project names, also by way of links in its folders, lies below the folder of its `policyc.yaml`, or below \
      the repository that holds it. Whoever can change files of a project could otherwise have any file of the machine \
      read and shown. Only the command line names what lies elsewhere.
      """,
    example: "data/grants.csv of the project is a link to /srv/exports/grants.csv",
    prefer: "policyc check --data grants=/srv/exports/grants.csv")
}

extension Catalogue {
  static let dataFiles: [DiagnosticCode] = [
    .malformedYAML, .malformedJSON, .malformedCSV, .notUTF8, .severalDocuments, .yamlTag, .unknownAnchor,
    .nestingTooDeep, .aliasExpansion, .unreadableData, .unknownDataFormat, .noDataFiles, .fileTooLarge, .tooManyFiles,
    .tooManyValues, .scalarTooLong, .unreadFile, .specialFile, .unlistedFaults,
    .changedWhileRead, .outsideProject,
  ]
}
