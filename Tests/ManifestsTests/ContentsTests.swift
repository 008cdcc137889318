import Manifests
import RecordStore
import RulePlan
import Testing

/// The files and sections that reports list as read.
@Suite struct ContentsTests {
  private func contents(_ files: [(name: String, section: String?, text: String)], jobs: Int) -> [String] {
    var options = LoadOptions(jobs: jobs)
    options.partSize = 1024
    let inputs = files.map { DataInput.bytes(Array($0.text.utf8), name: $0.name, section: $0.section) }
    let store = DataLoader.load(inputs, schema: Office.schema, options: options).store
    return store.contents.map { content in
      let file = store.files[content.file]
      let section = content.table.flatMap { store.schema[$0].section } ?? "-"
      return "\(file.path) \(file.format) \(section) \(content.records)"
    }
  }

  @Test(arguments: [1, 3]) func everySectionOfEveryFileIsCounted(jobs: Int) {
    let rows = (0..<500).map { "p\($0),Person \($0)\n" }.joined()
    let lines = (0..<90).map { "{\"id\": \"n\($0)\"}\n" }.joined()
    #expect(
      contents(
        [
          ("a.yaml", nil, "people: [{ id: u1 }]\norders: []\nunits: [{ id: A }, { id: B }]"),
          ("people.csv", "people", "id,name\n" + rows),
          ("empty.csv", "units", "id\n"),
          ("none.yaml", nil, ""),
          ("c.json", nil, "{\"units\": [{\"id\": \"C\"}]}"),
          ("l.jsonl", "units", lines),
        ], jobs: jobs) == [
          "a.yaml yaml people 1", "a.yaml yaml orders 0", "a.yaml yaml units 2", "people.csv csv people 500",
          "empty.csv csv units 0", "none.yaml yaml - 0", "c.json json units 1", "l.jsonl jsonl units 90",
        ])
  }
}
