/// Pages of the catalogue in Markdown: one for a code, and the list of all codes that links to them.
public enum MarkdownPage {
  /// Ranges of codes with what they are about, in the order of the codes.
  private static let ranges: [(prefix: String, title: String)] = [
    ("P0", "Syntax"), ("P1", "Names"), ("P2", "Types and missing values"), ("P3", "Norms and their sources"),
    ("P4", "Data"), ("P5", "Waivers"), ("P6", "Tests"), ("P7", "Advice on policies"),
    ("P8", "Project and command line"), ("P9", "Internal"),
  ]

  /// The page of one code.
  public static func page(of entry: DiagnosticCode) -> String {
    var text = "<!-- Generated from the catalogue by `make docs`. -->\n"
    text += "# \(entry.code): \(entry.title)\n\n"
    text += "`\(entry.name)`, \(kind(of: entry)). [All diagnostics](README.md)\n\n"
    text += CataloguePage.wrapped(entry.why)
    text += section("Instead of", entry.example, of: entry)
    text += section("write", entry.prefer, of: entry)
    switch entry.fix {
    case .always: text += "\nThe tool offers a fix.\n"
    case .sometimes: text += "\nThe tool offers a fix where it can tell what was meant.\n"
    case .never: break
    }
    return text
  }

  /// The list of the codes, by range.
  public static func index(of entries: [DiagnosticCode]) -> String {
    var text = "<!-- Generated from the catalogue by `make docs`. -->\n"
    text += "# Diagnostics\n\n"
    text += CataloguePage.wrapped(
      """
      Everything that `policyc` can say about policies, data and projects. `policyc explain CODE` shows the same pages. \
      The name may be used in place of the code, also after `allow`.
      """)
    for (prefix, title) in ranges {
      let range = entries.filter { $0.code.hasPrefix(prefix) }
      guard !range.isEmpty else { continue }
      text += "\n## \(title)\n\n| code | name | is | title |\n|---|---|---|---|\n"
      for entry in range {
        text += "| [\(entry.code)](\(entry.code).md) | `\(entry.name)` | \(kind(of: entry)) | \(entry.title) |\n"
      }
    }
    return text
  }

  private static func kind(of entry: DiagnosticCode) -> String {
    switch entry.severity {
    case .error: "an error"
    case .warning: "a warning"
    case .note: "a note"
    }
  }

  private static func section(_ title: String, _ example: String, of entry: DiagnosticCode) -> String {
    guard !example.isEmpty else { return "" }
    let language = example.hasPrefix("policy ") ? "policy" : "text"
    let lines = CataloguePage.lines(example).map { $0 + "\n" }
    return "\n\(title)\n\n```\(language)\n\(lines.joined())```\n"
  }
}
