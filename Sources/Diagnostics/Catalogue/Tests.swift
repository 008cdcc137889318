extension Catalogue {
  /// P6, tests of policies.
  static let tests: [DiagnosticCode] = []
}
