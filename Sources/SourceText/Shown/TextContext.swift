/// A place in an output, with its own rules for what text means there: a terminal, a page, a cell.
public protocol TextContext: Sendable {
  /// Appends a text so that nothing in it means more than itself here.
  ///
  /// - Parameter keepsLines: whether the line breaks of the text are those of the output.
  static func append(_ text: ShownText, keepsLines: Bool, to output: inout String)
}

extension TextContext {
  /// Appends a text with some of its characters replaced. Linear.
  static func append(
    _ text: String, to output: inout String, replacing replacement: (Unicode.Scalar) -> StaticString?
  ) {
    guard text.unicodeScalars.contains(where: { replacement($0) != nil }) else {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      if let other = replacement(scalar) {
        other.withUTF8Buffer { output += String(decoding: $0, as: UTF8.self) }
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
  }
}

extension ShownText {
  func visible(_ keepsLines: Bool) -> String { keepsLines ? lines : line }
}

/// A terminal, or a log.
public enum PlainText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    let visible = text.visible(keepsLines)
    guard visible.utf8.contains(UInt8(ascii: ":")) || visible.utf8.contains(UInt8(ascii: "#")) else {
      output += visible
      return
    }
    let lines = visible.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if index > 0 { output += "\n" }
      let start = line.drop { $0 == " " || $0 == "\t" }
      if isCommand(start), isAtStartOfLine(output) {
        output.unicodeScalars.append(contentsOf: line[..<start.startIndex])
        output += start.first == ":" ? "\\u{3A}" : "\\u{23}"
        output.unicodeScalars.append(contentsOf: start.dropFirst())
      } else {
        output.unicodeScalars.append(contentsOf: line)
      }
    }
  }

  /// Whether a line of a log that begins so is a command for the service that runs the build.
  private static func isCommand(_ line: Substring.UnicodeScalarView) -> Bool {
    line.starts(with: "::".unicodeScalars) || line.starts(with: "##[".unicodeScalars)
  }

  private static func isAtStartOfLine(_ output: String) -> Bool {
    for scalar in output.unicodeScalars.reversed() {
      if scalar == "\n" { return true }
      if scalar != " ", scalar != "\t" { return false }
    }
    return true
  }
}

/// A page, or an attribute between double quotes.
public enum HTMLText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    append(text.visible(keepsLines), to: &output, replacing: replacement)
  }

  static func replacement(_ scalar: Unicode.Scalar) -> StaticString? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: nil
    }
  }
}

/// A document of XML 1.0, or an attribute between double quotes. Characters that XML does not have are made visible as
/// all others that nobody sees.
public enum XMLText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    append(text.visible(keepsLines), to: &output, replacing: HTMLText.replacement)
  }
}

/// The content of a string of JSON: for programs, so it means the very text; but nothing in it is raw that people do not
/// see.
public enum JSONText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    for scalar in text.text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.isNeverSeen:
        for unit in UTF16.encode(scalar) ?? .init() { output += escape(of: unit) }
      default: output.unicodeScalars.append(scalar)
      }
    }
  }

  private static func escape(of unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
