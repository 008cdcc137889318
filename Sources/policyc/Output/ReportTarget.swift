import Reports

/// A requested report: its format, and where it goes.
struct ReportTarget {
  enum Format: String, CaseIterable {
    case text, json, sarif, junit, github, markdown, csv, html
  }

  var format: Format
  /// Nil for standard output.
  var path: String?

  /// Reads `X` or `X=FILE`; nil where there is no such format.
  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = Format(rawValue: String(name)) else { return nil }
    self.format = format
    if parts.count == 2 { path = parts[1] == "-" ? nil : String(parts[1]) }
  }

  init(format: Format, path: String?) {
    self.format = format
    self.path = path
  }
}
