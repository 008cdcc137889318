import TestSupport
import Testing

/// Messages, comments and documents are written in plain English; the turns to avoid are ``BannedTurn/all``.
@Suite struct EnglishTests {
  struct Document: Sendable {
    var path: String
    var text: String
    var kind: Prose.Kind
  }

  static let documents: [Document] = {
    func files(_ folders: [String], _ ending: String, _ kind: Prose.Kind) -> [Document] {
      Fixtures.files(below: folders, ending: ending).map { Document(path: $0.name, text: $0.text, kind: kind) }
    }
    let roots = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
    return files(["Sources"], ".swift", .swift(literals: true))
      // The list of banned turns names them.
      + files(["Tests"], ".swift", .swift(literals: false)).filter { !$0.path.hasPrefix("Tests/HouseTests/") }
      + files(["docs", "policies", "editors", "integrations", "Tests"], ".md", .markdown)
      + files(["Tests", "Benchmarks", "policies"], ".py", .python)
      + files(["policies"], ".policy", .comments(["///", "//"]))
      + files(["editors"], ".js", .comments(["//"])) + files(["editors"], ".el", .comments([";;;", ";;", ";"]))
      + files(["grammar"], ".ebnf", .everything)
      + roots.compactMap { path in Fixtures.read(path).map { Document(path: path, text: $0, kind: .markdown) } }
  }()

  @Test func theProseIsFound() {
    for ending in [".swift", ".md", ".py", ".policy", ".js", ".ebnf", "README.md", "CHANGELOG.md"] {
      #expect(Self.documents.contains { $0.path.hasSuffix(ending) }, "\(ending)")
    }
  }

  @Test func noBannedTurnIsUsed() {
    for document in Self.documents {
      for hit in Self.hits(in: Prose(document.text, document.kind)) {
        Issue.record("\(document.path):\(hit.line) “\(hit.turn)”: \(hit.reason)")
      }
    }
  }

  @Test(arguments: [
    ("/// The text behind the name.", "behind"), ("// It is no longer there; there is no text.", nil),
    ("/// They lie behind a pointer, because.", nil), ("let a = \"`x` is no date\"", "is no"),
    ("let a = b.behind // c", nil), ("/// What came.\nlet a = 1", "what"), ("/// What is it?", nil),
    ("// It is worked\n// out later.", "worked out"), ("/// `*` stands for any text.", nil),
    ("/// A name stands in quotes.", "stands in"), ("/// Nothing. What is left stays.", "what"),
    ("let a = \"\"\"\n  It cannot be told.\n  \"\"\"", "be told"), ("/// He is asked to sign.", nil),
    ("/// A note.\n\n/// anew", "anew"), ("/// So\n\n/// many", nil),
  ])
  func turnsAreFound(_ text: String, _ turn: String?) {
    #expect(Self.hits(in: Prose(text, .swift(literals: true))).map(\.turn) == (turn.map { [$0] } ?? []))
  }

  private static func hits(in prose: Prose) -> [(turn: String, line: Int, reason: String)] {
    var result: [(turn: String, line: Int, reason: String)] = []
    for run in prose.runs {
      for index in run.indices {
        for turn in turns[run[index].text] ?? [] where matches(turn, run, at: index) {
          let words = run[index..<(index + turn.words.count)].map(\.text).joined(separator: " ")
          result.append((words, run[index].line, turn.reason))
        }
      }
    }
    return result
  }

  private static func matches(_ turn: BannedTurn, _ run: [Prose.Word], at index: Int) -> Bool {
    let end = index + turn.words.count
    guard end <= run.count, zip(turn.words, run[index...]).allSatisfy({ $0.contains($1.text) }) else { return false }
    if turn.isAtStart, !run[index].startsSentence || run[index].isQuestion { return false }
    if end < run.count, turn.rightBefore.contains(run[end].text) { return false }
    if index > 0, turn.rightAfter.contains(run[index - 1].text) { return false }
    let around = run[max(0, index - 4)..<min(run.count, end + 4)].map(\.text).joined(separator: " ")
    return !BannedTurn.rightUses.contains(where: around.contains)
  }

  /// By the first word.
  private static let turns: [String: [BannedTurn]] = {
    var result: [String: [BannedTurn]] = [:]
    for turn in BannedTurn.all { for word in turn.words[0] { result[word, default: []].append(turn) } }
    return result
  }()
}
