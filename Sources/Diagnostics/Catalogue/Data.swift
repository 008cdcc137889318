extension Catalogue {
  /// P4, data files.
  static let data: [DiagnosticCode] = []
}
