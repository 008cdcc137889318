import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

@Suite struct JSONTests {
  private func load(_ text: String) -> LoadResult { Office.load(text, name: "data.json") }

  @Test func sectionsAndRecordsAreRead() {
    let result = load(
      #"{"people": [{"id": "u1", "name": "A \"B\" \\ \/ \u00e9 \ud83d\ude00\n", "rights": [], "status": "active"}, {"id": "u2", "name": null}], "units": []}"#
    )
    #expect(result.lines == [])
    #expect(
      result.store.dump("people") == ["id='u1' name='A \"B\" \\ / é 😀\n' status=active", "id='u2' status=active"])
    #expect(result.store.presentSections.count == 2)
  }

  @Test(arguments: [
    ("null", []), ("{}", []), ("", ["P4002 1:1 expected a value, found the end of the data"]),
    ("  \n", ["P4002 2:1 expected a value, found the end of the data"]),
    ("{\"people\": [}", ["P4002 1:13 expected a value, found `}`"]),
    ("{\"people\": [{\"id\": \"u1\",}]}", ["P4002 1:25 expected a name in quotes, found `}`"]),
    ("{\"people\": [{\"id\": \"u1\"} {\"id\": \"u2\"}]}", ["P4002 1:26 expected `,` or `]`, found `{`"]),
    ("{\"people\": []} x", ["P4002 1:16 expected the end of the data, found `x`"]),
    ("{'people': []}", ["P4002 1:2 expected a name in quotes, found `'`"]),
    ("{\"people\" []}", ["P4002 1:11 expected `:`, found `[`"]),
    ("{\"people\": [{\"id\": \"u1", ["P4002 1:20 a text that begins here is not closed"]),
    (
      "{\"people\": [{\"id\": \"u\t1\"}]}",
      ["P4002 1:22 a text cannot hold the control character 9 as it is; write it as an escape"]
    ),
    ("{\"people\": [{\"id\": \"\\x\"}]}", ["P4002 1:21 an escape that JSON does not have"]),
    ("{\"people\": [{\"id\": \"\\ud800\"}]}", ["P4002 1:21 half of a surrogate pair, which is not a character"]),
    ("{\"people\": [{\"id\": \"\\u12\"}]}", ["P4002 1:21 `\\u` expects four hexadecimal digits"]),
    ("{\"people\": [{\"id\": 007}]}", ["P4002 1:20 expected a value, found `007`"]),
    ("{\"people\": [{\"id\": nul}]}", ["P4002 1:20 expected a value, found `nul`"]),
    ("[1]", ["P4116 1:1 expected sections with their records, found a list without a section"]),
    ("5", ["P4104 1:1 expected sections with their records, found `5`"]),
    ("{\"people\": {\"u1\": {}}}", ["P4114 1:12 section `people` expects a list of records, found a mapping"]),
    ("{\"people\": [5]}", ["P4115 1:13 expected a Person with its fields, found `5`"]),
    ("{\"people\": [{\"id\": \"u1\", \"id\": \"u2\"}]}", ["P4112 1:26 `id` is given twice in one Person"]),
    ("{\"people\": [{\"id\": \"é\"}, {\"id\": \"é\"}]}", ["P4201 1:33 another Person has the key `é` already"]),
  ])
  func faultsHavePlaces(text: String, expected: [String]) {
    #expect(load(text).lines == expected)
  }

  @Test func aNamedSectionIsAList() {
    let result = Office.load("[{\"id\": \"u1\"}]", name: "list.json", section: "people")
    #expect(result.lines == [])
    #expect(result.store.dump("people") == ["id='u1' status=active"])
    #expect(
      Office.load("{\"people\": []}", name: "list.json", section: "people").lines == [
        "P4104 1:1 expected a list of records, found a mapping"
      ])
  }

  @Test func aLineThatCannotBeReadDoesNotStopTheOthers() {
    let text = """
      {"id": "u1"}
      {"id": "u2", "name": }

        {"id": "u3", "lines": [1]}
      "u4"
      {"id": "u5"} {"id": "u6"}
      {"id": "u7"}\r
      {"id": "u1"}
      """
    let result = Office.load(text, name: "people.jsonl")
    #expect(
      result.lines == [
        "P4002 2:22 expected a value, found `}`",
        "P4102 4:16 Person has no field `lines`; it has `id`, `name`, `status`, `unit`, `joined` and `rights`",
        "P4115 5:1 expected a Person with its fields, found `u4`",
        "P4002 6:14 expected the end of the data, found `{`",
        "P4201 8:8 another Person has the key `u1` already",
      ])
    #expect(result.outcome == .faulty)
  }

  @Test func placesOfLinesAreFoundFromTheOnesThatAreKept() {
    let lines = (0..<300).map { "{\"id\": \"u\($0)\", \"rights\": [\"A\", \"B\"]}" }
    let result = Office.load(lines.joined(separator: "\n\n"), name: "people.jsonl")
    #expect(result.lines == [])
    let people = TableID(result.store.schema.tables.firstIndex { $0.name == "Person" } ?? 0)
    for row in [0, 1, 63, 64, 65, 199, 299] {
      #expect(result.store.place(of: row, in: people)?.line == row * 2 + 1)
    }
    let rights = FieldID(people, 5)
    let place = result.store.places(of: [.field(rights, row: 70, element: 1)])[0]
    #expect(place?.line == 141)
    #expect(place?.column == 31)
    #expect(place?.endColumn == 34)
  }
}
