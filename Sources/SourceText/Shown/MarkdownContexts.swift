/// A paragraph, a list item or a cell of a table in Markdown, as GitHub and GitLab read it.
public enum MarkdownText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    let scalars = Array(text.visible(keepsLines).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "{", "}", "$":
        output += "\\"
        output.unicodeScalars.append(scalar)
      case "+", "-", ".", ")", "=":
        // At the start of a line these begin a list or underline a heading.
        if Self.isMark(scalars, index) { output += "\\" }
        output.unicodeScalars.append(scalar)
      case "\n": output += keepsLines ? "\n" : " "
      default: append(scalar, to: &output)
      }
      appendGuard(scalars, index, to: &output)
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout String) {
    if let entity = HTMLText.replacement(scalar) {
      entity.withUTF8Buffer { output += String(decoding: $0, as: UTF8.self) }
    } else {
      output.unicodeScalars.append(scalar)
    }
  }

  /// Whether a sign is the first of the text, or follows digits that are.
  private static func isMark(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    scalars[..<index].allSatisfy { $0 == " " || ("0"..."9").contains($0) }
  }

  /// After signs by which the services make links and call people: an empty character, so that they do not.
  static func appendGuard(_ scalars: [Unicode.Scalar], _ index: Int, to output: inout String) {
    func isNext(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes in
        index + bytes.count < scalars.count && bytes.indices.allSatisfy { scalars[index + 1 + $0].value == bytes[$0] }
      }
    }
    func isPrevious(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { bytes in
        index >= bytes.count
          && bytes.indices.allSatisfy { scalars[index - bytes.count + $0].value | 0x20 == UInt32(bytes[$0]) | 0x20 }
      }
    }
    let isGuarded =
      switch scalars[index] {
      case "@", "#", "!", "$": true
      case ":": isNext("//") || isPrevious("mailto") || isPrevious("xmpp")
      case ".": isPrevious("www")
      case "-": isPrevious("gh")
      default: false
      }
    if isGuarded { output += "&#8203;" }
  }
}

/// An element of HTML inside of Markdown, such as `<summary>`: whether or not a reader takes its content as Markdown,
/// nothing in it is.
public enum MarkdownElementText: TextContext {
  public static func append(_ text: ShownText, keepsLines: Bool, to output: inout String) {
    let scalars = Array(text.line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "0"..."9", "a"..."z", "A"..."Z", " ", ",", ".", "(", ")", "/", ":", ";", "%", "?", "“", "”", "’":
        output.unicodeScalars.append(scalar)
      case _ where scalar.isASCII: output += "&#\(scalar.value);"
      default: output.unicodeScalars.append(scalar)
      }
      MarkdownText.appendGuard(scalars, index, to: &output)
    }
  }
}

extension Markup where Context == MarkdownText {
  /// Text inside of an element of HTML; see ``MarkdownElementText``.
  public static func element(_ text: ShownText) -> Self { Markup(trusted: Markup<MarkdownElementText>(text).text) }

  /// A code span. Its fences are longer than any run of backticks in it.
  public static func code(_ text: ShownText) -> Self {
    let line = ShownText(name: text.text).line
    // In a cell of a table no code span can hold a bar.
    guard !line.isEmpty, !line.utf8.contains(UInt8(ascii: "|")) else { return Markup(ShownText(name: text.text)) }
    var (longest, run) = (0, 0)
    for byte in line.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = line.hasPrefix("`") || line.hasSuffix("`") || line.hasPrefix(" ") && line.hasSuffix(" ") ? " " : ""
    return Markup(trusted: fence + space + line + space + fence)
  }
}
