extension Catalogue {
  /// P4, data files.
  static let data: [DiagnosticCode] =
    dataFiles + dataValues + dataIntegrity + dataKeys + packedFiles + foreignFormats + adoption

  /// Codes about files that cannot be shown, because they are not text, not there, or too large.
  public static let dataCodesShownInWords: [DiagnosticCode] =
    [
      .notUTF8, .unreadableData, .unknownDataFormat, .noDataFiles, .fileTooLarge, .tooManyFiles, .tooManyValues,
      .scalarTooLong, .unreadFile, .specialFile, .unlistedFaults, .changedWhileRead, .outsideProject,
      // They show files that a source reads, and what is wrong with them.
      .malformedGzip, .unpacksTooLarge, .malformedZip, .tooManyMembers, .malformedXML, .xmlDocumentType, .malformedLDIF,
      .ldifChange, .ldifReference, .ldifBinary, .malformedWorkbook, .noSuchSheet, .formulaWithoutValue, .notRecognised,
      .unknownEntityToAdopt, .severalDocuments,
      // They show data beside policies that read it.
      .alikeKeys, .alikeValues,
    ] + sourceData + rowNormData

  /// The policy whose data the examples of P4 are. They are YAML; one in another format begins with a line `# NAME`,
  /// which is the name of the file and not part of it. Those of ``dataCodesShownInWords`` show what the user does.
  public static let dataExamplePolicy = """
    policy demo.office

    enum Status { active, separated }

    record Line {
      product : Text
      amount  : Money in USD
    }

    entity Unit from units {
      key id : Text
      parent : Unit?
    }

    entity Person from people {
      key id   : Text
      name     : Text?
      status   : Status = active
      unit     : Unit?
      joined   : Date?
      rights   : [Text] = []
      let here = status == active
    }

    entity Order from orders {
      key id : Text
      by     : Person
      raised : Date?
      count  : Integer?
      paid   : Money?
      limit  : Money in USD?
      valid  : Period?
      lines  : [Line] = []
    }

    entity Item from items {
      key order : Text
      key line  : Integer
    }

    entity Receipt from receipts {
      key id : Text
      item   : Item
    }

    entity Parcel from parcels open {
      key id : Text
      weight : Decimal?
    }
    """
}
