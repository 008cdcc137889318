extension Catalogue {
  /// P7, advice on policies.
  static let advice: [DiagnosticCode] = []
}
