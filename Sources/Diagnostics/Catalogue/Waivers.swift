extension Catalogue {
  /// P5, waivers.
  static let waivers: [DiagnosticCode] = []
}
