import PolicyFormat
import PolicySyntax
import SourceText
import TestSupport
import Testing

@Suite struct PolicyFormatterTests {
  private func format(_ text: String) -> String? {
    PolicyFormatter.format(PolicyParser.parse(SourceFile(path: "a.policy", text: text)))
  }

  /// Tokens without white space; comments included.
  private func tokens(_ text: String) -> [String] {
    let tree = PolicyParser.parse(SourceFile(path: "a.policy", text: text))
    return (0..<tree.tokenCount).map { tree.token(at: $0) }.filter { $0.kind != .whitespace && $0.kind != .comma }
      .map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  private func expect(_ text: String, becomes wanted: String) {
    let result = format(text)
    #expect(result == wanted)
    #expect(format(wanted) == wanted)
  }

  /// Without the space a line could begin with `--`, which is a comment elsewhere.
  @Test func minusSignsStandApart() {
    expect("policy a\n\ndefine f(): Number = - -x\n", becomes: "policy a\n\ndefine f(): Number = - -x\n")
    expect("policy a\n\ndefine f(): Number = a--x\n", becomes: "policy a\n\ndefine f(): Number = a - -x\n")
  }

  @Test func fieldsAndClausesStandInColumns() {
    expect(
      "policy   demo.fmt\nenum   K{a,b}\n// kept\nentity A from as { key id:Text\n kind : K   // trailing\n size:DataSize? }\nrule R \"t\" { for a in A where a.kind==a   must a.size is present and a.size>=16 GB }\n",
      becomes: """
        policy demo.fmt

        enum K { a, b }

        // kept
        entity A from as {
          key id : Text
          kind   : K  // trailing
          size   : DataSize?
        }

        rule R "t" {
          for  a in A where a.kind == a
          must a.size is present and a.size >= 16 GB
        }

        """)
  }

  @Test func labelsAndNamesInTheDataGoWithTheFields() {
    expect(
      "policy demo.fmt\nentity Item from items open { key order:Text from \"Order no\"\n key line:Integer\n label en \"{order}\" fr \"{line}\"\n also key code : Text? from CODE\n passes over \"X\",\"Y\" }\nrecord P open{a:Text}",
      becomes: """
        policy demo.fmt

        entity Item from items open {
          key order     : Text from "Order no"
          key line      : Integer
          label         en "{order}"
                        fr "{line}"
          also key code : Text? from CODE
          passes over "X", "Y"
        }

        record P open {
          a : Text
        }

        """)
  }

  @Test func dutiesAndNormsOfRows() {
    expect(
      """
      policy demo.fmt
      duty pay "Pay" of A = any of "P"
      duty each f  in F "{f.title}" of A=any of f.actions ,like f.codes,(all of "B", [c.id for c in f.more])
      segregate each r in Risk as r.id   "{r.title}" { duty( r.first ) from duty( r.others ), pay
      in rights
       where r.valid contains today
      level r.grade
       waivable by r.owner , "A" for at most 9 days }
      test "t" { given F { id : "a" } expect   "R-1" for U "u" }
      """,
      becomes: """
        policy demo.fmt

        duty pay "Pay" of A = any of "P"
        duty each f in F "{f.title}" of A = any of f.actions, like f.codes, (all of "B", [c.id for c in f.more])

        segregate each r in Risk as r.id "{r.title}" {
          duty(r.first) from duty(r.others), pay
          in    rights
          where r.valid contains today
          level r.grade
          waivable by r.owner, "A" for at most 9 days
        }

        test "t" {
          given F { id: "a" }
          expect "R-1" for U "u"
        }

        """)
  }

  @Test func headersOfInnerEntitiesAndGroupsAreOneLine() {
    expect(
      "policy demo.fmt\nentity Lot within Release.tender.lots as notice open{key id:Text}\nentity Buyer of r in Release where r.value>1 by id=r.buyer.id{label \"{id}\"\nlet total=sum(members.value)}",
      becomes: """
        policy demo.fmt

        entity Lot within Release.tender.lots as notice open {
          key id : Text
        }

        entity Buyer of r in Release where r.value > 1 by id = r.buyer.id {
          label "{id}"
          let total = sum(members.value)
        }

        """)
  }

  @Test func textsInSeveralLanguagesStandUnderEachOther() {
    expect(
      "policy a { title en \"A\" fr \"B\" owner \"C\" in force from 2019-01-01 review by 2020-01-01 }\ninstrument I { symbol \"S\" supersedes J clause \"2.2(g)\" organisational en \"x\" fr \"y\" }",
      becomes: """
        policy a {
          title en "A"
                fr "B"
          owner "C"
          in force from 2019-01-01
          review by 2020-01-01
        }

        instrument I {
          symbol "S"
          supersedes J
          clause §2.2(g) organisational en "x"
                                        fr "y"
        }

        """)
  }

  @Test func standardsAndParametersAndDutiesStandInColumns() {
    expect(
      """
      policy a
      parameter p "P":Money in USD{cites I §1 from 2010-01-01 until 2018-12-31:4_000 USD from 2019-01-01:10_000 USD}
      standard S "S" version 3 { for a in A must memory "M":a.m>=16 GB should not old "Old" : a.old must encryption : a.e waivable by "X" for at most 90 days }
      duty a "A" of P = any of "X"
      duty long_name "B b" of P = all of "X",(any of like "Y*","Z")
      """,
      becomes: """
        policy a

        parameter p "P" : Money in USD {
          cites I §1
          from 2010-01-01 until 2018-12-31 : 4_000 USD
          from 2019-01-01                  : 10_000 USD
        }

        standard S "S" version 3 {
          for  a in A
          must memory     "M"   : a.m >= 16 GB
          should not old        "Old" : a.old
          must encryption       : a.e
          waivable by "X" for at most 90 days
        }

        duty a         "A"   of P = any of "X"
        duty long_name "B b" of P = all of "X", (any of like "Y*", "Z")

        """)
  }

  @Test func titlesOfRequirementsInSeveralLanguagesStandUnderEachOther() {
    expect(
      """
      policy a
      standard S "S" version 3 { for a in A must memory "At least 16 GB" fr "Au moins 16 Go":a.m>=16 GB must not old en "Old" fr "Vieux" pt_BR "Velho" : a.old must plain:a.p should x "X" // why
      fr "Y" : a.x and
      a.y }
      """,
      becomes: """
        policy a

        standard S "S" version 3 {
          for    a in A
          must   memory "At least 16 GB"
                     fr "Au moins 16 Go" : a.m >= 16 GB
          must not old    en "Old"
                          fr "Vieux"
                       pt_BR "Velho"       : a.old
          must   plain                   : a.p
          should x "X"  // why
                 fr "Y" : a.x and a.y
        }

        """)
  }

  @Test func labelsOfCasesStandInAColumn() {
    expect(
      """
      policy a
      enum K { laptop "Laptop",server   "Server", }
      enum L ordered { a "A" fr "Â", // first
      // next
      longer fr "Plus long" pt_BR "Mais longo", plain, c /* why */ "C", }
      """,
      becomes: """
        policy a

        enum K { laptop "Laptop", server "Server" }

        enum L ordered {
          a      "A"
              fr "Â",  // first
          // next
          longer fr "Plus long"
              pt_BR "Mais longo",
          plain,
          c /* why */ "C"
        }

        """)
  }

  @Test func signsKeepTheirDistance() {
    expect(
      "policy a\ndefine f(a:Integer,b:[Text]):Boolean=-a*2<count( b )and not(a in [1,2]or a in 1..3)implies x.y*.z is missing and {from:2019-01-01}overlaps p",
      becomes: """
        policy a

        define f(a: Integer, b: [Text]): Boolean =
          -a * 2 < count(b) and not (a in [1, 2] or a in 1 .. 3) implies x.y*.z is missing and { from: 2019-01-01 } overlaps p

        """)
  }

  @Test func longConditionsAreBrokenBeforeTheOuterOperator() {
    let long = "a.first_long_name == a.second_long_name"
    expect(
      "policy a\nrule R \"\" { for a in A must \(long) and (\(long) or \(long)) and \(long) }",
      becomes: """
        policy a

        rule R "" {
          for  a in A
          must \(long)
               and (\(long) or \(long))
               and \(long)
        }

        """)
  }

  @Test func aWhereThatBeginsALineIsAClauseOfItsOwn() {
    expect(
      "policy a\nrule R \"\" { for a in A, b in B\nwhere a.x == b.x must true }",
      becomes: """
        policy a

        rule R "" {
          for   a in A, b in B
          where a.x == b.x
          must  true
        }

        """)
  }

  @Test func aLongFunctionBeginsItsValueOnANewLine() {
    let long = "p.first_long_name == p.second_long_name"
    expect(
      "policy a\ndefine f(p: P): Boolean = \(long) and \(long) and p.third_name",
      becomes: "policy a\n\ndefine f(p: P): Boolean =\n  \(long) and \(long) and p.third_name\n")
  }

  @Test func commentsStayWhereTheyAre() {
    expect(
      "// first\npolicy a // behind\n\n\n\n// about A\nentity A from as { // in the brace\n  // own line\n  x : Text /* inner */ ?\n\n\n  y : Text // last\n  // at the end\n}\n// end",
      becomes: """
        // first
        policy a  // behind

        // about A
        entity A from as {  // in the brace
          // own line
          x : Text /* inner */ ?

          y : Text  // last
          // at the end
        }

        // end

        """)
  }

  @Test func aConditionThatFindsNoPlaceOnItsLineBecomesAClause() {
    let long = "a.first_long_name == b.second_long_name and a.third_long_name == b.fourth_long_name"
    expect(
      "policy a\nrule R \"\" { for a in Application, b in Application where \(long) must true }",
      becomes: """
        policy a

        rule R "" {
          for   a in Application, b in Application
          where \(long)
          must  true
        }

        """)
  }

  @Test func commentsInOddPlacesTakeNothingWithThem() {
    expect(
      "policy a\ninstrument I { clause §2 // why\n en \"x\" title en // what\n \"y\" in /* when */ force from 2019-01-01 }",
      becomes: """
        policy a

        instrument I {
          clause §2  // why
                 en "x"
          title  en  // what
                 "y"
          in /* when */ force from 2019-01-01
        }

        """)
  }

  @Test func dutiesStayTogetherWhereOneTakesTwoLines() {
    let keys = (10..<30).map { "\"XK\($0)\"" }.joined(separator: ", ")
    let once = format(
      "policy a\nduty a of P = any of \"X\"\nduty long_name of P = any of \(keys)\nduty c of P = any of \"X\"\n")
    #expect(once?.contains("\n\nduty long") == false)
    #expect(once.flatMap(format) == once)
  }

  @Test func aTextWithFaultsIsLeftAlone() { #expect(format("policy a\nrule R {") == nil) }

  @Test(arguments: Fixtures.policies.map(\.name))
  func formattingTwiceIsFormattingOnce(name: String) throws {
    let text = try #require(Fixtures.policies.first { $0.name == name }).text
    let once = try #require(format(text))
    #expect(format(once) == once)
    #expect(tokens(once) == tokens(text))
    for line in once.split(separator: "\n") { #expect(line.last != " ") }
  }

  @Test func fixturesAreThere() { #expect(Fixtures.policies.count >= 8) }
}
