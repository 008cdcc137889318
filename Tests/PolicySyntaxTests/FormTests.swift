import PolicySyntax
import SourceText
import TestSupport
import Testing

/// Each form of the language parses, with everything it may contain.
@Suite struct FormTests {
  @Test func headersAndImports() {
    assertParse(
      """
      policy a.b {
        title  en "T" fr "T" pt_BR "T"
        domain "D"
        owner  "O"
        in force from 2019-01-01 until 2019-12-31
        review by 2021-01-01
        allow review-overdue because "in revision"
      }
      import a.c
      """)
  }

  @Test func entitiesRecordsAndEnums() {
    assertParse(
      """
      policy a
      entity A from as {
        key id : Text, other : [B]? = [] size : Money in USD = 5 USD
        let total = sum(other.size), let grants = [g for g in G where g.a == self]
        allow P7011 because "kept"
      }
      record B { from : Date, until : Date? }
      enum C { open, closed, }
      enum E { en "English" fr "anglais", fr fr "français" en "French", de "German", es, }
      enum ordered ordered { low, high }
      enum D {}
      """)
  }

  @Test func innerEntitiesGroupsAndNamesInTheData() {
    assertParse(
      """
      policy a
      entity Item from items open judged on day {
        key order : Text from EBELN, key line : Integer from "Order line" = 1
        also key code : Text? from CODE
        label en "{order}" fr "{line}"
        day : Date from : Date
        from : Text
        passes over "KDATE", "X"
      }
      record Party open { id : Text from : Date until : Date from "To" }
      entity Lot within a.b.Release.tender.lots as notice open { key id : Text }
      entity Award within Release.awards {}
      entity Buyer of r in Release by id = r.buyer.id { label "{id}" let total = sum(members.value) }
      entity Tenderer of r in a.Release where r.open and r.value in [1, 2] by id = [t.id for t in r.tenderers where t.ok] {}
      """)
  }

  @Test func functionsAndParameters() {
    assertParse(
      """
      policy a
      define f(): [Text] = ["x"]
      define late(o: a.Order, days: Integer): Boolean = o.due + 1 day < today or days > 5
      parameter p "P" : Money in USD {
        cites M §7, M "8.1(a)"
        from 2010-01-01 until 2018-12-31 : 4_000 USD
        from 2019-01-01 : 10_000 USD
        owner "O"
      }
      parameter q : Percent { from 2010-01-01 : 12.5 % }
      """)
  }

  @Test func instruments() {
    assertParse(
      """
      policy a
      instrument SGB {
        symbol "ST/SGB/2016/11"
        title en "T"
        issuer "I"
        owner "O"
        in force until 2020-01-01
        supersedes OLD, a.OLDER
        clause §2.2(g) en "x" fr "y"
        clause "2.3" organisational "z"
      }
      """)
  }

  @Test func accessDutiesAndSegregations() {
    assertParse(
      """
      policy a
      access m {
        for   p in Person where p.status == active
        each  g in Grant, r in g.roles where g.person == p
        where g.valid contains today
        gives r.includes*.permissions
        over  g.unit within parent
      }
      duty buy "Buy" of Text = any of "A", like "B*", (all of "C", ("D"))
      duty pay of a.Permission = "F110" { tags money, "two words" owner "O" }
      segregate S "s" {
        buy from pay, a.release
        in m, a.n
        within overlapping scope
        in force from 2019-01-01
        waivable by "A", "B" for at most 90 days
        level critical
      }
      segregate T "t" { at most 2 of buy, pay, a.release title "T" tags x }
      """)
  }

  @Test func rulesAndStandards() {
    assertParse(
      """
      policy a
      rule R "r" {
        cites M §1, b.M §2(a)
        for a in A, b in a.bs where a.x == b.x
        where not a.old
        let total = sum(a.lines.amount)
        must not total > 5 USD
        at a.lines
        message en "{a.id} {{not}}" fr "{a.id}"
        remedy "x"
        in force from 2019-01-01
        waivable by "A"
        allow never-holds because "x"
      }
      rule Q "q" { should count(A) < 5 }
      standard S "s" version 3 {
        adopted by "Board" on 2019-02-01
        for a in A
        must memory "At least" : a.memory >= 16 GB
        must disk "Encrypted" fr "Chiffré" pt_BR "Cifrado" : a.disk
        should not slow en "Slow" fr "Lent" : a.slow
        must fr "The requirement fr" : a.french
        must not old : a.old
        should not : a.new
      }
      """)
  }

  @Test func tests() {
    assertParse(
      """
      policy a
      test "t" {
        as of 2019-06-30
        given data "x.yaml", "y.csv"
        given Person { id: "u1", valid: { from: 2019-01-01, }, tags: ["a", "b",], }, a.Unit {}
        expect R for Person "u1" at warning
        expect open R for Unit 7
        expect waived a.R
        expect undetermined R
        expect no R
        expect no other findings at error
      }
      """)
  }

  @Test(arguments: [
    "a and b or not c implies d implies e", "a in 1 .. 5 and b not in 1 ..< 5", "a in [x, y,] and b in []",
    "a is present and b is missing", "a like \"x*\" or a contains b or a overlaps b or a subset of b",
    "p holds \"X\" and p holds like \"X*\" in m", "p performs a.duty in m or p performs b",
    "a otherwise b + c - d * e / -f == g", "a.b*.c+ . d", "a* * b + c+ + d", "x.amount in USD on x.raised == p on d",
    "some g in X where a and no h in Y where b", "every x in X where a satisfies b implies c",
    "sum(l.amount for l in p.lines where c) == f(a, b) and f() == count(distinct [a, b])",
    "[e for x in X, y in x.ys where C] == Person \"u1\".name", "a.b.Person \"u1\" == { from: a, until: b }",
    "90 days == 5 % and 0.5 == 16 GiB or 1_000 USD != v1.2.3", "2019-06-30T14:00:00Z < 2019-06-30T14:00:00.5+02:00",
    "distinct (a.b) == distinct c", "- - a == -5", "\"\\n\\\"\\u{1F600}\" == größe", "(((a)))",
  ])
  func expressions(text: String) { assertParse("policy a\nrule R \"r\" { must \(text) }") }

  /// Words that follow a shorter form belong to the form around it; they are not slips.
  @Test(arguments: [
    "rule R \"r\" { for a in A must every o in a where no p in b satisfies c }",
    "rule R \"r\" { for a in A must every o in some p in b satisfies c }",
    "rule R \"r\" { for a in A must every o in a where every p in b where some q in d satisfies c satisfies e }",
    "segregate S \"s\" { in m tags \"XK01\" organisation from grant }",
    "segregate S \"s\" { in m tags XK01, other a.b from c }",
  ])
  func wordsOfTheFormAround(text: String) { assertParse("policy a\n\(text)") }

  @Test func commentsAndDocumentation() {
    assertParse("/// d\npolicy a // b\n/* c /* d */ */ enum /// e\n K { a /* f */, b } //")
  }
}
