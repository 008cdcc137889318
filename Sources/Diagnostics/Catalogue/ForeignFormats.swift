extension DiagnosticCode {
  public static let malformedXML = DiagnosticCode(
    "P4594", "malformed-xml", title: "Text that is not XML",
    why: """
      XML has one root element, each tag is closed, attributes are in quotes, and `<` and `&` in a text are written `&lt;` \
      and `&amp;`. After a fault the meaning of the rest would be a guess, so the file is not read.
      """,
    example: """
      <Invoice><ID>F-17<ID></Invoice>
      """,
    prefer: """
      <Invoice><ID>F-17</ID></Invoice>
      """)

  public static let xmlDocumentType = DiagnosticCode(
    "P4595", "xml-document-type", title: "A document type in XML",
    why: """
      A document type can declare entities that repeat each other until memory is full, or that read other files of the \
      machine. Data needs none of this. The five entities of XML and references to characters, such as `&#233;`, are read.
      """,
    example: """
      <!DOCTYPE Invoice [ <!ENTITY firm "Example Ltd"> ]>
      <Invoice><Name>&firm;</Name></Invoice>
      """,
    prefer: """
      <Invoice><Name>Example Ltd</Name></Invoice>
      """)

  public static let malformedLDIF = DiagnosticCode(
    "P4596", "malformed-ldif", title: "Text that is not LDIF",
    why: """
      LDIF (RFC 2849) has entries with blank lines between them. An entry begins with `dn:`, each of its lines is \
      `attribute: value` or `attribute:: base64`, and a line that begins with a space goes on with the one before.
      """,
    example: """
      uid: ann
      cn: Ann
      """,
    prefer: """
      dn: uid=ann,ou=People,dc=example,dc=org
      uid: ann
      cn: Ann
      """)

  public static let ldifChange = DiagnosticCode(
    "P4597", "ldif-change", title: "Changes in a file of LDIF",
    why: """
      A file with `changetype` says what is to be done to a directory, not what it holds. Read as entries, a deletion would \
      pass for a person.
      """,
    example: """
      dn: uid=ann,ou=People,dc=example,dc=org
      changetype: delete
      """,
    prefer: """
      dn: uid=ann,ou=People,dc=example,dc=org
      uid: ann
      """)

  public static let ldifReference = DiagnosticCode(
    "P4598", "ldif-reference", title: "A value of LDIF in another file",
    why: """
      `attribute:< URL` takes a value from elsewhere, such as a photograph. Reading it would open files and addresses that \
      nobody has named.
      """,
    example: """
      dn: uid=ann,ou=People,dc=example,dc=org
      jpegPhoto:< file:///photos/ann.jpg
      """,
    prefer: """
      dn: uid=ann,ou=People,dc=example,dc=org
      uid: ann
      """)

  public static let ldifBinary = DiagnosticCode(
    "P4599", "ldif-binary", title: "A value of LDIF that is not text",
    why: """
      Values of policies are texts. A value in base64 that is not UTF-8 is a photograph, a certificate or a text in another \
      encoding, and would be compared byte by byte with something that it is not.
      """,
    example: """
      dn: uid=ann,ou=People,dc=example,dc=org
      jpegPhoto:: /9j/4AAQ
      """,
    prefer: """
      dn: uid=ann,ou=People,dc=example,dc=org
      cn:: w4AuIFNhbXBsZQ==
      """)

  public static let malformedWorkbook = DiagnosticCode(
    "P4600", "malformed-workbook", title: "A workbook that cannot be read",
    why: """
      Workbooks are read as Office Open XML, `.xlsx`. This file is of another kind (`.xls`, `.xlsb`, with a password), lacks \
      a part that it refers to, or has cells that are not what they say. The rest of it might not be all there was.
      """,
    example: """
      budget/plan.xlsx is a workbook of the old format `.xls` under a new name
      """,
    prefer: """
      Open budget/plan.xlsx in a spreadsheet program, and save it as “Excel workbook (.xlsx)”
      """)

  public static let noSuchSheet = DiagnosticCode(
    "P4601", "no-such-sheet", title: "A sheet that the workbook does not have",
    why: """
      A source reads one sheet. Where a workbook has several, hidden ones among them, `sheet "Name"` says which: the first one \
      is often a cover page, and sheets change places easily.
      """,
    example: """
      source units for BudgetUnit {
        from xlsx "budget/plan.xlsx"    // has the sheets “Plan” and “Units”
      }
      """,
    prefer: """
      source units for BudgetUnit {
        from  xlsx "budget/plan.xlsx"
        sheet "Units"
      }
      """)

  public static let formulaWithoutValue = DiagnosticCode(
    "P4602", "formula-without-value", title: "A formula without its value",
    why: """
      The value of a formula is the one that is stored with it; formulas are not computed here. Programs that write workbooks \
      without a spreadsheet leave the values out, and the cells would pass for empty ones.
      """,
    example: """
      C7 of budget/plan.xlsx holds the formula SUM(C2:C6), and a script has written it without a value
      """,
    prefer: """
      Open budget/plan.xlsx in a spreadsheet program, and save it: that stores the values
      """)
}

extension Catalogue {
  /// Formats in which other systems write their data.
  static let foreignFormats: [DiagnosticCode] = [
    .malformedXML, .xmlDocumentType, .malformedLDIF, .ldifChange, .ldifReference, .ldifBinary, .malformedWorkbook,
    .noSuchSheet, .formulaWithoutValue,
  ]
}
