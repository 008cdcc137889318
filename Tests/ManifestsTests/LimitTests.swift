import Diagnostics
import Manifests
import RulePlan
import Testing

/// Exceeding a limit ends with an error, and never with a crash.
@Suite struct LimitTests {
  private func load(
    _ text: String, name: String = "data.yaml", _ change: (inout LoadLimits) -> Void
  ) -> LoadResult {
    var limits = LoadLimits()
    change(&limits)
    return Office.load(text, name: name, options: LoadOptions(limits: limits))
  }

  private let formats = ["data.yaml", "data.json"]

  @Test(arguments: ["data.yaml", "data.json"])
  func nestingIsLimited(name: String) {
    let deep = String(repeating: "[", count: 100_000)
    let result = load("{\"people\": " + deep, name: name) { _ in }
    #expect(result.codes.contains("P4008"))
    #expect(result.outcome == .failed)
    let shallow = load("{\"people\": [{\"id\": \"a\", \"rights\": [\"x\"]}]}", name: name) { $0.nestingDepth = 3 }
    #expect(shallow.codes == ["P4008"])
    let enough = load("{\"people\": [{\"id\": \"a\", \"rights\": [\"x\"]}]}", name: name) { $0.nestingDepth = 4 }
    #expect(enough.codes == [])
  }

  @Test func repeatingIsLimited() {
    let text = "people:\n  - { id: a, rights: &r [x, y, z] }\n  - { id: b, rights: *r }\n  - { id: c, rights: *r }\n"
    #expect(load(text) { $0.aliasExpansion = 10 }.codes == [])
    let result = load(text) { $0.aliasExpansion = 9 }
    #expect(result.codes == ["P4009"])
    #expect(result.outcome == .failed)
    #expect(result.store.dump("people").count == 3)
  }

  @Test func aChainOfAliasesIsLimited() {
    var text = "people:\n  - &a0 { id: p0 }\n"
    for index in 1..<400 { text += "  - &a\(index) { id: p\(index), <<: *a\(index - 1) }\n" }
    let result = Office.load(text)
    #expect(result.codes == [] || result.outcome == .failed)
    #expect(result.store.dump("people").count >= 1)
  }

  @Test(arguments: [
    ("data.yaml", "people: [{ id: a, name: LONG, rights: [LONG] }]"),
    ("data.json", "{\"people\": [{\"id\": \"a\", \"name\": \"LONG\", \"rights\": [\"LONG\"]}]}"),
    ("people.jsonl", "{\"id\": \"a\", \"name\": \"LONG\", \"rights\": [\"LONG\"]}"),
    ("people.csv", "id,name,rights\na,LONG,LONG\n"),
  ])
  func theLengthOfAValueIsLimited(name: String, text: String) {
    let long = text.replacing("LONG", with: String(repeating: "x", count: 1001))
    let result = load(long, name: name) { $0.scalarLength = 1000 }
    #expect(result.codes == ["P4016", "P4016"])
    #expect(result.outcome == .failed)
    #expect(load(long, name: name) { $0.scalarLength = 1001 }.codes == [])
  }

  @Test(arguments: [
    ("data.yaml", "people: [{ id: a, name: b }, { id: c, name: d }]"),
    ("data.json", "{\"people\": [{\"id\": \"a\", \"name\": \"b\"}, {\"id\": \"c\", \"name\": \"d\"}]}"),
    ("people.jsonl", "{\"id\": \"a\", \"name\": \"b\"}\n{\"id\": \"c\", \"name\": \"d\"}\n"),
    ("people.csv", "id,name\na,b\nc,d\n"),
  ])
  func theNumberOfValuesIsLimited(name: String, text: String) {
    let result = load(text, name: name) { $0.valueCount = 3 }
    #expect(result.codes == ["P4015"])
    #expect(result.outcome == .failed)
    #expect(load(text, name: name) { $0.valueCount = 10 }.codes == [])
  }

  @Test func theValuesOfAllFilesCountTogether() {
    var options = LoadOptions()
    options.limits.valueCount = 5
    let files = (0..<4).map {
      DataInput.bytes(Array("id,name\nu\($0),x\n".utf8), name: "p\($0).csv", section: "people")
    }
    for jobs in [1, 4] {
      options.jobs = jobs
      let result = DataLoader.load(files, schema: Office.schema, options: options)
      #expect(result.codes.contains("P4015"))
      #expect(result.outcome == .failed)
    }
  }

  @Test func theSizeOfAFileIsLimited() {
    let result = load("people: [{ id: a }]") { $0.fileSize = 10 }
    #expect(result.lines == ["P4013 1:1 `data.yaml` has more than 10 bytes"])
    #expect(result.outcome == .failed)
  }

  @Test(arguments: ["people.csv", "people.jsonl", "people.yaml"])
  func faultsBeyondTheLimitAreCounted(name: String) {
    let text: String =
      switch name {
      case "people.csv": "id,joined\n" + (0..<50).map { "u\($0),x\n" }.joined()
      case "people.jsonl": (0..<50).map { "{\"id\": \"u\($0)\", \"joined\": \"x\"}\n" }.joined()
      default: "people:\n" + (0..<50).map { "  - { id: u\($0), joined: x }\n" }.joined()
      }
    let result = load(text, name: name) { $0.errorsPerFile = 7 }
    #expect(result.diagnostics.count == 8)
    #expect(result.unlistedCount == 43)
    #expect(result.diagnostics.last?.code == .unlistedFaults)
    #expect(result.diagnostics.last?.message == "43 more errors in this file are not listed")
    #expect(result.diagnostics.last?.place.file == name)
    #expect(result.outcome == .faulty)
  }
}
