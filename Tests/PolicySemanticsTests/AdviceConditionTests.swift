import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import Testing

/// Advice on conditions that never hold and requirements that always do.
@Suite struct AdviceConditionTests {
  private static let start = """
    policy demo.x {
      allow P7001 because "examples"
    }

    enum Level ordered { low, medium, high }
    enum Kind { laptop, server }

    entity Unit from units {
      key id : Text
      parent : Unit?
    }

    entity Person from people { key id : Text }

    record Line { size : Integer }

    entity Asset from assets {
      key id : Text
      price  : Integer
      weight : Decimal
      cost   : Money in USD
      ratio  : Percent
      memory : DataSize
      bought : Date
      ended  : Date?
      seen   : Timestamp
      term   : Duration
      valid  : Period
      level  : Level
      kind   : Kind
      old    : Boolean
      spare  : Boolean?
      count  : Integer?
      tls    : Version
      owner  : Person
      keeper : Person
      unit   : Unit?
      lines  : [Line]
    }


    """

  /// All but unused declarations.
  private func advice(_ rule: String) -> [Diagnostic] {
    Compiler.compile(
      [SourceFile(path: "a.policy", text: Self.start + rule)],
      options: CompilerOptions(asOf: CalendarDate("2019-06-30"))
    ).diagnostics.filter { !["P7011", "P7013"].contains($0.code.code) }
  }

  private func codes(_ condition: String, must requirement: String = "count(a.lines) < 3") -> [String] {
    advice("rule R \"A\" {\n  for   a in Asset\n  where \(condition)\n  must  \(requirement)\n}").map(\.code.code)
  }

  @Test(arguments: [
    "a.price > 10 and a.price < 5", "a.price > 4 and a.price < 5", "a.price == 1 and a.price == 2",
    "a.price == 1 and a.price != 1", "a.price + 1 < a.price", "a.price - 3 > 4 and a.price < 7",
    "a.price in 3 .. 5 and a.price in 6 .. 9", "a.price in 3 ..< 6 and a.price == 6",
    "a.weight > 1.5 and a.weight < 1.5", "a.weight >= 1.5 and a.weight < 1.5", "a.cost > 10 USD and 9.99 USD > a.cost",
    "a.ratio > 50 % and a.ratio < 20 %", "a.memory >= 16 GB and a.memory < 8 GB",
    "a.weight > a.price and a.price > a.weight",
    "a.bought > 2019-01-01 and a.bought < 2018-01-01", "a.bought > today and a.bought < today - 3 days",
    "a.bought > today and today > a.bought", "a.bought - 2019-01-01 > 5 days and a.bought < 2019-01-03",
    "a.ended is present and a.ended > today and a.ended < today",
    "a.ended is present and a.ended is missing", "a.seen > 2019-01-01T00:00:00Z and a.seen < 2018-01-01T00:00:00Z",
    "a.term > 30 days and a.term < 20 days", "a.valid contains today and a.valid.from > today",
    "a.valid.until is present and a.valid.until < today and a.valid contains today",
    "a.level < low", "a.level > high", "a.level < medium and a.level > low",
    "a.level != low and a.level != medium and a.level != high",
    "a.kind == laptop and a.kind == server", "a.kind != laptop and a.kind != server",
    "a.kind in [laptop] and a.kind not in [laptop, server]", "a.old and not a.old", "a.old == true and a.old == false",
    "not (a.spare otherwise true) and (a.spare otherwise false)", "(a.count otherwise 5) < 3 and a.count is missing",
    "a.tls > v1.2 and a.tls < v1.1", "a.id == \"x\" and a.id == \"y\"", "a.id < \"b\" and a.id > \"c\"",
    "a.owner == Person \"x\" and a.owner == Person \"y\"", "a.owner == a.keeper and a.owner != a.keeper",
    "a.owner == a.keeper and a.owner == Person \"x\" and a.keeper == Person \"y\"",
    "a.id like \"x*\" and not a.id like \"x*\"", "count(a.lines) < 0", "a.bought.month > 12",
    "a.bought + 1 year < today and not a.bought + 1 year < today", "false",
    "(a.price > 10 or a.price < 5) and a.price == 7", "(a.price > 10 and a.price < 5) or (a.old and not a.old)",
    "(a.price > 5 implies a.old) and a.price == 9 and not a.old",
  ])
  func contradictionsAreFound(condition: String) {
    #expect(Set(codes(condition)) == ["P7021"])
  }

  @Test(arguments: [
    "a.price > 4 and a.price < 6", "a.price != 1 and a.price != 2", "a.price * 2 < a.price",
    "a.weight > 4 and a.weight < 5",
    "a.weight > 1.4 and a.weight < 1.5", "a.bought >= today and a.bought <= today",
    "a.term > 29 days and a.term < 1 month",
    "a.term > 30 days and a.term < 1 month", "a.ended is missing or a.ended > today",
    "a.level != low and a.level != high",
    "a.kind in [laptop, server]", "a.old or not a.old", "(a.count otherwise 5) < 3", "a.spare otherwise true",
    "a.id != \"x\" and a.id != \"y\"", "a.id > \"a\" and a.id < \"b\"", "a.tls >= v1.2 and a.tls <= v1.2",
    "a.owner == a.keeper and a.owner == Person \"x\"", "a.owner != Person \"x\" and a.owner != Person \"y\"",
    "a.id like \"x*\" and not a.id like \"y*\"", "a.valid contains today and a.valid contains today - 30 days",
    "a.valid.until is missing and a.valid contains today", "a.bought + 1 month > a.bought + 30 days",
    "a.bought + 1 month < a.bought + 30 days", "a.price / 2 > 1.0 and a.price / 3 < 1.0",
    "(some l in a.lines where l.size > 3) and (no k in a.lines where k.size > 5)",
    "a.unit is present and a.unit == Unit \"x\"", "a.seen.date > today and a.bought < today",
  ])
  func whatMayHoldIsLeftAlone(condition: String) {
    #expect(codes(condition).isEmpty)
  }

