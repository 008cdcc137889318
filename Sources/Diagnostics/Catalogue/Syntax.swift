extension Catalogue {
  /// P0, lexing and parsing.
  static let syntax: [DiagnosticCode] = []
}
