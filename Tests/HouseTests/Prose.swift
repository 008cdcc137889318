/// The words of the English in a file: its comments, its messages, or all of it.
struct Prose {
  struct Word {
    /// In lower case; a code span is the word `` ` ``, and signs between words are the word `,`.
    var text: Substring
    /// From 1.
    var line: Int
    var startsSentence = false
    /// Of a word that starts a sentence: whether that is a question.
    var isQuestion = false
  }

  /// What of a file is prose.
  enum Kind {
    /// Lines after one of these signs.
    case comments([String])
    /// Comments of Swift, and its string literals too.
    case swift(literals: Bool)
    /// Everything but blocks of code.
    case markdown
    /// Comments and texts in three quotes.
    case python
    case everything
  }

  /// The words, cut where what comes before and after do not belong together.
  private(set) var runs: [[Word]] = []
  private var current: [Word] = []
  private var sentenceStart = true

  init(_ text: String, _ kind: Kind) {
    var isBlock = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = Self.Line(text: line.trimmed, number: index + 1)
      switch kind {
      case .comments(let signs): add(line, after: signs)
      case .swift(let literals):
        let isFence = line.text.contains("\"\"\"")
        if isFence { isBlock.toggle() }
        if line.text.hasPrefix("//") {
          add(line, after: ["///", "//"])
        } else if literals, isBlock, !isFence {
          addText(line)
        } else {
          end()
          if literals, !isFence { addLiterals(line) }
        }
      case .markdown:
        if line.text.hasPrefix("```") { isBlock.toggle() }
        // A heading may name its section by a clause.
        isBlock || line.text.hasPrefix("```") || line.text.hasPrefix("#") ? end() : addText(line)
        if line.text.hasPrefix("#"), !isBlock {
          addText(line, isHeading: true)
          end()
        }
      case .python:
        let marks = line.text.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
        if marks > 0 || isBlock { addText(line) } else { add(line, after: ["#"]) }
        if marks % 2 == 1 { isBlock.toggle() }
      case .everything: addText(line)
      }
    }
    end()
  }

  private struct Line {
    var text: Substring
    var number: Int
  }

  private mutating func end() {
    if !current.isEmpty { runs.append(current) }
    current = []
    sentenceStart = true
  }

  private mutating func add(_ line: Line, after signs: [String]) {
    guard let sign = signs.first(where: line.text.hasPrefix) else { return end() }
    addText(Line(text: line.text.dropFirst(sign.count).trimmed, number: line.number))
  }

  /// The literals of a line of code, each on its own.
  private mutating func addLiterals(_ line: Line) {
    for (index, part) in line.text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    where index % 2 == 1 {
      addText(Line(text: part, number: line.number))
      end()
    }
  }

  private mutating func addText(_ line: Line, isHeading: Bool = false) {
    if line.text.trimmed.isEmpty { return end() }
    if isHeading { sentenceStart = false }
    var isCode = false
    var start: Substring.Index?
    var index = line.text.startIndex
    while index < line.text.endIndex {
      let character = line.text[index]
      if character == "\\", line.text[index...].hasPrefix("\\(") {
        if let first = start { push(line.text[first..<index], line.number) }
        start = nil
        push("`", line.number)
        index = Self.endOfInterpolation(line.text, from: index)
        continue
      } else if character == "`" {
        if let first = start { push(line.text[first..<index], line.number) }
        start = nil
        isCode.toggle()
        if isCode { push("`", line.number) }
      } else if !isCode {
        if character.isLetter || start != nil && Self.joints.contains(character) {
          if start == nil { start = index }
        } else {
          if let first = start { push(line.text[first..<index], line.number) }
          start = nil
          finish(at: character)
        }
      }
      index = line.text.index(after: index)
    }
    if let first = start { push(line.text[first...], line.number) }
  }

  /// After the bracket that closes the one at a backslash, or the end.
  private static func endOfInterpolation(_ text: Substring, from start: Substring.Index) -> Substring.Index {
    var depth = 0
    for index in text[start...].indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { return text.index(after: index) }
      }
    }
    return text.endIndex
  }

  /// Signs inside words.
  private static let joints: Set<Character> = ["’", "'", "-"]

  private mutating func push(_ word: Substring, _ line: Int) {
    current.append(Word(text: Substring(word.lowercased()), line: line, startsSentence: sentenceStart))
    sentenceStart = false
  }

  /// Takes a sign between words.
  private mutating func finish(at sign: Character) {
    if sign == "?", let first = current.lastIndex(where: \.startsSentence) { current[first].isQuestion = true }
    if [".", "!", "?"].contains(sign) {
      sentenceStart = true
    } else if !sign.isWhitespace, current.last?.text != "," {
      // Words on the two sides of a comma or a bracket are no turn.
      current.append(Word(text: ",", line: current.last?.line ?? 0))
    }
  }
}
