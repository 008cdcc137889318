import EditorFeatures
import SourceText
import Testing

@Suite struct RenameTests {
  private func renamed(_ marked: String, to name: String) throws -> String {
    let editor = try EditorFixture(marked)
    let files = try Rename.edits(at: editor.caret, to: name, in: editor.context)
    return editor.applying(files.first?.edits ?? [])
  }

  @Test func everyUseOfAFieldChanges() throws {
    let before = """
      policy demo.x
      entity P from ps { key id : Text, na‸me : Text? }
      rule R "t" {
        for p in P where p.name is present
        must p.name != "x"
        message "{p.name} and name"
      }
      test "t" {
        given P { id: "a", name: "n" }
        expect no findings
      }
      """
    let after = try renamed(before, to: "title")
    #expect(
      after
        == before.filter { $0 != "‸" }.replacing("name : Text?", with: "title : Text?")
        .replacing("p.name", with: "p.title").replacing("name: \"n\"", with: "title: \"n\""))
  }

  @Test func aVariableChangesOnlyInItsNorm() throws {
    let before =
      "policy demo.x\nentity P from ps { key id : Text }\n"
      + "rule R \"t\" {\n  for p‸ in P\n  must p.id != \"\"\n}\nrule S \"t\" {\n  for p in P\n  must p.id != \"\"\n}\n"
    let after = try renamed(before, to: "q")
    #expect(after.contains("for q in P\n  must q.id"))
    #expect(after.contains("for p in P\n  must p.id"))
  }

  @Test(arguments: ["1a", "", "a b", "today", "Text", "Other", "a.b"])
  func aNameThatWouldNotDoIsRefused(_ name: String) throws {
    let editor = try EditorFixture("policy demo.x\nenum Sta‸te { a }\nenum Other { b }\n")
    #expect(throws: Rename.Refusal.self) { try Rename.edits(at: editor.caret, to: name, in: editor.context) }
  }

  @Test func whatBelongsToTheToolKeepsItsName() throws {
    let editor = try EditorFixture("policy demo.x\nrule R \"t\" {\n  must count(w for w in Wai‸ver) == 0\n}\n")
    #expect(throws: Rename.Refusal.self) { try Rename.prepare(at: editor.caret, in: editor.context) }
  }

  @Test func aNamespaceChangesWhereItIsOpenedAndUsed() throws {
    #expect(try renamed("policy demo.‸x\nenum E { a }\n", to: "demo.y") == "policy demo.y\nenum E { a }\n")
  }

  @Test func theFieldOfAParentIsRenamedWhereItsNameIsWritten() throws {
    func policy(_ name: String, _ use: String) -> String {
      "policy demo.x\nentity R from rs { key id : Text, ps : [P] = [] }\nentity P within R.ps\(name) {\n  key id : Text\n"
        + "  let of = \(use).id\n}\n"
    }
    #expect(throws: Rename.Refusal.self) { try renamed(policy("", "r‸"), to: "owner") }
    #expect(try renamed(policy(" as up", "up‸"), to: "owner") == policy(" as owner", "owner"))
  }
}
