import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

/// Which format data is in, told by its name or, without one, by how it begins.
@Suite struct FormatTests {
  @Test(
    arguments: [
      ("a.yaml", DataFormat.yaml), ("a.YML", .yaml), ("x/a.json", .json), ("a.jsonl", .jsonLines),
      ("a.b.ndjson", .jsonLines), ("a.csv", .csv), ("a", nil), ("a.txt", nil), ("a.csv/b", nil), ("", nil),
    ] as [(String, DataFormat?)])
  func theEndOfANameTells(path: String, format: DataFormat?) {
    #expect(DataFormat(path: path) == format)
  }

  @Test(
    arguments: [
      ("people: [{ id: a }]", nil), ("people:\n  - id: a\n", nil), ("\u{FEFF}\n{\"people\": [{\"id\": \"a\"}]}", nil),
      ("{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "people"), ("[{\"id\": \"a\"}]", "people"), ("id,name\na,One\n", "people"),
      ("- { id: a }\n", "people"), ("- id: a\n  name: One, Two\n", "people"),
    ] as [(String, String?)])
  func theFirstBytesTell(text: String, section: String?) {
    let result = DataLoader.load(
      [.bytes(Array(text.utf8), name: "standard input", section: section)], schema: Office.schema)
    #expect(result.lines == [])
    #expect(result.store.dump("people").first?.hasPrefix("id='a'") == true)
  }

  @Test func nothingIsNoData() {
    let result = DataLoader.load([.bytes([], name: "standard input")], schema: Office.schema)
    #expect(result.outcome == .complete)
    #expect(result.store.presentSections.isEmpty)
    #expect(DataLoader.load([], schema: Office.schema).outcome == .complete)
  }

  @Test func aSectionThatIsGivenWithoutRecordsIsPresent() throws {
    let people = try #require(Office.schema.entity(inSection: "people"))
    for (text, name) in [("people: []", "d.yaml"), ("people:", "d.yaml"), ("id\n", "people.csv"), ("", "people.jsonl")]
    {
      let result = Office.load(text, name: name)
      #expect(result.lines == [])
      #expect(result.store.presentSections == [people])
    }
  }
}
