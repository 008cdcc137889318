extension Catalogue {
  /// P1, names, imports and declarations.
  static let names: [DiagnosticCode] = []
}
