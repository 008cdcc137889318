/// The page of a diagnostic for a terminal: what it means, and an example that is wrong and one that is right.
public struct CataloguePage {
  private let entry: DiagnosticCode
  private let style: TerminalStyle

  public init(entry: DiagnosticCode, style: TerminalStyle) {
    self.entry = entry
    self.style = style
  }

  public var text: String {
    let tone: TerminalStyle.Role = entry.severity == .error ? .error : entry.severity == .warning ? .warning : .note
    var text = style.apply(tone, "\(entry.severity.rawValue)[\(entry.code)]")
    text += style.apply(.emphasis, ": \(entry.title)") + " (\(entry.name))\n\n"
    text += Self.wrapped(entry.why)
    text += section("Instead of", entry.example)
    text += section("write", entry.prefer)
    switch entry.fix {
    case .always: text += "\nThe tool offers a fix.\n"
    case .sometimes: text += "\nThe tool offers a fix where it can tell what was meant.\n"
    case .never: break
    }
    return text
  }

  private func section(_ title: String, _ example: String) -> String {
    guard !example.isEmpty else { return "" }
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.prefix(Self.longestExample).map { $0.isEmpty ? "\n" : "    \(Self.cut($0))\n" }.joined()
    return "\n" + style.apply(.emphasis, title) + "\n\n" + body
  }

  /// Some examples are as long as the limit that they show.
  static let longestExample = 60

  static func cut(_ line: Substring) -> String {
    line.count <= 200 ? String(line) : line.prefix(200) + "…"
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
