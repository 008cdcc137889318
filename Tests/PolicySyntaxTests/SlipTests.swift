import Diagnostics
import PolicySyntax
import SourceText
import Testing

/// Words, signs and forms of other languages give one fault, whose fix writes what policies write.
@Suite struct SlipTests {
  private func faults(_ text: String) -> [Diagnostic] {
    PolicyParser.parse(SourceFile(path: "a.policy", text: text)).diagnostics
  }

  private func check(_ before: String, _ found: String, _ meant: String, _ after: String, code: String? = nil) throws {
    let text = before + found + after
    let faults = faults(text)
    #expect(faults.count == 1, "\(text): \(faults.map(\.message))")
    let fault = try #require(faults.first)
    let fix = try #require(fault.fixIts.first, "\(fault.message)")
    #expect(String(decoding: TextEdit.apply(fix.edits, to: Array(text.utf8)), as: UTF8.self) == before + meant + after)
    if let code { #expect(fault.code.code == code) }
    #expect(self.faults(before + meant + after).isEmpty)
  }

  @Test(arguments: [
    ("a && b", "a and b"), ("a || b", "a or b"), ("!a", "not a"), ("a <> b", "a != b"), ("a === b", "a == b"),
    ("a !== b", "a != b"), ("a ≥ b", "a >= b"), ("a ≤ b", "a <= b"), ("a ≠ b", "a != b"), ("a =< b", "a <= b"),
    ("a AND b", "a and b"), ("a unless b", "a or b"), ("a et b", "a and b"), ("a equals b", "a == b"),
    ("a is b", "a == b"), ("a is not b", "a != b"), ("a is not missing", "a is present"), ("a is null", "a is missing"),
    ("a matches \"x.*\"", "a like \"x*\""), ("a between 1 and 5", "a in 1 .. 5"), ("if a then b", "a implies b"),
    ("exists x in a where b", "some x in a where b"), ("all x in a satisfies b", "every x in a satisfies b"),
    ("some x in a satisfies b", "some x in a where b"), ("every x in a: b", "every x in a satisfies b"),
    ("a ? true : false", "a"), ("a ? b : c", "if a then b else c"), ("IF a then b", "a implies b"),
    ("if a alors b else c", "if a then b else c"), ("if a THEN b else c", "if a then b else c"),
    ("a performs \"pay\"", "a performs pay"), ("a ==\u{200B} b", "a == b"),
  ])
  func conditionsOfOtherLanguages(_ found: String, _ meant: String) throws {
    try check("policy a\nrule R \"r\" {\n  must ", found, meant, "\n}\n")
  }

  @Test(arguments: [
    ("5,000 EUR", "5_000 EUR"), ("5 000 EUR", "5_000 EUR"), ("1,234,567", "1_234_567"), ("5000,50 EUR", "5000.50 EUR"),
    ("1.234,56 EUR", "1_234.56 EUR"), ("5000 €", "5000 EUR"), ("€5000", "5000 EUR"), ("EUR 5000", "5000 EUR"),
    ("30 jours", "30 days"), ("8 Go", "8 GB"), ("30 dyas", "30 days"), ("31.12.2019", "2019-12-31"),
    ("2020-1-1", "2020-01-01"), ("2020–01–01", "2020-01-01"), ("1 January 2020", "2020-01-01"),
    ("1 janvier 2020", "2020-01-01"), ("2020/01/31", "2020-01-31"),
  ])
  func numbersDaysAndUnits(_ found: String, _ meant: String) throws {
    try check("policy a\nrule R \"r\" {\n  must a < ", found, meant, "\n}\n")
  }

  /// `if`, `then` and `else` are words of policies where an expression begins.
  @Test(arguments: [
    "if a then b else c", "if not a then 1 else 2", "(if a then b else c) and d", "if a\n  then b\n  else c",
    "if (if a then b else c) then d else e", "a implies if b then c else d", "a < (if b then 5 else 6 days)",
  ])
  func choicesAreNotSlips(_ text: String) {
    let faults = faults("policy a\nrule R \"r\" {\n  must \(text)\n}\n")
    #expect(faults.isEmpty, "\(text): \(faults.map(\.message))")
  }

  /// A value that is not a condition cannot follow from one: `else` is missing.
  @Test func aNumberAfterThenWantsElse() throws {
    let found = faults("policy a\nrule R \"r\" {\n  must a < (if b then 5)\n}\n")
    #expect(found.count == 1)
    let fault = try #require(found.first)
    #expect(fault.message.hasPrefix("expected `else`"))
  }

  @Test func aDayThatMayBeTwoHasTwoFixes() throws {
    let fault = try #require(faults("policy a\nrule R \"r\" {\n  must a < 01/02/2019\n}\n").first)
    #expect(fault.fixIts.map { $0.edits.map(\.replacement) } == [["2019-02-01"], ["2019-01-02"]])
  }

  /// A comma between values of a list or a call is not part of a number.
  @Test(arguments: ["[5,000]", "f(1,200)", "[1,200,300]"]) func valuesOfListsStaySeparate(_ text: String) {
    #expect(faults("policy a\nrule R \"r\" {\n  must a in \(text)\n}\n").isEmpty)
  }

  @Test(arguments: [
    ("require a", "must a"), ("shall a", "must a"), ("mustn't a", "must not a"), ("must be a", "must a"),
    ("must a\n  severity high", "must a\n  level high"), ("for each p in P\n  must a", "for p in P\n  must a"),
    ("for p in P if a\n  must a", "for p in P where a\n  must a"), ("for P p\n  must a", "for p in P\n  must a"),
    ("for p of P\n  must a", "for p in P\n  must a"),
    ("for p in P where a, b\n  must a", "for p in P where a and b\n  must a"),
    ("must a\n  in force from 2020-01-01 to 2021-01-01", "must a\n  in force from 2020-01-01 until 2021-01-01"),
    ("must a\n  in forec from 2020-01-01", "must a\n  in force from 2020-01-01"),
    ("must a\n  waivable by \"A\" for 90 days", "must a\n  waivable by \"A\" for at most 90 days"),
    ("must a\n  cites A §1 and §2", "must a\n  cites A §1, A §2"), ("must a\n  cites A 1", "must a\n  cites A §1"),
    ("must a\n  tags x y", "must a\n  tags x, y"), ("must a;", "must a"), ("# note\n  must a", "// note\n  must a"),
    ("-- note\n  must a", "// note\n  must a"), ("must a\n  message “b”", "must a\n  message \"b\""),
    ("must a\n  message « b »", "must a\n  message \"b\""), ("must a and", "must a"),
  ])
  func clausesOfOtherLanguages(_ found: String, _ meant: String) throws {
    try check("policy a\nrule R \"r\" {\n  ", found, meant, "\n}\n")
  }

  @Test(arguments: [
    ("control X \"x\" { must a }", "rule X \"x\" { must a }"), ("règle X \"x\" { must a }", "rule X \"x\" { must a }"),
    ("rule X-1 \"x\" { must a }", "rule X_1 \"x\" { must a }"),
    ("rule 1_X \"x\" { must a }", "rule _1_X \"x\" { must a }"),
    ("enum E { \"a\", b }", "enum E { a, b }"), ("enum E { a; b; c }", "enum E { a, b, c }"),
    ("enum E { a, b-c }", "enum E { a, b_c }"), ("record R { a : List<B> }", "record R { a : [B] }"),
    ("record R { a : B[] }", "record R { a : [B] }"), ("record R { a : optional B }", "record R { a : B? }"),
    ("record R { a : \"B\" }", "record R { a : B }"), ("record R { a-b : B }", "record R { a_b : B }"),
    ("instrument I { clause 1 en \"x\" }", "instrument I { clause §1 en \"x\" }"),
    ("instrument I { section 1 en \"x\" }", "instrument I { clause §1 en \"x\" }"),
    ("segregate S \"s\" { a vs b in m }", "segregate S \"s\" { a from b in m }"),
    ("duty d of E = any of \"A\" or \"B\"", "duty d of E = any of \"A\", \"B\""),
    ("parameter p : T { from 2020-01-01 = 3 }", "parameter p : T { from 2020-01-01 : 3 }"),
    ("test \"t\" { as-of 2025-06-30 expect R }", "test \"t\" { as of 2025-06-30 expect R }"),
    ("test \"t\" { expect not R }", "test \"t\" { expect no R }"),
    ("test \"t\" { expect finding R }", "test \"t\" { expect R }"),
  ])
  func declarationsOfOtherLanguages(_ found: String, _ meant: String) throws {
    try check("policy a\n", found, meant, "\n")
  }

  /// The declaration counts in spite of its header.
  @Test(arguments: ["control X \"x\" { must a }", "rule X-1 \"x\" { must a }", "règle X_1 \"x\" { must a }"])
  func aBrokenHeaderStillDeclares(_ text: String) {
    let tree = PolicyParser.parse(SourceFile(path: "a.policy", text: "policy a\n\(text)\n"))
    let norm = tree.root.nodes.compactMap { NormSyntax($0) }.first
    #expect(norm?.name?.declaredName.hasPrefix("X") == true)
  }
}
