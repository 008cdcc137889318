import Diagnostics
import Manifests
import RulePlan
import Testing

/// Data that does not fit its schema, as its author sees it.
@Suite struct StrictDataTests {
  private let schema = Office.compile(
    """
    policy demo.strict

    enum Status { active, separated }

    entity Unit from units { key id : Text }

    entity Person from people {
      key id : Text
      status : Status
      unit   : Unit
      joined : Date
    }
    """)

  private let data = """
    units:
      - { id: UNON }
    people:
      - { id: u1, status: active, unit: UNON, joined: 2019-01-01 }
      - { id: u2, status: activ, unit: UNON, joined: 2019-01-01 }
      - { id: u3, status: active, unit: UNOM, joined: 2019-01-01 }
      - { id: u4, status: active, unit: UNON, joined: 2019-02-30 }
      - { id: u1, status: active, unit: UNON, joined: 2019-01-01 }
      - { id: u6, status: active, unit: UNON }
      - { id: u7, status: active, unit: UNON, joined: 2019-01-01, joind: 2019-01-01 }
    persons:
      - { id: u8 }
    """

  @Test func everyFaultOfAFileIsReportedOnceWithItsPlace() {
    let result = Office.load(data, name: "people.yaml", schema: schema)
    #expect(
      result.lines == [
        "P4105 5:23 `status` expects `active` or `separated`, found `activ`; did you mean `active`?",
        "P4202 6:37 `unit` refers to Unit `UNOM`, which the data does not have; did you mean `UNON`?",
        "P4106 7:51 `joined` expects a date such as `2019-06-30`, found `2019-02-30`: February 2019 has 28 days",
        "P4201 8:11 another Person has the key `u1` already",
        "P4103 9:5 this Person lacks `joined`: a date such as `2019-06-30`",
        "P4102 10:63 Person has no field `joind`; did you mean `joined`?",
        "P4101 11:1 no entity is read from a section `persons`; expected `units` or `people`",
      ])
    #expect(result.outcome == .faulty)
    #expect(result.diagnostics[3].related.map(\.place.line) == [4])
    #expect(result.diagnostics.allSatisfy { $0.place.file == "people.yaml" && $0.severity == .error })
  }

  @Test func lenienceTurnsUnknownNamesIntoWarnings() {
    let result = Office.load(data, name: "people.yaml", schema: schema, options: LoadOptions(isLenient: true))
    let warnings = result.diagnostics.filter { $0.severity == .warning }
    #expect(warnings.map(\.code) == [.unknownDataField, .unknownSection])
    let clean = Office.load(
      "units: [{ id: UNON, name: Nairobi }]\nposts: [1]", schema: schema, options: LoadOptions(isLenient: true))
    #expect(clean.outcome == .complete)
    #expect(clean.diagnostics.count == 2)
    #expect(clean.store.dump("units") == ["id='UNON'"])
  }
}
