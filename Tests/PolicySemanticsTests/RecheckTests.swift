import Diagnostics
import PolicySemantics
import PolicySyntax
import RulePlan
import SourceText
import Testing

/// Checking a file again gives what checking everything gives.
@Suite struct RecheckTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) | (state << 31)
    }
  }

  private static let other = """
    policy demo.base
    enum State { active, left }
    entity Person from people { key id : Text, state : State, boss : Person?, seats : [Seat] = [] }
    entity Seat within Person.seats { key no : Integer, label "{no}" }
    entity Team of p in Person by chief = p.boss { let size = count(members) }
    entity Late of p in Person where late(p) and p.id == "{today}" by id = p.id {}
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

    rule R_07 "Teams are small" {
      cites SGB §1
      for   t in Team
      must  t.size < 2
    }

    test "a team of two" {
      given Person { id: "a", state: active, seats: [{ no: 1 }] }
      given Person { id: "b", state: active, boss: "a" }
      given Person { id: "c", state: active, boss: "a" }
      expect R_07 for Team "a"
    }

    rule R_04 "Has a fault" {
      for     p in Person
      must    p.state == active
      message "{p.idd}"
    }

    rule R_04 "Has the same name" {
      for  p in Person
      must p.state == actve
    }

    entity Role from roles { key id : Text, holder : Person? }

    rule R_02 "Two" {
      cites   SGB §2
      for     r in Role
      must    r.holder is present and serving(r.holder)
      message "{r.id} has no holder."
    }

    standard Laptops "Laptops" {
      version 1
      for     r in Role
      must    held "Somebody holds it" : r.holder is present
    }

    test "nobody" {
      given Person { id: "a", state: active }
      expect no findings
    }

    test "somebody" {
      given Person { id: "a", state: left, boss: "a" }
      expect R_01 for Person "a"
    }

    """

  private static let tests = """
    policy demo.tests
    import demo.base
    import demo.x

    test "a boss" {
      given Person { id: "a", state: left, boss: "a" }
      expect R_01 for Person "a"
      expect no R_02 for Role "a" at error
    }

    test "laptops" {
      given Role { id: "a" }
      expect Laptops.held for Role "a"
    }

    rule R_09 "Shares its name with a fault" {
      must R_04
    }

    """

  private func trees(_ text: String) -> [SyntaxTree] {
    [
      PolicyParser.parse(SourceFile(path: "base.policy", text: Self.other)),
      PolicyParser.parse(SourceFile(path: "x.policy", text: text)),
      PolicyParser.parse(SourceFile(path: "tests.policy", text: Self.tests)),
    ]
  }

  static let edits: [(String, String)] = [
    ("p.boss.state == active", "p.boss.state == left"), ("p.boss.state == active", "p.boss.state == actve"),
    ("p.boss.state == active", "p.boss."), ("where p.boss is present", ""), ("cites SGB §1", "cites SGB §7"),
    ("rule R_01 \"One\" {\n", "rule R_01 \"One\" {\n  // A comment\n  level high\n\n"),
    ("message \"{r.id} has no holder.\"", "message \"{r.idd}\""), ("serving(r.holder)", "serving(1)"),
    ("for     r in Role", "for     q in Role"), ("expect no findings", "expect R_01 for Person \"b\""),
    ("policy demo.x\n", "// First\n\npolicy demo.x\n"), ("must    r.holder", "must not r.holder"),
    ("given Person", "given Persn"), ("for   p in Person where p.boss is present", "for   p in Role"),
    ("must    r.holder is present and", "should  r.holder is present and"),
    ("for     r in Role\n  must    held", "must    held"),
    ("for     r in Role\n  must    held", "for     r in Person\n  must    held"),
    ("{p.idd}", "{p.id}"), ("== actve", "== active"), ("state: left, boss", "state: lft, boss"),
    ("rule R_01", "\n\n\nrule R_01"), ("  must  p.boss.state == active\n}", "  must  p.boss.state == active\n"),
  ]

  @Test(arguments: RecheckTests.edits.indices) func aChangedBodyIsCheckedAgainAlone(_ edit: Int) throws {
    let (part, replacement) = Self.edits[edit]
    let state = Compiler.analyze(trees(Self.text))
    let range = try #require(Self.text.firstRange(of: part))
    let changed = trees(Self.text.replacingCharacters(range, with: replacement))
    let (compilation, index) = try #require(Compiler.recheck(state, tree: changed[1], file: 1))
    expectSame(compilation, index, Compiler.analyze(changed))
  }

  private func expectSame(_ compilation: Compilation, _ index: PolicyIndex, _ full: CompiledState) {
    for path in ["base.policy", "x.policy", "tests.policy"] {
      func errors(_ compilation: Compilation) -> [String] {
        compilation.diagnostics.filter { $0.severity == .error && $0.place.file == path }.map {
          "\($0.place) \($0.range) \($0.code.code) \($0.message) \($0.related) \($0.notes) \($0.fixIts)"
        }
      }
      #expect(errors(compilation) == errors(full.compilation))
    }
    for file in 0...2 {
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

  /// Whatever is written into norms and tests, one edit after the other.
  @Test(arguments: 80...86) func anyEditsOfBodiesGiveWhatCheckingEverythingGives(_ seed: UInt64) throws {
    var generator = Dice(state: seed)
    let words = [
      "Person", "Role", "p", "r", ".", "state", "active", "left", "\"a\"", "must", "should", "for", "in", "is present",
      "and",
      "R_01", "Laptops.held", "expect", "no", "given", "{", "}", "§1", "1", "\n", " ", "// x\n", "level high\n",
      "version 2\n",
    ]
    var checkedAlone = 0
    for _ in 0..<60 {
      let state = Compiler.analyze(trees(Self.text))
      var text = Self.text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let places = text.indices.filter { text[$0].isWhitespace || text[$0].isPunctuation }
        guard let start = places.randomElement(using: &generator) else { continue }
        let length = [0, 0, 1, 1, 4, 9].randomElement(using: &generator) ?? 0
        let end = text.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
        text.replaceSubrange(start..<end, with: words.randomElement(using: &generator) ?? "")
      }
      let changed = trees(text)
      guard let (compilation, index) = Compiler.recheck(state, tree: changed[1], file: 1) else { continue }
      checkedAlone += 1
      expectSame(compilation, index, Compiler.analyze(changed))
    }
    #expect(checkedAlone > 5)
  }

  @Test(arguments: [
    ("rule R_01", "rule R_03"), ("key id : Text, holder", "key id : Text, keeper"), ("import demo.base\n", ""),
    ("p.state == active\n\nrule", "p.state == left\n\nrule"), ("/// Who is", "/// Who was"),
    ("test \"nobody\"", "test \"everybody\""), ("entity Role", "rule R \"t\" {}\nentity Role"),
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
