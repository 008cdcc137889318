import Diagnostics
import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import Testing

/// Checking a file again gives what checking everything gives.
@Suite struct RecheckTests {
  private static let other = """
    policy demo.base
    enum State { active, left }
    entity Person from people { key id : Text, state : State, boss : Person? }
    define late(p: Person): Boolean = p.state == left
    instrument SGB { symbol "S" title en "T" clause §1 en "One" clause §2 en "Two" }

    """

  private static let text = """
    policy demo.x
    import demo.base

    /// Who is in service.
    define serving(p: Person): Boolean = p.state == active

    rule R_01 "One" {
      cites SGB §1
      for   p in Person where p.boss is present
      must  p.boss.state == active
    }

    entity Role from roles { key id : Text, holder : Person? }

    rule R_02 "Two" {
      cites   SGB §2
      for     r in Role
      must    r.holder is present and serving(r.holder)
      message "{r.id} has no holder."
    }

    test "nobody" {
      given Person { id: "a", state: active }
      expect no findings
    }

    """

  private func trees(_ text: String) -> [SyntaxTree] {
    [
      PolicyParser.parse(SourceFile(path: "base.policy", text: Self.other)),
      PolicyParser.parse(SourceFile(path: "x.policy", text: text)),
    ]
  }

  static let edits: [(String, String)] = [
    ("p.boss.state == active", "p.boss.state == left"), ("p.boss.state == active", "p.boss.state == actve"),
    ("p.boss.state == active", "p.boss."), ("where p.boss is present", ""), ("cites SGB §1", "cites SGB §7"),
    ("rule R_01 \"One\" {\n", "rule R_01 \"One\" {\n  // A comment\n  level high\n\n"),
    ("message \"{r.id} has no holder.\"", "message \"{r.idd}\""), ("serving(r.holder)", "serving(1)"),
    ("for     r in Role", "for     q in Role"), ("expect no findings", "expect R_01 for Person \"b\""),
    ("policy demo.x\n", "// First\n\npolicy demo.x\n"), ("must    r.holder", "must not r.holder"),
    ("given Person", "given Persn"),
  ]

  @Test(arguments: RecheckTests.edits.indices) func aChangedBodyIsCheckedAgainAlone(_ edit: Int) throws {
    let (part, replacement) = Self.edits[edit]
    let state = Compiler.analyze(trees(Self.text))
    let range = try #require(Self.text.firstRange(of: part))
    let changed = trees(Self.text.replacingCharacters(range, with: replacement))
    let (compilation, index) = try #require(Compiler.recheck(state, tree: changed[1], file: 1))
    let full = Compiler.analyze(changed)
    func errors(_ compilation: Compilation) -> [Diagnostic] {
      compilation.diagnostics.filter { $0.severity == .error && $0.place.file == "x.policy" }
    }
    #expect(errors(compilation) == errors(full.compilation))
    for file in 0...1 {
      #expect(index.occurrences[file].map(\.range) == full.index.occurrences[file].map(\.range))
      #expect(index.occurrences[file].map(\.isDeclaration) == full.index.occurrences[file].map(\.isDeclaration))
      #expect(index.types[file].map(\.range) == full.index.types[file].map(\.range))
      #expect(
        index.types[file].map { index.spelling($0.type) } == full.index.types[file].map { full.index.spelling($0.type) }
      )
    }
    #expect(index.declarations.map(\.origin) == full.index.declarations.map(\.origin))
    #expect(
      index.plan.schema.tables.map { $0.fields.map(\.origin) }
        == full.index.plan.schema.tables.map { $0.fields.map(\.origin) })
  }

  @Test(arguments: [
    ("rule R_01", "rule R_03"), ("key id : Text, holder", "key id : Text, keeper"), ("import demo.base\n", ""),
    ("p.state == active\n\nrule", "p.state == left\n\nrule"), ("/// Who is", "/// Who was"),
    ("test \"nobody\"", "test \"somebody\""), ("entity Role", "rule R \"t\" {}\nentity Role"),
  ]) func whatOthersSeeAsksForEverything(_ part: String, _ replacement: String) throws {
    let state = Compiler.analyze(trees(Self.text))
    let range = try #require(Self.text.firstRange(of: part))
    let changed = trees(Self.text.replacingCharacters(range, with: replacement))
    #expect(Compiler.recheck(state, tree: changed[1], file: 1) == nil)
  }
}

extension String {
  func replacingCharacters(_ range: Range<String.Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
