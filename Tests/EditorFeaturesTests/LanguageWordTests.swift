import EditorFeatures
import PolicySyntax
import SourceText
import Testing
import Vocabulary

/// Completion, hover and rename follow the tables of the vocabulary.
@Suite struct LanguageWordTests {
  private static let starts: [DeclarationWord: String] = [
    .policy: "policy demo.x {\n", .entity: "policy demo.x\nentity A from as {\n",
    .record: "policy demo.x\nrecord A {\n", .parameter: "policy demo.x\nparameter p : Text {\n",
    .instrument: "policy demo.x\ninstrument I {\n", .access: "policy demo.x\naccess m {\n",
    .duty: "policy demo.x\nduty d of Text = any of \"x\" {\n", .segregation: "policy demo.x\nsegregate S \"s\" {\n",
    .rule: "policy demo.x\nrule R \"r\" {\n", .standard: "policy demo.x\nstandard S \"s\" version 1 {\n",
    .source: "policy demo.x\nsource s for A {\n", .test: "policy demo.x\ntest \"t\" {\n",
  ]

  private func labels(_ text: String) throws -> [String] {
    let editor = try EditorFixture(text)
    return Completion.at(editor.caret, in: editor.context).items.map(\.label)
  }

  @Test(arguments: starts.keys.sorted { $0.rawValue < $1.rawValue })
  func everyClauseIsOfferedWhereItMayBeWritten(_ declaration: DeclarationWord) throws {
    let found = try labels(#require(Self.starts[declaration]) + "  ‸\n}\n")
    // `let` and `in` are several clauses.
    let wanted = Set(ClauseWord.entries.filter { $0.hosts.contains(declaration) }.flatMap(\.snippets).map(\.label.text))
    for label in Set(ClauseWord.entries.flatMap(\.snippets).map(\.label.text)) {
      #expect(found.contains(label) == wanted.contains(label), "\(label)")
    }
  }

  @Test func everyDeclarationIsOffered() throws {
    let found = try labels("policy demo.x\n‸")
    for entry in DeclarationWord.entries { #expect(found.contains(entry.word.text)) }
  }

  @Test func everyWordOfExpressionsIsOffered() throws {
    let operands = try labels("policy demo.x\ndefine f(): Boolean = ‸\n")
    for entry in FunctionWord.entries { #expect(operands.contains(entry.word.text)) }
    let operations = try labels("policy demo.x\ndefine f(): Boolean = 1 ‸\n")
    for entry in OperatorWord.entries {
      switch entry.position {
      case .prefix, .quantifier: #expect(operands.contains(entry.name), "\(entry.name)")
      case .infix, .postfix, .afterQuantifier: #expect(operations.contains(entry.name), "\(entry.name)")
      }
    }
  }

  @Test func aClauseThatIsRequiredComesFirst() throws {
    #expect(try labels("policy demo.x\ninstrument I {\n  ‸\n}\n").prefix(2).sorted() == ["symbol", "title"])
  }

  // MARK: Renaming

  private static let reserved =
    Array(ReservedWords.names) + ReservedWords.operators + ReservedWords.ending + ReservedWords.quantifiers

  private func refuses(_ text: String, _ name: String) throws -> Bool {
    let editor = try EditorFixture(text)
    do {
      _ = try Rename.edits(at: editor.caret, to: name, in: editor.context)
      return false
    } catch {
      return error.message == "`\(name)` is a word of the language"
    }
  }

  @Test(arguments: reserved.sorted()) func everyReservedWordIsRefusedAsANewName(_ name: String) throws {
    let model = "policy demo.x\nentity P from ps { key id : Text, way : Way }\nenum Way { a, b }\n"
    #expect(try refuses(model + "rule R \"t\" {\n  for p‸ in P\n  must p.id != \"\"\n}\n", name))
    #expect(try refuses("policy demo.x\nentity P‸ from ps { key id : Text }\n", name))
    #expect(try refuses("policy demo.x\nenum Way { a, b‸ }\n", name))
    #expect(try refuses("policy demo.x\ndefine f‸(): Integer = 1\n", name))
  }

  @Test(arguments: ["in", "at", "cites", "owner", "within"]) func aDutyIsNotCalledLikeAClause(_ name: String) throws {
    #expect(try refuses("policy demo.x\nduty pay‸ of Text = any of \"A\"\n", name))
  }

  @Test(arguments: ["no", "open", "waived", "undetermined", "findings"])
  func aNormIsNotCalledLikeAnExpectation(_ name: String) throws {
    #expect(
      try refuses(
        "policy demo.x\nentity P from ps { key id : Text }\nrule R‸ \"t\" { for p in P must p.id != \"\" }\n", name))
  }

  /// A field after a point takes every word but those that mean the same everywhere; one without a point does not.
  @Test func aFieldIsRefusedAWordOnlyWhereItWouldBeReadAsOne() throws {
    let plain = "policy demo.x\nentity P from ps { key id : Text, way‸ : Text }\n"
    #expect(try !refuses(plain, "in"))
    #expect(try refuses(plain, "today"))
    let bare = "policy demo.x\nentity P from ps {\n  key id : Text\n  way‸ : Text\n  let other = way\n}\n"
    #expect(try refuses(bare, "and"))
  }

  // MARK: Hover

  private func hover(_ text: String) throws -> String? {
    let editor = try EditorFixture(text)
    return Hover.at(editor.caret, in: editor.context)?.markdown
  }

  @Test func everyClauseIsExplained() throws {
    for entry in ClauseWord.entries {
      for (declaration, start) in Self.starts where entry.hosts.contains(declaration) {
        for index in entry.words.indices {
          var words = entry.words.map(\.text)
          words[index] = "‸" + words[index]
          let text = start + "  " + words.joined(separator: " ") + " x = 1\n}\n"
          #expect(try hover(text)?.hasPrefix("`\(entry.name)`: ") == true, "\(text)")
        }
      }
    }
  }

  @Test func everyDeclarationIsExplained() throws {
    for entry in DeclarationWord.entries {
      let text = "policy demo.x\n‸\(entry.word) x {\n}\n"
      #expect(try hover(text)?.hasPrefix("`\(entry.word)`: ") == true, "\(text)")
    }
  }

  @Test(arguments: [
    ("1 ‸in [1]", "in"), ("1 ‸not in [1]", "not in"), ("(x ‸is missing)", "is missing"), ("‸today", "today"),
    ("‸count([1])", "count"), ("‸every x in [1] satisfies true", "every"), ("true ‸and true", "and"),
    ("x is ‸present", "is present"), ("[1] ‸subset of [1]", "subset of"), ("x ‸performs y", "performs"),
  ])
  func wordsOfExpressionsAreExplained(_ expression: String, _ name: String) throws {
    let found = try hover("policy demo.x\ndefine f(): Boolean = \(expression)\n")
    #expect(found?.hasPrefix("`\(name)`: ") == true, "\(found ?? "nothing")")
  }

  @Test func wordsInsideClausesAreExplained() throws {
    let start = "policy demo.x\nrule R \"t\" {\n"
    #expect(try hover(start + "  allow x ‸because \"y\"\n}\n")?.hasPrefix("`because`: ") == true)
    #expect(try hover(start + "  level ‸high\n}\n")?.hasPrefix("`high`: ") == true)
    #expect(try hover("policy demo.x\nrecord R { a : ‸Date }\n")?.hasPrefix("`Date`: ") == true)
    #expect(try hover("policy demo.x\ntest \"t\" {\n  expect ‸waived R\n}\n")?.hasPrefix("`waived`: ") == true)
    #expect(try hover("policy demo.x\ntest \"t\" {\n  expect no ‸other findings\n}\n")?.hasPrefix("`other`: ") == true)
  }

  /// A name that is spelled like a word is still a name.
  @Test func namesAreNotExplainedAsWords() throws {
    let text = "policy demo.x\nentity P from ps { key id : Text, level : Text }\n"
    let found = try hover(text + "rule R \"t\" {\n  for p in P\n  must p.‸level != \"\"\n}\n")
    #expect(found?.contains("level : Text") == true, "\(found ?? "nothing")")
  }
}
