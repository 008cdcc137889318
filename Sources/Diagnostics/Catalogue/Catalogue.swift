/// Every diagnostic the tool can give, by code. Each range has a file of its own beside this one.
public enum Catalogue {
  /// All entries, sorted by code.
  public static let all: [DiagnosticCode] =
    (syntax + slips + names + types + keys + dataSources + days + norms + rowNorms + data + sourceData + rowNormData
    + requests
    + waiverData + waivers + tests + advice + project)
    .sorted {
      $0.code < $1.code
    }

  /// The entry of a code (`P2104`) or a name (`type-mismatch`), whatever the letter case.
  public static func entry(_ codeOrName: String) -> DiagnosticCode? {
    let wanted = codeOrName.lowercased()
    return all.first { $0.code.lowercased() == wanted || $0.name == wanted }
  }
}
