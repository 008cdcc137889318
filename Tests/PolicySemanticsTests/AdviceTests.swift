import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import Testing

/// Advice on policies that compile, and how it is silenced.
@Suite struct AdviceTests {
  /// The header, a source and an entity, so that only what a test is about is left to say.
  static let start = """
    policy demo.x

    instrument MANUAL {
      symbol "OM/1"
      clause §1 en "Names are given."
    }

    entity Person from people {
      key id : Text
      rights : [Text] = []
    }

    access rights {
      for   p in Person
      gives p.rights
    }

    rule R_00 "Nobody is called x" {
      cites MANUAL §1
      for   p in Person
      must  p.id != "x" and not p holds "y" in rights
    }


    """

  private func advice(
    _ texts: String..., languages: [String] = [], asOf: String? = "2019-06-30", isGiven: Bool = true
  ) -> [Diagnostic] {
    Compiler.compile(
      texts.enumerated().map { SourceFile(path: "\($0).policy", text: $1) },
      options: CompilerOptions(
        languages: languages, givesAdvice: isGiven, asOf: asOf.flatMap { CalendarDate($0) })
    ).diagnostics
  }

  private func codes(
    _ texts: String..., languages: [String] = [], asOf: String? = "2019-06-30"
  ) -> [String] {
    Compiler.compile(
      texts.enumerated().map { SourceFile(path: "\($0).policy", text: $1) },
      options: CompilerOptions(languages: languages, asOf: asOf.flatMap { CalendarDate($0) })
    ).diagnostics.map(\.code.code)
  }

  /// The text after the changes of the first fix of a diagnostic.
  private func fixed(_ text: String, _ diagnostic: Diagnostic?) -> String {
    var bytes = Array(text.utf8)
    for edit in diagnostic?.fixIts.first?.edits.sorted(by: { $0.range > $1.range }) ?? [] {
      bytes.replaceSubrange(edit.range.start..<edit.range.end, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aPolicyWithNothingToSayHasNoAdvice() {
    #expect(advice(Self.start).isEmpty)
  }

  @Test func noAdviceIsGivenWhereItIsNotWanted() {
    #expect(advice("policy a.b\nenum Kind { x, y }", isGiven: false).isEmpty)
  }

  @Test func noAdviceIsGivenBesideErrors() {
    let found = advice("policy a.b\nenum Kind { x, y }\nenum Kind { x, y }")
    #expect(found.map(\.severity) == [.error])
  }

  // MARK: Silencing

  @Test func anAllowSilencesAdviceInItsDeclaration() {
    let rule = "rule R_01 \"A\" {\n  for   p in Person\n  must  p.id != \"y\"\n"
    #expect(codes(Self.start + rule + "}") == ["P7001"])
    #expect(codes(Self.start + rule + "  allow P7001 because \"house rule\"\n}").isEmpty)
    #expect(codes(Self.start + rule + "  allow uncited-norm because \"house rule\"\n}").isEmpty)
    #expect(
      codes(Self.start + rule + "  allow P7001 because \"house rule\"\n}\n" + rule.replacing("01", with: "02") + "}")
        == ["P7001"])
  }

  @Test func anAllowInTheHeaderSilencesAdviceInTheFile() {
    let text = "policy a.b {\n  allow P7011 because \"to come\"\n}\nenum Kind { x, y }\nenum Other { x, y }"
    #expect(codes(text).isEmpty)
    #expect(codes(text, "policy a.c\nenum Kind { x, y }") == ["P7011"])
  }

  @Test func anAllowForNothingIsItselfAdvice() {
    let text = "policy a.b {\n  owner \"A\"\n  allow P7011 because \"to come\"\n}\n"
    let found = advice(text)
    #expect(found.map(\.code.code) == ["P7013"])
    #expect(fixed(text, found.first) == "policy a.b {\n  owner \"A\"\n}\n")
    #expect(
      codes(
        "policy a.b {\n  allow P7011 because \"to come\"\n  allow P7013 because \"a template\"\n}\n"
      ).isEmpty)
  }

  @Test func anAllowForWhatDependsOnTheDayMayWait() {
    #expect(codes("policy a.b {\n  review by 2030-01-01\n  allow P7034 because \"under way\"\n}\n").isEmpty)
  }

  @Test func anAllowNamesAdviceAndGivesAReason() {
    #expect(codes("policy a.b {\n  allow P7999 because \"to come\"\n}\n") == ["P3008"])
    #expect(
      codes("policy a.b\nentity A from as {\n  key id : Text\n  allow P2001 because \"x\"\n}\n") == ["P3008"])
  }

