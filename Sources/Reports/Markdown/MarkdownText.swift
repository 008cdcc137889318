/// Text of policies and data inside of Markdown.
enum MarkdownText {
  /// The text unchanged, on one line, fit for a cell of a table: nothing in it is taken as Markdown or as HTML.
  static func cell(_ text: String) -> String {
    var result = ""
    for character in escaped(text) {
      if "\\`*_[]|#".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }

  /// The text inside of HTML in Markdown.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