  @Test(arguments: [
    ("a.price < 100", "a.price < 1_000"), ("a.kind == laptop", "a.kind != server"), ("a.old", "a.old or a.price > 3"),
    ("a.price > 0", "a.level >= low"), ("a.level > low", "a.level in [medium, high]"), ("a.price > 3", "true"),
    ("a.price > 3", "a.price <= 5 or a.price > 4"), ("a.bought > today", "a.bought >= today + 1 day"),
    ("a.ended is present", "a.ended is present"),
    ("a.ended is present and a.ended > today", "not (a.ended is missing)"),
    ("a.price in 3 .. 5", "a.price - 1 < 5"), ("a.valid contains today", "a.valid.from <= today"),
    ("a.kind == server", "not a.kind == laptop"), ("a.old", "a.kind == laptop implies a.old"),
  ])
  func requirementsThatCannotBeBrokenAreFound(condition: String, requirement: String) {
    #expect(codes(condition, must: requirement) == ["P7022"])
  }

  @Test(arguments: [
    ("a.price < 1_000", "a.price < 100"), ("a.kind == laptop", "a.old"), ("a.price > 3", "a.price != 5"),
    ("a.price > 3", "false"), ("a.price > 3", "a.price < 3"), ("a.ended is missing", "a.ended is present"),
    ("a.bought > today", "a.bought >= today + 2 days"), ("a.weight > 3", "a.weight >= 4"),
    ("a.old", "a.ended is missing or a.ended > today"),
    ("a.kind == laptop", "every l in a.lines satisfies l.size > 3"),
  ])
  func requirementsThatCanBeBrokenAreLeftAlone(condition: String, requirement: String) {
    #expect(codes(condition, must: requirement).isEmpty)
  }

  @Test func theAdviceNamesTheTwoThatContradict() {
    let found = advice(
      "rule R \"A\" {\n  for a in Asset where a.old and a.price > 10 and a.price < 5\n  must a.weight > 3\n}")
    #expect(found.map(\.message) == ["`a.price < 5` can never hold together with `a.price > 10`"])
    #expect(found.first?.related.count == 1)
    #expect(found.first?.place.line == 42)
  }

  @Test func theAdviceNamesWhatARequirementFollowsFrom() {
    let found = advice("rule R \"A\" {\n  for a in Asset where a.old and a.price < 5\n  must a.price < 10\n}")
    #expect(found.map(\.message) == ["the requirement always holds where `a.price < 5`"])
  }

  @Test func namesOfLetStandForTheirValues() {
    let rule = """
      rule R "A" {
        for   a in Asset
        let   size = a.price + 3
        where size > 10 and a.price < 5
        must  a.old
      }
      """
    #expect(advice(rule).map(\.code.code) == ["P7021"])
  }

  @Test func rowsOfQuantifiersFunctionsAndAccessModelsAreLookedAt() {
    #expect(codes("a.old", must: "some l in a.lines where l.size > 3 and l.size < 2") == ["P7021"])
    #expect(codes("a.old", must: "a.price < 3 or (a.price > 10 and a.price < 5)") == ["P7021"])
    #expect(
      advice("define f(): Integer = count(a for a in Asset where a.price > 3 and a.price < 2)").map(\.code.code)
        == ["P7021"])
    #expect(
      advice("access x {\n  for a in Asset where a.price > 3 and a.price < 2\n  gives [a.id]\n}").map(\.code.code)
        == ["P7021"])
  }

  @Test func anAllowSilencesTheAdvice() {
    #expect(
      advice("rule R \"A\" {\n  for a in Asset\n  must a.level >= low\n  allow P7022 because \"to come\"\n}").isEmpty)
  }

  @Test func whatIsTooLargeIsLeftAloneInGoodTime() {
    // As hard as it gets: pigeons and holes.
    let holes = (1...7).map { "a.l\($0)" }
    let text = """
      policy demo.y { allow P7001 because "x" }
      entity B from bs { \((1...7).map { "l\($0) : Integer " }.joined()) }
      rule R "A" {
        for a in B
        where \(holes.map { "\($0) in 1 .. 6" }.joined(separator: " and "))
        where \((1..<7).flatMap { i in (i..<7).map { "\(holes[i - 1]) != \(holes[$0])" } }.joined(separator: " and "))
        must a.l1 > 3
      }
      """
    #expect(
      Compiler.compile([SourceFile(path: "a.policy", text: text)], options: CompilerOptions()).diagnostics.isEmpty)
  }

  @Test func longChainsOfLetDoNoHarm() {
    let lets = (1...2_000).map { "  let x\($0) = x\($0 - 1) + x\($0 - 1)\n" }.joined()
    let text = "rule R \"A\" {\n  for a in Asset\n  let x0 = a.price\n\(lets)  must x2000 > 3\n}"
    #expect(advice(text).isEmpty)
  }
}