  // MARK: Sources

  @Test func aClauseIsCitedByNormsAndParameters() {
    let clause = "instrument B {\n  symbol \"B\"\n  clause §1 en \"X\"\n}\n"
    #expect(codes("policy a.b\n" + clause) == ["P7002"])
    #expect(
      codes(
        "policy a.b\n" + clause + "parameter p : Integer {\n  cites B §1\n  from 2019-01-01 : 1\n}\n"
      ).isEmpty)
  }

  @Test func theFixOfAnUncitedClauseMarksIt() {
    let text = "policy a.b\ninstrument B {\n  symbol \"B\"\n  clause §1 en \"X\"\n}\n"
    let after = fixed(text, advice(text).first)
    #expect(after.contains("clause §1 organisational en"))
    #expect(codes(after).isEmpty)
  }

  private static let succession = """
    policy demo.x

    instrument OLD {
      symbol "OM/0"
      clause §1 en "Names are given."
      clause §2 en "Names are short."
    }

    instrument NEW {
      symbol "OM/1"
      in force from 2019-03-01
      supersedes OLD
      clause §1 organisational en "Names are given."
    }

    entity Person from people { key id : Text }

    rule R_01 "Names are given" {
      cites OLD §1
      for   p in Person
      must  p.id != "x"

    """

  @Test func aSupersededInstrumentIsReportedFromTheDayOfItsSuccessor() {
    #expect(codes(Self.succession + "}") == ["P7003"])
    #expect(codes(Self.succession + "}", asOf: "2019-03-01") == ["P7003"])
    #expect(codes(Self.succession + "}", asOf: "2019-02-28") == ["P7002"], "only the other clause is left to cite")
    #expect(codes(Self.succession + "}", asOf: nil) == ["P7003"])
  }

  @Test func aNormThatEndedBeforeTheSuccessorIsLeftAlone() {
    #expect(codes(Self.succession + "  in force until 2019-02-28\n}").isEmpty)
  }

  @Test(arguments: [
    ("in force from 2019-07-01", ["P7004"]), ("in force from 2019-06-30", []), ("in force until 2019-06-29", ["P7004"]),
    ("in force until 2019-06-30", []), ("", []),
  ])
  func anInstrumentIsInForceOnTheDay(clause: String, expected: [String]) {
    let text = Self.start.replacing("symbol \"OM/1\"", with: "symbol \"OM/1\"\n  \(clause)")
    #expect(codes(text) == expected)
    #expect(codes(text, asOf: nil).isEmpty)
  }

  // MARK: Declarations

  @Test func declarationsThatNothingNamesAreReported() {
    let found = advice(
      Self.start + """
        enum Kind { a, b }
        record Line { kind : Text }
        entity Unit from units { key id : Text }
        define f(): Integer = 1
        parameter p : Integer { illustrative from 2019-01-01 : 1 }
        access others { for q in Person gives q.rights }
        duty d "D" of Text = any of "X"
        """)
    #expect(Set(found.map(\.code.code)) == ["P7011"])
    #expect(found.count == 7)
  }

  @Test func whatAnythingNamesIsUsed() {
    #expect(
      codes(
        Self.start + """
          enum Kind { a, b }
          record Line { kind : Kind }
          entity Unit from units { key id : Text }
          entity Asset from assets {
            key id : Text
            unit   : Unit?
            lines  : [Line]
          }
          define f(): Integer = 1
          parameter p : Integer { illustrative from 2019-01-01 : 1 }
          rule R_01 "A" {
            cites   MANUAL §1
            for     a in Asset
            must    count(a.lines) > f() + p
            message en "{a.id}"
          }
          """
      ).isEmpty)
  }

  @Test func namespacesWithoutNormsAreLibraries() {
    #expect(codes("policy a.b\nentity Unit from units { key id : Text }").isEmpty)
  }

  @Test func importsThatNothingNeedsAreReportedWithTheirRemoval() {
    let other = "policy demo.y\nentity Unit from units { key id : Text }"
    let text = "policy demo.z\n\nimport demo.x\nimport demo.y\n\nentity Asset from assets { unit : Unit }\n"
    let found = advice(text, other, Self.start).filter { $0.code == .unusedImport }
    #expect(found.map(\.message) == ["nothing in this file is from `demo.x`"])
    #expect(fixed(text, found.first) == "policy demo.z\n\nimport demo.y\n\nentity Asset from assets { unit : Unit }\n")
  }

  @Test func aNameInAMessageNeedsItsImport() {
    let text = """
      policy demo.z
      import demo.x
      entity Asset from assets { key id : Text }
      instrument M { symbol "M" clause §1 en "X" }
      rule R "A" {
        cites   M §1
        for     a in Asset
        must    a.id != "x"
        message en "There are {count(Person)} people."
      }
      """
    #expect(codes(text, Self.start).isEmpty)
  }

  // MARK: Duties

  private func duties(_ first: String, _ second: String, _ clause: String = "a from b") -> [String] {
    codes(
      Self.start + """
        duty a "A" of Text = \(first)
        duty b "B" of Text = \(second)
        duty c "C" of Text = any of "C"
        segregate S_01 "Apart" {
          \(clause)
          in    rights
          cites MANUAL §1
        }
        segregate S_02 "Apart" {
          c from a, b
          in    rights
          cites MANUAL §1
        }
        """)
  }

  @Test(arguments: [
    ("any of \"X\"", "any of \"X\", \"Y\"", true), ("any of \"X\", \"Y\"", "any of \"X\"", true),
    ("all of \"X\", \"Y\"", "all of \"X\"", true), ("all of \"X\", \"Y\"", "any of \"Y\", \"Z\"", true),
    ("any of \"PAY_1\"", "any of like \"PAY_*\"", true), ("any of like \"P?\"", "any of like \"P*\"", true),
    ("all of \"X\", (any of \"Y\", \"Z\")", "any of like \"Y*\", like \"Z*\"", true),
    ("any of \"X\"", "any of \"Y\"", false), ("any of \"X\", \"Y\"", "any of \"X\", \"Z\"", false),
    ("all of \"X\", \"Y\"", "all of \"X\", \"Z\"", false), ("any of like \"P*\"", "any of like \"*P\"", false),
  ])
  func aDutyWithinAnotherIsReported(first: String, second: String, isWithin: Bool) {
    #expect(duties(first, second) == (isWithin ? ["P7031"] : []))
    #expect(duties(first, second, "at most 1 of a, b, c") == (isWithin ? ["P7031"] : []))
    #expect(duties(first, second, "at most 2 of a, b, c").isEmpty)
  }

  @Test func aPatternSignWithoutLikeIsReportedWithItsFix() {
    let text = Self.start.replacing("holds \"y\"", with: "holds \"y*\"")
    let found = advice(text)
    #expect(found.map(\.code.code) == ["P7036"])
    #expect(codes(fixed(text, found.first)).isEmpty)
    #expect(duties("any of \"X?\"", "any of like \"Y*\"") == ["P7036"])
  }

  // MARK: Standards

  @Test(arguments: [
    ("", "", true), ("until 2018-12-31", "from 2019-01-01", false), ("until 2019-01-01", "from 2019-01-01", true),
    ("from 2019-01-01", "until 2018-12-31", false), ("from 2018-01-01", "from 2019-01-01", true),
    ("from 2018-01-01 until 2018-12-31", "from 2019-01-01 until 2019-12-31", false),
  ])
  func versionsOfAStandardTakeTurns(first: String, second: String, isOverlap: Bool) {
    func standard(_ version: Int, _ force: String) -> String {
      """
      standard NAMES "Names" version \(version) {
        cites MANUAL §1
        \(force.isEmpty ? "" : "in force " + force)
        for   p in Person
        must  given "There is a name" : p.id != "y"
      }

      """
    }
    #expect(codes(Self.start + standard(1, first) + standard(2, second)) == (isOverlap ? ["P7032"] : []))
  }

  // MARK: Texts

  @Test func aTextIsThereInEachLanguageOfTheProject() {
    let rule = Self.start.replacing("in rights\n", with: "in rights\n  MESSAGE\n")
    let english = rule.replacing("MESSAGE", with: "message en \"X\"")
    let both = rule.replacing("MESSAGE", with: "message en \"X\"\n  fr \"X\"")
    #expect(codes(english, languages: ["en", "fr"]) == ["P7033"])
    #expect(codes(english, languages: ["fr", "en", "es"]) == ["P7033"])
    #expect(codes(both, languages: ["en", "fr"]).isEmpty)
    #expect(codes(english, languages: ["en"]).isEmpty)
    #expect(codes(english, languages: []).isEmpty)
    #expect(codes(rule.replacing("MESSAGE", with: "message \"X\""), languages: ["en", "fr"]).isEmpty)
    #expect(codes("policy a.b {\n  title en \"X\"\n}", languages: ["en", "fr"]) == ["P7033"])
  }

  @Test func aLabelOfACaseIsThereInEachLanguageOfTheProject() {
    func policy(_ label: String) -> String {
      """
      policy demo.x
      enum Kind { laptop \(label), server }
      entity A from as { key id : Text  kind : Kind }
      rule R "R" { for a in A must a.kind == laptop allow uncited-norm because "test" }
      """
    }
    // A case without a label in the first language goes by its name.
    for label in ["", "\"Laptop\"", "\"Laptop\" fr \"Portable\"", "fr \"Portable\""] {
      #expect(!codes(policy(label), languages: ["en", "fr"]).contains("P7033"), "\(label)")
    }
    for label in ["en \"Laptop\"", "es \"Portátil\""] {
      #expect(codes(policy(label), languages: ["en", "fr"]).contains("P7033"), "\(label)")
    }
  }

  @Test func aTitleOfARequirementIsThereInEachLanguageOfTheProject() {
    func standard(_ title: String) -> String {
      """
      policy demo.x
      entity A from as { key id : Text  open : Boolean }
      standard S "S" version 1 {
        for a in A
        must open \(title) : a.open
        allow uncited-norm because "test"
      }
      """
    }
    for title in ["", "\"Open\"", "\"Open\" fr \"Ouvert\"", "en \"Open\" fr \"Ouvert\""] {
      #expect(!codes(standard(title), languages: ["en", "fr"]).contains("P7033"), "\(title)")
    }
    for title in ["en \"Open\"", "\"Open\" es \"Abierto\"", "fr \"Ouvert\""] {
      #expect(codes(standard(title), languages: ["en", "fr"]).contains("P7033"), "\(title)")
    }
  }

  // MARK: Days

  @Test func aReviewIsOverdueAfterItsDay() {
    let text = "policy a.b {\n  review by 2019-06-30\n}"
    #expect(codes(text, asOf: "2019-06-30").isEmpty)
    #expect(codes(text, asOf: "2019-07-01") == ["P7034"])
    #expect(codes(text, asOf: nil).isEmpty)
  }

  @Test func theDaysOfAHeaderAreDays() {
    #expect(codes("policy a.b {\n  review by \"soon\"\n}") == ["P2001"])
    #expect(codes("policy a.b {\n  in force from 2019-01-01 until 2018-01-01\n}") == ["P3004"])
  }
}
