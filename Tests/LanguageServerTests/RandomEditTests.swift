import LanguageServer
import Testing

/// After any series of edits the answers are those of a server that has never seen anything else.
@Suite struct RandomEditTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) | (state << 31)
    }
  }

  private static let start = """
    policy demo.x

    // ä𝄞 comment
    enum State { active, left }
    /// A person.
    entity Person from people {
      key id : Text
      state  : State
      boss   : Person?
    }
    define serving(p: Person): Boolean = p.state == active

    rule R_01 "Bosses serve" {
      for  p in Person where p.boss is present
      must serving(p.boss)
      message "{p.id} é𝄞 {p.boss.id}"
    }

    test "nobody" {
      given Person { id: "a", state: active }
      expect no findings
    }

    """

  private static let parts = [
    "", " ", "\n", "x", "é", "𝄞", "\"", "{", "}", "p.", ".", "must ", "rule R_02 \"t\" {\n", "// ", "/* ", "§1",
    "enum Q { a }\n", "Person", "state", " and ", "(", ")", "1_000 USD", "import demo.y\n", "\r\n", "for q in Person\n",
  ]

  @Test(arguments: [("utf-8", 1), ("utf-16", 2), ("utf-32", 3), ("utf-16", 4)])
  func answersAreThoseOfAFreshServer(_ encoding: String, _ seed: Int) throws {
    var generator = Generator(state: UInt64(seed))
    let capabilities: JSONValue = [
      "general": ["positionEncodings": [.string(encoding)]],
      "textDocument": ["diagnostic": [:], "hover": ["contentFormat": ["markdown"]]],
    ]
    let edited = try TestClient()
    try edited.begin(Self.start, capabilities: capabilities)
    var lines = Self.split(Self.start)
    for round in 0..<6 {
      for step in 0..<8 {
        let (start, end) = Self.range(in: lines, &generator)
        let text = Self.parts.randomElement(using: &generator) ?? ""
        edited.notify(
          "textDocument/didChange",
          [
            "textDocument": ["uri": .string(TestClient.uri), "version": .integer(2 + round * 8 + step)],
            "contentChanges": [
              [
                "range": ["start": Self.position(start, lines, encoding), "end": Self.position(end, lines, encoding)],
                "text": .string(text),
              ]
            ],
          ])
        lines = Self.replacing(start, end, in: lines, with: text)
      }
      let fresh = try TestClient()
      try fresh.begin(Self.joined(lines), capabilities: capabilities)
      for (method, params) in Self.questions {
        let one = try edited.request(method, params)
        let other = try fresh.request(method, params)
        #expect(Self.comparable(one) == Self.comparable(other), "\(method) after round \(round)")
      }
      #expect(try fresh.end() == 0)
    }
    #expect(try edited.end() == 0)
  }

  private static var questions: [(String, JSONValue)] {
    let document: JSONValue = ["uri": .string(TestClient.uri)]
    var questions: [(String, JSONValue)] = [
      ("textDocument/diagnostic", ["textDocument": document]),
      ("textDocument/documentSymbol", ["textDocument": document]),
      ("textDocument/semanticTokens/full", ["textDocument": document]),
      ("textDocument/foldingRange", ["textDocument": document]),
      ("textDocument/formatting", ["textDocument": document, "options": ["tabSize": 2, "insertSpaces": true]]),
    ]
    for line in [4, 8, 12, 15, 19] {
      for method in ["hover", "definition", "completion", "references", "documentHighlight", "signatureHelp"] {
        questions.append(
          (
            "textDocument/" + method,
            [
              "textDocument": document, "position": TestClient.position(line, 7),
              "context": ["includeDeclaration": true],
            ]
          ))
      }
    }
    return questions
  }

  /// Without the numbers that only say which answer it is.
  private static func comparable(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(members.filter { $0.name != "resultId" })
  }

  // MARK: The text, as lines of Unicode scalars with their ends

  private typealias Lines = [[Unicode.Scalar]]
  private typealias Spot = (line: Int, column: Int)

  private static func split(_ text: String) -> Lines {
    var lines: Lines = [[]]
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      lines[lines.count - 1].append(scalar)
      let isEnd = scalar == "\n" || (scalar == "\r" && (index + 1 == scalars.count || scalars[index + 1] != "\n"))
      if isEnd { lines.append([]) }
    }
    return lines
  }

  private static func joined(_ lines: Lines) -> String {
    var view = String.UnicodeScalarView()
    for line in lines { view.append(contentsOf: line) }
    return String(view)
  }

  private static func range(in lines: Lines, _ generator: inout Generator) -> (Spot, Spot) {
    func spot() -> Spot {
      let line = Int.random(in: 0..<lines.count, using: &generator)
      let length = lines[line].filter { $0 != "\n" && $0 != "\r" }.count
      return (line, Int.random(in: 0...length, using: &generator))
    }
    let first = spot()
    guard Bool.random(using: &generator) else { return (first, first) }
    let length = lines[first.line].filter { $0 != "\n" && $0 != "\r" }.count
    return (first, (first.line, min(length, first.column + Int.random(in: 0...5, using: &generator))))
  }

  private static func position(_ spot: Spot, _ lines: Lines, _ encoding: String) -> JSONValue {
    let before = lines[spot.line].prefix(spot.column)
    let column =
      switch encoding {
      case "utf-8": before.reduce(0) { $0 + UTF8.width($1) }
      case "utf-16": before.reduce(0) { $0 + UTF16.width($1) }
      default: before.count
      }
    return TestClient.position(spot.line, column)
  }

  private static func replacing(_ start: Spot, _ end: Spot, in lines: Lines, with text: String) -> Lines {
    var scalars: [Unicode.Scalar] = []
    for line in lines[..<start.line] { scalars += line }
    scalars += lines[start.line].prefix(start.column)
    scalars += Array(text.unicodeScalars)
    scalars += lines[end.line].dropFirst(end.column)
    for line in lines[(end.line + 1)...] { scalars += line }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return split(String(view))
  }
}
