/// Words as the files of editors list them.
enum HighlightingText {
  /// For a regular expression.
  static func alternatives(_ words: [String]) -> String { words.joined(separator: "|") }

  /// Words in quotes with commas between them, in lines of at most 100 characters.
  static func list(_ words: [String], quote: String = "'", separator: String = ",", indent: Int) -> String {
    var lines = [""]
    for (index, word) in words.enumerated() {
      let item = quote + word + quote + (index + 1 < words.count ? separator : "")
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = item
      } else if indent + lines[last].count + 1 + item.count <= 100 {
        lines[last] += " " + item
      } else {
        lines.append(item)
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
