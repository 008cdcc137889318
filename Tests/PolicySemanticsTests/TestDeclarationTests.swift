import Diagnostics
import PolicySemantics
import RulePlan
import SourceText
import Testing

/// `test` declarations: what they give and expect, and their form for a runner.
@Suite struct TestDeclarationTests {
  private static let start = """
    policy demo.x

    enum Status { active, separated }

    entity Unit from units {
      key id : Text
      parent : Unit?
    }

    record Line {
      unit : Unit
      note : Text?
    }

    entity Person from people {
      key id : Text
      status : Status = active
      unit   : Unit?
      lines  : [Line] = []
      let own = count(lines)
    }

    entity Grant from grants {
      person : Person
      valid  : Period
    }

    rule R_01 "A" {
      for  p in Person
      must p.id != "x" and p.own == 0
    }

    rule R_02 "B" {
      for    g in Grant
      should g.valid.until is present
    }

    rule R_03 "C" { must count(Person) < 10 }

    standard STD "D" version 1 {
      for    p in Person
      in     force until 2018-12-31
      must   named  "E" : p.id != "y"
      should active "F" : p.status == active
    }

    standard STD "D" version 2 {
      for  p in Person
      in   force from 2019-01-01
      must named "E" : p.id != "z"
    }


    """

  private func compile(_ test: String) -> Compilation {
    Compiler.compile(
      [SourceFile(path: "a.policy", text: Self.start + test)], options: CompilerOptions(givesAdvice: false))
  }

  private func codes(_ clauses: String) -> [String] {
    compile("test \"t\" {\n  as of 2019-06-30\n\(clauses)\n}").diagnostics.map(\.code.code)
  }

  private func expectations(_ clauses: String) -> [PolicyTest.Expectation] {
    let given = "  given Person { id: \"u1\" }, Person { id: \"u2\" }\n  given Grant { person: \"u1\", valid: V }\n"
      .replacing("V", with: "{ from: 2019-01-01 }")
    let compilation = compile("test \"t\" {\n  as of 2019-06-30\n\(given)\(clauses)\n}")
    #expect(compilation.diagnostics.isEmpty, "\(compilation.diagnostics.map(\.message))")
    return compilation.tests.first?.expectations ?? []
  }

  @Test func aTestIsLoweredToWhatARunnerNeeds() throws {
    let compilation = compile(
      """
      test "people" {
        as of 2019-06-30
        given Unit { id: "OICT" }, Unit { id: "PPS", parent: "OICT" }
        given Person { id: "u1", status: separated, lines: [{ unit: "PPS" }] }
        given data "people.yaml", "units.csv"
        expect R_01 for Person "u1"
        expect no other findings at error
      }
      """)
    let plan = try #require(compilation.plan)
    let test = try #require(compilation.tests.first)
    #expect(compilation.tests.count == 1)
    #expect(test.title == "people")
    #expect(test.namespace == "demo.x")
    #expect(test.asOf == CalendarDate("2019-06-30"))
    #expect(test.dataFiles.map(\.path) == ["people.yaml", "units.csv"])
    #expect(test.records.map { plan.schema[$0.table].name } == ["Unit", "Unit", "Person"])
    let unit = test.records[0].table
    #expect(test.records[1].values == [.text("PPS"), .instance(unit, key: "OICT")])
    let person = test.records[2]
    let line = try #require(plan.schema.tables.first { $0.name == "Line" })
    #expect(person.values.count == 5)
    #expect(person.values[1] == .enumeration(EnumerationID(0), 1))
    #expect(person.values[2] == nil)
    #expect(person.values[3] == .list([.record(line.id, [.instance(unit, key: "PPS"), nil])]))
    #expect(person.values[4] == nil, "derived fields are not given")
    #expect(test.expectations.map(\.text) == ["expect R_01 for Person \"u1\"", "expect no other findings at error"])
    #expect(test.expectations.map(\.kind) == [.found(nil), .noOther])
    #expect(test.expectations[0].subject == .key(person.table, "u1"))
    #expect(test.expectations[1].severity == .error)
  }

