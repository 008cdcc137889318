import TestSupport

/// The sources of the package as text, for rules about them.
enum SourceTree {
  struct File: Sendable {
    /// Below the root of the package: `Sources/RulePlan/Plan.swift`.
    var path: String
    var text: String

    var room: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The lines without comments and texts of several lines.
    var code: [Substring] {
      var isText = false
      return lines.filter { line in
        let marks = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
        let wasText = isText
        if marks % 2 == 1 { isText.toggle() }
        return !wasText && !line.trimmed.hasPrefix("//")
      }
    }
    var imports: [String] {
      code.compactMap { line in
        let words = line.split(separator: " ").filter { $0 != "public" && $0 != "private" && $0 != "@testable" }
        return words.count == 2 && words[0] == "import" ? String(words[1]) : nil
      }
    }
  }

  static let sources: [File] = Fixtures.files(below: ["Sources"], ending: ".swift").map {
    File(path: $0.name, text: $0.text)
  }
}

extension Substring {
  var trimmed: Substring { drop(while: \.isWhitespace) }
}
