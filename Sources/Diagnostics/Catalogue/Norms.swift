extension Catalogue {
  /// P3, norms, citations and plans.
  static let norms: [DiagnosticCode] = []
}