  @Test func expectationsNameNormsStandardsRequirementsAndWaiverChecks() throws {
    let plan = try #require(compile("").plan)
    func ids(_ name: String) -> [NormID] { plan.norms.filter { $0.name.hasPrefix("demo.x." + name) }.map(\.id) }
    let found = expectations(
      """
        expect R_01
        expect demo.x.R_01 for Person "u2"
        expect STD
        expect STD.named
        expect demo.x.STD.active for Person "u1"
        expect waived R_02 for Grant 0
        expect undetermined R_03
        expect open waiver.expired
        expect no waiver.unused
      """)
    #expect(
      found.map(\.target) == [
        .norms(ids("R_01")), .norms(ids("R_01")), .norms(ids("STD")), .norms(ids("STD.named")),
        .norms(ids("STD.active")), .norms(ids("R_02")), .norms(ids("R_03")), .waiverCheck("waiver.expired"),
        .waiverCheck("waiver.unused"),
      ])
    #expect(ids("STD").count == 3)
    #expect(ids("STD.named").count == 2)
    #expect(found[5].kind == .found(.waived))
    #expect(found[6].kind == .found(.undetermined))
    #expect(found[7].kind == .found(.open))
    #expect(found[8].kind == .none)
    #expect(found[5].subject?.table == plan.schema.tables.first { $0.name == "Grant" }?.id)
  }

  @Test func thereAreNoTestsWhereThereIsAnError() {
    let compilation = compile("test \"t\" { as of 2019-06-30 expect no findings }\nrule R_01 \"A\" { must true }")
    #expect(compilation.plan == nil)
    #expect(compilation.tests.isEmpty)
  }

  @Test func builtInSectionsCanBeGiven() {
    #expect(
      codes(
        """
          given Waiver {
            rule: "R_01", subject: "u1", reason: "x", approved_by: "y", valid: { from: 2019-01-01 }
          }
          given ExchangeRate { currency: "EUR", per: "USD", rate: 0.9, valid: { from: 2019-01-01 } }
          expect waiver.not_allowed for Waiver 0
        """
      ).isEmpty)
  }

  @Test(arguments: [
    // Records
    ("given Person { id: \"u1\" }, Person { id: \"u1\" }", ["P6003"]),
    ("given Person { }", ["P2025"]),
    ("given Person { id: \"u1\", own: 2 }", ["P2025"]),
    ("given Person { id: \"u1\", name: \"A\" }", ["P1103"]),
    ("given Person { id: 1 }", ["P2001"]),
    ("given Person { id: \"u1\", status: activ }", ["P1104"]),
    ("given Persn { id: \"u1\" }", ["P1101"]),
    ("given Line { unit: \"x\" }", ["P1108"]),
    // References
    ("given Person { id: \"u1\", unit: \"OICT\" }", ["P6004"]),
    ("given Person { id: \"u1\", unit: Unit \"OICT\" }", ["P6004"]),
    ("given Person { id: \"u1\", lines: [{ unit: \"A\" }, { unit: \"B\" }] }", ["P6004", "P6004"]),
    ("given Unit { id: \"A\", parent: \"A\" }", []),
    ("given data \"units.yaml\"\n  given Person { id: \"u1\", unit: \"OICT\" }", []),
  ])
  func recordsAreCheckedLikeData(clauses: String, expected: [String]) {
    #expect(codes(clauses + "\n  expect no findings") == expected)
  }

  @Test(arguments: [
    ("expect R_99", ["P6005"]), ("expect R_01.x", ["P6005"]), ("expect STD.nmed", ["P6005"]),
    ("expect waiver.expird", ["P6005"]), ("expect Person", ["P1108"]), ("expect no R_99", ["P6005"]),
    ("expect R_01 for Unit \"A\"", ["P6006"]), ("expect R_03 for Person \"u1\"", ["P6006"]),
    ("expect waiver.expired for Person \"u1\"", ["P6006"]), ("expect no findings for Unit \"A\"", []),
    ("expect R_01 for Person \"u9\"", ["P6004"]), ("expect no R_01 for Person \"u9\"", ["P6004"]),
    ("expect R_01 for Person 0", ["P6004"]), ("expect R_02 for Grant 0", ["P6004"]),
    ("expect R_02 for Grant \"g\"", ["P2011"]), ("expect R_01 for Persn \"u1\"", ["P1101"]),
    ("expect no findings at fatal", ["P6008"]),
  ])
  func expectationsAreChecked(clause: String, expected: [String]) {
    #expect(codes("  given Person { id: \"u1\" }, Unit { id: \"A\" }\n  \(clause)") == expected)
  }

  @Test(arguments: [
    ("expect R_01", "expect R_01", true), ("expect R_01 for Person \"u1\"", "expect R_01 for Person \"u2\"", false),
    ("expect R_01 for Person \"u1\"", "expect no R_01", true),
    ("expect no R_01", "expect R_01 for Person \"u1\"", true),
    ("expect no R_01 for Person \"u2\"", "expect R_01 for Person \"u1\"", false),
    ("expect R_01", "expect no findings", true), ("expect R_01", "expect no other findings", false),
    ("expect R_01", "expect no findings at error", true), ("expect R_02", "expect no findings at error", false),
    ("expect R_02", "expect no findings at warning", true),
    ("expect STD.named", "expect no STD", true), ("expect STD", "expect no STD.named", false),
    ("expect no other findings", "expect no other findings", true),
    ("expect open R_01", "expect waived R_01", false), ("expect waiver.unused", "expect no R_01", false),
    ("expect undetermined R_01", "expect no findings at error", false),
  ])
  func expectationsGoTogether(first: String, second: String, isConflict: Bool) {
    #expect(
      codes("  given Person { id: \"u1\" }, Person { id: \"u2\" }\n  \(first)\n  \(second)")
        == (isConflict ? ["P6007"] : []))
  }

  @Test func titlesAreUniqueInANamespace() {
    let test = "test \"t\" {\n  as of 2019-06-30\n  expect no findings\n}\n"
    #expect(compile(test + test).diagnostics.map(\.code.code) == ["P6002"])
    let files = [
      SourceFile(path: "a.policy", text: Self.start + test),
      SourceFile(path: "b.policy", text: "policy demo.y\n" + test),
    ]
    #expect(Compiler.compile(files, options: CompilerOptions(givesAdvice: false)).tests.count == 2)
  }

  @Test func aTestExpectsSomething() {
    #expect(codes("  given Person { id: \"u1\" }") == ["P6001"])
    #expect(codes("  given Person { id: \"u1\" }\n  expcet no findings") == ["P0106"])
  }
}
