import TestSupport

/// A page of docs/language with its examples.
struct ManualPage: Sendable {
  /// A block of code in a page.
  struct Block: Sendable {
    /// Its place: page and line.
    var place: String
    /// The text after the three signs: `policy error=P2002`.
    var information: [String]
    var text: String

    /// `P2002` of `error=P2002`
    func value(_ key: String) -> String? {
      information.first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
    }
  }

  /// A cell of a table of expressions.
  struct Expression: Sendable {
    var place: String
    var text: String
  }

  var name: String
  var lines: [Substring]

  static let all: [ManualPage] = Fixtures.files(below: ["docs/language"], ending: ".md").map { file in
    ManualPage(name: file.name, lines: file.text.split(separator: "\n", omittingEmptySubsequences: false))
  }

  static func named(_ name: String) -> ManualPage? { all.first { $0.name == name } }

  /// Whether the examples import the model of the manual: all but those of the model itself.
  var importsModel: Bool { !name.hasSuffix("/model.md") }

  var blocks: [Block] {
    var blocks: [Block] = []
    var open: Block?
    for (number, line) in lines.enumerated() {
      if var block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          block.text += line + "\n"
          open = block
        }
      } else if line.hasPrefix("```") {
        open = Block(
          place: "\(name):\(number + 1)", information: line.dropFirst(3).split(separator: " ").map(String.init),
          text: "")
      }
    }
    return blocks
  }

  /// The cells in the first column of the tables marked by `<!-- expressions -->`.
  var expressions: [Expression] {
    var result: [Expression] = []
    var isMarked = false
    for (number, line) in lines.enumerated() {
      if line == "<!-- expressions -->" { isMarked = true }
      guard isMarked, !line.hasPrefix("<!--") else { continue }
      guard line.hasPrefix("|") else {
        isMarked = false
        continue
      }
      guard line.hasPrefix("| `"), let text = line.dropFirst(3).split(separator: "` |").first else { continue }
      // Several expressions of one row are apart by a point in the middle.
      for part in text.split(separator: "` · `") {
        result.append(Expression(place: "\(name):\(number + 1)", text: String(part)))
      }
    }
    return result
  }

  /// Links to other files of the repository.
  var links: [String] {
    lines.flatMap { line in
      line.split(separator: "](").dropFirst().compactMap { part in part.split(separator: ")").first.map(String.init) }
    }.filter { !$0.hasPrefix("http") && !$0.hasPrefix("#") }
  }
}
