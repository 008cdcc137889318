extension Catalogue {
  /// P8, the project file and the command line.
  static let project: [DiagnosticCode] = []
}
