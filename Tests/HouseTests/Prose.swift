/// The words of the English in a file: its comments, its messages, or all of it.
struct Prose {
  struct Word {
    /// In lower case; a code span is the word `` ` ``, and signs between words are the word `,`.
    var text: String
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
  /// A heading may name its section by a clause.
  private var isHeading = false

  init(_ text: String, _ kind: Kind) {
    // Bytes: characters would take minutes for all files.
    var isBlock = false
    let lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = Line(bytes: bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }, number: index + 1)
      switch kind {
      case .comments(let signs): add(line, after: signs)
      case .swift(let literals): add(line, isBlock: &isBlock, literals: literals)
      case .markdown: addMarkdown(line, isBlock: &isBlock)
      case .python:
        let marks = line.count(of: "\"\"\"")
        if marks > 0 || isBlock { addText(line) } else { add(line, after: ["#"]) }
        if marks % 2 == 1 { isBlock.toggle() }
      case .everything: addText(line)
      }
    }
    end()
  }

  private struct Line {
    var bytes: ArraySlice<UInt8>
    var number: Int

    func hasPrefix(_ text: String) -> Bool { bytes.starts(with: text.utf8) }

    func count(of text: String) -> Int {
      let text = Array(text.utf8)
      guard let first = text.first else { return 0 }
      return bytes.indices.count { bytes[$0] == first && bytes[$0...].starts(with: text) }
    }
  }

  private mutating func end() {
    if !current.isEmpty { runs.append(current) }
    current = []
    sentenceStart = true
  }

  private mutating func add(_ line: Line, after signs: [String]) {
    guard let sign = signs.first(where: line.hasPrefix) else { return end() }
    addText(Line(bytes: line.bytes.dropFirst(sign.utf8.count), number: line.number))
  }

  private mutating func add(_ line: Line, isBlock: inout Bool, literals: Bool) {
    let isFence = line.count(of: "\"\"\"") > 0
    if isFence { isBlock.toggle() }
    if line.hasPrefix("//") {
      add(line, after: ["///", "//"])
    } else if literals, isBlock, !isFence {
      addText(line)
    } else {
      end()
      if literals, !isFence { addLiterals(line) }
    }
  }

  private mutating func addMarkdown(_ line: Line, isBlock: inout Bool) {
    if line.hasPrefix("```") {
      isBlock.toggle()
      return end()
    }
    guard !isBlock else { return }
    guard line.hasPrefix("#") else { return addText(line) }
    end()
    isHeading = true
    addText(line)
    isHeading = false
    end()
  }

  /// The literals of a line of code, each on its own.
  private mutating func addLiterals(_ line: Line) {
    let parts = line.bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() where index % 2 == 1 {
      addText(Line(bytes: part, number: line.number))
      end()
    }
  }

  private mutating func addText(_ line: Line) {
    if line.bytes.allSatisfy({ $0 == UInt8(ascii: " ") }) { return end() }
    let bytes = line.bytes
    var word: [UInt8] = []
    var isCode = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "(") {
        push(&word, line.number)
        word = [UInt8(ascii: "`")]
        push(&word, line.number)
        index = Self.endOfInterpolation(bytes, from: index)
        continue
      } else if byte == UInt8(ascii: "`") {
        push(&word, line.number)
        isCode.toggle()
        word = isCode ? [byte] : []
        push(&word, line.number)
      } else if !isCode {
        if let sign = Self.length(ofSign: bytes, at: index) {
          push(&word, line.number)
          finish(at: byte)
          index += sign
          continue
        }
        let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte >= 0x80
        let isJoint = byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
        if isLetter || isJoint && !word.isEmpty {
          word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        } else {
          push(&word, line.number)
          finish(at: byte)
        }
      }
      index += 1
    }
    push(&word, line.number)
  }

  /// The bytes of a sign of general punctuation, such as a quotation mark or a dash; an apostrophe is part of a word.
  private static func length(ofSign bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
    guard bytes[index] == 0xE2, index + 2 < bytes.endIndex, bytes[index + 1] == 0x80, bytes[index + 2] != 0x99 else {
      return nil
    }
    return 3
  }

  /// After the bracket that closes the one at a backslash, or the end.
  private static func endOfInterpolation(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    var depth = 0
    for index in start..<bytes.endIndex {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return bytes.endIndex
  }

  private mutating func push(_ word: inout [UInt8], _ line: Int) {
    guard !word.isEmpty else { return }
    current.append(
      Word(text: String(decoding: word, as: UTF8.self), line: line, startsSentence: sentenceStart && !isHeading))
    sentenceStart = false
    word = []
  }

  /// Takes a sign between words.
  private mutating func finish(at sign: UInt8) {
    switch sign {
    case UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "!"):
      if sign == UInt8(ascii: "?"), let first = current.lastIndex(where: \.startsSentence) {
        current[first].isQuestion = true
      }
      sentenceStart = true
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
    default:
      // Words on the two sides of a comma or a bracket are no turn.
      if let last = current.last, last.text != "," { current.append(Word(text: ",", line: last.line)) }
    }
  }
}
