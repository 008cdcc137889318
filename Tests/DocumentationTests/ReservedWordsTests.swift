import Diagnostics
import PolicySyntax
import SourceText
import TestSupport
import Testing
import Vocabulary

/// The lists of reserved words are those of the parser.
@Suite struct ReservedWordsTests {
  private static let starts: [String: String] = [
    "policy": "policy a {", "entity": "entity A from as {", "record": "record A {", "parameter": "parameter p : Text {",
    "instrument": "instrument I {", "access": "access m {", "duty": "duty d of Text = any of \"x\" {",
    "segregate": "segregate S \"s\" {", "rule": "rule R \"r\" {", "standard": "standard S \"s\" version 1 {",
    "test": "test \"t\" {",
    "source": "source s for A {",
  ]

  private static let ofFields: [String: Set<String>] = [
    "entity": ["key", "also", "let", "label", "passes", "allow"], "record": ["key", "let", "passes", "allow"],
  ]

  /// Rows of the page's table: a declaration and its words.
  private func rows() throws -> [String: [String]] {
    let page = try #require(ManualPage.named("docs/language/reserved-words.md"))
    var rows: [String: [String]] = [:]
    for line in page.lines.prefix(while: { !$0.hasPrefix("| clause |") }) where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { cell in
        cell.split(separator: " ").map { String($0.dropFirst().dropLast()) }
      }
      if cells.count == 2, let name = cells[0].first { rows[name] = cells[1] }
    }
    return rows
  }

  @Test func thePageIsUpToDate() {
    #expect(Fixtures.read("docs/language/reserved-words.md") == ReservedWordsPage.markdown, "run `make docs`")
  }

  @Test func everyDeclarationWithClausesIsListed() throws { #expect(Set(try rows().keys) == Set(Self.starts.keys)) }

  @Test(arguments: starts.keys.sorted()) func theWordsOfADeclarationAreThoseOfTheParser(name: String) throws {
    let start = try #require(Self.starts[name])
    // A sign that does not start a clause: the parser says which words would.
    let isHeader = name == "policy"
    let text = (isHeader ? "" : "policy a\n") + start + " zzzzzzzzzzzz\n}"
    let tree = PolicyParser.parse(SourceFile(path: "a.policy", text: text))
    let note = tree.diagnostics.flatMap(\.notes).first { $0.hasPrefix("clauses here: ") }
    if name == "entity" || name == "record" {
      // Every other word is the name of a field.
      #expect(try Set(#require(try rows()[name])) == Self.ofFields[name])
      return
    }
    let words = try #require(note).dropFirst("clauses here: ".count).split(separator: ", ")
      .map { String($0.dropFirst().dropLast()) }
    #expect(try Set(#require(try rows()[name])) == Set(words))
  }
}
