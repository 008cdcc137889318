extension DiagnosticCode {
  public static let malformedGzip = DiagnosticCode(
    "P4590", "malformed-gzip", title: "A packed file that cannot be unpacked",
    why: """
      A file whose name ends in `.gz` is unpacked as gzip (RFC 1952). This one does not begin as gzip does, ends in the \
      middle, or has a checksum that does not fit: most often a download was cut off, or a file was renamed without being \
      packed. Half a file could pass for a whole one, so nothing of it is used.
      """,
    example: """
      exports/releases.json.gz is a JSON file that was only renamed
      """,
    prefer: """
      gzip exports/releases.json    # writes exports/releases.json.gz
      """)

  public static let unpacksTooLarge = DiagnosticCode(
    "P4591", "unpacks-too-large", title: "A packed file that becomes too large",
    why: """
      A few kilobytes can be packed so that they become gigabytes. A packed file may unpack to 200 times its size and to no \
      more than a file may have; a workbook is held to it with the texts that its cells repeat. Real exports stay far below.
      """,
    example: """
      exports/releases.json.gz has 40 KB and unpacks to 10 GB of zeros
      """,
    prefer: """
      gunzip exports/releases.json.gz    # a file that is really as large is read without being packed
      """)

  public static let malformedZip = DiagnosticCode(
    "P4592", "malformed-zip", title: "A zip file that cannot be read",
    why: """
      A workbook is a zip file. In this one the list of members is missing or damaged, a member is encrypted, packed in an \
      unusual way or there twice, or its checksum does not fit. The rest of it could pass for the whole.
      """,
    example: """
      budget/plan.xlsx was cut off while it was copied
      """,
    prefer: """
      Open budget/plan.xlsx in the program that wrote it, and save it again
      """)

  public static let tooManyMembers = DiagnosticCode(
    "P4593", "too-many-members", title: "Too many members in a packed file",
    why: """
      A workbook has some dozens of members, a gzip file nearly always one. A file with more than 10,000 is damaged or is \
      meant to bring the tool down.
      """,
    example: """
      budget/plan.xlsx lists 65,000 members
      """,
    prefer: """
      Open budget/plan.xlsx in the program that wrote it, and save it again
      """)
}

extension Catalogue {
  /// Files that are packed.
  static let packedFiles: [DiagnosticCode] = [.malformedGzip, .unpacksTooLarge, .malformedZip, .tooManyMembers]
}
