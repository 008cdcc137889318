/// A cell of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it.
public enum CSVText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    var line = text.visible(keepsLines)
    if let first = line.unicodeScalars.first(where: { !$0.properties.isWhitespace }), isFormula(first) {
      line = "'" + line
    }
    guard line.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      output += line
      return
    }
    output += "\""
    append(line, to: &output) { $0 == "\"" ? "\"\"" : nil }
    output += "\""
  }

  /// Signs that begin a formula, in the widths in which spreadsheets take them.
  private static func isFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}", "|", "%": true
    default: false
    }
  }
}

/// The message of a workflow command of GitHub.
public enum CommandText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    append(text.line, to: &output) { $0 == "%" ? "%25" : nil }
  }
}

/// A property of a workflow command of GitHub.
public enum CommandPropertyText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    append(text.line, to: &output) { scalar in
      switch scalar {
      case "%": "%25"
      case ":": "%3A"
      case ",": "%2C"
      default: nil
      }
    }
  }
}
