public import SourceText

/// The page of a diagnostic for a terminal: what it means, and an example that is wrong and one that is right.
public struct CataloguePage {
  private let entry: DiagnosticCode
  private let style: TerminalStyle

  public init(entry: DiagnosticCode, style: TerminalStyle) {
    self.entry = entry
    self.style = style
  }

  public var markup: PlainMarkup {
    let tone: TerminalStyle.Role = entry.severity == .error ? .error : entry.severity == .warning ? .warning : .note
    var text = style.apply(tone, "\(entry.severity.rawValue)[\(entry.code)]".shown)
    text += style.apply(.emphasis, ": \(entry.title.shown)") + " (\(entry.name.shown))\n\n"
    text += "\(lines: Self.wrapped(entry.why).shown)"
    text += section("Instead of", entry.example)
    text += section("write", entry.prefer)
    switch entry.fix {
    case .always: text += "\nThe tool offers a fix.\n"
    case .sometimes: text += "\nThe tool offers a fix where it can tell what was meant.\n"
    case .never: break
    }
    return text
  }

  private func section(_ title: String, _ example: String) -> PlainMarkup {
    guard !example.isEmpty else { return "" }
    let lines: [PlainMarkup] = Self.lines(example).map { $0.isEmpty ? "\n" : "    \(lines: $0.shown)\n" }
    return "\n\(style.apply(.emphasis, title.shown))\n\n\(lines.joined())"
  }

  /// Some examples are as long as the limit that they show.
  private static let longestExample = 60

  /// The first lines of an example, long ones cut.
  static func lines(_ example: String) -> [String] {
    example.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).prefix(longestExample).map { line in
      line.count <= 200 ? String(line) : String(line.prefix(200)) + "…"
    }
  }

  /// Lines of at most eighty letters, broken between words.
  static func wrapped(_ text: String) -> String {
    var result = ""
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var width = 0
      for word in paragraph.split(separator: " ") {
        if width > 0, width + 1 + word.count > 80 {
          result += "\n"
          width = 0
        }
        if width > 0 {
          result += " "
          width += 1
        }
        result += word
        width += word.count
      }
      result += "\n"
    }
    return result
  }
}
