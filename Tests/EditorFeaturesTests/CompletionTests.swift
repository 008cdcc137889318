import EditorFeatures
import SourceText
import Testing

@Suite struct CompletionTests {
  private static let declarations = """
    policy demo.x
    instrument SGB { symbol "S" title en "T" clause §1 en "One" clause §2.2(g) en "Two" }
    entity Person from people { key id : Text, boss : Person?, state : State, valid : Period }
    enum State { active, left }
    define late(p: Person): Boolean = p.state == left
    parameter limit : Integer { from 2020-01-01 : 3 }
    duty pay "Pay" of Text = any of "A"

    """

  private func labels(_ text: String) throws -> [String] {
    let editor = try EditorFixture(Self.declarations + text)
    return Completion.at(editor.caret, in: editor.context).items.map(\.label)
  }

  @Test func declarationsBeginWithTheirKeywords() throws {
    let found = try labels("‸")
    #expect(found.contains("rule") && found.contains("segregate") && found.contains("import"))
    #expect(!found.contains("must"))
  }

  @Test func behindAPointStandTheFields() throws {
    #expect(try labels("rule R \"t\" {\n  for p in Person\n  must p.‸\n}\n") == ["id", "boss", "state", "valid"])
    #expect(
      try labels("rule R \"t\" {\n  for p in Person\n  must p.boss.st‸\n}\n") == ["id", "boss", "state", "valid"])
    #expect(try labels("rule R \"t\" {\n  for p in Person\n  must p.valid.‸\n}\n") == ["from", "until"])
    #expect(try labels("rule R \"t\" {\n  for p in Person\n  must State.‸\n}\n") == ["active", "left"])
  }

  @Test func entitiesAreNamedAfterWithinAndAfterTheVariableOfGroups() throws {
    #expect(try labels("entity Seat within ‸ {\n  key id : Text\n}\n").contains("Person"))
    #expect(try labels("entity Team of p in ‸ by id = p.id {\n}\n").contains("Person"))
  }

  @Test func parentsAndMembersAreFields() throws {
    let model =
      "entity Team of p in Person by chief = p.id {}\nentity Seat within Row.seats { key id : Text }\n"
      + "entity Row from rows { key id : Text, seats : [Seat] = [] }\n"
    #expect(
      try labels(model + "rule R \"t\" {\n  for t in Team\n  must t.‸\n}\n") == ["chief", "members"])
    #expect(try labels(model + "rule R \"t\" {\n  for s in Seat\n  must s.‸\n}\n") == ["id", "row"])
  }

  @Test func valuesOfMessagesAreCompletedToo() throws {
    #expect(
      try labels("rule R \"t\" {\n  for p in Person\n  must true\n  message \"{p.‸}\"\n}\n")
        == ["id", "boss", "state", "valid"])
  }

  @Test func theOtherSideOfAComparisonAsksForCases() throws {
    let found = try labels("rule R \"t\" {\n  for p in Person where p.state == ‸\n  must true\n}\n")
    #expect(found.prefix(2) == ["active", "left"])
  }

  @Test func expressionsNameWhatIsKnown() throws {
    let found = try labels("rule R \"t\" {\n  for p in Person\n  must ‸\n}\n")
    for name in ["p", "Person", "late", "limit", "count", "today"] { #expect(found.contains(name)) }
  }

  @Test func clausesOfADeclarationAreOfferedOnce() throws {
    let found = try labels("rule R \"t\" {\n  level low\n  for p in Person\n  ‸\n}\n")
    #expect(found.contains("must") && found.contains("cites") && !found.contains("level"))
  }

  @Test func citationsNameInstrumentsAndTheirClauses() throws {
    #expect(try labels("rule R \"t\" {\n  cites ‸\n  must true\n}\n") == ["SGB"])
    #expect(try labels("rule R \"t\" {\n  cites SGB ‸\n  must true\n}\n") == ["§1", "§2.2(g)"])
    #expect(try labels("rule R \"t\" {\n  cites SGB §‸\n  must true\n}\n") == ["§1", "§2.2(g)"])
  }

  @Test func fieldsAreDeclaredWithTypes() throws {
    let found = try labels("record Q {\n  a : ‸\n}\n")
    #expect(found.contains("Text") && found.contains("State") && !found.contains("late"))
  }

  @Test func recordsOfTestsNameTheirFieldsAndCases() throws {
    #expect(try labels("test \"t\" {\n  given Person { id: \"a\", ‸ }\n}\n").sorted() == ["boss", "state", "valid"])
    #expect(try labels("test \"t\" {\n  given Person { id: \"a\", state: ‸ }\n}\n") == ["active", "left"])
    #expect(
      try labels("test \"t\" {\n  given Person { id: \"a\" }\n  given Person { id: \"b\", boss: ‸ }\n}\n").contains(
        "\"a\""))
  }

  @Test func dutiesAreNamedWhereTheyAreKeptApart() throws {
    #expect(try labels("segregate S \"t\" {\n  pay from ‸\n}\n") == ["pay"])
  }

  @Test(arguments: ["// ‸", "rule R \"‸\" {}", "/* ‸ */", "enum F { a }\ndefine f(): Integer = 12‸"])
  func nothingIsCompletedInCommentsAndTexts(_ text: String) throws {
    #expect(try labels(text).isEmpty)
  }

  @Test func everyPlaceOfAPolicyCanBeCompleted() throws {
    let editor = try EditorFixture(OutlineTests.policy)
    for offset in 0...editor.context.source.bytes.count { _ = Completion.at(offset, in: editor.context) }
  }

  @Test func documentationComesWithASymbol() throws {
    let editor = try EditorFixture(Self.declarations + "rule R \"t\" {\n  cites SGB ‸\n  must true\n}\n")
    let item = try #require(Completion.at(editor.caret, in: editor.context).items.first)
    let symbol = try #require(item.symbol)
    #expect(Completion.documentation(of: symbol, in: editor.context)?.contains("One") == true)
  }

  @Test func signaturesShowWhichArgumentIsWritten() throws {
    let text = "define f(a: Integer, b: Text): Boolean = true\nrule R \"t\" {\n  for p in Person\n  must f(1, ‸\n}\n"
    let editor = try EditorFixture(Self.declarations + text)
    let help = try #require(SignatureHelp.at(editor.caret, in: editor.context))
    #expect(help.label == "f(a: Integer, b: Text): Boolean")
    #expect(help.parameters == ["a: Integer", "b: Text"])
    #expect(help.active == 1)
  }

  @Test func hintsShowTypesThatAreNotWritten() throws {
    let text = "rule R \"t\" {\n  for p in Person, q in p.boss.boss\n  let x = p.state\n  must true\n}\n"
    let editor = try EditorFixture(Self.declarations + text)
    let hints = InlayHints.of(editor.context, in: SourceRange(0, editor.context.source.bytes.count))
    #expect(hints.contains { $0.label == ": State" && $0.isType })
  }
}
