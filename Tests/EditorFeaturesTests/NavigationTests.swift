import EditorFeatures
import SourceText
import Testing

@Suite struct NavigationTests {
  private static let policy = """
    policy demo.x
    instrument SGB { symbol "S" title en "T" clause §1 en "One" }
    entity Person from people { key id : Text, boss : Person?, state : State }
    enum State { active, left }
    define late(p: Person): Boolean = p.state == left
    duty pay "Pay" of Text = any of "A"
    duty buy "Buy" of Text = any of "B"
    rule R_01 "t" {
      cites SGB §1
      for   p in Person where p.state == active
      must  not late(p)
    }

    """

  @Test(arguments: [
    ("for q in Per‸son", "Person", 2), ("for q in Person where q.st‸ate == left", "state", 2),
    ("for q in Person where q.state == le‸ft", "left", 3), ("for q in Person where la‸te(q)", "late", 4),
    ("for q in Person where ‸q.state == left", "q", 14),
  ])
  func aNameLeadsToItsDeclaration(_ clause: String, _ name: String, _ line: Int) throws {
    let editor = try EditorFixture(Self.policy + "\nrule R_02 \"t\" {\n  \(clause)\n  must true\n}\n")
    let found = try #require(Definitions.definition(at: editor.caret, in: editor.context))
    let target = try #require(found.targets.first)
    #expect(editor.text(target.location.range) == name)
    #expect(editor.context.source.position(at: target.location.range.start).line == line)
  }

  @Test func aClauseLeadsToTheNormsThatCiteIt() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("cites SGB §1", with: "cites SGB §‸1"))
    let found = try #require(Definitions.implementation(at: editor.caret, in: editor.context))
    #expect(found.targets.map { editor.text($0.location.range) } == ["R_01"])
  }

  @Test func aValueLeadsToItsType() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("where p.state", with: "where p.st‸ate"))
    let found = try #require(Definitions.typeDefinition(at: editor.caret, in: editor.context))
    #expect(found.targets.map { editor.text($0.location.range) } == ["State"])
  }

  @Test func allUsesAreFound() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("entity Person", with: "entity Per‸son"))
    let all = References.at(editor.caret, in: editor.context, withDeclaration: true)
    #expect(all.count == 4)
    #expect(all.allSatisfy { editor.text($0.location.range) == "Person" })
    #expect(References.at(editor.caret, in: editor.context, withDeclaration: false).count == 3)
    #expect(References.highlights(at: editor.caret, in: editor.context).count == 4)
  }

  @Test func variablesAreEditedTogether() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("for   p in", with: "for   ‸p in"))
    #expect(References.linked(at: editor.caret, in: editor.context).count == 3)
  }

  @Test func callsAreFoundBothWays() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("define late", with: "define la‸te"))
    let item = try #require(CallHierarchy.prepare(at: editor.caret, in: editor.context))
    #expect(item.name == "late")
    #expect(CallHierarchy.incoming(item.declaration, in: editor.context).map(\.item.name) == ["R_01"])
    let rule = try EditorFixture(Self.policy.replacingFirst("rule R_01", with: "rule R_‸01"))
    let caller = try #require(CallHierarchy.prepare(at: rule.caret, in: rule.context))
    #expect(CallHierarchy.outgoing(caller.declaration, in: rule.context).map(\.item.name) == ["late"])
  }

  @Test func symbolsAreFoundByTheirLetters() throws {
    let editor = try EditorFixture(Self.policy)
    let snapshots = [editor.context.snapshot]
    #expect(WorkspaceSymbols.matching("r01", in: snapshots).map(\.name) == ["R_01"])
    #expect(WorkspaceSymbols.matching("pay", in: snapshots).map(\.name) == ["pay"])
    #expect(WorkspaceSymbols.matching("zzz", in: snapshots).isEmpty)
    #expect(WorkspaceSymbols.matching("", in: snapshots).count == 7)
  }

  @Test func instrumentsOfTheOrganizationLeadToTheirText() throws {
    let editor = try EditorFixture(Self.policy.replacingFirst("symbol \"S\"", with: "symbol \"A/74/353\""))
    let links = DocumentLinks.of(editor.context)
    #expect(links.map(\.target) == [.web("https://undocs.org/A/74/353")])
  }
}

extension String {
  /// The text with the first place of a part replaced.
  func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
