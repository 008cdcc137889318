extension Catalogue {
  /// P2, types.
  static let types: [DiagnosticCode] = []
}
