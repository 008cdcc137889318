import Diagnostics
import PolicySemantics
import PolicySyntax
import SourceText
import Testing

/// Diagnostics of a few files before everything is compiled.
@Suite struct FirstLookTests {
  private static let texts = [
    """
    policy demo.base
    enum State { active, left }
    entity Person from people { key id : Text, state : State, boss : Person? }
    entity Role from roles { key id : Text }
    define late(p: Person): Boolean = p.stat == left

    """,
    """
    policy demo.x
    import demo.base
    rule R_01 "One" {
      for  p in Person
      must p.state == actve
      must p.boss is present
    }
    rule R_01 "Again" {
      for     r in Role
      must    r.id != ""
      message "{r.name}"
    }
    test "x" {
      given Person { id: "a", state: lost }
      expect R_01 for Person "b"
    }

    """,
    """
    policy demo.tests
    import demo.base
    import demo.x
    test "y" {
      given Person { id: "a", state: active }
      expect R_01 for Role "a"
      expect R_02
    }
    rule

    """,
  ]

  private var trees: [SyntaxTree] {
    Self.texts.enumerated().map { PolicyParser.parse(SourceFile(path: "\($0.offset).policy", text: $0.element)) }
  }

  private func errors(of file: Int) -> [String] {
    Compiler.analyze(trees).compilation.diagnostics.filter {
      $0.severity == .error && $0.place.file == "\(file).policy"
    }
    .map { "\($0.place) \($0.message)" }
  }

  @Test(arguments: [0, 1]) func theErrorsOfAFileAreThoseOfCompilingEverything(_ file: Int) {
    let found = Compiler.firstLook(at: [file], of: trees).map { "\($0.place) \($0.message)" }
    #expect(!found.isEmpty)
    #expect(found == errors(of: file))
  }

  @Test func nothingIsSaidThatIsNotSaidInTheEnd() {
    let found = Compiler.firstLook(at: [2], of: trees).map { "\($0.place) \($0.message)" }
    #expect(!found.isEmpty)
    #expect(Set(found).isSubset(of: errors(of: 2)))
  }

  @Test func otherFilesAreLeftOut() {
    #expect(Compiler.firstLook(at: [1, 7], of: trees).allSatisfy { $0.place.file == "1.policy" })
  }
}
